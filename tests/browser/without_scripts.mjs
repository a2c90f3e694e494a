// The whole way of a resident and of a clerk in browsers that run no scripts.
import assert from 'node:assert/strict';
import { fill, next } from './lib/answers.mjs';
import { answerAll, send, start } from './lib/filing.mjs';
import { file, journey, pathOf, someone, step } from './lib/scene.mjs';
import { resident, staff } from './lib/sign_in.mjs';

const PLAIN = { javaScriptEnabled: false };
const SERVICE = 'zezwolenie-usuniecie-drzew';
const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const WISHES = { termin: soon, zastepcze: 'nie', firm_name: '', nip: '' };
const words = (page) => page.locator('main').innerText();
const press = async (page, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
};

await journey(async () => {
  const olena = await someone('olena', PLAIN);
  const { page } = olena;

  await step('signs in, starts, is told what is missing', async () => {
    await resident(olena, 'grajewo', 'olena');
    await start(olena, 'grajewo', SERVICE);
    await page.locator('main .actions a.btn').first().click();
    await page.fill('#email', '');
    await next(page);
    assert.match(await page.title(), /^Błąd:/);
    assert.ok(await page.locator('[data-error-summary] a').count());
    assert.equal(await page.locator('#email').getAttribute('aria-invalid'), 'true');
  });

  await step('answers, repeats a group, sends a file', async () => {
    await fill(page, { ...WISHES, pesel: '', born_on: '1995-04-11' });
    await next(page);
    await fill(page, WISHES);
    await next(page);
    await fill(page, WISHES);
    await page.click('button[value="add:drzewa"]');
    await page.click('button[value="remove:drzewa:1"]');
    await fill(page, WISHES);
    await next(page);
    await page.setInputFiles('#szkic', file('szkic.pdf'));
    await page.click('button[value="upload:szkic"]');
    await page.getByRole('button', { name: /^Usuń.*szkic\.pdf/ }).waitFor();
    await answerAll(page, { ...WISHES, szkic: null });
  });

  await step('sends and reads the receipt', async () => {
    await send(page);
    await page.locator('main a[href^="/sprawy/"]').first().click();
    await page.waitForURL(/\/sprawy\//);
  });
  const matter = pathOf(page);

  const clerk = await someone('clerk', PLAIN);
  const desk = clerk.page;
  await step('the clerk takes on and settles', async () => {
    await staff(clerk, 'grajewo', 'referent');
    await clerk.go('grajewo', `/urzad${matter}`);
    await press(desk, 'Przejmij sprawę');
    const part = desk.locator('details', { hasText: 'Załatw sprawę' }).first();
    if (!(await desk.locator('[name=tresc]').isVisible())) await part.locator('summary').click();
    await desk.check('input[name=wynik][value=granted]');
    await desk.fill('[name=tresc]', 'Zezwalamy.');
    await press(desk, 'Sprawdź przed wysłaniem');
    await press(desk, 'Wyślij rozstrzygnięcie');
    assert.match(await words(desk), /Załatwiona/);
  });

  await step('the resident reads it and signs out', async () => {
    await olena.go('grajewo', matter);
    assert.match(await words(page), /Zezwalamy\./);
    await press(page, 'Wyloguj się');
    await olena.go('grajewo', matter);
    assert.equal(pathOf(page), '/logowanie');
  });
});

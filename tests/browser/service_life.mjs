// The whole life of services that follow a template: one is adopted, changed, tried out, published; of
// the other the lead has a next edition with a conflict, which is chosen, looked at as a whole,
// accepted, published. The editor has nothing but a keyboard: once with scripts and a wide window,
// once without scripts on a phone.
import assert from 'node:assert/strict';
import { width } from './lib/checks.mjs';
import { choose, go, pick, reach, write } from './lib/keyboard.mjs';
import { findings, journey, pathOf, PHONE, someone, step } from './lib/scene.mjs';
import { staff } from './lib/sign_in.mjs';

// The demonstration has a second edition of this template waiting; Grajewo has a text of its own.
const UPDATED = 'pismo-ogolne';

const words = (page) => page.locator('main').innerText();
const button = (page, name) => page.locator('main').getByRole('button', { name });
const link = (page, name) => page.locator('main').getByRole('link', { name });

async function life(editor, { visitor, template, own }) {
  const { page } = editor;
  const service = `/urzad/uslugi/${template}`;

  await step('adopts a template', async () => {
    await editor.go('grajewo', '/urzad/uslugi');
    await go(page, link(page, 'Nowa usługa'));
    await choose(page, 'sposob', 'wzorzec');
    await pick(page, page.locator('[name=wzorzec]'), template);
    await go(page, button(page, 'Utwórz szkic'));
    assert.equal(pathOf(page), service);
  });

  await step('changes it and tries it out', async () => {
    await go(page, link(page, 'Karta usługi'));
    await write(page, page.locator('[name="card.summary"]'), own);
    await go(page, button(page, 'Zapisz w szkicu'));
    await go(page, link(page, 'Podgląd'));
    await go(page, button(page, 'Dalej'));
    await page.locator('[data-error-summary] a').first().waitFor();
    await go(page, link(page, 'Wróć do usługi'));
  });

  await step('publishes it', async () => {
    await go(page, link(page, /^Wydanie$/));
    await go(page, button(page, /^Wydaj/));
    await visitor.go('grajewo', `/uslugi/${template}`);
    assert.ok((await words(visitor.page)).includes(own));
  });
}

async function update(editor, { visitor, own }) {
  const { page } = editor;
  const service = `/urzad/uslugi/${UPDATED}`;
  const fits = async (name) => {
    findings.push(...(await width(page, 320)).map((one) => `${name}: ${one}`));
  };

  await step('sees it in the list and compares', async () => {
    await editor.go('grajewo', '/urzad/uslugi');
    await go(page, page.getByRole('link', { name: /^Do aktualizacji/ }));
    await go(page, page.locator(`main a[href="${service}"]`));
    await go(page, link(page, 'Porównaj i wybierz'));
    const all = await words(page);
    for (const text of ['na innym urządzeniu', 'zadzwoń do punktu obsługi', 'w 7 dni']) {
      assert.ok(all.includes(text), text);
    }
    await fits('update');
  });

  await step('chooses, and is told what is missing', async () => {
    await go(page, button(page, 'Zobacz całość przed przyjęciem'));
    await page.locator('[data-error-summary] a').first().waitFor();
    assert.match(await page.title(), /^Błąd:/);
    await reach(page, page.locator('[data-error-summary] a').first());
    await page.keyboard.press('Enter');
    await choose(page, '_wybor.card.how', 'wlasne');
    await write(page, page.locator('[name="_tresc.card.how"]'), own);
    await go(page, button(page, 'Zobacz całość przed przyjęciem'));
  });

  await step('looks at the whole and accepts', async () => {
    const whole = await words(page);
    assert.ok(whole.includes(own) && whole.includes('w 7 dni'));
    await fits('merged');
    await go(page, button(page, 'Dalej'));
    await page.locator('[data-error-summary] a').first().waitFor();
    await go(page, button(page, 'Wróć do wyborów'));
    assert.equal(await page.inputValue('[name="_tresc.card.how"]'), own, 'choices are kept');
    await go(page, button(page, 'Zobacz całość przed przyjęciem'));
    await visitor.go('grajewo', `/uslugi/${UPDATED}`);
    assert.ok(!(await words(visitor.page)).includes(own), 'nothing is published by looking');
    await go(page, button(page, 'Przyjmij do szkicu'));
    assert.match(await words(page), /Przyjęto nowe wydanie wzorca/);
  });

  await step('publishes the update', async () => {
    await go(page, link(page, /^Wydanie$/));
    await go(page, button(page, /^Wydaj/));
    await visitor.go('grajewo', `/uslugi/${UPDATED}`);
    const card = await words(visitor.page);
    assert.ok(card.includes(own) && card.includes('w 7 dni'));
    await editor.go('grajewo', '/urzad/uslugi?widok=aktualizacje');
    assert.equal(await page.locator(`main a[href="${service}"]`).count(), 0);
  });
}

await journey(async () => {
  const visitor = await someone('visitor');
  const wide = await someone('editor with a keyboard');
  await staff(wide, 'grajewo', 'redaktor');
  await life(wide, { visitor, template: 'petycja', own: 'Opis napisany w Grajewie.' });
  await update(wide, { visitor, own: 'Napisz po naszemu i wyślij.' });

  const plain = { javaScriptEnabled: false, viewport: PHONE };
  const narrow = await someone('editor with a keyboard and without scripts', plain);
  await staff(narrow, 'grajewo', 'redaktor');
  await step('goes back to the edition that stands on the template before', async () => {
    const { page } = narrow;
    await narrow.go('grajewo', `/urzad/uslugi/${UPDATED}/wydania/1`);
    await go(page, button(page, 'Utwórz szkic z tego wydania'));
    await go(page, link(page, /^Wydanie$/));
    await go(page, button(page, /^Wydaj/));
  });
  const own = 'Opis napisany w Grajewie na telefonie.';
  await life(narrow, { visitor, template: 'numer-porzadkowy', own });
  await update(narrow, { visitor, own: 'Napisz po naszemu z telefonu.' });
});

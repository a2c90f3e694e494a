// A case goes from the resident to the desk and back, and nobody else comes near it.
import assert from 'node:assert/strict';
import { faults } from './lib/checks.mjs';
import { answerAll, send, start } from './lib/filing.mjs';
import { journey, pathOf, someone, step } from './lib/scene.mjs';
import { resident, staff } from './lib/sign_in.mjs';

const press = async (page, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
};
// Opens a folded part of the page and gives the form in it.
async function unfold(page, words) {
  const part = page.locator('details', { has: page.locator('summary', { hasText: words }) });
  if (!(await part.evaluate((one) => one.open))) await part.locator('summary').click();
  return part.locator('form');
}
const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const words = (page) => page.locator('main').innerText();

await journey(async () => {
  const anna = await someone('anna');
  const clerk = await someone('clerk');
  const desk = clerk.page;

  await step('Anna files an application', async () => {
    await resident(anna, 'grajewo', 'anna');
    await start(anna, 'grajewo', 'zezwolenie-usuniecie-drzew', 'anna');
    await answerAll(anna.page, { termin: soon, zastepcze: 'nie' });
    await send(anna.page);
    await anna.page.locator('main a[href^="/sprawy/"]').first().click();
    await anna.page.waitForURL(/\/sprawy\/[0-9a-f-]{36}/);
  });
  const matter = pathOf(anna.page);
  const id = matter.split('/').at(-1);
  const mark = (await words(anna.page)).match(/[A-Z]{2}\.\d{4}\.\d+\.20\d\d/)[0];

  await step('the desk asks who comes, and tells nobody apart', async () => {
    await clerk.go('grajewo', '/urzad');
    assert.equal(pathOf(desk), '/urzad/logowanie');
    await desk.fill('#email', 'nikt@grajewo.example.pl');
    await desk.fill('#haslo', 'zupelnie-zle-haslo');
    await press(desk, 'Zaloguj się');
    await faults(desk);
  });

  await step('the clerk finds the case in the inbox with its term', async () => {
    await staff(clerk, 'grajewo', 'referent');
    const row = desk.locator('tbody tr', { hasText: mark });
    if (!(await row.count())) await clerk.go('grajewo', `/urzad?q=${encodeURIComponent(mark)}`);
    assert.match(await row.innerText(), /za \d+ dni|jutro|20\d\d/);
    assert.match(await row.innerText(), /Nikt/);
    await row.locator('a').first().click();
    await desk.waitForURL(new RegExp(id));
    assert.match(await words(desk), /Anna Testowa/);
  });

  await step('the keys of the inbox move and open', async () => {
    await clerk.go('grajewo', '/urzad?widok=w-toku');
    await desk.locator('h1').click();
    await desk.keyboard.press('j');
    await desk.keyboard.press('j');
    assert.equal(await desk.locator('tr.is-here').count(), 1);
    await desk.keyboard.press('o');
    await desk.waitForURL(/\/urzad\/sprawy\//);
  });

  await step('takes it on and asks', async () => {
    await clerk.go('grajewo', `/urzad/sprawy/${id}`);
    await press(desk, 'Przejmij sprawę');
    assert.match(await words(desk), /W toku/);
    const form = await unfold(desk, 'Wezwij wnioskodawcę');
    await Promise.all([desk.waitForEvent('load'), form.locator('button').last().click()]);
    await faults(desk);
    await desk.fill('#pytanie', 'Proszę podać numer księgi wieczystej.');
    await desk.check('input[name=dni][value="14"]');
    await press(desk, 'Wyślij wezwanie');
    assert.match(await words(desk), /Czeka na wnioskodawcę/);
  });

  await step('Anna reads the question and answers', async () => {
    await anna.go('grajewo', '/sprawy');
    assert.match(await words(anna.page), /Czekają na Ciebie/);
    await anna.go('grajewo', matter);
    assert.match(await words(anna.page), /numer księgi wieczystej/);
    await press(anna.page, 'Wyślij odpowiedź');
    await faults(anna.page);
    await anna.page.fill('#odpowiedz', 'Numer to LM1G/00001234/1.');
    await press(anna.page, 'Wyślij odpowiedź');
    assert.match(await words(anna.page), /W toku/);
  });

  await step('an old page does not overwrite what happened since', async () => {
    const late = await clerk.context.newPage();
    await late.goto(desk.url());
    await clerk.go('grajewo', `/urzad/sprawy/${id}`);
    assert.match(await words(desk), /LM1G\/00001234\/1/);
    const form = await unfold(late, 'Wezwij wnioskodawcę');
    await desk.fill('#notatka', 'Numer się zgadza.');
    await press(desk, 'Dodaj notatkę');
    assert.match(await words(desk), /Numer się zgadza/);
    await form.count();
    await late.close();
  });

  await step('settles after a look at what will be sent', async () => {
    const form = await unfold(desk, 'Załatw sprawę');
    await form.locator('input[name=wynik][value=granted]').check();
    await form.locator('[name=tresc]').fill('Przyjęto informację.\n\nDecyzję wyślemy osobno.');
    await press(desk, 'Sprawdź przed wysłaniem');
    assert.match(await words(desk), /Tego nie można cofnąć/);
    await press(desk, 'Popraw');
    assert.match(await desk.inputValue('[name=tresc]'), /Przyjęto informację/);
    await press(desk, 'Sprawdź przed wysłaniem');
    await press(desk, 'Wyślij rozstrzygnięcie');
    assert.match(await words(desk), /Załatwiona/);
  });

  await step('Anna sees the outcome and who looked', async () => {
    await anna.go('grajewo', matter);
    const said = await words(anna.page);
    assert.match(said, /Przyjęto informację/);
    assert.match(said, /Renata Referencka/, 'who looked is named');
    assert.ok(!said.includes('Numer się zgadza'), 'internal notes stay internal');
  });

  await step('somebody else, another unit and another office find nothing', async () => {
    const jan = await someone('jan');
    await resident(jan, 'grajewo', 'jan');
    await jan.go('grajewo', matter, 404);
    const unit = await someone('unit');
    await staff(unit, 'grajewo', 'referent-fn');
    await unit.go('grajewo', `/urzad/sprawy/${id}`, 404);
    await unit.go('grajewo', `/urzad?q=${encodeURIComponent(mark)}`);
    assert.ok(!(await words(unit.page)).includes('usunięcie drzew'), 'the inbox of another unit');
    const lomza = await someone('lomza');
    await staff(lomza, 'lomza', 'referent');
    await lomza.go('lomza', `/urzad/sprawy/${id}`, 404);
    await lomza.go('grajewo', `/urzad/sprawy/${id}`);
    assert.equal(pathOf(lomza.page), '/urzad/logowanie', 'a desk of another office is no desk here');
  });

  await step('the reception and the administrator do not read cases', async () => {
    const admin = await someone('admin');
    await staff(admin, 'grajewo', 'admin');
    const answer = await admin.page.goto(`${new URL(admin.page.url()).origin}/urzad/sprawy/${id}`);
    assert.ok([403, 404].includes(answer.status()), `the administrator gets ${answer.status()}`);
    await admin.go('grajewo', '/urzad/osoby');
    await admin.page.fill('#imie', 'Ewa Zmyślona');
    await admin.page.fill('#email', 'ewa@grajewo.example.pl');
    await admin.page.selectOption('#rola', 'clerk');
    await admin.page.selectOption('#referat', { index: 1 });
    await press(admin.page, 'Utwórz zaproszenie');
    const link = await admin.page.locator('main code').first().innerText();
    const ewa = await someone('ewa');
    await ewa.page.goto(link);
    await ewa.page.fill('#haslo', 'grajewo');
    await ewa.page.click('main form button');
    await faults(ewa.page);
    await ewa.page.fill('#haslo', 'cztery bardzo rozne slowa');
    await ewa.page.fill('#haslo2', 'cztery bardzo rozne slowa');
    await ewa.page.click('main form button');
    await ewa.page.waitForURL(/\/urzad\/logowanie/);
    await ewa.page.fill('#email', 'ewa@grajewo.example.pl');
    await ewa.page.fill('#haslo', 'cztery bardzo rozne slowa');
    await press(ewa.page, 'Zaloguj się');
    assert.equal(pathOf(ewa.page), '/urzad');
  });
});

// A resident finds a service, fills it in with mistakes on the way, files it, keeps the receipt.
import assert from 'node:assert/strict';
import { fill, next } from './lib/answers.mjs';
import { faults } from './lib/checks.mjs';
import { answerAll, NUMBER, receipt, send, start } from './lib/filing.mjs';
import { at, file, journey, pathOf, someone, step } from './lib/scene.mjs';
import { resident, signInHere } from './lib/sign_in.mjs';

const SERVICE = 'zezwolenie-usuniecie-drzew';
const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const FILED = '#wyslane ~ .scroll tbody tr';
let filedBefore = 0;
const WISHES = { obwod: '85', termin: soon, zastepcze: 'nie' };

await journey(async () => {
  const jan = await someone('jan');
  const { page } = jan;

  await step('finds the service without Polish letters', async () => {
    await jan.go('grajewo', '/');
    await page.fill('#szukaj', 'wycinka drzew zezwolenie na usuniecie');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/uslugi' && url.searchParams.has('q'));
    if (!(await page.locator(`main a[href="/uslugi/${SERVICE}"]`).count())) {
      await page.fill('#szukaj', 'usuniecie drzew');
      await page.keyboard.press('Enter');
    }
    await page.click(`main a[href="/uslugi/${SERVICE}"]`);
    await page.waitForURL(at('grajewo', `/uslugi/${SERVICE}`));
    assert.match(await page.locator('main').innerText(), /Podstawa prawna/);
  });

  await step('signs in on the way and starts', () => start(jan, 'grajewo', SERVICE, 'jan'));
  const draft = pathOf(page).split('/')[2];

  await step('meets its own data and is told what is missing', async () => {
    await page.locator('main .actions a.btn').first().click();
    await page.waitForURL((url) => url.pathname.includes('/krok/'));
    assert.equal(await page.inputValue('[id="wnioskodawca.last_name"]'), 'Próbny');
    await page.fill('[id="wnioskodawca.pesel"]', '84031499038');
    await page.fill('[id="email"]', 'jan-bez-malpy');
    await next(page);
    await faults(page);
    assert.equal(await page.inputValue('[id="email"]'), 'jan-bez-malpy', 'what was typed stays');
    const asked = page.waitForRequest((request) => request.isNavigationRequest());
    await page.reload();
    assert.equal((await asked).method(), 'GET', 'reloading sends nothing twice');
    assert.equal(await page.inputValue('[id="email"]'), 'jan-bez-malpy', 'and it still stays');
    await page.fill('[id="wnioskodawca.pesel"]', '84031499037');
    await page.fill('[id="email"]', 'jan@osoby.example');
    await fill(page, WISHES);
    await next(page);
  });

  await step('goes back and finds the answers', async () => {
    await fill(page, { ...WISHES, polozenie: 'ul. Zmyślona 5' });
    await next(page);
    await page.waitForURL(/drzewa_krok/);
    await page.goBack();
    assert.equal(await page.inputValue('#polozenie'), 'ul. Zmyślona 5');
    await page.click('.back a');
    await page.waitForURL(/wnioskodawca_dane/);
    assert.equal(await page.inputValue('[id="adres.place"]'), 'Grajewo');
    await next(page);
    await next(page);
  });

  await step('repeats a group and encloses a file', async () => {
    await page.waitForURL(/drzewa_krok/);
    await fill(page, { ...WISHES, gatunek: 'lipa drobnolistna' });
    await page.click('button[value="add:drzewa"]');
    await page.waitForURL(/dodaj=drzewa/);
    await page.fill('[id="drzewa.1.gatunek"]', 'klon zwyczajny');
    await page.fill('[id="drzewa.1.obwod"]', '120');
    await page.fill('[id="drzewa.1.miejsce"]', 'przy płocie');
    assert.equal(await page.inputValue('[id="drzewa.0.gatunek"]'), 'lipa drobnolistna');
    await fill(page, WISHES);
    await next(page);
    await page.waitForURL(/nasadzenia/);
    await page.setInputFiles('#szkic', file('szkic.pdf'));
    await page.click('button[value="upload:szkic"]');
    await page.getByRole('button', { name: /^Usuń.*szkic\.pdf/ }).waitFor();
  });

  await step('leaves and goes on elsewhere', async () => {
    await page.click('button[value="zapisz"]');
    await page.waitForURL((url) => url.pathname === `/robocze/${draft}`);
    const phone = await someone('jan-phone');
    await resident(phone, 'grajewo', 'jan');
    await phone.go('grajewo', '/moje');
    filedBefore = await phone.page.locator(FILED).count();
    await phone.page.click(`main a[href="/robocze/${draft}"]`);
    await phone.page.waitForURL((url) => url.pathname === `/robocze/${draft}`);
    await phone.leave();
    const anna = await someone('anna');
    await anna.go('grajewo', `/robocze/${draft}`, 404).catch(() => {});
    await resident(anna, 'grajewo', 'anna');
    await anna.go('grajewo', `/robocze/${draft}`, 404);
    await anna.leave();
  });

  await step('checks the answers and changes one', async () => {
    await answerAll(page, { ...WISHES, szkic: null });
    const said = await page.locator('main').innerText();
    for (const answer of ['lipa drobnolistna', 'klon zwyczajny', 'szkic.pdf', 'Próbny']) {
      assert.ok(said.includes(answer), `the page of answers shows ${answer}`);
    }
    await page.click('a[href*="/krok/dzialka_krok?powrot=sprawdz"]');
    await page.fill('#polozenie', 'ul. Wymyślona 7');
    await next(page);
    await page.waitForURL((url) => url.pathname.endsWith('/sprawdz'));
    assert.match(await page.locator('main').innerText(), /ul\. Wymyślona 7/);
  });

  const number = await step('sends twice with one click and gets one receipt', async () => {
    await page.getByRole('button', { name: 'Wyślij wniosek' }).dblclick();
    await page.waitForURL((url) => !url.pathname.endsWith('/sprawdz'));
    const first = await receipt(page);
    await page.goto(at('grajewo', `/robocze/${draft}/sprawdz`));
    assert.equal(await receipt(page), first, 'the sent draft shows its receipt');
    await jan.go('grajewo', '/moje');
    assert.equal(await page.locator(FILED).count(), filedBefore + 1, 'filed once');
    return first;
  });

  await step('goes back after sending and cannot send again', async () => {
    await page.goto(at('grajewo', `/robocze/${draft}`));
    await page.goBack();
    await page.goForward();
    assert.equal(await receipt(page), number);
  });

  await step('sees the own matter', async () => {
    await page.locator('main a[href^="/sprawy/"]').first().click();
    await page.waitForURL(/\/sprawy\/[0-9a-f-]{36}/);
    assert.match(await page.locator('main').innerText(), /Zarejestrowana/);
  });

  await step('anybody can check the receipt', async () => {
    await page.goto(at('grajewo', `/robocze/${draft}`));
    const proof = page.locator('details summary');
    if (await proof.count()) await proof.first().click();
    const address = await page.locator('a[href*="/weryfikacja?"]').first().getAttribute('href');
    const other = await someone('anybody');
    await other.page.goto(address);
    await other.page.locator('main form button').last().click();
    await other.page.getByText('Potwierdzenie jest prawdziwe').waitFor();
    await other.page.fill('#skrot', '0'.repeat(64));
    await other.page.locator('main form button').last().click();
    await other.page.getByText('Nie znamy takiego potwierdzenia').waitFor();
    await other.page.fill('#numer', 'nic');
    await other.page.locator('main form button').last().click();
    await faults(other.page);
    await other.leave();
  });

  await step('signs out and the pages are closed', async () => {
    await page.getByRole('button', { name: 'Wyloguj się' }).click();
    await page.waitForURL(/wylogowano/);
    await page.goto(at('grajewo', '/moje'));
    assert.equal(pathOf(page), '/logowanie');
    await signInHere(page, 'jan');
    assert.equal(pathOf(page), '/moje', 'signing in leads back');
  });

  await step('asks for public information as nobody', async () => {
    const nobody = await someone('nobody');
    await start(nobody, 'lomza', 'informacja-publiczna');
    await answerAll(nobody.page, { zakres: 'Koszt sprzątania parku w 2025 roku', sposob: 'email' });
    assert.match(await send(nobody.page), NUMBER);
    await nobody.leave();
  });
});

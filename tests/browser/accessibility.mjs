// Every kind of page of every site: rules of axe, structure, keyboard, width; light and dark.
import assert from 'node:assert/strict';
import { fill, next } from './lib/answers.mjs';
import { darkColours, faults, keyboard, rules, skipLink, structure, width } from './lib/checks.mjs';
import { answerAll, send, start } from './lib/filing.mjs';
import { at, findings, journey, picture, scene, someone, step, WIDE } from './lib/scene.mjs';
import { accept, operator, resident, staff } from './lib/sign_in.mjs';
import { CONSOLE, DESK, PUBLIC, RESIDENT } from './pages.mjs';

// Spoken by the city on this stage, besides Polish.
const FOREIGN = ['en', 'uk', 'be', 'lt'];

let looked = 0;
// Milliseconds by kind of check.
const spent = new Map();

// Everything about the page that is open. What is found is told at the end, all of it.
async function look(page, name, lang = 'pl') {
  looked += 1;
  const said = [];
  const check = async (words, found) => {
    const begun = Date.now();
    said.push(...(await found()));
    spent.set(words, (spent.get(words) ?? 0) + Date.now() - begun);
  };
  await check('structure', () => structure(page, lang));
  await check('rules', () => rules(page));
  await check('dark colours', () => darkColours(page));
  await check('width', () => width(page, 320));
  if (process.env.RATUSZ_TEST_SHOTS) {
    await picture(page, `${name}-${lang}-1280`);
    await page.setViewportSize({ width: 360, height: 740 });
    await picture(page, `${name}-${lang}-360`);
    await page.setViewportSize(WIDE);
  }
  await check('keyboard', async () => [...(await skipLink(page)), ...(await keyboard(page))]);
  findings.push(...said.map((one) => `${name} (${lang}): ${one}`));
}

const titles = new Map();
// Goes to the pages of a list, one after another.
async function visit(person, list) {
  for (const { site, where, name, status = 200, english, every } of list) {
    const answer = await person.page.goto(at(site, where));
    if (answer.status() !== status) {
      findings.push(`${name}: ${at(site, where)} answers ${answer.status()}, not ${status}`);
      continue;
    }
    await look(person.page, name);
    const title = await person.page.title();
    const known = titles.get(title);
    const path = where.split('?')[0];
    if (known && known !== path && status === 200) findings.push(`${name}: title of ${known}: ${title}`);
    titles.set(title, path);
    const languages = every ? FOREIGN : english ? ['en'] : [];
    const sign = where.includes('?') ? '&' : '?';
    for (const lang of languages) {
      await person.page.goto(at(site, `${where}${sign}jezyk=${lang}`));
      await look(person.page, name, lang);
    }
    if (languages.length) await person.page.goto(at(site, `${where}${sign}jezyk=pl`));
  }
}

await journey(async () => {
  const nobody = await someone('nobody');
  await step('pages for everybody', () => visit(nobody, PUBLIC));

  const jan = await someone('jan');
  const { page } = jan;
  await step('signing in', async () => {
    await jan.go('grajewo', '/logowanie');
    await page.click('main a[href^="/logowanie/"]');
    await page.waitForURL((url) => url.hostname.startsWith('login.'));
    await look(page, 'choose-person');
    await resident(jan, 'grajewo', 'jan');
  });

  await step('a long form, step by step', async () => {
    await start(jan, 'grajewo', 'in-1', 'jan');
    await look(page, 'tasks');
    const draft = page.url();
    await page.goto(`${draft}/sprawdz`);
    await look(page, 'tasks-not-ready');
    const everything = {
      przez_pelnomocnika: 'true', wspolwlasnosc: 'true', ma_grunty: 'true', ma_budynki: 'true',
      ma_budowle: 'true', ma_zwolnienia: 'true',
    };
    await answerAll(page, everything, async () => {
      const key = page.url().split('/krok/')[1].split('?')[0];
      await fill(page, everything);
      await look(page, `step-${key}`);
    });
    await look(page, 'check');
    await page.goto(draft);
    await look(page, 'tasks-done');
    await page.goto(`${draft}/usun`);
    await look(page, 'remove-draft');
    await page.goto(`${draft}/krok/cel`);
    await look(page, 'step-again');
  });

  await step('a form with faults, in every language', async () => {
    await resident(jan, 'lomza', 'jan');
    await start(jan, 'lomza', 'in-1', 'jan');
    const first = `${page.url()}/krok/podatnik`;
    for (const lang of ['pl', ...FOREIGN]) {
      await page.goto(`${first}?jezyk=${lang}`);
      await look(page, 'step-empty', lang);
      await page.fill('#imie_nazwisko', '');
      await page.fill('#email', 'nic');
      await next(page);
      await faults(page);
      await look(page, 'step-faults', lang);
    }
    await page.goto(`${first}?jezyk=pl`);
  });

  await step('checking a receipt', async () => {
    await nobody.go('lomza', '/weryfikacja');
    await nobody.page.click('main form button');
    await faults(nobody.page);
    await look(nobody.page, 'verify-faults');
  });

  await step('a door that stays shut', async () => {
    for (const [site, where] of [['grajewo', '/urzad/logowanie'], ['admin', '/logowanie']]) {
      await nobody.go(site, where);
      await nobody.page.fill('#email', 'nikt@example.pl');
      await nobody.page.fill('#haslo', 'zle haslo');
      await nobody.page.click('main form button');
      await faults(nobody.page);
      await look(nobody.page, `${site}-sign-in-refused`);
    }
  });

  await step('a form too large', async () => {
    await nobody.go('lomza', '/weryfikacja');
    await nobody.page.evaluate(() => {
      const box = document.querySelector('#numer');
      const area = document.createElement('textarea');
      area.name = box.name;
      area.value = 'a'.repeat(3_000_000);
      box.replaceWith(area);
    });
    await nobody.page.click('main form button');
    await nobody.page.getByRole('link', { name: 'Wróć do poprzedniej strony' }).waitFor();
    await look(nobody.page, 'too-large');
    await nobody.page.getByRole('link', { name: 'Wróć do poprzedniej strony' }).click();
    await nobody.page.waitForURL(at('lomza', '/weryfikacja'));
  });

  await step('somebody without anything', async () => {
    const anna = await someone('anna');
    await resident(anna, 'pzdw', 'olena');
    for (const where of ['/sprawy', '/moje']) {
      await anna.go('pzdw', where);
      await look(anna.page, `empty${where.replace('/', '-')}`);
    }
    await anna.leave();
  });

  await step('a receipt, the own matters', async () => {
    await start(jan, 'grajewo', 'informacja-publiczna', 'jan');
    await answerAll(page, { sposob: 'odbior', znany_okres: 'true' });
    const number = await send(page);
    await look(page, 'receipt');
    await nobody.go('grajewo', '/weryfikacja');
    await nobody.page.fill('#numer', number);
    await nobody.page.fill('#skrot', '0123456789abcdef');
    await nobody.page.click('main form button');
    await nobody.page.locator('main .notice').waitFor();
    await look(nobody.page, 'verify-unknown');
    await visit(jan, RESIDENT.filter((one) => one.site === 'grajewo'));
    await jan.go('grajewo', '/sprawy');
    const matters = await page.locator('main .tasks a').evaluateAll((all) => all.map((a) => a.href));
    assert.ok(matters.length, 'the demonstration has matters');
    for (const [number, address] of matters.slice(0, 4).entries()) {
      await page.goto(address);
      await look(page, `matter-${number}`);
    }
  });

  await step('the desk', async () => {
    for (const [mailbox, list] of Object.entries(DESK)) {
      const person = await someone(mailbox);
      await staff(person, 'grajewo', mailbox);
      await visit(person, list);
      if (mailbox === 'referent') await cases(person);
      if (mailbox === 'kierownik') await assigning(person);
      if (mailbox === 'admin') { await inviting(person); await changing(person); }
      if (mailbox === 'redaktor') await updating(person);
      await person.leave();
    }
  });

  await step('a service that changes while somebody fills it in', async () => {
    await start(jan, 'grajewo', 'zaswiadczenie-o-niezaleganiu', 'jan');
    const draft = page.url().split('/krok/')[0];
    const editor = await someone('editor');
    await staff(editor, 'grajewo', 'redaktor');
    await releasing(editor);
    for (const where of ['', '/nowa-wersja']) {
      await page.goto(`${draft}${where}`);
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('main details')) part.open = true;
      });
      await look(page, `draft-older${where.replace('/', '-')}`);
      await page.goto(`${draft}${where}?jezyk=en`);
      await look(page, `draft-older${where.replace('/', '-')}`, 'en');
      await page.goto(`${draft}?jezyk=pl`);
    }
    await page.goto(`${draft}/nowa-wersja`);
    await page.getByRole('button', { name: 'Przenieś odpowiedzi' }).click();
    await page.waitForURL((url) => url.search.includes('przeniesiono'));
    await look(page, 'draft-moved');
    await editor.leave();
  });

  await step('an invitation', async () => {
    const invited = scene.applied.offices.flatMap((one) => one.invitations ?? [])[0];
    await nobody.page.goto(invited.link);
    await look(nobody.page, 'invitation');
    await nobody.page.click('main form button');
    await faults(nobody.page);
    await look(nobody.page, 'invitation-faults');
    await accept(nobody.page, 'cztery bardzo rozne slowa');
    await look(nobody.page, 'password-set');
  });

  await step('the console', async () => {
    const person = await someone('operator');
    await operator(person);
    await visit(person, CONSOLE);
    await switching(person, nobody);
    const { page: walls } = person;
    await person.go('admin', '/mury');
    await walls.selectOption('main select', 'pzdw');
    await Promise.all([walls.waitForEvent('load'), walls.click('main form button')]);
    await look(walls, 'walls-report');
    const tried = await walls.locator('tbody th').allInnerTexts();
    assert.ok(tried.length > 40, `the report has ${tried.length} lines`);
    // Not \b, which takes the letters of Polish for the end of a word.
    const english = /(?<!\p{L})(a|the|read|write|change|neighbour)(?!\p{L})/iu;
    const foreign = tried.filter((what) => english.test(what));
    assert.deepEqual(foreign, [], 'every attempt is told in Polish');
  });

  const times = [...spent].map(([words, ms]) => `${words} ${(ms / 1000).toFixed(1)} s`);
  console.log(`  looked at ${looked} pages: ${times.join(', ')}`);
});

// Cases in several states, with the forms of the desk open and with faults.
async function cases(person) {
  const { page } = person;
  for (const tab of ['nowe', 'w-toku', 'czekaja', 'zalatwione']) {
    await person.go('grajewo', `/urzad?widok=${tab}`);
    const row = page.locator('tbody th a').first();
    if (!(await row.count())) continue;
    await row.click();
    await page.waitForURL(/\/urzad\/sprawy\//);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('main details')) part.open = true;
    });
    await look(page, `case-${tab}`);
    const settle = page.locator('form[action$="/rozstrzygnij"] button').last();
    if (tab !== 'w-toku' || !(await settle.count())) continue;
    await Promise.all([page.waitForEvent('load'), settle.click()]);
    await faults(page);
    await look(page, 'case-faults');
    await page.check('input[name=wynik][value=refused]');
    await page.fill('[name=tresc]', 'Odmawiamy, bo to tylko próba.');
    await Promise.all([page.waitForEvent('load'), settle.click()]);
    await look(page, 'case-confirm');
  }
}

// The forms of somebody who assigns, open.
async function assigning(person) {
  const { page } = person;
  await person.go('grajewo', '/urzad?widok=w-toku');
  await page.locator('tbody th a').first().click();
  await page.waitForURL(/\/urzad\/sprawy\//);
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('main details')) part.open = true;
  });
  await look(page, 'case-head');
  const press = (button) => Promise.all([page.waitForEvent('load'), button.click()]);
  await press(page.locator('main a[href$="/przekaz"]'));
  await look(page, 'hand-over');
  await press(page.locator('main form[action$="/przekaz"] button'));
  await faults(page);
  await look(page, 'hand-over-faults');
  await page.selectOption('[name=referat]', { index: 1 });
  await page.fill('[name=powod]', 'Sprawa dotyczy drogi gminnej.');
  await press(page.locator('main form[action$="/przekaz"] button'));
  await look(page, 'hand-over-confirm');
  await person.go('grajewo', '/urzad?widok=w-toku');
  const assign = page.locator('form[action="/urzad/przydziel"] button').last();
  await press(assign);
  await look(page, 'assign-none');
  await person.go('grajewo', '/urzad?widok=w-toku');
  for (const number of [0, 1]) await page.locator('[name=sprawa]').nth(number).check();
  await page.selectOption('form[action="/urzad/przydziel"] [name=osoba]', { index: 1 });
  await press(assign);
  await look(page, 'assign-report');
}

// An update of a template: with faults, and the whole of it before it is accepted.
async function updating(person) {
  const { page } = person;
  const update = '/urzad/uslugi/pismo-ogolne/aktualizacja';
  const press = (name) => Promise.all([
    page.waitForEvent('load'), page.getByRole('button', { name }).click(),
  ]);
  await person.go('grajewo', `${update}/odloz`);
  await press('Odłóż');
  await faults(page);
  await look(page, 'update-postpone-faults');
  await person.go('grajewo', update);
  await press('Zobacz całość przed przyjęciem');
  await faults(page);
  await look(page, 'update-faults');
  await page.check('[name="_wybor.card.how"][value=wzorzec]');
  await press('Zobacz całość przed przyjęciem');
  await look(page, 'update-merged');
  await press('Dalej');
  await faults(page);
  await look(page, 'update-merged-faults');
}

// The form of an invitation: with faults, and done.
async function inviting(person) {
  const { page } = person;
  const send = page.locator('main form[action="/urzad/osoby/zapros"] button').last();
  await person.go('grajewo', '/urzad/osoby');
  await Promise.all([page.waitForEvent('load'), send.click()]);
  await faults(page);
  await look(page, 'people-faults');
  await page.fill('[name=imie]', 'Nadia Nowa');
  await page.fill('[name=email]', 'nadia.nowa@grajewo.example.pl');
  await page.selectOption('[name=rola]', { index: 1 });
  await page.selectOption('[name=referat]', { index: 1 });
  await Promise.all([page.waitForEvent('load'), send.click()]);
  await look(page, 'people-invited');
  const press = (button) => Promise.all([page.waitForEvent('load'), button.click()]);
  await person.go('grajewo', '/urzad/osoby');
  await press(page.getByRole('link', { name: 'Renata Referencka' }));
  await look(page, 'person');
  await page.selectOption('[name=nowa-rola]', { index: 1 });
  await press(page.locator('main form[action$="/role"] button'));
  await faults(page);
  await look(page, 'person-faults');
  await page.selectOption('[name=nowa-rola]', { index: 1 });
  await page.selectOption('[name=referat]', { index: 1 });
  await press(page.locator('main form[action$="/role"] button'));
  await look(page, 'person-roles-confirm');
  await page.goBack();
  await person.go('grajewo', '/urzad/osoby');
  await press(page.getByRole('link', { name: 'Renata Referencka' }));
  await press(page.locator('main form[action$="/wylacz"] button'));
  await look(page, 'person-disable-confirm');
}

// Settings with faults, a colour chosen with the script, cases handed on, a unit to be closed.
async function changing(person) {
  const { page } = person;
  const press = (button) => Promise.all([page.waitForEvent('load'), button.click()]);
  const save = page.getByRole('button', { name: 'Zapisz' });
  await person.go('grajewo', '/urzad/ustawienia/wyglad');
  await page.fill('#primary', '#ffff00');
  assert.match(await page.locator('[data-contrast=primary]').innerText(), /1,07:1/, 'told while choosing');
  await press(save);
  await faults(page);
  await look(page, 'settings-wyglad-faults');
  await person.go('grajewo', '/urzad/ustawienia/kontakt');
  await page.fill('[name=phone]', '86 000 00 99');
  await press(save);
  await look(page, 'settings-kontakt-saved');
  await press(page.getByRole('button', { name: 'Wróć do wartości z pliku' }));
  await look(page, 'settings-back-confirm');
  await press(page.getByRole('button', { name: 'Wróć do wartości z pliku' }));
  await look(page, 'settings-back');
  await person.go('grajewo', '/urzad/osoby');
  await press(page.getByRole('link', { name: 'Renata Referencka' }));
  await press(page.getByRole('link', { name: 'Przekaż sprawy' }));
  await look(page, 'passing');
  const on = page.locator('main form[action$="/sprawy"] button').last();
  await press(on);
  await faults(page);
  await look(page, 'passing-faults');
  for (const select of await page.locator('main select').all()) await select.selectOption({ index: 1 });
  await press(on);
  await look(page, 'passing-confirm');
  await person.go('grajewo', '/urzad/komorki');
  await press(page.locator('main table a').first());
  await look(page, 'unit');
  await page.selectOption('[name=nastepca]', { index: 1 });
  await press(page.locator('main form[action$="/zamknij"] button'));
  await look(page, 'unit-close-confirm');
}

// A service on its way into force: asked for, with faults, scheduled, sent back, published.
async function releasing(person) {
  const { page } = person;
  const service = '/urzad/uslugi/zaswiadczenie-o-niezaleganiu';
  const press = (name) => Promise.all([
    page.waitForEvent('load'), page.getByRole('button', { name }).first().click(),
  ]);
  await person.go('grajewo', service);
  await press('Zmień usługę');
  await person.go('grajewo', `${service}/czesc/karta`);
  await page.fill('[name="title"]', 'Zaświadczenie po przejrzeniu');
  await press('Zapisz w szkicu');
  await person.go('grajewo', `${service}/prosba`);
  await look(page, 'service-ask');
  await page.fill('[name=notka]', 'Nowa nazwa od stycznia.');
  await press('Poproś o wydanie');
  await look(page, 'service-asked');
  await person.go('grajewo', `${service}/prosba`);
  await look(page, 'service-ask-again');
  await person.go('grajewo', `${service}/wydanie`);
  await press('Zaplanuj wydanie');
  await faults(page);
  await look(page, 'service-schedule-faults');
  await press('Odeślij');
  await faults(page);
  await look(page, 'service-send-back-faults');
  await person.go('grajewo', `${service}/wydanie`);
  await page.fill('[name=dzien]', new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await page.fill('[name=godzina]', '07:30');
  await press('Zaplanuj wydanie');
  await look(page, 'service-scheduled');
  await person.go('grajewo', `${service}/wydanie`);
  await look(page, 'service-publish-scheduled');
  await press('Wydaj teraz');
}

// An office switched off and on again, as the operator and as a visitor see it.
async function switching(person, visitor) {
  const { page } = person;
  const press = () => Promise.all([
    page.waitForEvent('load'), page.locator('main form button').first().click(),
  ]);
  await person.go('admin', '/urzedy/pzdw/wylacz');
  await press();
  await faults(page);
  await look(page, 'console-suspend-faults');
  await page.fill('[name=powod]', 'Próba przerwy');
  await press();
  await look(page, 'console-suspended');
  await visitor.go('pzdw', '/', 503);
  await look(visitor.page, 'suspended');
  await person.go('admin', '/urzedy/pzdw');
  await press();
  await visitor.go('pzdw', '/');
}

// An editor changes a service online without fear: a fee, a question, a condition; then a resident
// meets them. Once with the script and a wide window, once without scripts on a phone.
import assert from 'node:assert/strict';
import { width } from './lib/checks.mjs';
import { findings, journey, pathOf, PHONE, someone, step } from './lib/scene.mjs';
import { staff } from './lib/sign_in.mjs';

const SERVICE = '/urzad/uslugi/zaswiadczenie-o-niezaleganiu';
const press = async (page, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
};
const words = (page) => page.locator('main').innerText();
const save = (page) => press(page, 'Zapisz w szkicu');

async function change(editor, visitor, { title, question }) {
  const { page } = editor;
  await step('a changed fee and title', async () => {
    await editor.go('grajewo', SERVICE);
    await press(page, 'Zmień usługę');
    await editor.go('grajewo', `${SERVICE}/czesc/karta`);
    await page.fill('[name="title"]', title);
    await save(page);
    await editor.go('grajewo', `${SERVICE}/czesc/oplaty`);
    await page.selectOption('[name="fees.0.formula.ksztalt"]', '');
    await page.fill('[name="fees.0.amount"]', 'dwadzieścia');
    await save(page);
    assert.match(await words(page), /nie jest kwotą/, 'a wrong amount is told, and kept to be put right');
    await page.fill('[name="fees.0.amount"]', '23.00');
    await save(page);
    assert.doesNotMatch(await words(page), /nie jest kwotą/);
  });

  await step('one more question, shown to some', async () => {
    await editor.go('grajewo', `${SERVICE}/formularz`);
    const section = page.locator('section.outline').first();
    await section.locator('summary', { hasText: 'Dodaj pole' }).last().click();
    const key = await section.getAttribute('id');
    await page.fill(`[name="nazwa-${key}"]`, question);
    await page.selectOption(`[name="rodzaj-${key}"]`, 'yes_no');
    await Promise.all([page.waitForEvent('load'), page.click(`button[value="field-add:${key}"]`)]);
    assert.match(pathOf(page), /\/pole\//);
    await page.fill('[name="hint"]', 'Odpowiedz szczerze.');
    await page.fill('[name="key"]', 'Zły klucz');
    await save(page);
    await page.locator('[data-error-summary] a').first().waitFor();
    await page.fill('[name="key"]', 'dodatkowe');
    await save(page);
    assert.match(pathOf(page), /\/formularz$/);
    const line = page.locator('#dodatkowe');
    await Promise.all([page.waitForEvent('load'), line.locator('button[value="field-up:dodatkowe"]').click()]);
    await Promise.all([page.waitForEvent('load'), page.click('button[value="field-copy:dodatkowe"]')]);
    assert.equal(await page.locator('#dodatkowe_2').count(), 1);
    await press(page, 'Cofnij ostatnią zmianę');
    await editor.go('grajewo', `${SERVICE}/formularz`);
    assert.equal(await page.locator('#dodatkowe_2').count(), 0, 'taken back');
    findings.push(...(await width(page, 320)).map((one) => `outline: ${one}`));
  });

  await step('tried out without anything being kept', async () => {
    await editor.go('grajewo', `${SERVICE}/podglad`);
    assert.match(await words(page), new RegExp(question.slice(0, 12)));
    await press(page, 'Dalej');
    await page.locator('[data-error-summary] a').first().waitFor();
  });

  await step('a question without its translations stands in the way, in words', async () => {
    await editor.go('grajewo', `${SERVICE}/wydanie`);
    assert.match(await words(page), /Brakuje tłumaczenia na angielski: treść pytania/);
    assert.equal(await page.getByRole('button', { name: 'Wydaj teraz' }).count(), 0);
    await editor.go('grajewo', `${SERVICE}/czesc/tozsamosc`);
    for (const code of ['en', 'uk', 'be', 'lt']) {
      await page.locator(`input[name="languages"][value="${code}"]`).uncheck();
    }
    await save(page);
  });

  await step('residents see nothing before it is published, and all of it after', async () => {
    await visitor.go('grajewo', '/uslugi/zaswiadczenie-o-niezaleganiu');
    assert.ok(!(await words(visitor.page)).includes(title));
    await editor.go('grajewo', `${SERVICE}/wydanie`);
    const impact = await words(page);
    assert.match(impact, /23,00 zł/);
    assert.ok(impact.includes(title) && impact.includes(question));
    await press(page, 'Wydaj teraz');
    assert.match(await words(page), /Mieszkańcy widzą już nową treść/);
    await visitor.go('grajewo', '/uslugi/zaswiadczenie-o-niezaleganiu');
    const card = await words(visitor.page);
    assert.ok(card.includes(title) && /23/.test(card));
  });
}

await journey(async () => {
  const visitor = await someone('visitor');
  const editor = await someone('editor');
  await staff(editor, 'grajewo', 'redaktor');
  await change(editor, visitor, { title: 'Zaświadczenie po zmianie', question: 'Czy to pilne?' });

  await step('back to the first edition', async () => {
    const { page } = editor;
    await editor.go('grajewo', `${SERVICE}/wydania/1`);
    await press(page, 'Utwórz szkic z tego wydania');
    await editor.go('grajewo', `${SERVICE}/wydanie`);
    await press(page, 'Wydaj teraz');
    await visitor.go('grajewo', '/uslugi/zaswiadczenie-o-niezaleganiu');
    assert.ok(!(await words(visitor.page)).includes('po zmianie'));
  });

  const plain = { javaScriptEnabled: false, viewport: PHONE };
  const other = await someone('editor without scripts', plain);
  await staff(other, 'grajewo', 'redaktor');
  await change(other, visitor, { title: 'Zaświadczenie bez skryptu', question: 'Czy bez skryptu też?' });

  await step('a clerk may not', async () => {
    const clerk = await someone('clerk');
    await staff(clerk, 'grajewo', 'referent');
    await clerk.go('grajewo', `${SERVICE}/formularz`, 403);
  });
});

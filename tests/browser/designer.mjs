// What the script adds to the designer, and the same without it: saving by itself, the form beside,
// dragging in the outline; answers as a table, a formula from words, a block, a translation.
import assert from 'node:assert/strict';
import { width } from './lib/checks.mjs';
import { findings, journey, PHONE, picture, someone, step, WIDE } from './lib/scene.mjs';
import { staff } from './lib/sign_in.mjs';

const SERVICE = '/urzad/uslugi/informacja-publiczna';
const words = (page) => page.locator('main').innerText();
const press = (page, button) => Promise.all([page.waitForEvent('load'), button.click()]);
const save = (page) => press(page, page.getByRole('button', { name: 'Zapisz w szkicu' }).first());
const order = (page) => page.locator('[data-place]').evaluateAll((lines) => lines.map((one) => one.dataset.place));

// Every button and word works alike with and without the script.
async function write(editor, { hint, answer }) {
  const { page } = editor;
  await step('an answer changes its words, moves, and a new one is added', async () => {
    await editor.go('grajewo', `${SERVICE}/pole/sposob`);
    const values = () => page.locator('[name$=".wartosc"]').evaluateAll((boxes) => (
      boxes.map((box) => box.value).filter(Boolean)));
    const before = await values();
    await page.fill('[name="options.0.tekst"]', answer);
    await page.fill(`[name="options.${before.length}.tekst"]`, 'Gołębiem');
    await press(page, page.getByRole('button', { name: 'Dodaj', exact: true }));
    assert.deepEqual(await values(), [...before, 'golebiem']);
    await press(page, page.locator(`button[value="options.${before.length}.up"]`));
    await press(page, page.locator(`button[value="options.${before.length - 1}.remove"]`));
    assert.deepEqual(await values(), before);
    assert.equal(await page.inputValue('[name="options.0.tekst"]'), answer);
  });

  await step('a block is put in, updated with the others, and taken out', async () => {
    await editor.go('grajewo', `${SERVICE}/formularz`);
    const section = page.locator('section.outline').first();
    const key = await section.getAttribute('id');
    await section.locator('summary', { hasText: 'Wstaw blok' }).click();
    await page.selectOption(`[name="blok-${key}"]`, 'osoba');
    await press(page, page.locator(`button[value="block-add:${key}"]`));
    assert.match(await words(page), /Wstawiono blok/);
    await press(page, page.locator('button[value="block-remove:osoba"]'));
    assert.equal(await page.locator('button[value="block-detach:osoba"]').count(), 0);
  });

  await step('a translation stands beside the Polish text', async () => {
    await editor.go('grajewo', `${SERVICE}/jezyk/en`);
    const name = page.locator('[name="tekst.title"]');
    await name.fill(`Public information ${hint}`);
    await save(page);
    await editor.go('grajewo', `${SERVICE}/podglad?mowa=en`);
    assert.match(await words(page), /Public information/);
  });
}

async function withScript() {
  const editor = await someone('redaktor-obok', { viewport: WIDE });
  const { page } = editor;
  await staff(editor, 'grajewo', 'redaktor');
  await write(editor, { hint: 'A', answer: 'Przez internet' });

  await step('saved by itself, and shown beside', async () => {
    await editor.go('grajewo', `${SERVICE}/pole/email`);
    const frame = page.frameLocator('.beside iframe');
    await frame.locator('form').first().waitFor();
    await page.fill('[name="hint"]', 'Zapisane bez przycisku.');
    await page.locator('[data-kept]', { hasText: /^Zapisano \d/ }).waitFor();
    await page.reload();
    assert.equal(await page.inputValue('[name="hint"]'), 'Zapisane bez przycisku.');
    await editor.go('grajewo', `${SERVICE}/krok/forma`);
    await page.fill('[name="title"]', 'Nowy tytuł kroku');
    await page.frameLocator('.beside iframe').getByRole('heading', { name: 'Nowy tytuł kroku' }).waitFor();
    await picture(page, 'designer-beside');
  });

  await step('what is wrong is told and kept on the page', async () => {
    await page.fill('[name="key"]', 'Zły klucz');
    await page.locator('[data-kept]', { hasText: 'Jeszcze nie zapisano' }).waitFor();
    await page.locator('[data-error-summary]').waitFor();
    assert.equal(await page.inputValue('[name="key"]'), 'Zły klucz');
    await page.fill('[name="key"]', 'forma');
    await page.locator('[data-kept]', { hasText: /^Zapisano/ }).waitFor();
    assert.equal(await page.locator('[data-error-summary]').count(), 0);
  });

  await step('a field is dragged before another', async () => {
    await editor.go('grajewo', `${SERVICE}/formularz`);
    const before = await order(page);
    const top = before.filter((path) => !path.includes('.'));
    const last = page.locator(`[data-place="${top[1]}"] .handle`).first();
    await last.scrollIntoViewIfNeeded();
    const from = await last.boundingBox();
    const to = await page.locator(`[data-place="${top[0]}"]`).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 6, { steps: 6 });
    assert.match(await page.locator('[data-dragged]').textContent(), /Puść/);
    await Promise.all([page.waitForEvent('load'), page.mouse.up()]);
    assert.match(await words(page), /Przeniesiono pole/);
    const after = (await order(page)).filter((path) => !path.includes('.'));
    assert.deepEqual(after.slice(0, 2), [top[1], top[0]]);
  });
  await editor.leave();
}

async function withoutScript() {
  const editor = await someone('redaktor-bez', { javaScriptEnabled: false, viewport: PHONE });
  const { page } = editor;
  await staff(editor, 'grajewo', 'redaktor');
  await write(editor, { hint: 'B', answer: 'W sieci' });

  await step('saved by the button, tried out by the link, moved by buttons', async () => {
    await editor.go('grajewo', `${SERVICE}/pole/email`);
    assert.equal(await page.locator('iframe').count(), 0);
    await page.fill('[name="hint"]', 'Zapisane przyciskiem.');
    await save(page);
    await editor.go('grajewo', `${SERVICE}/pole/email`);
    assert.equal(await page.inputValue('[name="hint"]'), 'Zapisane przyciskiem.');
    findings.push(...(await width(page, 360)).map((one) => `field: ${one}`));
    await press(page, page.getByRole('link', { name: 'Podgląd formularza' }));
    assert.match(page.url(), /\/podglad/);
    await editor.go('grajewo', `${SERVICE}/formularz`);
    const before = (await order(page)).filter((path) => !path.includes('.'));
    await press(page, page.locator(`button[value="field-down:${before[0]}"]`));
    const after = (await order(page)).filter((path) => !path.includes('.'));
    assert.notDeepEqual(after, before);
    await editor.go('grajewo', `${SERVICE}/jezyk/en`);
    findings.push(...(await width(page, 360)).map((one) => `translation: ${one}`));
    await picture(page, 'designer-translation-phone');
  });
  await editor.leave();
}

await journey(async () => {
  await withScript();
  await withoutScript();
});

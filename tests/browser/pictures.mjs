// The pictures of the README's chapter on configuring a service: taken here, so that they show what
// is there. RATUSZ_PICTURES names the folder to put them in; without it they are thrown away.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { journey, PHONE, pathOf, shots, someone, step } from './lib/scene.mjs';
import { staff } from './lib/sign_in.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = path.join(ROOT, 'docs', 'pictures');
const SERVICE = '/urzad/uslugi/zaswiadczenie-o-niezaleganiu';
const taken = [];

// One window of a page, not the whole: pictures are for the eye, not for checking.
async function picture(page, name) {
  taken.push(`${name}.png`);
  const folder = process.env.RATUSZ_PICTURES;
  if (folder) mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: folder ? path.join(folder, `${name}.png`) : shots(`${name}.png`) });
}

const press = async (page, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
};

await journey(async () => {
  const editor = await someone('editor', { viewport: { width: 1100, height: 760 } });
  const { page } = editor;
  await staff(editor, 'grajewo', 'redaktor');

  await step('the list and the form', async () => {
    await editor.go('grajewo', '/urzad/uslugi');
    await picture(page, 'services');
    await editor.go('grajewo', `${SERVICE}/formularz`);
    await picture(page, 'form');
  });

  await step('a question with a condition in words', async () => {
    const section = page.locator('section.outline').first();
    await section.locator('summary', { hasText: 'Dodaj pole' }).last().click();
    const key = await section.getAttribute('id');
    await page.fill(`[name="nazwa-${key}"]`, 'Do kiedy potrzebujesz zaświadczenia?');
    await page.selectOption(`[name="rodzaj-${key}"]`, 'date');
    await Promise.all([page.waitForEvent('load'), page.click(`button[value="field-add:${key}"]`)]);
    assert.match(pathOf(page), /\/pole\//);
    await picture(page, 'question');
  });

  await step('the preview on a phone', async () => {
    await page.setViewportSize(PHONE);
    await editor.go('grajewo', `${SERVICE}/podglad`);
    await picture(page, 'preview');
    await page.setViewportSize({ width: 1100, height: 760 });
  });

  await step('the fee and what publishing means', async () => {
    await editor.go('grajewo', `${SERVICE}/czesc/oplaty`);
    await page.selectOption('[name="fees.0.formula.ksztalt"]', '');
    await page.fill('[name="fees.0.amount"]', '23.00');
    await press(page, 'Zapisz w szkicu');
    await editor.go('grajewo', `${SERVICE}/wydanie`);
    await picture(page, 'publish');
  });

  await step('the README shows these and no others', async () => {
    const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    const shown = [...text.matchAll(/docs\/pictures\/([a-z-]+\.png)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(shown)].sort(), [...taken].sort());
    for (const name of shown) assert.ok(existsSync(path.join(KEPT, name)), `${name} is kept`);
  });
});

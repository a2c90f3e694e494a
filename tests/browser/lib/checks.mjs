// What must be true of every page: axe, structure, keyboard, width.
import assert from 'node:assert/strict';
import { axeSource } from './scene.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = axeSource();

// The rules of axe; what they find, one line each.
export async function rules(page) {
  await page.evaluate(axe);
  return run(page, { type: 'tag', values: TAGS });
}

// The one rule that dark colours can break; axe is in the page already.
export async function darkColours(page) {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await run(page, { type: 'rule', values: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((one) => `dark: ${one}`);
}

function run(page, runOnly) {
  return page.evaluate(async (only) => {
    const found = await globalThis.axe.run(document, {
      runOnly: only, resultTypes: ['violations'],
    });
    return found.violations.flatMap((one) => one.nodes.slice(0, 4).map((node) =>
      `axe ${one.id}: ${one.help} @ ${node.target.join(' ')} ${node.html.slice(0, 140)}`));
  }, runOnly);
}

// Language, title, one heading of the first level, landmarks, forms that the server answers.
export const structure = (page, lang = 'pl') => page.evaluate((language) => {
  const found = [];
  const say = (fault, element) =>
    found.push(`${fault}${element ? ` @ ${element.outerHTML.slice(0, 120)}` : ''}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isSeen = (element) => element.getClientRects().length > 0;
  if (document.documentElement.lang !== language) say(`lang is ${document.documentElement.lang}`);
  if (!/ – /.test(document.title)) say(`title „${document.title}” does not name the office`);
  const headings = all('h1').filter(isSeen);
  if (headings.length !== 1) say(`${headings.length} headings of the first level`);
  for (const mark of ['main', 'header', 'footer']) {
    if (all(`body ${mark}`).filter((e) => !e.closest('main') || mark === 'main').length !== 1) {
      say(`not one <${mark}>`);
    }
  }
  const ids = all('[id]').map((one) => one.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length) say(`the same id twice: ${twice.join(' ')}`);
  if (!document.querySelector('meta[name=viewport]')) say('no viewport');
  if (/\{ ?\$|\bundefined\b|\bnull\b/.test(document.body.innerText)) say('a text with a hole in it');
  const keys = document.body.innerText.match(/\b[a-z]+(-[a-z]+){2,}\b/g) ?? [];
  const known = document.body.innerText;
  for (const key of keys) {
    const prefix = /^(resident|staff|signin|admin|region|state|role|category|life|flash|error)-/;
    if (prefix.test(key) && !known.includes(`/${key}`)) say(`a text shows its key: ${key}`);
  }
  for (const form of all('form')) {
    const isPost = form.method === 'post';
    if (isPost && !form.noValidate && form.querySelector('input:not([type=hidden])')) {
      say('the browser checks this form itself', form);
    }
    if (form.querySelector('[type=password]') && !isPost) say('a password in an address', form);
    if (!form.querySelector('button, [type=submit]')) say('a form nobody can send', form);
    for (const box of form.querySelectorAll('input, select, textarea')) {
      const about = `${box.name} ${box.type}`;
      if (/email|tel|first_name|last_name/.test(about) && box.type !== 'radio'
        && !box.autocomplete) say('a field about the person without purpose', box);
      if (box.type === 'radio' && !box.closest('fieldset')) say('a radio without its set', box);
    }
  }
  return found;
}, lang);

// The next Tab starts at the beginning of the page.
const fromTheTop = (page) => page.evaluate(() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  getSelection()?.removeAllRanges();
  scrollTo(0, 0);
});

// The way over the head with one key and Enter.
export async function skipLink(page) {
  await fromTheTop(page);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  if (first !== '#glowna-tresc') return [`the first stop of Tab is ${first}, not the skip link`];
  await page.keyboard.press('Enter');
  const main = await page.evaluate(() => document.activeElement?.tagName);
  return main === 'MAIN' ? [] : [`the skip link leads to ${main}`];
}

// Every control of the main part is reached with Tab and shows where the focus is. The page notes
// by itself where the focus comes; it is asked after a few presses only, because asking takes long.
export async function keyboard(page) {
  const wanted = await page.evaluate(number);
  await fromTheTop(page);
  // Dates have several stops each; the head and the foot have some too.
  const most = wanted * 4 + 40;
  let seen = { reached: [], blind: [] };
  for (let presses = 0; presses < most && seen.reached.length < wanted;) {
    const some = Math.max(5, Math.min(most - presses, wanted - seen.reached.length));
    for (let one = 0; one < some; one += 1) await page.keyboard.press('Tab');
    presses += some;
    seen = await page.evaluate(() => globalThis.stops.told());
  }
  const found = seen.blind.map((html) => `focus cannot be seen @ ${html}`);
  if (seen.reached.length < wanted) {
    const missed = await page.evaluate((reached) =>
      [...document.querySelectorAll('[data-stop]')].filter((e) => !reached.includes(e.dataset.stop))
        .map((e) => e.outerHTML.slice(0, 100)).slice(0, 3), seen.reached);
    found.push(`Tab reaches ${seen.reached.length} of ${wanted} controls, not ${missed.join(' ')}`);
  }
  return found;
}

// Numbers the stops Tab has to make in the page, and has it note each one that is made.
function number() {
  const sets = new Map();
  let count = 0;
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const one of document.querySelectorAll('main :is(' + controls + ')')) {
    if (one.disabled || !one.checkVisibility() || one.tabIndex < 0) continue;
    if (one.tagName !== 'SUMMARY' && one.closest('details:not([open])')) continue;
    if (one.type === 'radio') {
      if (!sets.has(one.name)) sets.set(one.name, count++);
      one.dataset.stop = sets.get(one.name);
    } else one.dataset.stop = count++;
  }
  const reached = new Set();
  const blind = new Set();
  document.addEventListener('focusin', ({ target }) => {
    if (target === document.body) return;
    const look = getComputedStyle(target);
    const ring = (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0)
      || look.boxShadow !== 'none';
    if (target.dataset.stop !== undefined) reached.add(target.dataset.stop);
    if (!ring) blind.add(target.outerHTML.slice(0, 120));
  });
  globalThis.stops = { told: () => ({ reached: [...reached], blind: [...blind] }) };
  return count;
}

// No scrolling to the side in a window of this width (320 is 1280 at 400 %).
export async function width(page, pixels) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: pixels, height: before.height });
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.right > room + 1 && box.width > 0 && !one.closest('.scroll, pre, .sr');
    });
    const what = wide.slice(-2).map((one) => one.outerHTML.slice(0, 110)).join(' and ');
    return [`${document.documentElement.scrollWidth} wide in a window of ${room}: ${what}`];
  });
  await page.setViewportSize(before);
  return found;
}

// The pattern of a page with faults: said in the title, summed up above the heading, with focus
// and links that lead to the fields, and the same words at the fields.
export async function faults(page) {
  const summary = page.locator('[data-error-summary]');
  await summary.waitFor();
  await page.waitForFunction(() =>
    document.querySelector('[data-error-summary]') === document.activeElement);
  assert.match(await page.title(), /^(Błąd|Error|Помилка|Памылка|Klaida):/u, 'the title says that there are faults');
  const found = await page.evaluate(() => {
    const box = document.querySelector('[data-error-summary]');
    const said = [];
    const heading = document.querySelector('h1');
    if (!(box.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      said.push('the summary is not above the heading');
    }
    if (!box.querySelector('h2')) said.push('the summary has no heading');
    const links = [...box.querySelectorAll('a[href^="#"]')];
    if (!links.length) said.push('the summary has no links');
    for (const link of links) {
      const goal = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const controls = 'input:not([type=hidden]), select, textarea, button';
      const field = goal?.matches(controls) ? goal : goal?.querySelector(controls);
      if (!field) { said.push(`${link.hash} leads to no field`); continue; }
      const set = field.closest('fieldset');
      const ids = [field, set, set?.parentElement?.closest('fieldset')]
        .map((e) => e?.getAttribute('aria-describedby') ?? '').join(' ').split(/\s+/);
      const words = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      if (!words.includes(link.textContent.trim())) {
        said.push(`not said at the field: ${link.textContent.trim()}`);
      }
    }
    return said;
  });
  assert.deepEqual(found, [], `faults on ${page.url()}`);
  const link = summary.locator('a').first();
  const goal = decodeURIComponent((await link.getAttribute('href')).slice(1));
  await link.click();
  const focused = await page.evaluate(() => document.activeElement?.id);
  assert.ok(focused === goal || focused.startsWith(goal), `the link to ${goal} leads to ${focused}`);
}

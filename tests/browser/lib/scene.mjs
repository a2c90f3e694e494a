// What the runner handed over, the browser, and the people who use it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const handed = JSON.parse(process.env.RATUSZ_BROWSER_SCENE ?? 'null');
if (!handed) throw new Error('started by the test `browser`, which sets RATUSZ_BROWSER_SCENE');
const require = createRequire(path.join(handed.modules, 'anything.js'));
const { chromium } = require('playwright-core');

// Debug builds on busy machines are slow; nothing here waits longer than it must.
const ACT_MS = 45_000;
const LOAD_MS = 60_000;
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };
const SHOTS = path.join(handed.target, 'browser', 'shots');

export const scene = handed;
export const axeSource = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const file = (name) => fileURLToPath(new URL(`../files/${name}`, import.meta.url));

// The address of a page: `at('grajewo', '/uslugi')`, `at('admin')`, `at('')` for the region.
export const at = (site, where = '/') =>
  `http://${site ? `${site}.` : ''}localhost:${handed.port}${where}`;
export const pathOf = (page) => new URL(page.url()).pathname;

let browser;
const people = [];

// Somebody with a browser of their own; nothing is shared with the others.
export async function someone(name, options = {}) {
  // Colours that change slowly would be measured on their way.
  const usual = { viewport: WIDE, locale: 'pl-PL', reducedMotion: 'reduce' };
  const context = await browser.newContext({ ...usual, ...options });
  context.setDefaultTimeout(ACT_MS);
  context.setDefaultNavigationTimeout(LOAD_MS);
  const page = await context.newPage();
  const person = { name, context, page, complaints: watch(page), pages: new Set([page]) };
  person.go = async (site, where, status = 200) => {
    const answer = await page.goto(at(site, where));
    assert.equal(answer.status(), status, `${name}: ${at(site, where)}`);
    return page;
  };
  person.leave = async () => {
    await context.close();
    people.splice(people.indexOf(person), 1);
  };
  people.push(person);
  return person;
}

// Everything a page may not do: write errors to the console, break its policy, ask elsewhere.
function watch(page) {
  const complaints = [];
  const documents = new Set();
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (!/^https?:$/.test(address.protocol)) return;
    if (request.isNavigationRequest()) documents.add(request.url());
    const here = request.isNavigationRequest() ? address.host : new URL(request.frame().url()).host;
    const ours = new RegExp(`^([a-z0-9-]+\\.)?localhost:${handed.port}$`).test(address.host);
    if (!ours || address.host !== here) complaints.push(`asks elsewhere: ${request.url()}`);
  });
  page.on('console', (message) => {
    const from = message.location()?.url ?? '';
    // The browser notes pages that are refused on purpose.
    const isRefusal = /Failed to load resource/.test(message.text()) && documents.has(from);
    if (message.type() === 'error' && !isRefusal) complaints.push(`${message.text()} ${from}`);
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  return complaints;
}

export const shots = (name) => {
  mkdirSync(SHOTS, { recursive: true });
  return path.join(SHOTS, name);
};

// A picture of the whole page, to be looked at by people.
export const picture = (page, name) => page.screenshot({ path: shots(`${name}.png`), fullPage: true });

let doing = 'starting';
// One part of a journey; its name is told when something in it goes wrong.
export async function step(words, act) {
  const begun = Date.now();
  doing = words;
  const given = await act();
  console.log(`  ${words} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  return given;
}

async function tell(fault) {
  console.error(`\nFAILED: ${doing}\n${fault?.stack ?? fault}`);
  for (const person of people) {
    const { page, name } = person;
    if (page.url() === 'about:blank') continue;
    const seen = await page.locator('body').innerText({ timeout: 5_000 }).catch(() => '(nothing)');
    const shot = await picture(page, `failed-${path.basename(process.argv[1], '.mjs')}-${name}`)
      .catch(() => null);
    console.error(`\n--- ${name} is at ${page.url()} „${await page.title().catch(() => '')}”`);
    console.error(seen.replace(/\n+/g, '\n').slice(0, 1_500));
    console.error(`--- picture: ${shot ? SHOTS : 'none'}; ${person.complaints.join('; ')}`);
  }
}

// Told at the end of a journey, also when it stops before: `found` is a list that grows.
export const findings = [];

// Runs a journey and ends the program: 0 when all went as it should.
export async function journey(act) {
  const args = ['--disable-dev-shm-usage', '--disable-gpu'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  let code = 0;
  try {
    browser = await chromium.launch({ executablePath: handed.chromium, headless: true, args });
    await act();
    assert.deepEqual(findings, [], `${findings.length} findings`);
    const complaints = people.flatMap((one) => one.complaints.map((said) => `${one.name}: ${said}`));
    assert.deepEqual(complaints, [], 'pages wrote no errors and asked nobody else');
  } catch (fault) {
    code = 1;
    await tell(fault);
    for (const one of findings) console.error(`found: ${one}`);
  }
  await browser?.close();
  process.exit(code);
}

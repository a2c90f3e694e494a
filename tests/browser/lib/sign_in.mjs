// Ways in: residents at the development provider, staff and operators with password and code.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { at, pathOf, scene } from './scene.mjs';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const spent = new Map();

// The code an application on a phone would show. Each counts once, so a second one asked for
// within the same half minute is that of the next; the program takes it, because clocks differ.
export function code(secret) {
  const key = secret.replace(/[\s=]/g, '').toUpperCase();
  const now = Math.floor(Date.now() / 1000 / STEP_SECONDS);
  const step = Math.max(now, (spent.get(key) ?? 0) + 1);
  assert.ok(step <= now + 1, 'no third code within half a minute');
  spent.set(key, step);
  const bits = [...key].map((c) => LETTERS.indexOf(c).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// Chooses the invented person `who` at the provider's page that is open.
export async function chooseAtProvider(page, who, level = 'substantial') {
  await page.waitForURL((url) => url.hostname.startsWith('login.'));
  await page.check(`input[name=osoba][value=${who}]`);
  await page.check(`input[name=poziom][value=${level}]`);
  await page.click('main form button:not([tabindex="-1"])');
  await page.waitForURL((url) => !url.hostname.startsWith('login.'));
}

// From the list of providers that is open to signed in.
export async function signInHere(page, who, level) {
  await page.click('main a[href^="/logowanie/"]');
  await chooseAtProvider(page, who, level);
}

// Signs a resident in at an office.
export async function resident(person, office, who, level) {
  await person.go(office, '/logowanie');
  await signInHere(person.page, who, level);
  await person.page.getByRole('button', { name: 'Wyloguj się' }).waitFor();
}

// E-mail and password at the door that is open; the code when it is asked for.
export async function password(page, email, word, secret) {
  await page.fill('#email', email);
  await page.fill('#haslo', word);
  await page.click('main form button');
  await page.waitForLoadState('load');
  if (pathOf(page).endsWith('/kod')) {
    assert.ok(secret, `${email} is asked for a code`);
    await page.fill('#kod', code(secret));
    await page.click('main form button');
    await page.waitForLoadState('load');
  }
  assert.ok(!pathOf(page).includes('/logowanie'), `${email} is let in (at ${page.url()})`);
}

// A member of the demonstration's staff: `staff(person, 'grajewo', 'referent')`.
export async function staff(person, office, mailbox) {
  await person.go(office, '/urzad/logowanie');
  const email = `${mailbox}@${office}.example.pl`;
  await password(person.page, email, scene.password, scene.totp);
}

// The operator of the demonstration.
export async function operator(person) {
  await person.page.goto(at('admin', '/logowanie'));
  await password(person.page, scene.operator, scene.password, scene.totp);
}

// Accepts the invitation whose page is open; gives the secret of the second factor, if any.
export async function accept(page, word) {
  await page.fill('#haslo', word);
  await page.fill('#haslo2', word);
  const secret = (await page.locator('#kod').count())
    ? (await page.locator('main ol code').first().innerText())
    : undefined;
  if (secret) await page.fill('#kod', code(secret));
  await page.click('main form button');
  await page.waitForURL((url) => url.pathname.endsWith('/logowanie'));
  return secret;
}

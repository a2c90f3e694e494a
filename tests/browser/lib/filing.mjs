// The way of an application, as far as several journeys go it.
import assert from 'node:assert/strict';
import { fillAll } from './answers.mjs';
import { pathOf } from './scene.mjs';
import { signInHere } from './sign_in.mjs';

export const NUMBER = /[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3,4}/;
const START = { name: /^(Rozpocznij|Start)/ };

// From the card to the draft, through signing in when the service asks for it.
export async function start(person, office, service, who) {
  const { page } = person;
  await person.go(office, `/uslugi/${service}`);
  await page.getByRole('button', START).click();
  await page.waitForLoadState('load');
  if (pathOf(page).startsWith('/logowanie')) {
    assert.ok(who, `${service} asks to sign in`);
    await signInHere(page, who);
    await page.getByRole('button', START).click();
  }
  await page.waitForURL((url) => url.pathname.startsWith('/robocze/'));
}

// From the list of tasks, or the first step, to the page that shows the answers.
export async function answerAll(page, wished, seen) {
  if (!pathOf(page).includes('/krok/')) {
    await page.locator('main .actions a.btn').first().click();
    await page.waitForURL((url) => url.pathname.includes('/krok/'));
  }
  await fillAll(page, wished, seen);
  await page.waitForURL((url) => url.pathname.endsWith('/sprawdz'));
}

// Sends what is on the page of answers; the number of the receipt.
export async function send(page) {
  await page.getByRole('button', { name: 'Wyślij wniosek' }).click();
  return receipt(page);
}

// The number on the receipt that is open.
export async function receipt(page) {
  const said = await page.locator('.receipt-number').innerText();
  assert.match(said, NUMBER);
  return said.match(NUMBER)[0];
}

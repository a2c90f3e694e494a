// A person who has nothing but a keyboard.
import assert from 'node:assert/strict';

const TABS_MOST = 600;
const isFocused = (target) => target.evaluate((element) => element === document.activeElement);

// Walks with Tab until the thing has the focus.
export async function reach(page, things) {
  const target = things.first();
  await target.waitFor({ state: 'attached' });
  for (let tabs = 0; tabs < TABS_MOST; tabs += 1) {
    if (await isFocused(target)) return target;
    await page.keyboard.press('Tab');
  }
  return assert.fail(`no way to ${things} with Tab at ${page.url()}`);
}

// Presses a link or button; the next page is loaded when this ends.
export async function go(page, things) {
  await reach(page, things);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

// Writes into a box in place of what it holds.
export async function write(page, things, text) {
  await reach(page, things);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

// Chooses one of a group of radio buttons: Tab enters the group, arrows walk in it.
export async function choose(page, name, value) {
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const wanted = page.locator(`input[type=radio][name="${name}"][value="${value}"]`);
  const checked = page.locator(`input[type=radio][name="${name}"]:checked`);
  await reach(page, (await checked.count()) ? checked : group);
  for (let steps = await group.count(); steps > 0 && !(await isFocused(wanted)); steps -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  if (!(await wanted.isChecked())) await page.keyboard.press('Space');
  assert.ok(await wanted.isChecked(), `${name} is ${value}`);
}

// Picks one of a list that is closed.
export async function pick(page, things, value) {
  const list = await reach(page, things);
  for (let steps = await list.locator('option').count(); steps > 0; steps -= 1) {
    if ((await list.inputValue()) === value) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.equal(await list.inputValue(), value);
}

// A phone of 360 pixels all the way, and no page wider than a window of 320.
import { width } from './lib/checks.mjs';
import { answerAll, send, start } from './lib/filing.mjs';
import { at, findings, journey, PHONE, someone, step } from './lib/scene.mjs';
import { operator, resident, staff } from './lib/sign_in.mjs';
import { CONSOLE, DESK, PUBLIC, RESIDENT } from './pages.mjs';

const TOUCH = { viewport: PHONE, hasTouch: true, isMobile: true };

async function narrow(page, name) {
  for (const pixels of [360, 320]) {
    findings.push(...(await width(page, pixels)).map((one) => `${name}: ${one}`));
  }
  // What is touched is at least 24 pixels high or wide apart from its neighbours (WCAG 2.5.8).
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main .btn, main summary, nav a')].filter((one) => {
      if (one.tabIndex < 0) return false;
      const box = one.getBoundingClientRect();
      if (one.tabIndex < 0 || one.classList.contains('sr')) return false;
      return box.width > 2 && box.height > 0 && (box.height < 24 || box.width < 24);
    }).map((one) => `too small to touch: ${one.outerHTML.slice(0, 100)}`));
  findings.push(...small.slice(0, 2).map((one) => `${name}: ${one}`));
}

async function visit(person, list) {
  for (const { site, where, name } of list) {
    await person.page.goto(at(site, where));
    await narrow(person.page, name);
  }
}

await journey(async () => {
  const jan = await someone('jan', TOUCH);
  const { page } = jan;
  await step('every public page', () => visit(jan, PUBLIC));
  await step('the whole way of an application', async () => {
    await resident(jan, 'grajewo', 'jan');
    await start(jan, 'grajewo', 'in-1', 'jan');
    await narrow(page, 'tasks');
    await answerAll(page, { wspolwlasnosc: 'true', ma_grunty: 'true' }, () => narrow(page, page.url()));
    await narrow(page, 'check');
    await send(page);
    await narrow(page, 'receipt');
    await page.locator('main a[href^="/sprawy/"]').first().click();
    await page.waitForURL(/\/sprawy\//);
    await narrow(page, 'matter');
    await visit(jan, RESIDENT);
  });
  await step('the desk', async () => {
    for (const [mailbox, list] of Object.entries(DESK)) {
      const person = await someone(mailbox, TOUCH);
      await staff(person, 'grajewo', mailbox);
      await visit(person, list);
      if (mailbox === 'referent') {
        await person.go('grajewo', '/urzad?widok=w-toku');
        await person.page.locator('tbody th a').first().click();
        await person.page.waitForURL(/\/urzad\/sprawy\//);
        await narrow(person.page, 'case');
      }
      await person.leave();
    }
  });
  await step('the console', async () => {
    const person = await someone('operator', TOUCH);
    await operator(person);
    await visit(person, CONSOLE);
  });
});

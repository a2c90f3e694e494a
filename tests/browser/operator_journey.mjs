// An operator is invited, comes in with a second factor, looks at the offices, suspends one.
import assert from 'node:assert/strict';
import { faults } from './lib/checks.mjs';
import { at, journey, pathOf, scene, someone, step } from './lib/scene.mjs';
import { accept, code, password, resident } from './lib/sign_in.mjs';

const WORD = 'cztery bardzo rozne slowa';
const words = (page) => page.locator('main').innerText();
const press = async (page, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
};

await journey(async () => {
  const nina = await someone('nina');
  const { page } = nina;
  const { email, link } = scene.operator_invitation;

  const secret = await step('takes the invitation, once', async () => {
    await page.goto(link);
    const given = await accept(page, WORD);
    assert.ok(given, 'operators always have a second factor');
    assert.equal((await page.goto(link)).status(), 404, 'the link works once');
    return given;
  });

  await step('needs the password and a code that was not used', async () => {
    await nina.go('admin', '/');
    assert.equal(pathOf(page), '/logowanie');
    await page.fill('#email', email);
    await page.fill('#haslo', WORD);
    await press(page, 'Zaloguj się');
    assert.equal(pathOf(page), '/logowanie/kod');
    await page.fill('#kod', '000000');
    await page.click('main form button');
    await faults(page);
    await page.fill('#kod', code(secret));
    await page.click('main form button');
    await page.waitForURL(at('admin', '/'));
  });

  await step('sees the offices, not the people in them', async () => {
    const said = await words(page);
    for (const office of ['Grajewo', 'Łomż', 'Podlaskie']) {
      assert.match(said, new RegExp(office, 'i'));
    }
    for (const name of ['Próbny', 'Testowa', 'Referencka']) assert.ok(!said.includes(name));
  });

  await step('looks at the plan and at the walls', async () => {
    await nina.go('admin', '/plan');
    assert.equal(await page.locator('main h1').count(), 1);
    await nina.go('admin', '/mury');
    assert.equal(await page.locator('main h1').count(), 1);
  });

  await step('suspends an office after a question', async () => {
    await nina.go('admin', '/urzedy/lomza');
    await page.click('a[href$="/wylacz"]');
    await page.waitForURL(at('admin', '/urzedy/lomza/wylacz'));
    const send = page.locator('main form button');
    await Promise.all([page.waitForEvent('load'), send.click()]);
    await faults(page);
    await page.fill('#powod', 'Przerwa na próbę');
    await Promise.all([page.waitForEvent('load'), send.click()]);
    await nina.go('admin', '/urzedy/lomza');
    assert.match(await words(page), /Przerwa na próbę/);
    const anybody = await someone('anybody');
    await anybody.go('lomza', '/', 503);
    assert.match(await words(anybody.page), /nie przyjmuje teraz spraw/);
    await anybody.go('grajewo', '/', 200);
    await anybody.leave();
  });

  await step('and lets it work again', async () => {
    await nina.go('admin', '/urzedy/lomza');
    const send = page.locator('form[action$="/wlacz"] button');
    await Promise.all([page.waitForEvent('load'), send.click()]);
    const jan = await someone('jan');
    await resident(jan, 'lomza', 'jan');
    await jan.leave();
  });

  await step('is nobody at the desk of an office', async () => {
    await page.goto(at('grajewo', '/urzad'));
    assert.equal(pathOf(page), '/urzad/logowanie');
    await password(page, email, WORD, secret).then(
      () => assert.fail('an operator comes into an office'),
      (fault) => assert.match(String(fault), /is let in/),
    );
  });
});

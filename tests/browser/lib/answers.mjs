// Fills the steps of any form with answers that are right in form and mean nobody.
import { file } from './scene.mjs';

// By the last word of the field's name; numbers are synthetic.
const KNOWN = {
  first_name: 'Jan', last_name: 'Próbny', imie_nazwisko: 'Jan Próbny', pesel: '84031499037',
  nip: '1234563218', regon: '123456785', nrb: '61109010140000071219812874', house: '12',
  postal_code: '19-200', place: 'Grajewo', street: 'Zmyślona', email: 'jan@osoby.example',
  telefon: '600 100 200', dzialka: '200401_1.0003.512/4', ksiega: 'LM1G/00001234/1',
  udzial: '1/2', czesc: '1/2',
};

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// What stands in the form of the open page, as far as it can be seen and is empty.
const asked = (page) => page.evaluate(() => {
  const form = document.querySelector('main form.sheet');
  const groups = new Set();
  const found = [];
  for (const box of form.elements) {
    const isSeen = box.getClientRects().length > 0 && box.tabIndex >= 0;
    const isBox = /^(INPUT|SELECT|TEXTAREA)$/.test(box.tagName) && box.type !== 'hidden';
    if (!isSeen || !isBox) continue;
    const set = box.closest('.field');
    const optional = Boolean(set?.querySelector('.optional')) && box.type !== 'checkbox';
    const one = { name: box.name, id: box.id, type: box.type, value: box.value, optional };
    if (box.type === 'radio' || box.type === 'checkbox') {
      if (groups.has(box.name)) continue;
      groups.add(box.name);
      const boxes = [...form.elements].filter((other) => other.name === box.name);
      one.values = boxes.map((other) => other.value);
      one.done = boxes.some((other) => other.checked);
    } else if (box.type === 'file') {
      one.done = Boolean(set?.querySelector('.files'));
    } else {
      one.done = box.value !== '';
    }
    if (box.tagName === 'SELECT') one.values = [...box.options].map((o) => o.value).filter(Boolean);
    found.push(one);
  }
  return found;
});

async function answer(page, box, value) {
  const here = page.locator(`[id="${box.id}"]`);
  if (box.type === 'radio' || box.type === 'checkbox') {
    await page.check(`main [name="${box.name}"][value="${value}"]`);
  } else if (box.type === 'select-one') await here.selectOption(value);
  else if (box.type === 'file') await here.setInputFiles(value);
  else await here.fill(String(value));
}

// An answer that is right in form, or nothing where none is needed.
function invented(box, wished) {
  const last = box.name.split('.').at(-1);
  if (box.name in wished) return wished[box.name];
  if (last in wished) return wished[last];
  if (box.done || box.optional) return undefined;
  if (last in KNOWN) return KNOWN[last];
  if (box.type === 'radio') return box.values.includes('false') ? 'false' : box.values[0];
  if (box.type === 'checkbox' || box.type === 'select-one') return box.values[0];
  if (box.type === 'file') return file('szkic.pdf');
  if (box.type === 'date') return day(-30);
  if (box.type === 'textarea') return 'Opis zmyślony na potrzeby próby, dłuższy niż dziesięć znaków.';
  return '12';
}

// Fills what the open page asks; `wished` names answers that matter ({ obwod: '85' }).
export async function fill(page, wished = {}) {
  const done = new Set();
  // Answers bring new questions where the script shows parts.
  for (let round = 0; round < 4; round += 1) {
    const boxes = (await asked(page)).filter((box) => !done.has(box.name));
    if (!boxes.length) return;
    for (const box of boxes) {
      done.add(box.name);
      const value = invented(box, wished);
      if (value !== undefined && value !== null) await answer(page, box, value);
    }
  }
}

export const next = (page) => Promise.all([
  page.waitForEvent('load'),
  page.click('main form.sheet button[name=action][value=dalej]:not([tabindex="-1"])'),
]);

const inForm = (page) => new URL(page.url()).pathname.includes('/krok/');

// From the first step that is open to the page that shows the answers; `seen` is called at each.
export async function fillAll(page, wished = {}, seen = async () => {}) {
  for (let rounds = 0; inForm(page); rounds += 1) {
    if (rounds > 40) throw new Error(`the form does not end: ${page.url()}`);
    await seen(page);
    await fill(page, wished);
    await next(page);
    const faults = page.locator('[data-error-summary]');
    if (await faults.count()) {
      throw new Error(`refused at ${page.url()}: ${await faults.innerText()}`);
    }
  }
}

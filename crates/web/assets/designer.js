// Enhancement only: the designer works without this file. Saving by itself, the preview beside,
// dragging in the outline; each does what a button of the page does as well.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clock = () => new Date().toLocaleTimeString('pl-PL', { hour: '2-digit', minute: '2-digit' });
const KEPT = 'ratusz:kept';

// A form that saves itself after a pause. The answer of the server is shown as it is: what is wrong,
// or that somebody else was faster; then nothing is sent again by itself.
function keeping(form) {
  const said = form.querySelector('[data-kept]');
  if (!said) return;
  const refusal = document.createElement('div');
  // Not `form.before`: a box of that name would stand in its way.
  form.insertAdjacentElement('beforebegin', refusal);
  let timer = 0;
  let running = false;
  let changed = false;
  let over = false;
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const refuse = (page) => {
    const found = page?.querySelector('[data-error-summary], .notice-warning');
    refusal.replaceChildren(...found ? [document.importNode(found, true)] : []);
    for (const one of all('[tabindex]', refusal)) one.removeAttribute('tabindex');
  };
  async function save() {
    if (over) return;
    if (running) { later(500); return; }
    if (form.querySelector('[name$=".usun"]:checked')) {
      said.textContent = said.dataset.waits;
      return;
    }
    const body = new URLSearchParams([['_samo', '1']]);
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    running = true;
    changed = false;
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, redirect: 'manual' });
      if (answer.ok) {
        const kept = await answer.json();
        if (kept.inaczej) { over = true; location.assign(kept.adres); return; }
        form.elements.wersja.value = kept.wersja;
        if (kept.adres !== form.getAttribute('action')) {
          form.setAttribute('action', kept.adres);
          history.replaceState(history.state, '', kept.adres);
        }
        refuse(null);
        said.textContent = `${said.dataset.kept} ${clock()}`;
        document.dispatchEvent(new Event(KEPT));
      } else if (answer.status === 422 || answer.status === 409) {
        changed = true;
        over = answer.status === 409;
        refuse(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        said.textContent = said.dataset.refused;
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      changed = true;
      said.textContent = said.dataset.failed;
      later(15_000);
    } finally {
      running = false;
    }
  }
  form.addEventListener('input', () => { changed = true; later(1_200); });
  form.addEventListener('submit', () => { over = true; changed = false; clearTimeout(timer); });
  addEventListener('pageshow', (event) => { if (event.persisted) over = false; });
  addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
}

// The form as residents see it, where there is room beside; its link stays for all others.
function beside(box) {
  const wide = matchMedia('(min-width: 75rem)');
  const tools = box.querySelector('[data-beside-tools]');
  const frame = document.createElement('iframe');
  let address = new URL(box.dataset.beside, location);
  const show = () => { if (wide.matches) frame.src = address; };
  const put = () => {
    tools.hidden = !wide.matches;
    frame.hidden = !wide.matches;
    if (!wide.matches || frame.isConnected) return;
    frame.title = box.dataset.title;
    show();
    box.append(frame);
  };
  tools.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.language) {
      for (const one of all('[data-language]', tools)) one.setAttribute('aria-pressed', String(one === button));
      address = new URL(address);
      address.searchParams.set('mowa', button.dataset.language);
      show();
    } else {
      const is = box.parentElement.classList.toggle('beside-broad');
      button.setAttribute('aria-pressed', String(!is));
    }
  });
  wide.addEventListener('change', put);
  document.addEventListener(KEPT, show);
  put();
}

// Fields and steps of the outline, moved with the pointer. Letting go posts the act of moving.
function dragging(form) {
  const said = form.querySelector('[data-dragged]');
  const name = (line) => line.dataset.name;
  const kinds = [
    { lines: '[data-place]', list: '[data-places]', verb: 'field-place' },
    { lines: '[data-step]', list: '[data-steps]', verb: 'step-place' },
  ];
  const post = (values) => {
    for (const [key, value] of Object.entries(values)) {
      const box = document.createElement('input');
      Object.assign(box, { type: 'hidden', name: key, value });
      form.append(box);
    }
    HTMLFormElement.prototype.submit.call(form);
  };
  const drag = (handle, line, kind) => {
    const home = line.parentElement.closest(kind.list);
    const inner = home.dataset.places?.includes('.') ?? false;
    let target = null;
    const mark = (to) => {
      for (const one of all('.drop-before, .drop-end')) one.classList.remove('drop-before', 'drop-end');
      to?.node.classList.add(to.before ? 'drop-before' : 'drop-end');
    };
    const at = (event) => {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const list = under?.closest(kind.list);
      if (!list || (inner || list.dataset.places?.includes('.')) && list !== home) return null;
      const lines = [...list.children].filter((one) => one.matches(kind.lines) && one !== line);
      const next = lines.find((one) => {
        const box = one.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      });
      return next ? { node: next, before: next, list } : { node: list, before: null, list };
    };
    const move = (event) => {
      const edge = 60;
      if (event.clientY < edge) scrollBy(0, -12);
      else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
      target = at(event);
      mark(target);
      const where = target?.before ? name(target.before) : '';
      said.textContent = !target ? '' : where ? `${said.dataset.before} ${where}` : said.dataset.end;
    };
    const end = (event) => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
      line.classList.remove('is-dragged');
      mark(null);
      if (event.type === 'pointercancel' || !target) { said.textContent = ''; return; }
      const place = (one) => (one ? one.dataset.place ?? one.dataset.step : '');
      post({
        akt: `${kind.verb}:${place(line)}`,
        krok: target.list.closest('[data-step]')?.dataset.step ?? '',
        przed: place(target.before),
      });
    };
    line.classList.add('is-dragged');
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  for (const kind of kinds) {
    for (const line of all(kind.lines, form)) {
      const handle = document.createElement('span');
      handle.className = 'handle';
      handle.setAttribute('aria-hidden', 'true');
      handle.textContent = '⠿';
      line.querySelector('.outline-line, .outline-head')?.prepend(handle);
      handle.addEventListener('pointerdown', (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        handle.setPointerCapture(event.pointerId);
        drag(handle, line, kind);
      });
    }
  }
}

for (const form of all('form[data-keep]')) keeping(form);
for (const box of all('[data-beside]')) beside(box);
for (const form of all('form[data-outline]')) dragging(form);

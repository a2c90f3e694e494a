// Enhancement only: every page works without this file.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clock = () => new Date().toLocaleTimeString('pl-PL', { hour: '2-digit', minute: '2-digit' });

// Faults first: the summary takes the focus, its links lead to the field itself.
function faults() {
  const summary = document.querySelector('[data-error-summary]');
  if (!summary) return;
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const field = target.matches('input, select, textarea, button')
      ? target : target.querySelector('input, select, textarea, button');
    if (!field) return;
    event.preventDefault();
    (field.closest('.field') || field).scrollIntoView({ block: 'start' });
    field.focus({ preventScroll: true });
  });
}

// A step that was refused is kept as a draft: reloading it, or coming back to it, asks for the draft
// instead of sending the form again.
function again() {
  const form = document.querySelector('form[data-autosave]');
  if (!form || !document.querySelector('[data-error-summary]')) return;
  // A button is called `action`, too.
  const here = new URL(form.getAttribute('action'), location);
  if (here.pathname !== location.pathname) return;
  if (form.elements._powrot) here.searchParams.set('powrot', form.elements._powrot.value);
  history.replaceState(history.state, '', here);
}

// Printing by a button, where there is a script to do it.
function printing() {
  for (const line of all('[data-print]')) {
    line.hidden = false;
    line.addEventListener('click', () => print());
  }
}

// Leaving a form with unsaved answers asks first; a draft form saves itself quietly.
function forms() {
  for (const form of all('form[data-guard], form[data-autosave]')) {
    let changed = false;
    let sending = false;
    let timer = 0;
    const said = form.querySelector('[data-saved]');
    const say = (text) => { if (said) said.textContent = text; };
    const save = async () => {
      if (sending) return;
      changed = false;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: 'POST', body, redirect: 'manual', headers: { Accept: 'application/json' },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        say(`${said?.dataset.savedText ?? ''} ${clock()}`);
      } catch {
        changed = true;
        say(said?.dataset.failedText ?? '');
        timer = setTimeout(save, 30_000);
      }
    };
    form.addEventListener('input', () => {
      changed = true;
      if (!form.dataset.autosave) return;
      clearTimeout(timer);
      timer = setTimeout(save, 2_000);
    });
    form.addEventListener('submit', () => { sending = true; clearTimeout(timer); });
    addEventListener('pageshow', () => { sending = false; });
    addEventListener('beforeunload', (event) => { if (changed && !sending) event.preventDefault(); });
  }
}

// How many characters are left; spoken only after a pause in typing.
function counters() {
  for (const area of all('[data-count]')) {
    const line = area.parentElement.querySelector('[data-count-text]');
    if (!line) continue;
    const spoken = document.createElement('span');
    spoken.className = 'sr';
    spoken.setAttribute('role', 'status');
    line.after(spoken);
    let timer = 0;
    area.addEventListener('input', () => {
      const left = Number(area.dataset.count) - [...area.value].length;
      line.textContent = `${line.dataset.countText} ${left}`;
      line.classList.toggle('fault', left < 0);
      clearTimeout(timer);
      timer = setTimeout(() => { spoken.textContent = line.textContent; }, 1_500);
    });
  }
}

// data-show-if='{"field":"kind","value":"firm"}': simple equality; anything more is the server's matter.
function conditions() {
  const parts = all('[data-show-if]');
  const update = () => {
    for (const part of parts) {
      const { field, value } = JSON.parse(part.dataset.showIf);
      const form = part.closest('form');
      part.hidden = Boolean(form) && !new FormData(form).getAll(field).includes(value);
    }
  };
  if (!parts.length) return;
  document.addEventListener('change', update);
  addEventListener('pageshow', update);
  update();
}

// Inbox: j and k move, o opens. <… data-keys> holds the rows, a [data-keys-off] box switches it off.
function keys() {
  const table = document.querySelector('[data-keys]');
  if (!table) return;
  const remembered = 'ratusz-keys-off';
  let off = false;
  try { off = localStorage.getItem(remembered) === '1'; } catch { /* private window: not remembered */ }
  const box = document.querySelector('[data-keys-off]');
  if (box) {
    box.checked = off;
    box.addEventListener('change', () => {
      off = box.checked;
      try { localStorage.setItem(remembered, off ? '1' : '0'); } catch { /* as above */ }
    });
  }
  const rows = all('tbody tr', table);
  let at = -1;
  document.addEventListener('keydown', (event) => {
    if (off || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    if (event.key === 'j' || event.key === 'k') {
      const focused = rows.findIndex((row) => row.contains(document.activeElement));
      if (focused >= 0) at = focused;
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)));
      rows.forEach((row, index) => row.classList.toggle('is-here', index === at));
      rows[at]?.querySelector('a')?.focus();
    } else if (event.key === 'o' && rows[at]) {
      rows[at].querySelector('a')?.click();
    }
  });
}

// Work under way: ask the same page again, show the new state, reload when the work has ended.
function polling() {
  const box = document.querySelector('[data-poll]');
  if (!box) return;
  const ask = async () => {
    let wait = 2_000;
    try {
      const answer = await fetch(box.dataset.poll, { headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-poll]');
      if (answer.ok && !next) { location.reload(); return; }
      if (answer.ok && box.innerHTML !== next.innerHTML) box.replaceChildren(...next.childNodes);
    } catch { wait = 10_000; }
    setTimeout(ask, wait);
  };
  setTimeout(ask, 2_000);
}

// How well a colour can be read on white, while it is chosen; the server says the same after saving.
function contrasts() {
  for (const line of all('[data-contrast]')) {
    const box = document.getElementById(line.dataset.contrast);
    if (!box) continue;
    const picker = document.createElement('input');
    Object.assign(picker, { type: 'color', value: box.value, className: 'colour' });
    picker.setAttribute('aria-label', document.querySelector(`label[for="${box.id}"]`)?.textContent ?? '');
    box.after(picker);
    const tell = () => {
      const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(box.value.trim());
      if (!digits) { line.textContent = ''; return; }
      const [red, green, blue] = digits.slice(1).map((two) => {
        const share = parseInt(two, 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      const ratio = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
      const degree = [1, 2, 3, 4].find((n) => ratio >= Number(line.getAttribute(`data-least-${n}`)));
      const shown = (Math.floor(ratio * 100) / 100).toFixed(2);
      const decimal = document.documentElement.lang === 'en' ? shown : shown.replace('.', ',');
      line.textContent = line.getAttribute(`data-text-${degree}`).replace('%', decimal);
    };
    picker.addEventListener('input', () => {
      box.value = picker.value;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    });
    box.addEventListener('input', () => {
      if (/^#[0-9a-f]{6}$/i.test(box.value.trim())) picker.value = box.value.trim();
      tell();
    });
  }
}

for (const start of [faults, again, printing, forms, counters, conditions, keys, polling, contrasts]) start();

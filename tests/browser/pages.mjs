// Every kind of page of every site, in one place. `as` says who looks; `status` is 200 unless
// told; `english` pages are looked at in English, too, and `every` ones in all languages. Pages that need a draft or a case are
// reached by walking; they stand in accessibility.mjs.

// Without signing in.
export const PUBLIC = [
  { site: '', where: '/', name: 'region' },
  { site: '', where: '/urzedy', name: 'region-offices' },
  { site: '', where: '/urzedy?q=lomza', name: 'region-offices-found' },
  { site: '', where: '/uslugi', name: 'region-services-all' },
  { site: '', where: '/uslugi?q=drzewo', name: 'region-services' },
  { site: '', where: '/uslugi?dziedzina=podatki', name: 'region-services-filtered' },
  { site: '', where: '/uslugi?q=xyzzy', name: 'region-services-none' },
  { site: '', where: '/uslugi?q=drzweo&urzad=grajewo', name: 'region-services-meant' },
  { site: '', where: '/katalog-jako-dane', name: 'region-data' },
  { site: '', where: '/nie-ma', name: 'region-not-found', status: 404 },
  { site: 'nikogo', where: '/uslugi', name: 'no-office', status: 404, english: true },
  { site: '', where: '/deklaracja-dostepnosci', name: 'region-declaration' },
  { site: '', where: '/dane-osobowe', name: 'region-privacy' },
  { site: 'grajewo', where: '/', name: 'office' },
  { site: 'podlaskie', where: '/', name: 'office-voivodeship' },
  { site: 'lomza', where: '/', name: 'office-city', every: true },
  { site: 'lomza', where: '/uslugi', name: 'services-city', every: true },
  { site: 'lomza', where: '/uslugi/in-1', name: 'card-city', every: true },
  { site: 'lomza', where: '/uslugi/ulga-podatkowa', name: 'card-city-polish', every: true },
  { site: 'lomza', where: '/logowanie', name: 'sign-in-city', every: true },
  { site: 'lomza', where: '/weryfikacja', name: 'verify-city', every: true },
  { site: 'lomza', where: '/deklaracja-dostepnosci', name: 'declaration-city', every: true },
  { site: 'lomza', where: '/nie-ma', name: 'not-found-city', status: 404, every: true },
  { site: 'lomza', where: '/uslugi?q=a&q=b', name: 'unreadable-city', status: 400, english: true },
  { site: 'pzdw', where: '/', name: 'office-roads' },
  { site: 'grajewo', where: '/uslugi', name: 'services' },
  { site: 'grajewo', where: '/uslugi?q=podatek', name: 'services-found' },
  { site: 'grajewo', where: '/uslugi?dziedzina=podatki', name: 'services-filtered' },
  { site: 'grajewo', where: '/uslugi?q=xyzzy', name: 'services-none' },
  { site: 'grajewo', where: '/uslugi?q=podtaek', name: 'services-meant' },
  { site: 'grajewo', where: '/uslugi?q=lekarz', name: 'services-elsewhere' },
  { site: 'grajewo', where: '/katalog-jako-dane', name: 'data', english: true },
  { site: 'grajewo', where: '/uslugi/in-1', name: 'card' },
  { site: 'grajewo', where: '/weryfikacja', name: 'verify' },
  { site: 'grajewo', where: '/logowanie', name: 'sign-in' },
  { site: 'grajewo', where: '/logowanie/powrot?state=x&code=y', name: 'sign-in-expired', status: 403 },
  { site: 'grajewo', where: '/wylogowano', name: 'signed-out' },
  { site: 'grajewo', where: '/deklaracja-dostepnosci', name: 'declaration' },
  { site: 'grajewo', where: '/dane-osobowe', name: 'privacy' },
  { site: 'grajewo', where: '/nie-ma', name: 'not-found', status: 404 },
  { site: 'grajewo', where: '/robocze/x', name: 'draft-not-found', status: 404 },
  { site: 'grajewo', where: '/urzad/logowanie', name: 'desk-sign-in' },
  { site: 'grajewo', where: '/urzad/nie-ma', name: 'desk-not-found', status: 404 },
  { site: 'grajewo', where: '/urzad/zaproszenie/nie-ma', name: 'invitation-over', status: 404 },
  { site: 'login', where: '/', name: 'development-provider' },
  { site: 'admin', where: '/logowanie', name: 'console-sign-in' },
  { site: 'admin', where: '/nie-ma', name: 'console-nobody-not-found', status: 404 },
];

// A resident of the demonstration.
export const RESIDENT = [
  { site: 'grajewo', where: '/moje', name: 'own' },
  { site: 'grajewo', where: '/sprawy', name: 'matters' },
  { site: 'grajewo', where: '/konto/sesje', name: 'own-sessions-resident' },
  { site: 'lomza', where: '/sprawy/00000000-0000-0000-0000-000000000000', name: 'matter-none',
    status: 404 },
];

// The desk of an office, by the mailbox of the person.
export const DESK = {
  referent: [
    { site: 'grajewo', where: '/urzad', name: 'inbox' },
    { site: 'grajewo', where: '/urzad?widok=w-toku', name: 'inbox-open' },
    { site: 'grajewo', where: '/urzad?widok=po-terminie', name: 'inbox-late' },
    { site: 'grajewo', where: '/urzad?widok=w-toku&stan=in_progress', name: 'inbox-filtered' },
    { site: 'grajewo', where: '/urzad?q=xyzzy', name: 'inbox-none' },
    { site: 'grajewo', where: '/urzad/osoby', name: 'refused', status: 403 },
    { site: 'grajewo', where: '/urzad/sprawy/x', name: 'case-not-found', status: 404 },
  ],
  recepcja: [{ site: 'grajewo', where: '/urzad', name: 'inbox-reception' }],
  redaktor: [
    { site: 'grajewo', where: '/urzad/uslugi', name: 'services-edited' },
    { site: 'grajewo', where: '/urzad/uslugi/bez-wyniku', name: 'searches' },
    { site: 'grajewo', where: '/urzad/uslugi/nowa', name: 'service-new' },
    { site: 'grajewo', where: '/urzad/uslugi?widok=aktualizacje', name: 'services-to-update' },
    ...[
      ['', 'service-with-update'], ['/aktualizacja', 'update'], ['/aktualizacja/odloz', 'update-postpone'],
      ['/odlacz', 'service-detach'],
    ].map(([rest, name]) => (
      { site: 'grajewo', where: `/urzad/uslugi/pismo-ogolne${rest}`, name })),
    { site: 'grajewo', where: '/urzad/uslugi/in-1/aktualizacja', name: 'update-none' },
    { site: 'grajewo', where: '/urzad/uslugi/nowa/z-formularza', name: 'service-import' },
    ...[
      ['', 'service'], ['/czesc/karta', 'service-card', true], ['/czesc/postepowanie', 'service-procedure'],
      ['/czesc/oplaty', 'service-fees'], ['/czesc/zalaczniki', 'service-attachments'],
      ['/czesc/tozsamosc', 'service-identity'], ['/czesc/odbiorcy', 'service-audience'],
      ['/czesc/okresy', 'service-windows'], ['/formularz', 'service-form', true],
      ['/krok/forma', 'service-step'], ['/pole/sposob', 'service-choices'], ['/pole/email', 'service-field', true],
      ['/jezyk/en', 'service-translation'], ['/podglad', 'service-preview'], ['/podglad?widok=waski', 'service-preview-narrow'],
      ['/wydanie', 'service-publish', true], ['/wydania/1', 'service-edition'], ['/porzuc', 'service-drop'],
      ['/wycofaj', 'service-withdraw'], ['/czesc/nie-ma', 'service-part-none', false, 404],
    ].map(([rest, name, , status]) => (
      { site: 'grajewo', where: `/urzad/uslugi/informacja-publiczna${rest}`, name, status: status ?? 200 })),
  ],
  kierownik: [{ site: 'grajewo', where: '/urzad?widok=w-toku', name: 'inbox-head' }],
  admin: [
    { site: 'grajewo', where: '/urzad/osoby', name: 'people' },
    { site: 'grajewo', where: '/urzad/sesje', name: 'own-sessions' },
    { site: 'grajewo', where: '/urzad/ustawienia', name: 'settings' },
    { site: 'grajewo', where: '/urzad/komorki', name: 'units' },
    ...['wyglad', 'logo', 'kontakt', 'godziny', 'teksty', 'dostepnosc', 'dane-osobowe'].map((part) => (
      { site: 'grajewo', where: `/urzad/ustawienia/${part}`, name: `settings-${part}`, english: part === 'wyglad' })),
  ],
  iod: [
    { site: 'grajewo', where: '/urzad/rejestr-zdarzen', name: 'audit' },
    { site: 'grajewo', where: '/urzad/rejestr-zdarzen?sprawdz=tak', name: 'audit-checked' },
  ],
};

// The console of the region.
export const CONSOLE = [
  { site: 'admin', where: '/', name: 'console' },
  { site: 'admin', where: '/urzedy/grajewo', name: 'console-office' },
  { site: 'admin', where: '/urzedy/grajewo/wylacz', name: 'console-suspend' },
  { site: 'admin', where: '/plan', name: 'console-plan' },
  { site: 'admin', where: '/mury', name: 'console-walls' },
  { site: 'admin', where: '/nie-ma', name: 'console-not-found', status: 404 },
  { site: 'admin', where: '/szablony', name: 'templates' },
  { site: 'admin', where: '/szablony/nowy', name: 'template-new' },
  ...[
    ['', 'template'], ['/czesc/karta', 'template-card'], ['/czesc/postepowanie', 'template-procedure'],
    ['/czesc/oplaty', 'template-fees'], ['/formularz', 'template-form'], ['/pole/email', 'template-field'],
    ['/krok/forma', 'template-step'], ['/podglad', 'template-preview'], ['/wydanie', 'template-publish'],
    ['/wydania/1', 'template-edition'], ['/urzedy', 'template-offices'], ['/porzuc', 'template-drop'],
  ].map(([rest, name]) => (
    { site: 'admin', where: `/szablony/informacja-publiczna${rest}`, name, status: 200 })),
];

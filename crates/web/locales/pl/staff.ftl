# Panel pracownika: sprawy, osoby, ustawienia, rejestr zdarzeń.

## Lista spraw
staff-inbox-title = Sprawy
staff-tabs = Części listy spraw
staff-tab-nowe = Do przejęcia
staff-tab-moje = Moje
staff-tab-po-terminie = Po terminie
staff-tab-czekaja = Czekają
staff-tab-w-toku = W toku
staff-tab-zalatwione = Załatwione
staff-search-label = Znak sprawy, nazwa, cały PESEL albo NIP
staff-filters = Zawęź listę
staff-filter-due = Termin
staff-filter-state = Stan
staff-filter-keeper = Kto prowadzi
staff-filter-unit = Komórka
staff-filter-service = Usługa
staff-chips = Włączone filtry
staff-chip-search = Szukasz: { $words }
staff-chip-mine = Tylko moje
staff-due-filter-po-terminie = Po terminie
staff-due-filter-dzis = Dzisiaj
staff-due-filter-tydzien = W ciągu 7 dni
staff-keys-next = następna sprawa
staff-keys-previous = poprzednia
staff-keys-open = otwórz
staff-keys-off = Wyłącz skróty klawiszowe
staff-inbox-empty = Nie ma tu spraw
staff-inbox-empty-text = Gdy mieszkaniec wyśle wniosek do Twojej komórki, zobaczysz go tutaj.
staff-col-case = Sprawa
staff-col-due = Termin
staff-col-state = Stan
staff-col-keeper = Prowadzi
staff-col-unit = Komórka
staff-col-opened = Wpłynęła
staff-unread = Nowa odpowiedź
staff-paused = Termin nie biegnie
staff-nobody = Nikt
staff-no-inbox-title = Panel pracownika
staff-no-inbox = Twoja rola nie obejmuje spraw
staff-no-inbox-text = Usługi urzędu zmienia się w jego plikach. Jeżeli masz prowadzić sprawy, poproś administratora urzędu o rolę referenta.
staff-no-inbox-services = Zobacz usługi tak, jak widzą je mieszkańcy
staff-due-today = dzisiaj
staff-due-tomorrow = jutro
staff-due-in = { $days ->
    [one] za { $days } dzień
   *[other] za { $days } dni
}
staff-due-late = { $days ->
    [one] { $days } dzień po terminie
   *[other] { $days } dni po terminie
}

## Strona sprawy
staff-facts = Dane sprawy
staff-fact-term = Termin załatwienia
staff-fact-answer-by = Wnioskodawca ma czas do
staff-fact-applicant = Wnioskodawca
staff-fact-assurance = Poziom potwierdzenia tożsamości: { $level }
staff-fact-receipt = Potwierdzenie złożenia
staff-applicant-unknown = Bez logowania
staff-letters = Korespondencja
staff-letter-question = Wezwanie do wnioskodawcy
staff-letter-answer = Odpowiedź wnioskodawcy
staff-letter-settlement = Rozstrzygnięcie
staff-letter-note = Notatka
staff-letter-read = odczytano { $when }
staff-application = Wniosek
staff-answer-declared = Potwierdzono
staff-answer-born = ur. { $day }
staff-notes = Notatki wewnętrzne
staff-notes-hint = Wnioskodawca ich nie widzi.
staff-note-label = Nowa notatka
staff-note-send = Dodaj notatkę
staff-timeline = Przebieg sprawy
staff-looks = Kto oglądał sprawę
staff-looks-none = Nikt jeszcze nie oglądał tej sprawy.
staff-look-unknown = Osoba spoza listy pracowników
staff-look-times = { $count ->
    [one] { "" }
    [few] { $count } razy tego dnia
   *[other] { $count } razy tego dnia
}
staff-who-applicant = wnioskodawca

## Termin i jego uzasadnienie
staff-term-from = { $term } od { $day }, { $basis }
staff-term-basis = Podstawa: { $basis }
staff-term-excluded = { $days ->
    [one] Nie wliczono { $days } dnia oczekiwania na odpowiedź, { $basis }
   *[other] Nie wliczono { $days } dni oczekiwania na odpowiedź, { $basis }
}
staff-term-suspended = Nie biegnie, bo czekamy na odpowiedź, { $basis }
staff-term-moved = Przesunięty z { $day }, bo wypada wtedy: { $why }, { $basis }
staff-length-days = { $count ->
    [one] { $count } dzień
   *[other] { $count } dni
}
staff-length-working-days = { $count ->
    [one] { $count } dzień roboczy
    [few] { $count } dni robocze
   *[other] { $count } dni roboczych
}
staff-length-weeks = { $count ->
    [one] { $count } tydzień
    [few] { $count } tygodnie
   *[other] { $count } tygodni
}
staff-length-months = { $count ->
    [one] { $count } miesiąc
    [few] { $count } miesiące
   *[other] { $count } miesięcy
}
staff-length-years = { $count ->
    [one] { $count } rok
    [few] { $count } lata
   *[other] { $count } lat
}

## Czynności
staff-acts = Co możesz zrobić
staff-take-on = Przejmij sprawę
staff-hand-back = Oddaj sprawę
staff-close = Zakończ sprawę
staff-assign = Przydziel osobie
staff-assign-to = Kto poprowadzi sprawę?
staff-assign-send = Przydziel
staff-ask = Wezwij wnioskodawcę
staff-ask-text = Treść wezwania
staff-ask-hint = Napisz, czego brakuje i jak to dosłać. Termin załatwienia sprawy zatrzyma się do dnia odpowiedzi.
staff-ask-days = Ile dni ma wnioskodawca?
staff-ask-send = Wyślij wezwanie
staff-settle = Załatw sprawę
staff-settle-outcome = Sposób załatwienia
staff-settle-text = Treść dla wnioskodawcy
staff-settle-hint = Napisz, co urząd postanowił, dlaczego i jak można się odwołać. Przed wysłaniem zobaczysz podgląd.
staff-settle-check = Sprawdź przed wysłaniem
staff-outcome-granted-hint = Tak, jak prosił wnioskodawca.
staff-outcome-refused-hint = Urząd nie zgadza się na to, o co prosił wnioskodawca.
staff-outcome-discontinued-hint = Postępowanie stało się bezprzedmiotowe (art. 105 KPA).
staff-outcome-left-unexamined-hint = Nie uzupełniono braków w terminie (art. 64 KPA).
staff-outcome-handed-over-hint = Sprawę załatwi inny, właściwy urząd (art. 65 KPA).
staff-confirm-title = Sprawdź rozstrzygnięcie przed wysłaniem
staff-confirm-warning = Tego nie można cofnąć
staff-confirm-text = Wnioskodawca od razu zobaczy rozstrzygnięcie na swoim koncie, a termin sprawy się skończy.
staff-confirm-case = Sprawa
staff-confirm-send = Wyślij rozstrzygnięcie
staff-confirm-change = Popraw
staff-flash-handed-back = Oddano sprawę. Czeka na przejęcie.
staff-flash-noted = Dodano notatkę.
staff-stale-title = Ta strona była nieaktualna
staff-stale = Sprawa zmieniła się od otwarcia tej strony.
staff-stale-who = W międzyczasie: { $what } ({ $who }, { $when }).
staff-stale-kept = Poniżej jest obecny stan sprawy. To, co wpisano, zostało zachowane: sprawdź i wyślij jeszcze raz.
staff-step-refused = Tej czynności nie można teraz wykonać, bo sprawa jest w innym stanie.
staff-fault-question = Napisz treść wezwania
staff-fault-days = Wybierz, ile dni ma wnioskodawca
staff-fault-note = Napisz treść notatki
staff-fault-settlement = Napisz treść dla wnioskodawcy
staff-fault-outcome = Wybierz sposób załatwienia
staff-fault-keeper = Wybierz osobę z listy
staff-fault-reason = Napisz, dlaczego przekazujesz sprawę
staff-hand-over = Przekaż do innej komórki
staff-hand-over-title = Przekazanie sprawy
staff-hand-over-text = Znak sprawy i termin się nie zmienią. Powód zobaczą pracownicy komórki, która przejmie sprawę; wnioskodawca go nie zobaczy.
staff-hand-over-warning = Sprawę zobaczą pracownicy nowej komórki, a pracownicy dotychczasowej przestaną ją widzieć. Nikt jej nie prowadzi, dopóki ktoś jej nie przejmie.
staff-hand-over-from = Z komórki
staff-hand-over-to = Do komórki
staff-hand-over-reason = Powód
staff-hand-over-reason-hint = Na przykład: sprawa dotyczy drogi gminnej.
staff-hand-over-yes = Przekaż sprawę
staff-flash-handed-over = Sprawa została przekazana do innej komórki.
staff-export = Pobierz listę (CSV)
staff-export-cut = Pokazano { $shown } z { $total } spraw. Zawęź filtr, aby pobrać pozostałe.
staff-col-title = Czego dotyczy
staff-pick = Wybór
staff-pick-case = Wybierz sprawę { $mark }
staff-bulk-to = Przydziel wybrane
staff-bulk-assign = Przydziel
staff-bulk-title = Przydział spraw
staff-bulk-none = Nie wybrano żadnej sprawy. Zaznacz sprawy na liście.
staff-bulk-done = { $count ->
    [one] Przydzielono { $count } sprawę. Prowadzi ją teraz:
    [few] Przydzielono { $count } sprawy. Prowadzi je teraz:
   *[many] Przydzielono { $count } spraw. Prowadzi je teraz:
}
staff-bulk-left = Nieprzydzielone
staff-bulk-why = Dlaczego
staff-bulk-unknown = Nieznana sprawa
staff-bulk-absent = Nie ma takiej sprawy albo nie możesz jej przydzielać.
staff-bulk-stale = Ktoś zmienił tę sprawę w międzyczasie. Sprawdź ją i przydziel osobno.
staff-bulk-over = Sprawa jest już załatwiona.
staff-bulk-unit = Ta osoba nie prowadzi spraw komórki { $unit }.
staff-bulk-back = Wróć do spraw

## Zdarzenia
staff-event-opened = Wpłynął wniosek
staff-event-opened-due = Termin załatwienia: { $day }
staff-event-taken-on = Przejęto sprawę
staff-event-assigned = Przydzielono sprawę
staff-event-handed-back = Oddano sprawę
staff-event-handed-over = Przekazano sprawę do innej komórki
staff-event-handed-over-units = Z { $from } do { $to }
staff-event-asked = Wezwano wnioskodawcę
staff-event-asked-by = Czas na odpowiedź do { $day }
staff-event-answered = Wnioskodawca odpowiedział
staff-event-answered-due = Nowy termin załatwienia: { $day }
staff-event-noted = Dodano notatkę
staff-event-settled = Załatwiono sprawę
staff-event-closed = Zakończono sprawę

## Osoby i role
staff-people-title = Osoby i role
staff-person = Osoba
staff-person-roles = Role
staff-person-state = Konto
staff-person-factor = Drugi składnik logowania
staff-account-active = Czynne
staff-account-invited = Zaproszone
staff-account-disabled = Wyłączone
staff-whole-office = cały urząd
staff-invite = Zaproś osobę
staff-invite-name = Imię i nazwisko
staff-invite-email = Adres e-mail
staff-invite-role = Rola
staff-invite-unit = Komórka
staff-invite-send = Utwórz zaproszenie
staff-invited-title = Zaproszenie jest gotowe
staff-invited-text = Przekaż tej osobie poniższe łącze. Pokazujemy je tylko raz.
staff-fault-name = Wpisz imię i nazwisko
staff-fault-has-account = Ta osoba ma już konto w urzędzie
staff-fault-role = Wybierz rolę
staff-fault-unit = Wybierz komórkę z listy
staff-person-email = Adres e-mail
staff-person-since = Na liście od
staff-person-account = Konto
staff-person-self = To Ty. Twoje role i konto może zmienić tylko inny administrator.
staff-person-changed = Konto tej osoby zmieniło się w międzyczasie. Sprawdź, jak wygląda teraz.
staff-last-admin = To ostatni administrator urzędu. Najpierw nadaj tę rolę komuś innemu.
staff-roles-change = Zmień role
staff-roles-held = Role, które ma
staff-roles-held-hint = Odznacz te, które chcesz odebrać.
staff-roles-add = Dodaj rolę
staff-roles-next = Dalej
staff-roles-after = Role po zmianie
staff-roles-title = Zmiana ról
staff-roles-warning = Nowe role działają od razu, także w trwającej sesji tej osoby.
staff-roles-yes = Zmień role
staff-disable-title = Wyłączenie konta
staff-disable-warning = Ta osoba zostanie od razu wylogowana ze wszystkich urządzeń i nie zaloguje się, dopóki konto nie zostanie włączone. Jej zaproszenia przestaną działać. Sprawy, które prowadzi, zostają przy niej: przydziel je komuś innemu.
staff-disable-yes = Wyłącz konto
staff-enable-title = Włączenie konta
staff-enable-warning = Ta osoba znów będzie mogła się zalogować, z rolami, które miała.
staff-enable-yes = Włącz konto
staff-reinvite-title = Nowe zaproszenie
staff-reinvite-warning = Powstanie nowe łącze, a poprzednie przestanie działać.
staff-reinvite-yes = Wyślij zaproszenie ponownie
staff-confirm-no = Nie, wróć
staff-flash-roles = Role zostały zmienione.
staff-flash-disabled = Konto jest wyłączone, a jego sesje zakończone.
staff-flash-enabled = Konto jest włączone.

## Ustawienia
staff-settings-title = Ustawienia
staff-settings-hint = Ustawienia pochodzą z pliku urzędu. Zmienia je operator platformy na wniosek urzędu.
staff-settings-office = Urząd
staff-settings-services = Usługi
staff-settings-units = Komórki organizacyjne
staff-settings-classes = Klasy wykazu akt (JRWA)
staff-settings-providers = Logowanie mieszkańców
staff-fact-name = Nazwa
staff-fact-authority = Organ
staff-fact-teryt = TERYT
staff-fact-regon = REGON
staff-fact-hosts = Adresy w internecie
staff-fact-address = Adres
staff-fact-phone = Telefon
staff-fact-email = E-mail
staff-fact-hours = Godziny pracy
staff-fact-ade = Adres do e-Doręczeń
staff-fact-bip = BIP
staff-fact-languages = Języki
staff-fact-controller = Administrator danych
staff-fact-dpo = Inspektor ochrony danych
staff-fact-declaration = Data deklaracji dostępności
staff-service = Usługa
staff-class = Klasa
staff-class-title = Hasło klasyfikacyjne
staff-class-category = Kategoria archiwalna
staff-edition = Wydanie
staff-hash = Odcisk
staff-unit-code = Symbol
staff-unit-name = Nazwa
staff-confirm-notes = Do potwierdzenia w urzędzie
staff-provider-development = testowe

## Rejestr zdarzeń
staff-audit-title = Rejestr zdarzeń
staff-audit-hint = Każdy wpis jest związany z poprzednim, więc zmiany i usunięcia nie dadzą się ukryć. Treści wniosków tu nie ma.
staff-audit-check = Sprawdź ciągłość
staff-audit-whole = { $count ->
    [one] Rejestr jest nienaruszony: { $count } wpis.
    [few] Rejestr jest nienaruszony: { $count } wpisy.
   *[other] Rejestr jest nienaruszony: { $count } wpisów.
}
staff-audit-broken = Wpis { $seq } nie pasuje do poprzednich: rejestr zmieniono.
staff-audit-cut = Brakuje najnowszych wpisów: jest { $found }, powinno być { $expected }.
staff-audit-page = Strona { $page }
staff-audit-number = Numer
staff-audit-when = Kiedy
staff-audit-who = Kto
staff-audit-what = Co
staff-audit-subject = Czego dotyczy
staff-audit-access-denied = Odmowa dostępu
staff-audit-case-seen = Obejrzenie sprawy
staff-audit-case-taken-on = Przejęcie sprawy
staff-audit-case-assigned = Przydzielenie sprawy
staff-audit-case-handed-back = Oddanie sprawy
staff-audit-case-handed-over = Przekazanie sprawy do innej komórki
staff-audit-inbox-exported = Pobranie listy spraw
staff-audit-case-asked = Wezwanie wnioskodawcy
staff-audit-case-answered = Odpowiedź wnioskodawcy
staff-audit-case-noted = Notatka
staff-audit-case-settled = Załatwienie sprawy
staff-audit-case-closed = Zakończenie sprawy
staff-audit-file-downloaded = Pobranie pliku
staff-audit-audit-seen = Obejrzenie rejestru
staff-audit-staff-invited = Zaproszenie osoby
staff-audit-staff-roles-changed = Zmiana ról
staff-audit-staff-disabled = Wyłączenie konta
staff-audit-staff-enabled = Włączenie konta
staff-audit-staff-invitation-renewed = Ponowne zaproszenie
staff-audit-sessions-ended = Wylogowanie z innych urządzeń
staff-audit-application-filed = Złożenie wniosku
staff-audit-draft-moved = Przeniesienie wersji roboczej na nowe wydanie usługi
staff-audit-service-publication-asked = Prośba o wydanie usługi
staff-audit-service-publication-sent-back = Odesłanie szkicu do poprawy
staff-audit-service-publication-scheduled = Zaplanowanie wydania usługi
staff-audit-service-publication-cancelled = Odwołanie prośby lub terminu wydania
staff-audit-service-publication-failed = Nieudane wydanie w terminie
staff-audit-service-published = Wydanie usługi
staff-audit-service-withdrawn = Wycofanie usługi
staff-audit-service-sketch-dropped = Porzucenie szkicu usługi
staff-audit-signed-in = Zalogowanie
staff-audit-sign-in-refused = Nieudane logowanie
staff-audit-invitation-accepted = Przyjęcie zaproszenia
staff-audit-office-applied = Zmiany z plików urzędu
staff-audit-thing-application = Wniosek
staff-audit-thing-audit = Rejestr zdarzeń
staff-audit-thing-case = Sprawa
staff-audit-thing-draft = Wersja robocza
staff-audit-thing-nobody = Niezalogowana osoba
staff-audit-thing-office = Urząd
staff-audit-thing-program = Program
staff-audit-thing-resident = Mieszkaniec
staff-audit-thing-sign-in = Logowanie
staff-audit-thing-staff = Pracownik

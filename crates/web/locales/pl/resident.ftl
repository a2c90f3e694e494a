### Strony mieszkańca: usługi, formularze, wysyłanie, potwierdzenia.

## Strona główna i lista usług
resident-home-title = Strona główna
resident-home-heading = Załatw sprawę przez internet
resident-home-lead = Wpisz, co chcesz załatwić, albo wybierz z listy. Wysłany wniosek potwierdzamy od razu.
resident-home-services = Usługi
resident-home-most-used = Najczęściej załatwiane
resident-home-no-services = Urząd nie udostępnił jeszcze żadnej usługi
resident-home-no-services-text = Sprawę załatwisz na miejscu, listownie albo przez e-Doręczenia. Dane urzędu są poniżej.
resident-home-contact = Urząd na miejscu
resident-home-address = Adres
resident-home-phone = Telefon
resident-home-email = E-mail
resident-home-hours = Godziny pracy
resident-home-closed = Urząd nieczynny: { $date }
resident-home-closed-text = Przez internet wyślesz wniosek także tego dnia.
resident-services-title = Usługi
resident-services-all = Wszystkie usługi
resident-services-none = Nie ma takiej usługi
resident-services-none-text = Spróbuj innych słów albo usuń filtry. Jeśli żadna usługa nie pasuje, wyślij pismo ogólne.
resident-search-label = Co chcesz załatwić?
resident-filter-category = Dziedziny
resident-filter-life = Sytuacje życiowe

## Karta usługi
resident-card-who = Dla kogo
resident-card-needed = Co przygotować
resident-card-documents = Dokumenty do dołączenia
resident-card-if-needed = (jeśli dotyczy)
resident-card-draft = Masz zaczęty wniosek
resident-card-start-new = Rozpocznij nowy wniosek
resident-card-will-sign-in = Po naciśnięciu przycisku poprosimy Cię o zalogowanie.
resident-card-open-until = Wnioski przyjmujemy do: { $date }.
resident-card-closed = Teraz nie przyjmujemy tych wniosków
resident-card-closed-text = Następny raz złożysz wniosek od: { $date }.
resident-card-how = Jak to załatwić
resident-card-result = Co dostaniesz
resident-card-appeal = Jeśli się nie zgadzasz
resident-card-channels = Inne sposoby
resident-card-legal-basis = Podstawa prawna
resident-card-personal-data = Co zrobimy z Twoimi danymi
resident-card-facts = Najważniejsze informacje
resident-card-basis = Podstawa:
resident-card-time = Czas
resident-card-fee = Opłata
resident-card-no-fee = Bez opłat
resident-card-level = Logowanie
resident-card-rules = Więcej informacji
resident-fee-by-answers = kwota zależy od odpowiedzi
resident-fee-unknown = kwotę poda urząd
resident-fees = Opłaty
resident-fees-later = Jak i kiedy zapłacić, dowiesz się od urzędu po wysłaniu wniosku.
resident-payee-seat = Płacisz gminie, w której jest urząd.
resident-payee-office = Płacisz temu urzędowi.
resident-payee-principal = Płacisz gminie, w której mieszka osoba udzielająca pełnomocnictwa.
resident-channel-counter = Na miejscu lub listem: { $place }.
resident-channel-delivery = Przez e-Doręczenia, na adres { $ade }.
resident-channel-phone = Zapytać możesz telefonicznie: { $phone }.

## Wersja robocza
resident-tasks-crumb = Wersja robocza
resident-tasks-done = Wypełnione części: { $done } z { $all }
resident-tasks-check = Sprawdź i wyślij
resident-tasks-go-on = Wypełniaj dalej
resident-tasks-not-ready = Zanim wyślesz wniosek, wypełnij i zapisz każdą część.
resident-tasks-kept = Odpowiedzi zapisujemy na Twoim koncie. Dokończysz wniosek na dowolnym urządzeniu.
resident-tasks-kept-browser = Odpowiedzi zapisujemy na 7 dni i pokażemy je tylko w tej przeglądarce.
resident-new-questions = Pojawiły się nowe pytania. Odpowiedz na nie i przejdź dalej.
resident-purpose = Po co pytamy: { $purpose }
resident-item = Pozycja
resident-add-item = Dodaj kolejną pozycję: { $item }
resident-remove-title = Usunąć wersję roboczą?
resident-remove-text = Usuniemy odpowiedzi i pliki z wniosku „{ $title }”. Nie da się tego cofnąć.
resident-newer-title = Ta usługa się zmieniła
resident-newer-text = Usługa zmieniła się dnia { $when }. Możesz dokończyć wniosek na dotychczasowym formularzu albo przenieść odpowiedzi na nowy.
resident-newer-changes = Co się zmieniło
resident-newer-move = Przenieś odpowiedzi na nowy formularz
resident-move-title = Przenieść odpowiedzi na nowy formularz?
resident-move-outdated = Wniosek albo usługa zmieniły się od chwili, gdy otwarto tę stronę. Przeczytaj jeszcze raz, co się stanie.
resident-move-nothing-seen = W formularzu nic się dla Ciebie nie zmieniło.
resident-move-all-kept = Przeniesiemy wszystkie odpowiedzi i pliki. Nic nie zginie.
resident-move-lost = Tych odpowiedzi nie przeniesiemy
resident-move-gone = Nowy formularz o to nie pyta.
resident-move-other-kind = Na to pytanie odpowiada się teraz inaczej.
resident-move-no-longer-fits = Nowy formularz nie przyjmuje tej odpowiedzi.
resident-move-again = Te części trzeba będzie przejrzeć jeszcze raz
resident-move-text = Nie da się tego cofnąć. Jeśli zostaniesz przy dotychczasowym formularzu, nadal możesz go wysłać.
resident-move-do = Przenieś odpowiedzi
resident-move-stay = Zostań przy dotychczasowym
resident-moved = Odpowiedzi są na nowym formularzu. Przejrzyj części, które się zmieniły.
resident-mine-title = Moje wnioski
resident-mine-drafts = Wersje robocze
resident-mine-no-drafts = Nie masz zaczętych wniosków
resident-mine-filed = Wysłane wnioski
resident-mine-no-filed = Nie masz wysłanych wniosków
resident-mine-saved = Ostatnio zapisany: { $when }.
resident-mine-what = Wniosek
resident-mine-when = Wysłany
resident-mine-mark = Znak sprawy
resident-mine-state = Stan
resident-mine-receipt = Potwierdzenie
resident-mine-receipt-show = Zobacz

## Osoba lub firma
resident-pesel = PESEL
resident-party-born-on = Data urodzenia
resident-party-born-on-short = ur.
resident-party-born-on-hint = Wpisz tylko wtedy, gdy nie masz numeru PESEL.
resident-party-pesel-hint = 11 cyfr. Jeśli nie masz numeru PESEL, wpisz niżej datę urodzenia.

## Sprawdzenie i wysłanie
resident-check-title = Sprawdź odpowiedzi, zanim wyślesz wniosek
resident-send-title = Wyślij wniosek
resident-send-text = Wysyłając wniosek, potwierdzasz, że podane odpowiedzi są prawdziwe. Wniosek trafi od razu do urzędu, a Ty dostaniesz potwierdzenie z numerem.
resident-unsure-title = Nie wiemy jeszcze, czy wniosek dotarł
resident-unsure-text = Połączenie przerwało się w chwili wysyłania. Naciśnij przycisk poniżej. Jeśli wniosek już dotarł, zobaczysz jego potwierdzenie i nie wyślesz go drugi raz.
resident-unsure-again = Sprawdź lub wyślij ponownie

## Potwierdzenie
resident-receipt-title = Potwierdzenie { $number }
resident-receipt-heading = Wniosek został wysłany
resident-receipt-number = Numer potwierdzenia
resident-receipt-lead = To jest urzędowe potwierdzenie złożenia wniosku. Zapisz je lub wydrukuj. Możesz tu wrócić w każdej chwili.
resident-receipt-service = Usługa
resident-receipt-office = Urząd
resident-receipt-office-numbers = Numery urzędu
resident-receipt-filed = Złożono
resident-receipt-mark = Znak sprawy
resident-receipt-sender = Nadawca
resident-receipt-assurance = Potwierdzenie tożsamości: { $level }
resident-receipt-next = Co dalej
resident-receipt-due = Urząd powinien załatwić sprawę do: { $date }.
resident-receipt-follow = Postęp i odpowiedzi urzędu zobaczysz na stronie:
resident-receipt-case = Twoja sprawa
resident-receipt-keep = Zachowaj numer potwierdzenia. Podaj go, gdy będziesz pytać o sprawę.
resident-receipt-contact = Pytania: { $contact }.
resident-receipt-files = Wysłane pliki
resident-receipt-proof = Jak sprawdzić to potwierdzenie
resident-receipt-proof-text = Skrót to odcisk treści wniosku i plików. Gdyby ktoś coś w nich zmienił, skrót byłby inny. Każdy może sprawdzić go na stronie urzędu.
resident-receipt-hash = Skrót treści (SHA-256)
resident-receipt-edition = Wydanie formularza i jego skrót
resident-receipt-verify = Strona sprawdzenia

## Sprawdzanie potwierdzenia
resident-verify-title = Sprawdź potwierdzenie
resident-verify-lead = Sprawdź, czy potwierdzenie wydał ten urząd i czy nikt nie zmienił wniosku.
resident-verify-number-hint = Na przykład GRA-7K3M-9Q2X-8T5. Wielkość liter i kreski nie mają znaczenia.
resident-verify-hash-hint = Wpisz cały skrót albo co najmniej 16 jego pierwszych znaków.
resident-verify-number-wrong = Wpisz numer potwierdzenia w całości i sprawdź każdy znak
resident-verify-hash-wrong = Wpisz co najmniej 16 pierwszych znaków skrótu: cyfry i litery od a do f
resident-verify-check = Sprawdź
resident-verify-genuine = Potwierdzenie jest prawdziwe
resident-verify-genuine-text = Wydał je ten urząd, a skrót zgadza się z treścią wniosku.
resident-verify-unknown = Nie znamy takiego potwierdzenia
resident-verify-unknown-text = Sprawdź numer i skrót. Jeśli są przepisane bez błędu, tego potwierdzenia nie wydał ten urząd albo ktoś zmienił jego treść.

## Czego brakuje
resident-required-text = Wypełnij pole „{ $label }”
resident-required-choose = Wybierz odpowiedź: „{ $label }”
resident-required-choose-any = Zaznacz co najmniej jedną odpowiedź: „{ $label }”
resident-required-yes-no = Wybierz „Tak” albo „Nie”: „{ $label }”
resident-required-file = Dodaj plik: „{ $label }”
resident-required-group = Dodaj co najmniej jedną pozycję: „{ $label }”
resident-required-party = Wybierz osobę albo firmę
resident-required-part = Wypełnij pole „{ $label }”

## Co poprawić
resident-fault-required = Wypełnij pole „{ $label }”
resident-fault-not-declared = Zaznacz to oświadczenie: bez niego nie przyjmiemy wniosku
resident-fault-too-short = Wpisz w polu „{ $label }” co najmniej tyle znaków: { $min }
resident-fault-too-long = Skróć tekst w polu „{ $label }”. Najwięcej znaków: { $max }
resident-fault-pattern = Wpisz w polu „{ $label }” odpowiedź w takiej postaci, jak w podpowiedzi
resident-fault-not-a-number = Wpisz w polu „{ $label }” liczbę cyframi, na przykład 12,5
resident-fault-not-money = Wpisz w polu „{ $label }” kwotę w złotych, na przykład 1200,50
resident-fault-too-small = Wpisz w polu „{ $label }” liczbę nie mniejszą niż { $min }
resident-fault-too-large = Wpisz w polu „{ $label }” liczbę nie większą niż { $max }
resident-fault-too-many-decimals = { $max ->
    [0] Wpisz w polu „{ $label }” liczbę bez przecinka
   *[other] Wpisz w polu „{ $label }” liczbę, która ma po przecinku najwyżej tyle cyfr: { $max }
}
resident-fault-not-a-date = Wpisz w polu „{ $label }” datę, która istnieje, na przykład 22.11.2026
resident-fault-too-early = Wpisz w polu „{ $label }” datę nie wcześniejszą niż { $earliest }
resident-fault-too-late = Wpisz w polu „{ $label }” datę nie późniejszą niż { $latest }
resident-fault-range-reversed = Wpisz datę końcową nie wcześniejszą niż początkowa
resident-fault-not-an-email = Wpisz adres e-mail w całości, na przykład anna@example.com
resident-fault-not-a-phone = Wpisz numer telefonu, na przykład 600 100 200
resident-fault-not-a-choice = Wybierz odpowiedź z listy: „{ $label }”
resident-fault-pesel = Wpisz 11 cyfr numeru PESEL i sprawdź każdą z nich
resident-fault-nip = Wpisz 10 cyfr numeru NIP i sprawdź każdą z nich
resident-fault-regon = Wpisz 9 albo 14 cyfr numeru REGON i sprawdź każdą z nich
resident-fault-nrb = Wpisz 26 cyfr numeru rachunku i sprawdź każdą z nich
resident-fault-land-register = Wpisz numer księgi wieczystej w całości, na przykład BI1B/00012345/6
resident-fault-parcel = Wpisz identyfikator działki w całości, na przykład 200401_1.0003.512/4
resident-fault-postal-code = Wpisz kod pocztowy z pięciu cyfr, na przykład 15-001
resident-fault-teryt = Wybierz gminę z listy
resident-fault-country = Wybierz państwo z listy
resident-fault-pesel-or-birth = Wpisz numer PESEL, a jeśli go nie masz, datę urodzenia
resident-fault-too-few-items = Dodaj pozycje w części „{ $label }”. Potrzeba ich co najmniej: { $min }
resident-fault-too-many-items = Usuń część pozycji w części „{ $label }”. Może ich być najwyżej: { $max }
resident-fault-too-many-files = Usuń część plików w polu „{ $label }”. Może ich być najwyżej: { $max }
resident-fault-file-type = Dodaj w polu „{ $label }” plik w jednym z formatów: { $accepted }
resident-fault-file-too-large = Dodaj w polu „{ $label }” plik nie większy niż { $max_mb } MB
resident-fault-file-lost = Dodaj plik w polu „{ $label }” jeszcze raz
resident-fault-unknown-step = Ta część wniosku nie jest potrzebna. Wróć do listy części

### Formularze: nazwy części pól, podpowiedzi i komunikaty. Każdy komunikat mówi, co zrobić.

## Ogólne
error-summary-title = Popraw te miejsca, żeby przejść dalej
field-optional = (nieobowiązkowe)
field-choose = Wybierz z listy
field-date-from = Od
field-date-to = Do
field-max-characters = Możesz wpisać najwyżej tyle znaków: { $max }
field-characters-left = Pozostało znaków:
file-send = Dodaj plik
file-remove = Usuń
file-rules = Dozwolone pliki: { $types }. Jeden plik może mieć najwyżej { $max } MB.
file-count = Możesz dodać najwyżej tyle plików: { $max }.
file-scan-waiting = Sprawdzamy plik
file-scan-clean = Plik sprawdzony
group-add = Dodaj kolejną pozycję
group-remove = Usuń

## Adres i strona
address-street = Ulica
address-street-hint = Pomiń, jeśli w miejscowości nie ma ulic
address-house = Numer domu
address-flat = Numer lokalu
address-postal-code = Kod pocztowy
address-city = Miejscowość
party-kind = Kto to jest?
party-person = Osoba
party-firm = Firma lub instytucja
party-first-name = Imię
party-last-name = Nazwisko
party-pesel = Numer PESEL
party-firm-name = Nazwa
party-nip = NIP

## Podpowiedzi
hint-pesel = 11 cyfr z dowodu osobistego lub aplikacji mObywatel
hint-nip = 10 cyfr, możesz wpisać z kreskami
hint-regon = 9 albo 14 cyfr
hint-nrb = 26 cyfr, możesz wpisać ze spacjami
hint-land-register = Na przykład BI1B/00012345/6
hint-parcel = Na przykład 123/4
hint-date = Na przykład 22.11.2026
hint-phone = Na przykład 600 100 200
hint-email = Na przykład anna@example.com
hint-postal-code = Na przykład 15-001
hint-money = Na przykład 1200,50

## Komunikaty
fault-required = Wypełnij to pole
fault-required-named = Wypełnij pole „{ $label }”
fault-choice = Wybierz jedną odpowiedź z listy
fault-choice-any = Zaznacz co najmniej jedną odpowiedź
fault-choice-min = Zaznacz co najmniej tyle odpowiedzi: { $min }
fault-choice-max = Zaznacz najwyżej tyle odpowiedzi: { $max }
fault-yes-no = Wybierz „Tak” albo „Nie”
fault-too-short = Wpisz co najmniej tyle znaków: { $min }
fault-too-long = Skróć tekst, żeby miał najwyżej tyle znaków: { $max }
fault-characters = Usuń znaki, których nie da się zapisać
fault-pattern = Wpisz odpowiedź w takiej postaci, jak w podpowiedzi
fault-number = Wpisz liczbę cyframi, na przykład 12,5
fault-whole-number = Wpisz liczbę całkowitą, na przykład 12
fault-decimals = Wpisz najwyżej tyle cyfr po przecinku: { $decimals }
fault-min = Wpisz liczbę nie mniejszą niż { $min }
fault-max = Wpisz liczbę nie większą niż { $max }
fault-money = Wpisz kwotę w złotych, na przykład 1200,50
fault-date = Wpisz datę, która istnieje, na przykład 22.11.2026
fault-date-before = Wpisz datę nie późniejszą niż { $date }
fault-date-after = Wpisz datę nie wcześniejszą niż { $date }
fault-date-order = Wpisz datę końcową nie wcześniejszą niż początkowa
fault-email = Wpisz adres e-mail w całości, na przykład anna@example.com
fault-phone = Wpisz numer telefonu, na przykład 600 100 200
fault-pesel = Wpisz wszystkie 11 cyfr numeru PESEL i sprawdź, czy żadna się nie zmieniła
fault-pesel-length = Wpisz 11 cyfr numeru PESEL
fault-nip = Wpisz 10 cyfr numeru NIP i sprawdź, czy żadna się nie zmieniła
fault-regon = Wpisz 9 albo 14 cyfr numeru REGON i sprawdź, czy żadna się nie zmieniła
fault-nrb = Wpisz 26 cyfr numeru rachunku i sprawdź, czy żadna się nie zmieniła
fault-land-register = Wpisz numer księgi wieczystej w całości, na przykład BI1B/00012345/6
fault-parcel = Wpisz numer działki, na przykład 123/4
fault-postal-code = Wpisz kod pocztowy z pięciu cyfr, na przykład 15-001
fault-teryt = Wybierz miejscowość z listy
fault-pwz = Wpisz 7 cyfr numeru prawa wykonywania zawodu
fault-ade = Wpisz adres do doręczeń w całości, zaczyna się od AE:PL
fault-declaration = Zaznacz oświadczenie, żeby wysłać wniosek
fault-file-required = Dodaj plik
fault-file-type = Dodaj plik w jednym z formatów: { $types }
fault-file-too-big = Dodaj plik nie większy niż { $max } MB
fault-file-empty = Dodaj plik, który ma treść. Ten jest pusty
fault-file-too-many = Usuń część plików. Możesz dodać najwyżej { $max }
fault-file-password = Dodaj plik bez hasła
fault-file-virus = Dodaj inny plik. W tym znaleźliśmy wirusa
fault-file-unsent = Dodaj plik jeszcze raz. Nie udało się go przesłać
fault-group-min = Dodaj pozycje, żeby było ich co najmniej { $min }
fault-group-max = Usuń pozycje, żeby było ich najwyżej { $max }
fault-changed = Sprawdź tę odpowiedź. Formularz się zmienił
fault-unknown = Popraw tę odpowiedź

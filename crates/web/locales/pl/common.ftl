### Teksty wspólne: rama stron, przyciski, stany spraw, role, strony błędów, daty, wielkości plików.

## Rama strony
title-error-prefix = Błąd:
skip-to-content = Przejdź do treści
region-line = E-usługi samorządów województwa podlaskiego
office-line = E-usługi urzędu
region-portal-line = Wszystkie urzędy w jednym miejscu
staff-line = Panel pracownika
admin-line = Dla operatorów platformy
demo-banner = Wersja pokazowa: dane są zmyślone
nav-main = Menu główne
nav-languages = Wersje językowe
nav-breadcrumb = Ścieżka powrotu
nav-pages = Strony listy
signed-in-as = Zalogowano:
sign-in = Zaloguj się
sign-out = Wyloguj się
footer-contact = Kontakt
footer-important = Ważne informacje
footer-platform = O platformie
footer-bip = Biuletyn Informacji Publicznej
footer-declaration = Deklaracja dostępności
footer-privacy = Ochrona danych osobowych (RODO)
footer-data = Katalog usług jako dane
footer-all-offices = Wszystkie urzędy na platformie
footer-operator = Platformę Ratusz prowadzi Województwo Podlaskie wspólnie z samorządami. Za sprawy odpowiada urząd, do którego je wysyłasz.
staff-foot = Ratusz. Wgląd w dane i każda czynność są odnotowywane.
admin-foot = Ratusz. Operator nie ma wglądu w sprawy mieszkańców.

## Przyciski i łącza
back = Wróć
next = Dalej
save = Zapisz
save-and-continue = Zapisz i przejdź dalej
save-and-leave = Zapisz i dokończ później
send = Wyślij
send-application = Wyślij wniosek
start = Rozpocznij
resume = Wróć do wniosku
change = Zmień
remove = Usuń
delete-draft = Usuń wersję roboczą
cancel = Anuluj
close = Zamknij
add = Dodaj
edit = Edytuj
show = Pokaż
show-all = Pokaż wszystkie
download = Pobierz
download-pdf = Pobierz PDF
print = Drukuj
copy = Kopiuj
search = Szukaj
filter = Filtruj
filter-clear = Wyczyść filtry
filters-narrow = Zawęź listę
filter-remove = Usuń filtr
search-meant = Czy chodziło o
sort-by = Sortuj według
yes = Tak
no = Nie
not-given = Nie podano
none = Brak
all = Wszystkie
mine = Moje
more = Więcej
confirm = Potwierdzam
refresh = Odśwież
page-previous = Poprzednia strona
page-next = Następna strona
opens-new-window = (otwiera się w nowym oknie)
steps = Kroki wniosku
step-done = (wypełniony)
required-note = Wypełnij wszystkie pola. Pola, które możesz pominąć, są oznaczone jako nieobowiązkowe.

## Zadania i zapis
task-done = Wypełnione
task-started = Zaczęte
task-todo = Do wypełnienia
task-fault = Wymaga poprawy
task-blocked = Nie można jeszcze zacząć
saved-at = Zapisano o
saved-not = Nie udało się zapisać. Spróbujemy ponownie za chwilę.

## Stany sprawy (case_state), wyniki (outcome), wnioski
state-registered = Zarejestrowana
state-in-progress = W toku
state-waiting-for-applicant = Czeka na Ciebie
state-waiting-for-applicant-staff = Czeka na wnioskodawcę
state-settled = Załatwiona
state-closed = Zakończona
state-draft = Wersja robocza
state-filed = Wysłany
outcome-granted = Załatwiona pozytywnie
outcome-refused = Odmowa
outcome-discontinued = Umorzona
outcome-left-unexamined = Pozostawiona bez rozpoznania
outcome-handed-over = Przekazana innemu urzędowi
deadline-today = Termin mija dzisiaj
deadline-in-days = { $days ->
    [one] Pozostał { $days } dzień
    [few] Pozostały { $days } dni
    [many] Pozostało { $days } dni
   *[other] Pozostało { $days } dnia
}
deadline-late-days = { $days ->
    [one] { $days } dzień po terminie
   *[other] { $days } dni po terminie
}
deadline-none = Bez terminu

## Role i poziomy zaufania
role-operator = Operator platformy
role-tenant-admin = Administrator urzędu
role-service-editor = Redaktor usług
role-publisher = Wydawca usług
role-clerk = Referent
role-head-of-office = Kierownik urzędu
role-reception = Punkt obsługi
role-data-protection-officer = Inspektor ochrony danych
role-resident = Mieszkaniec
assurance-none = Bez logowania
assurance-low = Podstawowe (łącze wysłane e-mailem)
assurance-substantial = Średnie (login.gov.pl, bank, mObywatel)
assurance-high = Wysokie (e-dowód)
kind-application = Wniosek
kind-information = Informacja
kind-appointment = Wizyta
kind-notification = Zgłoszenie

## Dziedziny i sytuacje życiowe
category-podatki = Podatki i opłaty lokalne
category-odpady = Odpady
category-srodowisko = Środowisko i zieleń
category-drogi = Drogi i transport
category-nieruchomosci = Nieruchomości
category-budownictwo = Budownictwo i planowanie
category-obywatelskie = Sprawy obywatelskie
category-rolnictwo = Rolnictwo
category-gospodarka = Działalność gospodarcza
category-zdrowie = Zdrowie i medycyna pracy
category-rodzina = Rodzina i pomoc społeczna
category-informacja = Informacja publiczna, skargi i petycje
category-inne = Inne sprawy
life-kupuje-dom = Kupuję dom lub działkę
life-buduje = Buduję lub remontuję
life-prowadze-gospodarstwo = Prowadzę gospodarstwo rolne
life-prowadze-firme = Prowadzę firmę
life-rodzina = Rodzina i dzieci
life-mieszkam = Mieszkam w gminie
life-dbam-o-srodowisko = Dbam o środowisko
life-korzystam-z-drogi = Korzystam z drogi
life-pracuje = Pracuję lub zatrudniam
life-zdrowie = Dbam o zdrowie

## Strony błędów
way-home = Przejdź na stronę główną
way-services = Przejdź do listy usług
way-my-cases = Przejdź do swoich spraw
way-offices = Znajdź swój urząd na liście
way-desk = Przejdź do panelu pracownika
way-back = Wróć do poprzedniej strony
way-try-again = Spróbuj ponownie
error-not-found-title = Nie ma takiej strony
error-not-found-text = Sprawdź, czy adres jest wpisany w całości. Strona mogła też zostać przeniesiona albo nie jest przeznaczona dla Ciebie.
error-forbidden-title = Nie masz dostępu do tej strony
error-forbidden-text = Twoje konto nie ma potrzebnych uprawnień. Jeśli to pomyłka, napisz do administratora w swoim urzędzie.
error-sign-in-title = Zaloguj się, żeby przejść dalej
error-sign-in-text = Minął czas bezczynności albo nie logowano się w tej przeglądarce. Zapisane odpowiedzi czekają na Ciebie.
error-step-up-title = Ta usługa wymaga mocniejszego logowania
error-step-up-text = Zaloguj się ponownie profilem zaufanym, przez bank, aplikacją mObywatel albo e-dowodem.
error-conflict-title = Ktoś zmienił te dane przed Tobą
error-conflict-text = Odśwież stronę, sprawdź, co się zmieniło, i powtórz czynność.
error-too-large-title = Plik lub formularz jest za duży
error-too-large-text = Wróć do formularza i wyślij mniej plików naraz, najlepiej po jednym, albo zmniejsz je. Odpowiedzi zapisane wcześniej czekają na Ciebie.
error-bad-request-title = Nie możemy odczytać tego adresu albo formularza
error-bad-request-text = Adres albo formularz jest niepełny. Wróć do poprzedniej strony i spróbuj jeszcze raz.
error-too-many-title = Za dużo prób w krótkim czasie
error-too-many-text = Odczekaj chwilę i spróbuj ponownie. Niczego nie utracono.
error-internal-title = Coś poszło nie tak po naszej stronie
error-internal-text = Zapisane wcześniej odpowiedzi są bezpieczne. Spróbuj ponownie za kilka minut. Jeśli to się powtarza, podaj urzędowi numer zgłoszenia.
error-unavailable-title = Usługa jest chwilowo niedostępna
error-unavailable-text = Trwa przerwa techniczna. Zapisane odpowiedzi są bezpieczne. Wróć tu za kilka minut.
error-office-unknown-title = Nie ma urzędu pod tym adresem
error-office-unknown-text = Sprawdź adres albo znajdź swój urząd na liście.
error-office-suspended-title = Ten urząd nie przyjmuje teraz spraw przez internet
error-office-suspended-text = Sprawy wysłane wcześniej są bezpieczne. Skontaktuj się z urzędem telefonicznie albo osobiście.
error-reference = Numer zgłoszenia: { $reference }

## Komunikaty po czynnościach
flash-signed-in = Zalogowano.
flash-signed-out = Wylogowano. Zamknij przeglądarkę, jeśli korzystasz z cudzego komputera.
flash-saved = Zapisano.
flash-draft-saved = Zapisano wersję roboczą. Możesz wrócić do niej z dowolnego urządzenia.
flash-draft-deleted = Usunięto wersję roboczą.
flash-sent = Wysłano.
flash-answer-sent = Wysłano odpowiedź do urzędu.
flash-taken-on = Sprawa jest przypisana do Ciebie.
flash-assigned = Przypisano sprawę.
flash-asked = Wysłano wezwanie do wnioskodawcy.
flash-settled = Sprawa została załatwiona.
flash-closed = Sprawa została zakończona.
flash-invited = Wysłano zaproszenie.
flash-roles-changed = Zmieniono uprawnienia.
flash-sessions-ended = Zakończono sesje.
flash-published = Opublikowano usługę.
flash-office-suspended = Zawieszono urząd.
flash-office-resumed = Przywrócono urząd.
flash-offices-applied = Zastosowano zmiany w urzędach.
flash-file-added = Dodano plik.
flash-file-removed = Usunięto plik.

## Liczebniki
count-cases = { $count ->
    [one] { $count } sprawa
    [few] { $count } sprawy
    [many] { $count } spraw
   *[other] { $count } sprawy
}
count-services = { $count ->
    [one] { $count } usługa
    [few] { $count } usługi
    [many] { $count } usług
   *[other] { $count } usługi
}
count-offices = { $count ->
    [one] { $count } urząd
    [few] { $count } urzędy
    [many] { $count } urzędów
   *[other] { $count } urzędu
}
count-results = { $count ->
    [0] Nic nie znaleziono
    [one] Znaleziono { $count } wynik
    [few] Znaleziono { $count } wyniki
    [many] Znaleziono { $count } wyników
   *[other] Znaleziono { $count } wyniku
}
count-files = { $count ->
    [one] { $count } plik
    [few] { $count } pliki
    [many] { $count } plików
   *[other] { $count } pliku
}
count-messages = { $count ->
    [one] { $count } wiadomość
    [few] { $count } wiadomości
    [many] { $count } wiadomości
   *[other] { $count } wiadomości
}
count-days = { $count ->
    [one] { $count } dzień
   *[other] { $count } dni
}
count-faults = { $count ->
    [one] { $count } miejsce do poprawy
    [few] { $count } miejsca do poprawy
    [many] { $count } miejsc do poprawy
   *[other] { $count } miejsca do poprawy
}
page-of = Strona { $page } z { $pages }
step-of = Krok { $step } z { $steps }

## Daty: "22 listopada 2026"
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
weekday-1 = poniedziałek
weekday-2 = wtorek
weekday-3 = środa
weekday-4 = czwartek
weekday-5 = piątek
weekday-6 = sobota
weekday-7 = niedziela
date-long = { $day } { $month } { $year }
date-time = { $date }, godz. { $time }
today = dzisiaj
yesterday = wczoraj
tomorrow = jutro

## Wielkości plików
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

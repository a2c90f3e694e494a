# Moje sprawy: strony spraw mieszkańca.

resident-case-list-title = Moje sprawy
resident-case-none = Nie masz jeszcze żadnej sprawy
resident-case-none-text = Gdy wyślesz wniosek, zobaczysz tutaj, co się z nim dzieje.
resident-case-to-services = Zobacz usługi
resident-case-waiting = Czekają na Ciebie
resident-case-open = W toku
resident-case-over = Załatwione
resident-case-line-due = Odpowiedź najpóźniej { $day }
resident-case-line-late = Termin minął { $day }
resident-case-line-opened = Wpłynęła { $day }

## Jak stoi sprawa
resident-case-now-registered = Urząd ma Twój wniosek. Trafił do komórki: { $unit }.
resident-case-now-in-progress = Sprawą zajmuje się { $unit }.
resident-case-now-in-progress-by = Sprawą zajmuje się { $name }, { $unit }.
resident-case-now-waiting = Urząd czeka na Twoją odpowiedź do { $day }. Do tego czasu termin załatwienia sprawy nie biegnie.
resident-case-now-settled = Sprawa jest załatwiona. Przeczytaj rozstrzygnięcie.
resident-case-now-closed = Sprawa jest zakończona. Nie musisz nic robić.
resident-case-next-due = Urząd ma czas do { $day }. Nie musisz teraz nic robić.
resident-case-next-late = Termin minął { $day }. Możesz złożyć w urzędzie ponaglenie (art. 37 KPA albo art. 141 Ordynacji podatkowej).

## Pytanie i odpowiedź
resident-case-letter-question = Urząd prosi o odpowiedź
resident-case-letter-answer = Twoja odpowiedź
resident-case-letter-settlement = Rozstrzygnięcie
resident-case-letter-note = Notatka
resident-case-answer-label = Twoja odpowiedź
resident-case-answer-hint = Masz czas do { $day }.
resident-case-answer-send = Wyślij odpowiedź
resident-case-fault-answer = Napisz odpowiedź

## Reszta strony
resident-case-letters = Wcześniejsza korespondencja
resident-case-timeline = Przebieg sprawy
resident-case-looks = Kto oglądał Twoje dane
resident-case-looks-hint = Każde otwarcie sprawy przez pracownika urzędu jest zapisywane.
resident-case-looks-none = Nikt jeszcze nie oglądał tej sprawy.
resident-case-facts = Dane sprawy
resident-case-mark = Znak sprawy
resident-case-opened = Wpłynęła
resident-case-due = Termin załatwienia
resident-case-unit = Kto załatwia
resident-case-receipt = Potwierdzenie złożenia
resident-case-who-applicant = Ty

## Zdarzenia
resident-case-event-opened = Urząd przyjął Twój wniosek
resident-case-event-taken-on = Pracownik zajął się sprawą
resident-case-event-asked = Urząd poprosił Cię o odpowiedź
resident-case-event-answered = Twoja odpowiedź dotarła do urzędu
resident-case-event-settled = Sprawa załatwiona
resident-case-event-closed = Sprawa zakończona

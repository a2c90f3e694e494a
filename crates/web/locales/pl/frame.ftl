### Nawigacja, strony błędów, deklaracja dostępności, dane osobowe.

language-name = Polski
language-binding = Tekst polski rozstrzyga, a pisma i decyzje urzędu są po polsku.
region-name = Urzędy województwa podlaskiego
console-name = Konsola regionu
crumb-home = Strona główna
crumb-desk = Panel pracownika
nav-services = Usługi
nav-my-cases = Moje sprawy
nav-my-drafts = Moje wnioski
nav-verify = Sprawdź potwierdzenie
nav-inbox = Sprawy
nav-people = Osoby i role
nav-settings = Ustawienia
nav-audit = Rejestr zdarzeń
nav-offices = Urzędy
nav-plan = Plan zmian
nav-walls = Mury
footer-phone = tel. { $phone }
footer-email = e-mail: { $email }

error-cross-site-title = Nie przyjęliśmy tego formularza
error-cross-site-text = Formularz został wysłany z innej strony niż ta. Otwórz stronę urzędu i wyślij go stąd.

declaration-title = Deklaracja dostępności
declaration-intro = zobowiązuje się zapewnić dostępność swojej strony internetowej zgodnie z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych. Deklaracja dotyczy strony
declaration-published = Data publikacji strony
declaration-updated = Data ostatniej istotnej aktualizacji
declaration-status-title = Zgodność z ustawą
declaration-status-before = Strona jest
declaration-status = częściowo zgodna
declaration-status-after = z załącznikiem do ustawy. Dokumenty przesyłane przez mieszkańców mogą nie być dostępne cyfrowo.
declaration-made-title = Przygotowanie deklaracji
declaration-made = Deklarację sporządzono dnia
declaration-how = Oceny dokonano samodzielnie: każdą stronę sprawdza program w przeglądarce, a ścieżki najważniejszych spraw człowiek za pomocą klawiatury.
declaration-keyboard = Na stronie można używać zwykłych skrótów klawiaturowych przeglądarki. W panelu pracownika działają skróty J, K i O, które można wyłączyć.
declaration-contact-title = Informacje zwrotne i kontakt
declaration-contact = Za rozpatrywanie uwag i wniosków odpowiada
declaration-procedure-title = Wnioski i skargi
declaration-procedure = Każdy może wystąpić z żądaniem zapewnienia dostępności cyfrowej. W żądaniu podaj dane kontaktowe, wskaż stronę lub jej element i wygodny dla Ciebie sposób. Odpowiemy najpóźniej w ciągu 7 dni, a jeśli to niemożliwe, podamy powód i nowy termin, nie dłuższy niż 2 miesiące. W razie odmowy możesz złożyć skargę.
declaration-ombudsman = Strona Rzecznika Praw Obywatelskich
declaration-building-title = Dostępność architektoniczna

privacy-title = Dane osobowe
privacy-controller = Administrator danych
privacy-officer = Inspektor ochrony danych
privacy-purpose = Po co i na jakiej podstawie
privacy-rights = Twoje prawa
privacy-rights-text = Możesz żądać dostępu do swoich danych, ich sprostowania i ograniczenia przetwarzania, a w granicach przepisów także usunięcia. Możesz wnieść skargę do Prezesa Urzędu Ochrony Danych Osobowych.
privacy-log = Kto ogląda Twoje dane
privacy-log-text = Każdy wgląd pracownika w Twoją sprawę jest odnotowany. Zobaczysz go na stronie swojej sprawy. Inne urzędy na tej platformie nie mają dostępu do Twoich danych.

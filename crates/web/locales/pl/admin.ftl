### Konsola regionu: urzędy, plan zmian, mury.

admin-offices-title = Urzędy
admin-offices-total = { $count ->
    [one] { $count } urząd na platformie.
    [few] { $count } urzędy na platformie.
   *[other] { $count } urzędów na platformie.
}
admin-offices-none = Nie ma jeszcze żadnego urzędu
admin-offices-none-text = Dodaj folder urzędu i zastosuj plan zmian.
admin-page-of = Strona { $page } z { $pages }
admin-col-office = Urząd
admin-col-state = Stan
admin-col-version = Wersja tabel
admin-col-services = Usługi
admin-col-open = Sprawy w toku
admin-col-overdue = Po terminie
admin-col-drafts = Wersje robocze
admin-col-last = Ostatni wniosek
admin-col-faults = Błędy (doba)
admin-col-service = Usługa
admin-col-edition = Wydanie
admin-col-hash = Skrót
admin-state-active = Działa
admin-state-suspended = Wyłączony
admin-state-preparing = W przygotowaniu
admin-suspended = Urząd jest wyłączony
admin-facts-title = Dane urzędu
admin-fact-slug = Nazwa w adresie
admin-fact-kind = Rodzaj
admin-fact-teryt = TERYT
admin-fact-authority = Organ
admin-fact-schema = Schemat w bazie
admin-fact-hosts = Własne domeny
admin-fact-languages = Języki
admin-fact-providers = Logowanie mieszkańców
admin-services-title = Ogłoszone usługi
admin-services-none = Urząd nie ma ogłoszonych usług
admin-faults-title = Ostatnie błędy programu
admin-faults-none = Bez błędów
admin-switch-title = Włączanie i wyłączanie
admin-suspend = Wyłącz urząd
admin-resume = Włącz urząd
admin-suspend-title = Wyłączyć: { $office }?
admin-suspend-text = Pod adresem urzędu pokaże się komunikat o przerwie. Dane, wersje robocze i sprawy zostają nienaruszone. Inne urzędy działają dalej.
admin-suspend-reason = Powód
admin-suspend-reason-hint = Zapiszemy go w dzienniku operatorów. Bez danych osobowych.
admin-suspend-reason-fault = Wpisz powód, najwyżej { $max } znaków
error-no-admin-title = Z tego miejsca nie można zmieniać urzędów
error-no-admin-text = W konfiguracji nie ma połączenia administratora bazy. Użyj polecenia ratusz tenant na serwerze.

admin-plan-title = Plan zmian
admin-plan-summary = Urzędy w plikach: { $offices }, do zmiany: { $changed }.
admin-plan-problems = Pliki mają błędy
admin-plan-problems-text = Popraw je w podanych miejscach i odśwież stronę. Niczego nie zmieniono.
admin-plan-templates = Wzorce do ogłoszenia
admin-plan-blocks = Bloki do ogłoszenia
admin-plan-none = Nie ma nic do zmiany
admin-plan-none-text = Platforma zgadza się z plikami.
admin-plan-new = Nowy urząd
admin-plan-changes = { $count ->
    [one] { $count } zmiana
    [few] { $count } zmiany
   *[other] { $count } zmian
}
admin-plan-drift = Zmienione w przeglądarce, zostaje bez zmian
admin-plan-absent = Na platformie, ale bez plików
admin-plan-apply = Zastosuj plan
admin-runs-title = Wcześniejsze uruchomienia
admin-run-title = Wprowadzanie zmian
admin-run-label = Postęp
admin-run-running = Gotowe { $done } z { $total }
admin-run-done = Zakończono: { $done } z { $total }
admin-run-failed = Zakończono z błędami: { $done } z { $total }
admin-run-state-running = trwa
admin-run-state-done = zakończone
admin-run-state-failed = z błędami
admin-outcome-added = Założony
admin-outcome-changed = Zmieniony
admin-outcome-unchanged = Bez zmian
admin-outcome-failed = Nie udało się
admin-run-invited = Zaproszenia administratorów
admin-run-invited-text = Każdy link działa raz, przez 24 godziny. Po ponownym uruchomieniu programu nie będzie pokazany.
admin-area-office = urząd
admin-area-schema = wersja tabel
admin-area-fact = dane
admin-area-unit = komórka
admin-area-class = klasa
admin-area-setting = ustawienie
admin-area-service = usługa
admin-area-administrator = administrator
admin-act-add = dodać
admin-act-adopt = przyjąć ze wzorca
admin-act-change = zmienić
admin-act-publish = ogłosić
admin-act-withdraw = wycofać
admin-act-invite = zaprosić

admin-walls-title = Mury między urzędami
admin-walls-text = Program zaloguje się do bazy jako każdy urząd i spróbuje sięgnąć do pozostałych, do rejestru i do serwera. Niczego nie zmienia.
admin-walls-office = Z którego urzędu próbować
admin-walls-all = Z każdego
admin-walls-prove = Sprawdź mury
admin-walls-hold = Mury stoją
admin-walls-breach = W murze jest dziura
admin-walls-summary = Urzędy: { $offices }, pary: { $pairs }, próby: { $tried }.
admin-walls-report = Raport
admin-walls-what = Próba
admin-walls-tried = Ile razy
admin-walls-refused = Odmowy

# Wzorce usług: lista, szkic, wydanie i urzędy, które z nich korzystają.

nav-templates = Wzorce
templates-list = Wzorce usług
templates-list-lead = Wzorzec to usługa opisana raz dla wszystkich urzędów. Urząd bierze go jako początek i dopisuje swoje. Nowe wydanie nie zmienia niczego w urzędach, dopóki same go nie przyjmą.
templates-list-empty = Nie ma jeszcze wzorców
templates-list-empty-text = Wzorce pochodzą z plików albo powstają tutaj.
templates-col-template = Wzorzec
templates-col-newest = Najnowsze wydanie
templates-sketch-lead = Zmiany zapisują się w szkicu. Urzędy ich nie widzą, dopóki nie wydasz szkicu.
templates-no-sketch = Ten wzorzec nie jest teraz zmieniany.
templates-start = Zmień wzorzec
templates-edition-newest = Najnowsze
templates-to-template = Do wzorca
templates-due = Termin dla urzędów: { $day }

## Nowy wzorzec
templates-new = Nowy wzorzec
templates-new-pusta = Od pustego wzorca
templates-new-kopia = Od kopii wzorca, który już jest
templates-new-plik = Od pliku
templates-new-copy = Który wzorzec skopiować?

## Wydanie
templates-publish-open = Wydaj wzorzec
templates-publish = Wydanie { $number }
templates-publish-lead = Wydania nie da się później zmienić. Urzędy zobaczą, że jest nowe, porównają je ze swoją usługą i same zdecydują, kiedy je przyjąć.
templates-publish-first = To pierwsze wydanie tego wzorca.
templates-publish-same = Szkic nie różni się od ostatniego wydania, więc nie ma czego wydawać.
templates-publish-reached = Kto się o tym dowie
templates-publish-reached-text = Te urzędy zobaczą u siebie „Jest nowe wydanie wzorca” razem z opisem, który napiszesz poniżej.
templates-publish-do = Ogłoś wydanie { $number }
templates-notes = Co się zmieniło i dlaczego
templates-notes-hint = Przeczytają to redaktorzy w urzędach. Napisz prosto: co się zmienia dla mieszkańca i jaki przepis tego wymaga. Zwykły tekst, bez formatowania.
templates-due-on = Do kiedy urzędy mają przyjąć to wydanie
templates-due-on-hint = Tylko wtedy, gdy wymaga tego prawo. Po tym dniu urząd na starszym wydaniu będzie oznaczony jako spóźniony.
templates-due-reason = Dlaczego do tego dnia
templates-due-reason-hint = Przepis, który wchodzi w życie, np. „zmiana ustawy o opłacie skarbowej od 1 stycznia 2027 r.”
templates-fault-notes = Napisz, co się zmieniło: bez tego urząd nie wie, czy przyjąć wydanie
templates-fault-notes-long = Opis jest za długi: najwyżej 4000 znaków
templates-fault-due = Podaj dzień w postaci dzień.miesiąc.rok, np. 1.01.2027
templates-fault-due-past = Ten dzień już minął. Podaj dzisiejszy albo późniejszy
templates-fault-due-missing = Jest powód, a nie ma dnia. Podaj dzień albo usuń powód
templates-fault-reason = Napisz, dlaczego do tego dnia: urząd musi znać przepis
designer-act-template-publish = Ogłoszono nowe wydanie. Urzędy już je widzą
templates-edition-published = Ogłoszono
templates-edition-hash = Skrót treści
templates-edition-changes = Co zmieniło względem poprzedniego
templates-edition-same = Treść jest taka sama jak w poprzednim wydaniu.
templates-restore-lead = Treść tego wydania trafi do szkicu. Gdy ją ogłosisz, będzie następnym wydaniem; wcześniejsze zostaną.

## Urzędy
templates-adopters = Urzędy
templates-adopters-see = Zobacz, kto jest na którym wydaniu
templates-adopters-none = Żaden urząd nie korzysta z tego wzorca
templates-adopters-none-text = Urząd bierze wzorzec na swojej stronie usług albo w swoich plikach.
templates-adopters-hint = Własne zmiany to wszystko, co urząd ma inaczej niż wzorzec, oprócz komórki i klasy akt. Lista pochodzi z ogłoszonych usług; nie ma tu niczyich wniosków ani spraw.
templates-adopters-all = { $count ->
    [0] Żaden urząd nie korzysta z tego wzorca.
    [one] Korzysta { $count } urząd.
    [few] Korzystają { $count } urzędy.
   *[other] Korzysta { $count } urzędów.
}
templates-adopters-behind = { $count ->
    [one] Na starszym wydaniu: { $count } urząd.
    [few] Na starszym wydaniu: { $count } urzędy.
   *[other] Na starszym wydaniu: { $count } urzędów.
}
templates-adopters-late = { $count ->
    [one] Po terminie: { $count } urząd.
    [few] Po terminie: { $count } urzędy.
   *[other] Po terminie: { $count } urzędów.
}
templates-col-office = Urząd
templates-col-service = Usługa
templates-col-since = Od kiedy
templates-col-changes = Własne zmiany
templates-col-offices = Urzędy
templates-col-behind = Na starszym
templates-col-late = Po terminie
templates-since-unknown = nie wiadomo
templates-state-newest = Najnowsze
templates-state-behind = { $count ->
    [one] Starsze o { $count } wydanie
    [few] Starsze o { $count } wydania
   *[other] Starsze o { $count } wydań
}
templates-state-due = Czas do: { $day }
templates-state-late = Po terminie: { $day }

## Plan
admin-plan-template-drift-title = Wzorce zmienione w przeglądarce zostają
admin-plan-template-drift = { $template }: w pliku wydanie { $file }, w przeglądarce ogłoszono wydanie { $browser }
admin-plan-template-no-file = { $template }: wydanie { $browser } z przeglądarki, bez pliku

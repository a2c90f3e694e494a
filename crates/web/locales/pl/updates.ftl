# Aktualizacje wzorców: co zmieniło województwo, wybory, przyjęcie, odłożenie, odłączenie.

designer-update = Aktualizacja wzorca
designer-update-lead = Województwo wydało wzorzec w wydaniu { $new }. Ta usługa stoi na wydaniu { $old }. Sprawdź, co się zmieni, i wybierz tam, gdzie Wy też coś zmieniliście.
designer-update-nothing = Nie ma czego aktualizować
designer-update-own = Ta usługa nie idzie za żadnym wzorcem, więc nie ma czego aktualizować.
designer-update-current = Ta usługa stoi na najnowszym wydaniu wzorca.
designer-update-gone = Województwo nie ma już tego wzorca w katalogu. Usługa działa dalej bez zmian, tylko nie dostanie aktualizacji. Możesz ją odłączyć od wzorca.
designer-update-written = Usługa ma szkic. Aktualizacja zaczyna się od niego: to, co w nim zmieniono, liczy się jako zmiany urzędu i nie zginie.
designer-update-no-base = Nie ma wydania, od którego zaczęliście
designer-update-no-base-text = Nie wiadomo więc, kto co zmienił. Wszystko, co się różni, wybierzesz poniżej; nic Waszego nie zniknie samo.
designer-update-note = Wydanie { $number }, { $day }
designer-update-no-notes = Województwo nie opisało tego wydania.
designer-update-due = Obowiązuje najpóźniej od { $day }
designer-update-late = { $days ->
    [one] { $days } dzień po terminie
   *[other] { $days } dni po terminie
}
designer-update-waits = Nowe wydanie wzorca: { $number }
designer-update-sketched = Nowe wydanie jest w szkicu
designer-update-put-off = Odłożona do { $day }
designer-update-by-itself = { $count ->
    [0] Nic nie zmieni się samo.
    [one] { $count } rzecz zmieni się sama.
    [few] { $count } rzeczy zmienią się same.
   *[other] { $count } rzeczy zmieni się samych.
}
designer-update-to-choose = { $count ->
    [0] Nie ma nic do wyboru.
    [one] { $count } rzecz jest do wyboru.
    [few] { $count } rzeczy są do wyboru.
   *[other] { $count } rzeczy jest do wyboru.
}
designer-update-choices = Do wyboru
designer-update-choices-lead = Te miejsca zmieniło i województwo, i urząd. Przy każdym powiedz, co zostaje.
designer-update-no-choices = Zmiany województwa nie wchodzą w drogę Waszym. Wszystko złoży się samo.
designer-update-conflict = { $number }. { $place }
designer-update-why-changed = Województwo i urząd zmieniły to inaczej.
designer-update-why-removed-by-lead = Województwo to usunęło, a urząd to zmienił.
designer-update-why-removed-by-office = Urząd to usunął, a województwo to zmieniło.
designer-update-why-order = Województwo i urząd ułożyły to w innej kolejności.
designer-update-take-changed = Weź nową treść województwa
designer-update-keep-changed = Zostaw naszą
designer-update-take-removed-by-lead = Usuń, jak województwo
designer-update-keep-removed-by-lead = Zostaw nasze
designer-update-take-removed-by-office = Przywróć w wersji województwa
designer-update-keep-removed-by-office = Zostaw usunięte
designer-update-take-order = Weź kolejność województwa
designer-update-keep-order = Zostaw naszą kolejność
designer-update-write = Napiszemy po swojemu
designer-update-text = Własna treść
designer-update-hint-amount = W złotych, np. 17,00.
designer-update-hint-list = Jedna rzecz w każdej linii.
designer-update-look = Zobacz całość przed przyjęciem
designer-update-place = Miejsce
designer-update-was = Było we wzorcu
designer-update-lead-now = Województwo teraz
designer-update-ours = U nas
designer-update-becomes = Co będzie
designer-update-absent = – nie ma –
designer-update-in-step = w kroku „{ $step }”
designer-update-taken = Zmieni się samo
designer-update-same = Już tak macie
designer-update-kept = Zostaje Wasze
designer-update-both = Złoży się z obu
designer-update-chosen = Do wyboru
designer-update-lead-changed = Co zmieniło województwo
designer-update-lead-nothing = Treść wzorca się nie zmieniła.
designer-update-office-changed = Co jeszcze zmienił urząd
designer-update-office-lead = Tego województwo nie ruszyło.
designer-update-office-nothing = Urząd nie zmienił nic więcej.
designer-update-other-ways = Nie teraz albo wcale
designer-update-outdated = { $who } zmienił(a) szkic { $when }, kiedy masz tę stronę otwartą. Poniżej jest stan na teraz, z Twoimi wyborami. Sprawdź je jeszcze raz.
designer-update-newer = Województwo wydało tymczasem następne wydanie albo zmieniło się wydanie, na którym stoi usługa. Poniżej jest stan na teraz, z Twoimi wyborami tam, gdzie nadal pasują.
designer-update-preview = Podgląd po aktualizacji
designer-update-preview-lead = Tak będzie wyglądać usługa. Nic jeszcze nie zapisano i nikt tego nie widzi.
designer-update-problems = To trzeba będzie poprawić w szkicu przed wydaniem
designer-update-difference = Co zmieni się dla mieszkańców
designer-update-form = Formularz, jak zobaczy go mieszkaniec
designer-update-step = krok { $number } z { $all }
designer-update-accept = Przyjęcie
designer-update-accept-lead = Aktualizacja trafi do szkicu. Możesz go jeszcze zmienić albo cofnąć ten krok. Mieszkańcy zobaczą zmianę, gdy szkic zostanie wydany.
designer-update-accept-do = Przyjmij do szkicu
designer-update-back = Wróć do wyborów
designer-update-fault-choose = { $place }: wybierz, co zostaje.
designer-update-fault-text = { $place }: wpisz własną treść.
designer-update-filter = Do aktualizacji ({ $count })
designer-update-all = Wszystkie ({ $count })
designer-update-none-waits = Żadna usługa nie czeka na aktualizację
designer-update-none-waits-text = Wszystkie usługi z wzorców stoją na najnowszych wydaniach.
designer-update-compare = Porównaj i wybierz
designer-update-resume = Wróć do aktualizacji
designer-update-postponed-why = Powód odłożenia: { $reason }
designer-update-publish = Nowe wydanie wzorca jest już w szkicu. Zacznie obowiązywać, gdy szkic zostanie wydany.
designer-act-update = Przyjęto nowe wydanie wzorca
designer-act-postpone = Odłożono aktualizację
designer-act-resume = Aktualizacja znów czeka
designer-act-detach = Odłączono od wzorca w szkicu. Możesz to cofnąć
designer-postpone = Odłóż aktualizację
designer-postpone-lead = Usługa zostaje, jaka jest. Na liście będzie widać, do kiedy i dlaczego. Następne wydanie wzorca kończy odłożenie.
designer-postpone-due = To wydanie ma obowiązywać najpóźniej od { $day }. Odłożenie nie zmienia tego terminu: po nim usługa będzie oznaczona jako spóźniona.
designer-postpone-until = Do kiedy
designer-postpone-until-hint = Najdalej na rok.
designer-postpone-reason = Dlaczego
designer-postpone-reason-hint = Np. „Czekamy na uchwałę rady”. Zobaczą to osoby, które mogą oglądać usługi w urzędzie.
designer-postpone-do = Odłóż
designer-postpone-fault-date = Podaj dzień, do którego odkładasz aktualizację.
designer-postpone-fault-day = Podaj dzień po dzisiejszym, najdalej za rok.
designer-postpone-fault-reason = Napisz powód, najwyżej 500 znaków.
designer-detach = Odłącz od wzorca
designer-detach-lead = Usługa stanie się własną usługą urzędu.
designer-detach-own = Treść i formularz zostają takie, jakie są teraz.
designer-detach-updates = Nie będzie więcej aktualizacji z województwa. Zmian prawa pilnuje odtąd sam urząd.
designer-detach-history = Wcześniejsze wydania i ich historia zostają.
designer-detach-publish = Odłączenie zapisze się w szkicu i zacznie obowiązywać, gdy szkic zostanie wydany.
designer-detach-back = Można to cofnąć w szkicu, a potem wrócić do wydania, które szło za wzorcem.
designer-detach-do = Odłącz od wzorca
designer-by-formula = według wzoru: { $rule }
designer-property-kind = rodzaj usługi
designer-property-procedure = tryb
designer-property-life-events = sytuacje życiowe
designer-property-maturity = poziom dojrzałości
designer-property-maturity-evidence = z czego wynika poziom dojrzałości
designer-property-windows = okres przyjmowania wniosków
designer-property-note = uwaga
designer-property-steps = kroki
designer-property-fields = pola
designer-property-fees = opłaty
designer-property-attachments = załączniki
designer-property-default = odpowiedź na początku
designer-property-prefill = dane z konta
designer-property-autocomplete = podpowiedzi przeglądarki
designer-property-width = szerokość pola
designer-property-min-length = najmniej znaków
designer-property-max-length = najwięcej znaków
designer-property-min = najmniej
designer-property-max = najwięcej
designer-property-decimals = miejsca po przecinku
designer-property-before = najpóźniejszy dzień
designer-property-after = najwcześniejszy dzień
designer-property-pattern = wzór odpowiedzi
designer-property-pattern-message = co powiedzieć, gdy nie pasuje do wzoru
designer-property-accept = rodzaje plików
designer-property-max-mb = największy plik (MB)
designer-property-max-files = najwięcej plików
designer-property-item-label = nazwa jednej pozycji
designer-property-value = reguła liczenia
designer-property-format = jak pokazać wynik
designer-property-step = krok

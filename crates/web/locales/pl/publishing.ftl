## Wydanie: prośba, cztery oczy, termin
designer-ask = Poproś o wydanie
designer-ask-lead = Osoba, która wydaje usługi, zobaczy Twoją prośbę przy usłudze. Prosisz o wydanie szkicu takiego, jaki jest teraz; po każdej zmianie poproś jeszcze raz.
designer-ask-note = Co warto wiedzieć przed wydaniem
designer-ask-note-hint = Na przykład: od kiedy obowiązuje nowa stawka i z jakiej uchwały wynika.
designer-ask-do = Poproś o wydanie
designer-unask-do = Wycofaj prośbę
designer-note-too-long = Skróć uwagę do 2000 znaków.
designer-asked = { $who } prosi o wydanie ({ $when })
designer-asked-outdated = Szkic zmienił się po tej prośbie. Trzeba poprosić jeszcze raz.
designer-sent-back = { $who } odsyła szkic do poprawy
designer-send-back = Odeślij do poprawy
designer-send-back-note = Co poprawić
designer-send-back-hint = Zobaczy to każdy, kto zmienia tę usługę.
designer-send-back-do = Odeślij
designer-send-back-empty = Napisz, co trzeba poprawić.
designer-since = Co zmieniło się później w szkicu
designer-eyes = Wydaje inna osoba
designer-eyes-changed = W tym urzędzie usługę wydaje ktoś inny niż osoba, która ostatnia ją zmieniła. Ostatnia zmiana w tym szkicu jest Twoja.
designer-eyes-asked = W tym urzędzie usługę wydaje ktoś inny niż osoba, która o to prosi. Prośba jest Twoja.
designer-eyes-outdated = Szkic zmienił się po prośbie o wydanie. Zgoda dotyczy tylko tego, o co proszono: poproś o nową prośbę.
designer-eyes-nobody-asked = W tym urzędzie potrzebne są dwie osoby. Najpierw ktoś, kto zmienia usługi, musi poprosić o wydanie tego szkicu.
designer-schedule = Wydaj w wybranym terminie
designer-schedule-lead = W tym terminie wejdzie w życie szkic taki, jaki jest teraz. Zmiany zrobione później nie wejdą, dopóki nie zaplanujesz wydania jeszcze raz.
designer-schedule-day = Dzień
designer-schedule-time = Godzina
designer-schedule-time-hint = Czas polski, na przykład 0:00 albo 7:30.
designer-schedule-do = Zaplanuj wydanie
designer-unschedule-do = Odwołaj zaplanowane wydanie
designer-schedule-no-day = Podaj dzień wydania.
designer-schedule-no-time = Podaj godzinę wydania, na przykład 7:30.
designer-schedule-skipped = Tej nocy zegary przestawia się do przodu i takiej godziny nie ma. Wybierz inną.
designer-schedule-past = Wybierz termin w przyszłości albo wydaj usługę od razu.
designer-schedule-far = Wybierz termin w ciągu dwóch lat.
designer-scheduled = Wydanie zaplanowane: { $when } ({ $who })
designer-scheduled-outdated = Szkic zmienił się po zaplanowaniu. W terminie wejdzie to, co zaplanowano. Aby weszły także późniejsze zmiany, zaplanuj wydanie jeszcze raz.
designer-schedule-failed = Nie udało się wydać usługi w terminie { $when }
designer-schedule-failed-definition = Szkic nie pasuje do tej wersji programu. Otwórz go, popraw błędy i zaplanuj wydanie jeszcze raz.
designer-schedule-failed-overtaken = W międzyczasie wydano inne wydanie tej usługi. Sprawdź różnice i zaplanuj jeszcze raz.
designer-schedule-failed-refused = Baza danych nie przyjęła wydania, na przykład nie ma już komórki, która prowadzi usługę. Sprawdź szkic i zaplanuj jeszcze raz.
designer-withdraw-scheduled = Zaplanowane wydanie ({ $when }) zostanie odwołane.
designer-act-ask = Prośba o wydanie została zapisana.
designer-act-unask = Prośba została wycofana.
designer-act-send-back = Szkic odesłano do poprawy.
designer-act-schedule = Wydanie zostało zaplanowane.
designer-act-unschedule = Zaplanowane wydanie zostało odwołane.

designer-property-purpose = po co pytamy
designer-field-purpose = Po co pytamy
designer-field-purpose-hint = Mieszkaniec zobaczy to przy pytaniu. Potrzebne zwłaszcza przy danych osobowych, na przykład: „Zadzwonimy, gdy czegoś zabraknie”.
designer-problem-account = Opłata „{ $fee }” należy się temu urzędowi, a urząd nie ma rachunku bankowego. Rachunek dopisuje w pliku urzędu (tenant.toml, tabela accounts) osoba, która prowadzi platformę.
designer-warning-long-form = Formularz ma { $questions } pytań. Powyżej { $max } wiele osób rezygnuje: usuń to, czego urząd nie potrzebuje.
designer-warning-long-step = Krok „{ $step }” ma { $questions } pytań. Podziel go, gdy jest ich więcej niż { $max }.
designer-warning-sentence = { $place }: zdanie ma { $words } słów; lepiej do 25. „{ $sentence }”
designer-warning-fog = { $place }: tekst wymaga około { $index } lat nauki (indeks mglistości, granica 18). Zacznij od zdania „{ $sentence }”. Długie słowa: { $hard }.
designer-warning-unused = Tych nieobowiązkowych odpowiedzi nie czyta żadna reguła, opłata ani wyliczenie i nie napisano, po co o nie pytamy: { $fields }. Usuń je, jeśli urząd ich nie potrzebuje.
designer-warning-no-purpose = „{ $field }”: to dane osobowe, a nie napisano, po co o nie pytamy.
designer-warning-place-form = Formularz
designer-warning-place-other = Karta usługi
designer-checked-contrast = Kontrast kolorów urzędu – sprawdzono: program nie przyjmuje kolorów, na których tekst jest nieczytelny.
designer-accessibility = Dostępność stron
designer-accessibility-fine = Sprawdzono { $pages } { $pages ->
    [one] stronę
    [few] strony
   *[many] stron
  } w { $languages } { $languages ->
    [one] języku
   *[other] językach
  }: bez uwag.
designer-accessibility-found = Sprawdzono { $pages } { $pages ->
    [one] stronę
    [few] strony
   *[many] stron
  } w { $languages } { $languages ->
    [one] języku
   *[other] językach
  }. Uwagi: { $count }.
designer-accessibility-language = strona nie mówi, w jakim jest języku
designer-accessibility-title = strona nie ma tytułu
designer-accessibility-main-heading = strona powinna mieć jeden główny nagłówek
designer-accessibility-heading-level = nagłówek „{ $thing }” pomija poziom
designer-accessibility-empty-heading = nagłówek jest pusty
designer-accessibility-double-id = dwa elementy mają identyfikator „{ $thing }”; zmień klucz pola
designer-accessibility-dead-reference = odsyłacz prowadzi do „{ $thing }”, a tego na stronie nie ma
designer-accessibility-no-label = pole „{ $thing }” nie ma etykiety
designer-accessibility-no-legend = grupa pól „{ $thing }” nie ma nazwy
designer-accessibility-empty-button = przycisk „{ $thing }” nie ma nazwy
designer-accessibility-empty-link = odsyłacz „{ $thing }” nie ma tekstu
designer-accessibility-no-alternative = obraz „{ $thing }” nie ma opisu
designer-accessibility-no-table-heading = tabela „{ $thing }” nie ma nagłówków
designer-impact-remarks = Uwagi do przejrzenia: { $count }

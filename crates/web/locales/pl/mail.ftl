### Listy elektroniczne: co się stało i gdzie o tym przeczytać. Bez treści spraw i danych osób.

mail-filed-subject = { $office }: przyjęliśmy Twój wniosek
mail-filed-text =
    Dzień dobry,

    przyjęliśmy Twój wniosek: { $service }.
    Numer potwierdzenia: { $number }

    Potwierdzenie i stan sprawy zobaczysz po zalogowaniu:
    { $link }

    Jeśli będziemy czegoś potrzebować, napiszemy.
mail-asked-subject = { $office }: prosimy o odpowiedź w sprawie { $mark }
mail-asked-text =
    Dzień dobry,

    w Twojej sprawie { $mark } ({ $service }) potrzebujemy odpowiedzi. Pytanie przeczytasz po zalogowaniu:
    { $link }

    Prosimy odpowiedzieć do { $date }. Do tego czasu termin załatwienia sprawy nie biegnie.
mail-settled-subject = { $office }: załatwiliśmy sprawę { $mark }
mail-settled-text =
    Dzień dobry,

    załatwiliśmy Twoją sprawę { $mark } ({ $service }). Rozstrzygnięcie przeczytasz po zalogowaniu:
    { $link }
mail-invited-subject = { $office }: zaproszenie do pracy w systemie
mail-invited-text =
    Dzień dobry,

    administrator urzędu założył Ci konto. Ustaw hasło, otwierając to łącze:
    { $link }

    Łącze działa raz i przez { $hours } godzin od wysłania zaproszenia. Jeśli nie spodziewasz się tego listu, nie otwieraj łącza i zawiadom urząd.
mail-foot =
    { $office }

    Ten list wysłał program. Nigdy nie prosimy w listach o hasło, numer PESEL ani o wpłatę.

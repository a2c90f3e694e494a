### Czego mieszkańcy szukali w urzędzie bez skutku.

searches-title = Czego szukano bez skutku
searches-lead = Słowa, po których mieszkańcy nie znaleźli żadnej usługi w ostatnich { $days } dniach. Dodaj je jako słowa kluczowe tam, gdzie pasują.
searches-words = Szukane słowa
searches-count = Ile razy
searches-last = Ostatnio
searches-act = Co zrobić
searches-add = Dodaj słowo kluczowe
searches-choose = Do której usługi pasuje „{ $words }”?
searches-choose-text = Wybierz usługę i dopisz słowo w polu „Słowa kluczowe”. Zmiana zadziała, gdy wydasz usługę.
searches-none = Nie ma takich słów
searches-none-text = Pokażemy tu słowa, po których co najmniej trzy razy nikt nic nie znalazł.
searches-privacy = Liczymy tylko słowa, bez tego, kto szukał. Pomijamy wszystko z cyframi i adresami e-mail oraz dłuższe zdania. Z rzadszych słów zapisujemy tylko skrót, z którego nikt ich nie odczyta.

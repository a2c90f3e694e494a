### Strona regionu: urzędy i wyszukiwanie usług wszystkich urzędów.

region-title = Załatw sprawę w swoim urzędzie
region-lead = Wpisz, co chcesz załatwić. Pokażemy usługi wszystkich urzędów na tej platformie, a Ty wybierzesz swój.
region-search-label = Co chcesz załatwić?
region-search-office = Urząd lub miejscowość
region-search-category = Dziedzina
region-search-life = Sytuacja życiowa
region-offered-by = { $count ->
    [one] Załatwisz w { $count } urzędzie
   *[other] Załatwisz w { $count } urzędach
}
region-offered-more = I jeszcze { $count }. Wpisz nazwę urzędu lub miejscowości, żeby znaleźć swój.
region-categories-title = Dziedziny
region-offices-title = Urzędy
region-offices-search = Znajdź urząd po nazwie, powiecie albo rodzaju
region-offices-name = Nazwa urzędu lub miejscowość
region-offices-powiat = Powiat
region-offices-kind = Rodzaj urzędu
region-offices-found = { $count ->
    [one] { $count } urząd
    [few] { $count } urzędy
   *[other] { $count } urzędów
}
region-offices-none = Nie ma takiego urzędu
region-offices-none-text = Sprawdź pisownię albo usuń część filtrów. Nie wszystkie gminy korzystają z tej platformy.
region-powiat = powiat { $name }
region-city = { $name } (miasto na prawach powiatu)
region-kind-voivodeship = Samorząd województwa
region-kind-urban-gmina = Gmina miejska
region-kind-rural-gmina = Gmina wiejska
region-kind-urban-rural-gmina = Gmina miejsko-wiejska
region-kind-city-with-powiat-rights = Miasto na prawach powiatu
region-kind-roads-authority = Zarząd dróg
region-kind-occupational-medicine = Medycyna pracy
region-services-title = Usługi wszystkich urzędów
region-services-found = { $count ->
    [one] Znaleziono { $count } usługę
    [few] Znaleziono { $count } usługi
   *[other] Znaleziono { $count } usług
}
region-services-first = Pierwsze { $count } usług. Dopisz słowo, żeby zawęzić listę.
region-services-none = Nic nie znaleźliśmy
region-services-none-text = Spróbuj innego słowa, na przykład „podatek”, „drzewo” albo „droga”, albo znajdź swój urząd.

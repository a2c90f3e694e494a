### Formos: laukų dalių pavadinimai, užuominos ir pranešimai. Kiekvienas pranešimas pasako, ką daryti.

## Bendra
error-summary-title = Pataisykite šias vietas, kad galėtumėte tęsti
field-optional = (neprivaloma)
field-choose = Pasirinkite iš sąrašo
field-date-from = Nuo
field-date-to = Iki
field-max-characters = Galima įvesti ne daugiau ženklų kaip: { $max }
field-characters-left = Liko ženklų:
file-send = Pridėti failą
file-remove = Šalinti
file-rules = Leidžiami failai: { $types }. Vienas failas gali būti ne didesnis kaip { $max } MB.
file-count = Galima pridėti ne daugiau failų kaip: { $max }.
file-scan-waiting = Tikriname failą
file-scan-clean = Failas patikrintas
group-add = Pridėti dar vieną įrašą
group-remove = Šalinti

## Adresas ir šalis
address-street = Gatvė
address-street-hint = Praleiskite, jei vietovėje nėra gatvių
address-house = Namo numeris
address-flat = Buto numeris
address-postal-code = Pašto kodas
address-city = Vietovė
party-kind = Kas tai?
party-person = Asmuo
party-firm = Įmonė arba įstaiga
party-first-name = Vardas
party-last-name = Pavardė
party-pesel = PESEL numeris
party-firm-name = Pavadinimas
party-nip = NIP

## Užuominos
hint-pesel = 11 skaitmenų iš asmens tapatybės kortelės arba programėlės „mObywatel“
hint-nip = 10 skaitmenų, galima rašyti su brūkšneliais
hint-regon = 9 arba 14 skaitmenų
hint-nrb = 26 skaitmenys, galima rašyti su tarpais
hint-land-register = Pavyzdžiui, BI1B/00012345/6
hint-parcel = Pavyzdžiui, 123/4
hint-date = Pavyzdžiui, 22.11.2026
hint-phone = Pavyzdžiui, 600 100 200
hint-email = Pavyzdžiui, anna@example.com
hint-postal-code = Pavyzdžiui, 15-001
hint-money = Pavyzdžiui, 1200,50

## Pranešimai
fault-required = Užpildykite šį lauką
fault-required-named = Užpildykite lauką „{ $label }“
fault-choice = Pasirinkite vieną atsakymą iš sąrašo
fault-choice-any = Pažymėkite bent vieną atsakymą
fault-choice-min = Pažymėkite ne mažiau atsakymų kaip: { $min }
fault-choice-max = Pažymėkite ne daugiau atsakymų kaip: { $max }
fault-yes-no = Pasirinkite „Taip“ arba „Ne“
fault-too-short = Įveskite ne mažiau ženklų kaip: { $min }
fault-too-long = Sutrumpinkite tekstą, kad jame būtų ne daugiau ženklų kaip: { $max }
fault-characters = Pašalinkite ženklus, kurių negalima išsaugoti
fault-pattern = Įveskite atsakymą taip, kaip parodyta užuominoje
fault-number = Įveskite skaičių skaitmenimis, pavyzdžiui, 12,5
fault-whole-number = Įveskite sveikąjį skaičių, pavyzdžiui, 12
fault-decimals = Po kablelio įveskite ne daugiau skaitmenų kaip: { $decimals }
fault-min = Įveskite skaičių, ne mažesnį kaip { $min }
fault-max = Įveskite skaičių, ne didesnį kaip { $max }
fault-money = Įveskite sumą zlotais, pavyzdžiui, 1200,50
fault-date = Įveskite esamą datą, pavyzdžiui, 22.11.2026
fault-date-before = Įveskite datą, ne vėlesnę kaip { $date }
fault-date-after = Įveskite datą, ne ankstesnę kaip { $date }
fault-date-order = Įveskite pabaigos datą, ne ankstesnę už pradžios datą
fault-email = Įveskite visą el. pašto adresą, pavyzdžiui, anna@example.com
fault-phone = Įveskite telefono numerį, pavyzdžiui, 600 100 200
fault-pesel = Įveskite visus 11 PESEL numerio skaitmenų ir patikrinkite, ar nėra klaidos
fault-pesel-length = Įveskite 11 PESEL numerio skaitmenų
fault-nip = Įveskite 10 NIP numerio skaitmenų ir patikrinkite, ar nėra klaidos
fault-regon = Įveskite 9 arba 14 REGON numerio skaitmenų ir patikrinkite, ar nėra klaidos
fault-nrb = Įveskite 26 sąskaitos numerio skaitmenis ir patikrinkite, ar nėra klaidos
fault-land-register = Įveskite visą žemės registro numerį, pavyzdžiui, BI1B/00012345/6
fault-parcel = Įveskite sklypo numerį, pavyzdžiui, 123/4
fault-postal-code = Įveskite penkių skaitmenų pašto kodą, pavyzdžiui, 15-001
fault-teryt = Pasirinkite vietovę iš sąrašo
fault-pwz = Įveskite 7 teisės verstis profesija numerio skaitmenis
fault-ade = Įveskite visą pristatymo adresą, jis prasideda AE:PL
fault-declaration = Pažymėkite pareiškimą, kad galėtumėte išsiųsti prašymą
fault-file-required = Pridėkite failą
fault-file-type = Pridėkite vieno iš šių formatų failą: { $types }
fault-file-too-big = Pridėkite failą, ne didesnį kaip { $max } MB
fault-file-empty = Pridėkite failą, kuriame yra turinio. Šis tuščias
fault-file-too-many = Pašalinkite dalį failų. Galima pridėti ne daugiau kaip { $max }
fault-file-password = Pridėkite failą be slaptažodžio
fault-file-virus = Pridėkite kitą failą. Šiame radome virusą
fault-file-unsent = Pridėkite failą dar kartą. Jo nepavyko perduoti
fault-group-min = Pridėkite įrašų, kad jų būtų bent { $min }
fault-group-max = Pašalinkite įrašų, kad jų būtų ne daugiau kaip { $max }
fault-changed = Patikrinkite šį atsakymą. Forma pasikeitė
fault-unknown = Pataisykite šį atsakymą

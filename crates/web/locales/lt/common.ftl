### Bendri tekstai: puslapių rėmas, mygtukai, bylų būsenos, klaidų puslapiai, datos, failų dydžiai.

## Puslapio rėmas
title-error-prefix = Klaida:
skip-to-content = Pereiti prie turinio
region-line = Palenkės vaivadijos savivaldybių elektroninės paslaugos
office-line = Įstaigos elektroninės paslaugos
region-portal-line = Visos įstaigos vienoje vietoje
demo-banner = Demonstracinė versija: duomenys išgalvoti
nav-main = Pagrindinis meniu
nav-languages = Kalbos
nav-breadcrumb = Kelias atgal
nav-pages = Sąrašo puslapiai
signed-in-as = Prisijungta:
sign-in = Prisijungti
sign-out = Atsijungti
footer-contact = Kontaktai
footer-important = Svarbi informacija
footer-platform = Apie platformą
footer-bip = Viešosios informacijos biuletenis (BIP)
footer-declaration = Prieinamumo deklaracija
footer-privacy = Asmens duomenų apsauga (RODO)
footer-data = Paslaugų katalogas kaip duomenys
footer-all-offices = Visos platformos įstaigos
footer-operator = Platformą „Ratusz“ tvarko Palenkės vaivadija kartu su savivaldybėmis. Už bylas atsako ta įstaiga, kuriai jas siunčiate.

## Mygtukai ir nuorodos
back = Atgal
next = Toliau
save = Išsaugoti
save-and-continue = Išsaugoti ir tęsti
save-and-leave = Išsaugoti ir baigti vėliau
send = Siųsti
send-application = Siųsti prašymą
start = Pradėti
resume = Grįžti prie prašymo
change = Keisti
remove = Šalinti
delete-draft = Šalinti juodraštį
cancel = Atšaukti
close = Uždaryti
add = Pridėti
edit = Redaguoti
show = Rodyti
show-all = Rodyti viską
download = Atsisiųsti
download-pdf = Atsisiųsti PDF
print = Spausdinti
copy = Kopijuoti
search = Ieškoti
filter = Filtruoti
filter-clear = Išvalyti filtrus
filters-narrow = Siaurinti sąrašą
filter-remove = Panaikinti filtrą
search-meant = Galbūt turėjote omenyje
sort-by = Rikiuoti pagal
yes = Taip
no = Ne
not-given = Nenurodyta
none = Nėra
all = Visi
mine = Mano
more = Daugiau
confirm = Patvirtinu
refresh = Atnaujinti
page-previous = Ankstesnis puslapis
page-next = Kitas puslapis
opens-new-window = (atsidaro naujame lange)
steps = Prašymo žingsniai
step-done = (užpildyta)
required-note = Užpildykite visus laukus. Laukai, kuriuos galima praleisti, pažymėti kaip neprivalomi.

## Užduotys ir išsaugojimas
task-done = Užpildyta
task-started = Pradėta
task-todo = Reikia užpildyti
task-fault = Reikia pataisyti
task-blocked = Dar negalima pradėti
saved-at = Išsaugota
saved-not = Nepavyko išsaugoti. Netrukus bandysime dar kartą.

## Bylos būsenos
state-registered = Užregistruota
state-in-progress = Nagrinėjama
state-waiting-for-applicant = Laukia Jūsų
state-settled = Išspręsta
state-closed = Baigta
state-draft = Juodraštis
state-filed = Išsiųstas
outcome-granted = Išspręsta teigiamai
outcome-refused = Atsisakyta
outcome-discontinued = Nutraukta
outcome-left-unexamined = Palikta nenagrinėta
outcome-handed-over = Perduota kitai įstaigai
deadline-today = Terminas baigiasi šiandien
deadline-in-days = { $days ->
    [one] Liko { $days } diena
    [few] Liko { $days } dienos
   *[other] Liko { $days } dienų
}
deadline-late-days = { $days ->
    [one] { $days } diena po termino
    [few] { $days } dienos po termino
   *[other] { $days } dienų po termino
}
deadline-none = Be termino

## Patikimumo lygiai
role-resident = Gyventojas
assurance-none = Be prisijungimo
assurance-low = Pagrindinis (el. paštu atsiųsta nuoroda)
assurance-substantial = Vidutinis (login.gov.pl, bankas, mObywatel)
assurance-high = Aukštas (elektroninė asmens tapatybės kortelė)
kind-application = Prašymas
kind-information = Informacija
kind-appointment = Vizitas
kind-notification = Pranešimas

## Sritys ir gyvenimo situacijos
category-podatki = Mokesčiai ir vietinės rinkliavos
category-odpady = Atliekos
category-srodowisko = Aplinka ir želdiniai
category-drogi = Keliai ir transportas
category-nieruchomosci = Nekilnojamasis turtas
category-budownictwo = Statyba ir planavimas
category-obywatelskie = Piliečių reikalai
category-rolnictwo = Žemės ūkis
category-gospodarka = Ūkinė veikla
category-zdrowie = Sveikata ir darbo medicina
category-rodzina = Šeima ir socialinė pagalba
category-informacja = Viešoji informacija, skundai ir peticijos
category-inne = Kiti reikalai
life-kupuje-dom = Perku namą arba sklypą
life-buduje = Statau arba remontuoju
life-prowadze-gospodarstwo = Ūkininkauju
life-prowadze-firme = Turiu įmonę
life-rodzina = Šeima ir vaikai
life-mieszkam = Gyvenu valsčiuje
life-dbam-o-srodowisko = Rūpinuosi aplinka
life-korzystam-z-drogi = Naudojuosi keliu
life-pracuje = Dirbu arba samdau
life-zdrowie = Rūpinuosi sveikata

## Klaidų puslapiai
way-home = Eiti į pradžios puslapį
way-services = Eiti į paslaugų sąrašą
way-my-cases = Eiti į savo bylas
way-offices = Rasti savo įstaigą sąraše
way-back = Grįžti į ankstesnį puslapį
way-try-again = Bandyti dar kartą
error-not-found-title = Tokio puslapio nėra
error-not-found-text = Patikrinkite, ar įvestas visas adresas. Puslapis galėjo būti perkeltas arba jis skirtas ne Jums.
error-forbidden-title = Neturite prieigos prie šio puslapio
error-forbidden-text = Jūsų paskyra neturi reikiamų teisių. Jei tai klaida, parašykite savo įstaigos administratoriui.
error-sign-in-title = Prisijunkite, kad galėtumėte tęsti
error-sign-in-text = Baigėsi neveiklumo laikas arba šioje naršyklėje nebuvo prisijungta. Išsaugoti atsakymai Jūsų laukia.
error-step-up-title = Šiai paslaugai reikia patikimesnio prisijungimo
error-step-up-text = Prisijunkite dar kartą patikimuoju profiliu (profil zaufany), per banką, programėle „mObywatel“ arba elektronine asmens tapatybės kortele.
error-conflict-title = Kažkas pakeitė šiuos duomenis anksčiau už Jus
error-conflict-text = Atnaujinkite puslapį, patikrinkite, kas pasikeitė, ir pakartokite veiksmą.
error-too-large-title = Failas arba forma per dideli
error-too-large-text = Grįžkite į formą ir siųskite mažiau failų vienu metu, geriausia po vieną, arba juos sumažinkite. Anksčiau išsaugoti atsakymai Jūsų laukia.
error-bad-request-title = Negalime perskaityti šio adreso arba formos
error-bad-request-text = Adresas arba forma neišsami. Grįžkite į ankstesnį puslapį ir bandykite dar kartą.
error-too-many-title = Per daug bandymų per trumpą laiką
error-too-many-text = Šiek tiek palaukite ir bandykite dar kartą. Nieko neprarasta.
error-internal-title = Mūsų pusėje kažkas nepavyko
error-internal-text = Anksčiau išsaugoti atsakymai saugūs. Bandykite dar kartą po kelių minučių. Jei tai kartojasi, nurodykite įstaigai pranešimo numerį.
error-unavailable-title = Paslauga laikinai neprieinama
error-unavailable-text = Vyksta techninė pertrauka. Išsaugoti atsakymai saugūs. Grįžkite čia po kelių minučių.
error-office-unknown-title = Šiuo adresu įstaigos nėra
error-office-unknown-text = Patikrinkite adresą arba raskite savo įstaigą sąraše.
error-office-suspended-title = Ši įstaiga dabar nepriima reikalų internetu
error-office-suspended-text = Anksčiau išsiųsti prašymai saugūs. Susisiekite su įstaiga telefonu arba atvykite.
error-reference = Pranešimo numeris: { $reference }

## Pranešimai po veiksmų
flash-signed-in = Prisijungta.
flash-signed-out = Atsijungta. Uždarykite naršyklę, jei naudojatės svetimu kompiuteriu.
flash-saved = Išsaugota.
flash-draft-saved = Juodraštis išsaugotas. Galite prie jo grįžti iš bet kurio įrenginio.
flash-draft-deleted = Juodraštis pašalintas.
flash-sent = Išsiųsta.
flash-answer-sent = Atsakymas išsiųstas įstaigai.
flash-sessions-ended = Seansai baigti.
flash-file-added = Failas pridėtas.
flash-file-removed = Failas pašalintas.

## Skaitvardžiai
count-cases = { $count ->
    [one] { $count } byla
    [few] { $count } bylos
   *[other] { $count } bylų
}
count-services = { $count ->
    [one] { $count } paslauga
    [few] { $count } paslaugos
   *[other] { $count } paslaugų
}
count-offices = { $count ->
    [one] { $count } įstaiga
    [few] { $count } įstaigos
   *[other] { $count } įstaigų
}
count-results = { $count ->
    [0] Nieko nerasta
    [one] Rastas { $count } rezultatas
    [few] Rasti { $count } rezultatai
   *[other] Rasta { $count } rezultatų
}
count-files = { $count ->
    [one] { $count } failas
    [few] { $count } failai
   *[other] { $count } failų
}
count-messages = { $count ->
    [one] { $count } pranešimas
    [few] { $count } pranešimai
   *[other] { $count } pranešimų
}
count-days = { $count ->
    [one] { $count } diena
    [few] { $count } dienos
   *[other] { $count } dienų
}
count-faults = { $count ->
    [one] { $count } taisytina vieta
    [few] { $count } taisytinos vietos
   *[other] { $count } taisytinų vietų
}
page-of = { $page } puslapis iš { $pages }
step-of = { $step } žingsnis iš { $steps }

## Datos
month-1 = sausio
month-2 = vasario
month-3 = kovo
month-4 = balandžio
month-5 = gegužės
month-6 = birželio
month-7 = liepos
month-8 = rugpjūčio
month-9 = rugsėjo
month-10 = spalio
month-11 = lapkričio
month-12 = gruodžio
weekday-1 = pirmadienis
weekday-2 = antradienis
weekday-3 = trečiadienis
weekday-4 = ketvirtadienis
weekday-5 = penktadienis
weekday-6 = šeštadienis
weekday-7 = sekmadienis
date-long = { $year } m. { $month } { $day } d.
date-time = { $date }, { $time } val.
today = šiandien
yesterday = vakar
tomorrow = rytoj

## Failų dydžiai
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

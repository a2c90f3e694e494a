### Gyventojo puslapiai: paslaugos, formos, siuntimas, patvirtinimai.

## Pradžios puslapis ir paslaugų sąrašas
resident-home-title = Pradžios puslapis
resident-home-heading = Sutvarkykite reikalą internetu
resident-home-lead = Parašykite, ką norite sutvarkyti, arba pasirinkite iš sąrašo. Išsiųstą prašymą patvirtiname iš karto.
resident-home-services = Paslaugos
resident-home-most-used = Dažniausiai naudojamos
resident-home-no-services = Įstaiga dar neteikia jokios paslaugos
resident-home-no-services-text = Reikalą galite sutvarkyti vietoje, laišku arba per e-Doręczenia. Įstaigos duomenys pateikti toliau.
resident-home-contact = Įstaiga vietoje
resident-home-address = Adresas
resident-home-phone = Telefonas
resident-home-email = El. paštas
resident-home-hours = Darbo laikas
resident-home-closed = Įstaiga nedirba: { $date }
resident-home-closed-text = Internetu prašymą galite išsiųsti ir tą dieną.
resident-services-title = Paslaugos
resident-services-all = Visos paslaugos
resident-services-none = Tokios paslaugos nėra
resident-services-none-text = Bandykite kitus žodžius arba panaikinkite filtrus. Jei netinka jokia paslauga, siųskite bendrąjį raštą.
resident-search-label = Ką norite sutvarkyti?
resident-filter-category = Sritys
resident-filter-life = Gyvenimo situacijos

## Paslaugos kortelė
resident-card-who = Kam
resident-card-needed = Ką paruošti
resident-card-documents = Pridedami dokumentai
resident-card-if-needed = (jei taikoma)
resident-card-draft = Turite pradėtą prašymą
resident-card-start-new = Pradėti naują prašymą
resident-card-will-sign-in = Paspaudus mygtuką paprašysime prisijungti.
resident-card-open-until = Prašymus priimame iki: { $date }.
resident-card-closed = Dabar šių prašymų nepriimame
resident-card-closed-text = Kitą kartą prašymą galėsite pateikti nuo: { $date }.
resident-card-how = Kaip tai sutvarkyti
resident-card-result = Ką gausite
resident-card-appeal = Jei nesutinkate
resident-card-channels = Kiti būdai
resident-card-legal-basis = Teisinis pagrindas
resident-card-personal-data = Ką darysime su Jūsų duomenimis
resident-card-facts = Svarbiausia informacija
resident-card-basis = Pagrindas:
resident-card-time = Laikas
resident-card-fee = Mokestis
resident-card-no-fee = Nemokamai
resident-card-level = Prisijungimas
resident-card-rules = Daugiau informacijos
resident-fee-by-answers = suma priklauso nuo atsakymų
resident-fee-unknown = sumą nurodys įstaiga
resident-fees = Mokesčiai
resident-fees-later = Kaip ir kada sumokėti, įstaiga praneš išsiuntus prašymą.
resident-payee-seat = Mokate valsčiui, kuriame yra įstaiga.
resident-payee-office = Mokate šiai įstaigai.
resident-payee-principal = Mokate valsčiui, kuriame gyvena įgaliojimą davęs asmuo.
resident-channel-counter = Vietoje arba laišku: { $place }.
resident-channel-delivery = Per e-Doręczenia, adresu { $ade }.
resident-channel-phone = Pasiteirauti galite telefonu: { $phone }.

## Juodraštis
resident-tasks-crumb = Juodraštis
resident-tasks-done = Užpildytos dalys: { $done } iš { $all }
resident-tasks-check = Patikrinti ir siųsti
resident-tasks-go-on = Pildyti toliau
resident-tasks-not-ready = Prieš siųsdami prašymą, užpildykite ir išsaugokite kiekvieną dalį.
resident-tasks-kept = Atsakymus saugome Jūsų paskyroje. Prašymą baigsite bet kuriame įrenginyje.
resident-tasks-kept-browser = Atsakymus saugome 7 dienas ir rodysime tik šioje naršyklėje.
resident-new-questions = Atsirado naujų klausimų. Atsakykite į juos ir tęskite.
resident-purpose = Kodėl klausiame: { $purpose }
resident-item = Įrašas
resident-add-item = Pridėti dar vieną įrašą: { $item }
resident-remove-title = Šalinti juodraštį?
resident-remove-text = Pašalinsime prašymo „{ $title }“ atsakymus ir failus. To negalima atšaukti.
resident-mine-title = Mano prašymai
resident-mine-drafts = Juodraščiai
resident-mine-no-drafts = Neturite pradėtų prašymų
resident-mine-filed = Išsiųsti prašymai
resident-mine-no-filed = Neturite išsiųstų prašymų
resident-mine-saved = Paskutinį kartą išsaugota: { $when }.
resident-mine-what = Prašymas
resident-mine-when = Išsiųsta
resident-mine-mark = Bylos numeris
resident-mine-state = Būsena
resident-mine-receipt = Patvirtinimas
resident-mine-receipt-show = Peržiūrėti

## Asmuo arba įmonė
resident-pesel = PESEL
resident-party-born-on = Gimimo data
resident-party-born-on-short = gim.
resident-party-born-on-hint = Įrašykite tik tada, kai neturite PESEL numerio.
resident-party-pesel-hint = 11 skaitmenų. Jei neturite PESEL numerio, toliau įrašykite gimimo datą.

## Tikrinimas ir siuntimas
resident-check-title = Prieš siųsdami prašymą, patikrinkite atsakymus
resident-send-title = Siųskite prašymą
resident-send-text = Siųsdami prašymą patvirtinate, kad atsakymai teisingi. Prašymas iš karto pateks į įstaigą, o Jūs gausite patvirtinimą su numeriu.
resident-unsure-title = Dar nežinome, ar prašymas pasiekė įstaigą
resident-unsure-text = Siunčiant nutrūko ryšys. Paspauskite toliau esantį mygtuką. Jei prašymas jau gautas, pamatysite jo patvirtinimą ir neišsiųsite antrą kartą.
resident-unsure-again = Patikrinti arba siųsti dar kartą

## Patvirtinimas
resident-receipt-title = Patvirtinimas { $number }
resident-receipt-heading = Prašymas išsiųstas
resident-receipt-number = Patvirtinimo numeris
resident-receipt-lead = Tai oficialus prašymo pateikimo patvirtinimas. Išsaugokite jį arba išspausdinkite. Čia galite grįžti bet kada.
resident-receipt-service = Paslauga
resident-receipt-office = Įstaiga
resident-receipt-office-numbers = Įstaigos numeriai
resident-receipt-filed = Pateikta
resident-receipt-mark = Bylos numeris
resident-receipt-sender = Siuntėjas
resident-receipt-assurance = Tapatybės patvirtinimas: { $level }
resident-receipt-next = Kas toliau
resident-receipt-due = Įstaiga turėtų išspręsti bylą iki: { $date }.
resident-receipt-follow = Bylos eigą ir įstaigos atsakymus matysite puslapyje:
resident-receipt-case = Jūsų byla
resident-receipt-keep = Išsaugokite patvirtinimo numerį. Nurodykite jį, kai teirausitės apie bylą.
resident-receipt-contact = Klausimai: { $contact }.
resident-receipt-files = Išsiųsti failai
resident-receipt-proof = Kaip patikrinti šį patvirtinimą
resident-receipt-proof-text = Maiša yra prašymo turinio ir failų atspaudas. Jei kas nors juos pakeistų, maiša būtų kitokia. Ją kiekvienas gali patikrinti įstaigos svetainėje.
resident-receipt-hash = Turinio maiša (SHA-256)
resident-receipt-edition = Formos laida ir jos maiša
resident-receipt-verify = Tikrinimo puslapis

## Patvirtinimo tikrinimas
resident-verify-title = Tikrinti patvirtinimą
resident-verify-lead = Patikrinkite, ar patvirtinimą išdavė ši įstaiga ir ar niekas nepakeitė prašymo.
resident-verify-number-hint = Pavyzdžiui, GRA-7K3M-9Q2X-8T5. Didžiosios ar mažosios raidės ir brūkšneliai neturi reikšmės.
resident-verify-hash-hint = Įveskite visą maišą arba bent 16 pirmųjų jos ženklų.
resident-verify-number-wrong = Įveskite visą patvirtinimo numerį ir patikrinkite kiekvieną ženklą
resident-verify-hash-wrong = Įveskite bent 16 pirmųjų maišos ženklų: skaitmenis ir raides nuo a iki f
resident-verify-check = Tikrinti
resident-verify-genuine = Patvirtinimas tikras
resident-verify-genuine-text = Jį išdavė ši įstaiga, o maiša sutampa su prašymo turiniu.
resident-verify-unknown = Tokio patvirtinimo nežinome
resident-verify-unknown-text = Patikrinkite numerį ir maišą. Jei jie perrašyti be klaidų, šio patvirtinimo ši įstaiga neišdavė arba kažkas pakeitė jo turinį.

## Ko trūksta
resident-required-text = Užpildykite lauką „{ $label }“
resident-required-choose = Pasirinkite atsakymą: „{ $label }“
resident-required-choose-any = Pažymėkite bent vieną atsakymą: „{ $label }“
resident-required-yes-no = Pasirinkite „Taip“ arba „Ne“: „{ $label }“
resident-required-file = Pridėkite failą: „{ $label }“
resident-required-group = Pridėkite bent vieną įrašą: „{ $label }“
resident-required-party = Pasirinkite asmenį arba įmonę
resident-required-part = Užpildykite lauką „{ $label }“

## Ką pataisyti
resident-fault-required = Užpildykite lauką „{ $label }“
resident-fault-not-declared = Pažymėkite šį pareiškimą: be jo prašymo nepriimsime
resident-fault-too-short = Lauke „{ $label }“ įveskite ne mažiau ženklų kaip: { $min }
resident-fault-too-long = Sutrumpinkite tekstą lauke „{ $label }“. Daugiausia ženklų: { $max }
resident-fault-pattern = Lauke „{ $label }“ įveskite atsakymą taip, kaip parodyta užuominoje
resident-fault-not-a-number = Lauke „{ $label }“ įveskite skaičių skaitmenimis, pavyzdžiui, 12,5
resident-fault-not-money = Lauke „{ $label }“ įveskite sumą zlotais, pavyzdžiui, 1200,50
resident-fault-too-small = Lauke „{ $label }“ įveskite skaičių, ne mažesnį kaip { $min }
resident-fault-too-large = Lauke „{ $label }“ įveskite skaičių, ne didesnį kaip { $max }
resident-fault-too-many-decimals = { $max ->
    [0] Lauke „{ $label }“ įveskite skaičių be kablelio
   *[other] Lauke „{ $label }“ įveskite skaičių, kuriame po kablelio ne daugiau skaitmenų kaip: { $max }
}
resident-fault-not-a-date = Lauke „{ $label }“ įveskite esamą datą, pavyzdžiui, 22.11.2026
resident-fault-too-early = Lauke „{ $label }“ įveskite datą, ne ankstesnę kaip { $earliest }
resident-fault-too-late = Lauke „{ $label }“ įveskite datą, ne vėlesnę kaip { $latest }
resident-fault-range-reversed = Įveskite pabaigos datą, ne ankstesnę už pradžios datą
resident-fault-not-an-email = Įveskite visą el. pašto adresą, pavyzdžiui, anna@example.com
resident-fault-not-a-phone = Įveskite telefono numerį, pavyzdžiui, 600 100 200
resident-fault-not-a-choice = Pasirinkite atsakymą iš sąrašo: „{ $label }“
resident-fault-pesel = Įveskite 11 PESEL numerio skaitmenų ir patikrinkite kiekvieną
resident-fault-nip = Įveskite 10 NIP numerio skaitmenų ir patikrinkite kiekvieną
resident-fault-regon = Įveskite 9 arba 14 REGON numerio skaitmenų ir patikrinkite kiekvieną
resident-fault-nrb = Įveskite 26 sąskaitos numerio skaitmenis ir patikrinkite kiekvieną
resident-fault-land-register = Įveskite visą žemės registro numerį, pavyzdžiui, BI1B/00012345/6
resident-fault-parcel = Įveskite visą sklypo identifikatorių, pavyzdžiui, 200401_1.0003.512/4
resident-fault-postal-code = Įveskite penkių skaitmenų pašto kodą, pavyzdžiui, 15-001
resident-fault-teryt = Pasirinkite valsčių iš sąrašo
resident-fault-country = Pasirinkite valstybę iš sąrašo
resident-fault-pesel-or-birth = Įveskite PESEL numerį, o jei jo neturite, gimimo datą
resident-fault-too-few-items = Dalyje „{ $label }“ pridėkite įrašų. Jų reikia ne mažiau kaip: { $min }
resident-fault-too-many-items = Dalyje „{ $label }“ pašalinkite dalį įrašų. Jų gali būti ne daugiau kaip: { $max }
resident-fault-too-many-files = Lauke „{ $label }“ pašalinkite dalį failų. Jų gali būti ne daugiau kaip: { $max }
resident-fault-file-type = Lauke „{ $label }“ pridėkite vieno iš šių formatų failą: { $accepted }
resident-fault-file-too-large = Lauke „{ $label }“ pridėkite failą, ne didesnį kaip { $max_mb } MB
resident-fault-file-lost = Lauke „{ $label }“ pridėkite failą dar kartą
resident-fault-unknown-step = Šios prašymo dalies nereikia. Grįžkite į dalių sąrašą

## Nauja paslaugos laida
resident-newer-title = Ši paslauga pasikeitė
resident-newer-text = Paslauga pasikeitė { $when }. Galite baigti prašymą ankstesnėje formoje arba perkelti atsakymus į naują.
resident-newer-changes = Kas pasikeitė
resident-newer-move = Perkelti atsakymus į naują formą
resident-move-title = Perkelti atsakymus į naują formą?
resident-move-outdated = Prašymas arba paslauga pasikeitė po to, kai atidarėte šį puslapį. Dar kartą perskaitykite, kas įvyks.
resident-move-nothing-seen = Formoje Jums niekas nepasikeitė.
resident-move-all-kept = Perkelsime visus atsakymus ir failus. Niekas nedings.
resident-move-lost = Šių atsakymų neperkelsime
resident-move-gone = Nauja forma to neklausia.
resident-move-other-kind = Į šį klausimą dabar atsakoma kitaip.
resident-move-no-longer-fits = Nauja forma šio atsakymo nepriima.
resident-move-again = Šias dalis reikės peržiūrėti dar kartą
resident-move-text = To negalima atšaukti. Jei liksite prie ankstesnės formos, ją vis tiek galėsite išsiųsti.
resident-move-do = Perkelti atsakymus
resident-move-stay = Likti prie ankstesnės
resident-moved = Atsakymai perkelti į naują formą. Peržiūrėkite pasikeitusias dalis.

# Mano bylos: gyventojo bylų puslapiai.

resident-case-list-title = Mano bylos
resident-case-none = Dar neturite nė vienos bylos
resident-case-none-text = Išsiuntę prašymą, čia matysite, kas su juo vyksta.
resident-case-to-services = Peržiūrėti paslaugas
resident-case-waiting = Laukia Jūsų
resident-case-open = Nagrinėjamos
resident-case-over = Išspręstos
resident-case-line-due = Atsakymas ne vėliau kaip { $day }
resident-case-line-late = Terminas baigėsi { $day }
resident-case-line-opened = Gauta { $day }

## Bylos būklė
resident-case-now-registered = Įstaiga gavo Jūsų prašymą. Jis perduotas padaliniui: { $unit }.
resident-case-now-in-progress = Bylą nagrinėja { $unit }.
resident-case-now-in-progress-by = Bylą nagrinėja { $name }, { $unit }.
resident-case-now-waiting = Įstaiga laukia Jūsų atsakymo iki { $day }. Iki tol bylos sprendimo terminas neskaičiuojamas.
resident-case-now-settled = Byla išspręsta. Perskaitykite sprendimą.
resident-case-now-closed = Byla baigta. Jums nieko nereikia daryti.
resident-case-next-due = Įstaiga turi laiko iki { $day }. Dabar Jums nieko nereikia daryti.
resident-case-next-late = Terminas baigėsi { $day }. Galite pateikti įstaigai paraginimą (ponaglenie, KPA 37 str. arba Ordynacja podatkowa 141 str.).

## Klausimas ir atsakymas
resident-case-letter-question = Įstaiga prašo atsakyti
resident-case-letter-answer = Jūsų atsakymas
resident-case-letter-settlement = Sprendimas
resident-case-letter-note = Pastaba
resident-case-answer-label = Jūsų atsakymas
resident-case-answer-hint = Turite laiko iki { $day }.
resident-case-answer-send = Siųsti atsakymą
resident-case-fault-answer = Parašykite atsakymą

## Kita puslapio dalis
resident-case-letters = Ankstesnis susirašinėjimas
resident-case-timeline = Bylos eiga
resident-case-looks = Kas peržiūrėjo Jūsų duomenis
resident-case-looks-hint = Kiekvieną kartą, kai įstaigos darbuotojas atidaro bylą, tai įrašoma.
resident-case-looks-none = Šios bylos dar niekas neperžiūrėjo.
resident-case-facts = Bylos duomenys
resident-case-mark = Bylos numeris
resident-case-opened = Gauta
resident-case-due = Sprendimo terminas
resident-case-unit = Kas nagrinėja
resident-case-receipt = Pateikimo patvirtinimas
resident-case-who-applicant = Jūs

## Įvykiai
resident-case-event-opened = Įstaiga priėmė Jūsų prašymą
resident-case-event-taken-on = Darbuotojas ėmėsi bylos
resident-case-event-asked = Įstaiga paprašė Jūsų atsakyti
resident-case-event-answered = Jūsų atsakymas pasiekė įstaigą
resident-case-event-settled = Byla išspręsta
resident-case-event-closed = Byla baigta

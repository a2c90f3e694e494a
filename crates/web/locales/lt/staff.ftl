### Žodžiai apie bylą, kuriuos mato ir gyventojas. Darbuotojo skydelis yra lenkų ir anglų kalbomis.

staff-letter-read = perskaityta { $when }
staff-look-unknown = Asmuo ne iš darbuotojų sąrašo
staff-look-times = { $count ->
    [one] { "" }
    [few] { $count } kartus tą dieną
   *[other] { $count } kartų tą dieną
}
staff-term-from = { $term } nuo { $day }, { $basis }
staff-term-basis = Pagrindas: { $basis }
staff-term-excluded = { $days ->
    [one] Neįskaičiuota { $days } atsakymo laukimo diena, { $basis }
    [few] Neįskaičiuotos { $days } atsakymo laukimo dienos, { $basis }
   *[other] Neįskaičiuota { $days } atsakymo laukimo dienų, { $basis }
}
staff-term-suspended = Neskaičiuojamas, nes laukiame atsakymo, { $basis }
staff-term-moved = Perkeltas iš { $day }, nes ta diena yra: { $why }, { $basis }
staff-length-days = { $count ->
    [one] { $count } diena
    [few] { $count } dienos
   *[other] { $count } dienų
}
staff-length-weeks = { $count ->
    [one] { $count } savaitė
    [few] { $count } savaitės
   *[other] { $count } savaičių
}
staff-length-months = { $count ->
    [one] { $count } mėnuo
    [few] { $count } mėnesiai
   *[other] { $count } mėnesių
}
staff-length-years = { $count ->
    [one] { $count } metai
    [few] { $count } metai
   *[other] { $count } metų
}
staff-event-opened-due = Sprendimo terminas: { $day }
staff-event-asked-by = Atsakyti reikia iki { $day }
staff-event-answered-due = Naujas sprendimo terminas: { $day }
staff-length-working-days = { $count ->
    [one] { $count } darbo diena
    [few] { $count } darbo dienos
   *[other] { $count } darbo dienų
}

### Savi seansai: sąrašas ir atsijungimas kituose įrenginiuose.

sessions-title = Jūsų seansai
sessions-text = Čia matote, kur šiuo metu esate prisijungę prie šios įstaigos. Jei kurio nors seanso neatpažįstate, atsijunkite kituose įrenginiuose.
sessions-table = Aktyvūs seansai
sessions-which = Seansas
sessions-here = Ši naršyklė
sessions-elsewhere = Kitas įrenginys arba naršyklė
sessions-begun = Pradžia
sessions-seen = Paskutinį kartą naudota
sessions-end = Atsijungti kituose įrenginiuose
sessions-alone = Neturite kitų aktyvių seansų.
sessions-confirm-title = Atsijungti kituose įrenginiuose?
sessions-confirm-text = { $count ->
    [one] Baigsime { $count } kitą seansą. Ten atidarytoje formoje neišsaugoti laukai prapuls, išsaugoti žingsniai liks. Šioje naršyklėje liksite prisijungę.
    [few] Baigsime { $count } kitus seansus. Ten atidarytose formose neišsaugoti laukai prapuls, išsaugoti žingsniai liks. Šioje naršyklėje liksite prisijungę.
   *[other] Baigsime { $count } kitų seansų. Ten atidarytose formose neišsaugoti laukai prapuls, išsaugoti žingsniai liks. Šioje naršyklėje liksite prisijungę.
}
sessions-yes = Taip, atsijungti
sessions-no = Ne, grįžti
sessions-ended = Kiti seansai baigti.

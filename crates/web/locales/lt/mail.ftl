### Elektroniniai laiškai: kas įvyko ir kur apie tai perskaityti. Be bylų turinio ir asmenų duomenų.

mail-filed-subject = { $office }: gavome Jūsų prašymą
mail-filed-text =
    Laba diena,

    gavome Jūsų prašymą: { $service }.
    Patvirtinimo numeris: { $number }

    Patvirtinimą ir bylos būseną matysite prisijungę:
    { $link }

    Jei mums ko nors reikės, parašysime.
mail-asked-subject = { $office }: prašome atsakyti byloje { $mark }
mail-asked-text =
    Laba diena,

    Jūsų byloje { $mark } ({ $service }) mums reikia atsakymo. Klausimą perskaitysite prisijungę:
    { $link }

    Prašome atsakyti iki { $date }. Iki tol bylos sprendimo terminas neskaičiuojamas.
mail-settled-subject = { $office }: išsprendėme bylą { $mark }
mail-settled-text =
    Laba diena,

    išsprendėme Jūsų bylą { $mark } ({ $service }). Sprendimą perskaitysite prisijungę:
    { $link }
mail-foot =
    { $office }

    Šį laišką išsiuntė programa. Laiškuose niekada neprašome slaptažodžio, PESEL numerio ar pinigų.

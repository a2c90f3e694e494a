### Gyventojų prisijungimas ir atsijungimas.

signin-title = Prisijungti
signin-lead = Pasirinkite, kaip norite patvirtinti savo tapatybę.
signin-level-needed = Šiam reikalui reikia patvirtinti tapatybę šiuo lygiu: { $level }.
signin-step-up = Jau esate prisijungę, bet šiam reikalui reikia patikimesnio tapatybės patvirtinimo: { $level }. Prisijunkite dar kartą. Išsaugoti atsakymai neprapuls.
signin-no-providers = Ši įstaiga dar neturi prisijungimo internetu. Sutvarkykite reikalą įstaigoje arba paskambinkite.
signin-what-we-get = Įstaiga gaus Jūsų vardą ir pavardę, gimimo datą ir PESEL numerį, jei jį turite. Slaptažodžio ji nesužinos.

signin-expired-title = Prisijungimo laikas baigėsi
signin-expired-text = Praėjo per daug laiko, šis bandymas jau panaudotas arba prasidėjo kitoje naršyklėje. Pradėkite iš naujo.
signin-cancelled-title = Prisijungimas nutrauktas
signin-cancelled-text = Neprisijungėte. Galite bandyti dar kartą arba pasirinkti kitą būdą.
signin-provider-refused-title = Nepavyko patvirtinti tapatybės
signin-provider-refused-text = Gautas atsakymas nepraėjo patikros. Bandykite dar kartą. Jei tai pasikartos, paskambinkite į įstaigą.
signin-level-too-low-title = Reikia patikimesnio patvirtinimo
signin-level-too-low-text = Šiam reikalui reikia patvirtinti tapatybę šiuo lygiu: { $level }. Prisijunkite būdu, kuris suteikia šį lygį, pavyzdžiui, elektronine asmens tapatybės kortele arba patikimuoju profiliu (profil zaufany).
signin-provider-away-title = Prisijungimas laikinai neveikia
signin-provider-away-text = Negalime prisijungti prie tapatybę patvirtinančios paslaugos. Bandykite po kelių minučių.

signin-out-title = Atsijungta
signin-out-text = Seansas baigtas. Uždarykite naršyklę, jei naudojatės svetimu kompiuteriu.
signin-to-sign-in = Eiti prisijungti

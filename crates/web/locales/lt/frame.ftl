### Naršymas, klaidų puslapiai, prieinamumo deklaracija, asmens duomenys.

language-name = Lietuvių
language-binding = Tai vertimas. Lemia lenkiškas tekstas, o įstaigos raštai ir sprendimai rašomi lenkų kalba.
region-name = Palenkės vaivadijos įstaigos
crumb-home = Pradžios puslapis
nav-services = Paslaugos
nav-my-cases = Mano bylos
nav-my-drafts = Mano prašymai
nav-verify = Tikrinti patvirtinimą
nav-offices = Įstaigos
footer-phone = tel. { $phone }
footer-email = el. paštas: { $email }

error-cross-site-title = Šios formos nepriėmėme
error-cross-site-text = Forma išsiųsta iš kitos svetainės. Atidarykite įstaigos puslapį ir siųskite ją iš ten.

declaration-title = Prieinamumo deklaracija
declaration-intro = įsipareigoja užtikrinti savo svetainės prieinamumą pagal 2019 m. balandžio 4 d. įstatymą dėl viešųjų subjektų svetainių ir mobiliųjų programėlių skaitmeninio prieinamumo. Deklaracija taikoma svetainei
declaration-published = Svetainės paskelbimo data
declaration-updated = Paskutinio esminio atnaujinimo data
declaration-status-title = Atitiktis įstatymui
declaration-status-before = Svetainė
declaration-status-full = atitinka
declaration-status-partial = iš dalies atitinka
declaration-status-none = neatitinka
declaration-gaps-title = Neprieinamas turinys
declaration-burden = Pernelyg didelių sąnaudų analizė
declaration-audited = Vertino išorės įstaiga:
declaration-reviewed = Deklaracija paskutinį kartą peržiūrėta
declaration-apps-title = Mobiliosios programėlės
office-banner = Įstaigos pranešimas
privacy-line = Duomenų valdytojas: { $controller }. Duomenų apsaugos pareigūnas: { $email }.
declaration-status-after = įstatymo priedą. Gyventojų siunčiami dokumentai gali būti skaitmeniškai neprieinami.
declaration-made-title = Deklaracijos parengimas
declaration-made = Deklaracija parengta
declaration-how = Vertinimas atliktas savarankiškai: kiekvieną puslapį naršyklėje tikrina programa, o svarbiausių reikalų kelią klaviatūra pereina žmogus.
declaration-keyboard = Svetainėje galima naudoti įprastus naršyklės klavišų derinius. Darbuotojo skydelyje veikia klavišai J, K ir O, kuriuos galima išjungti.
declaration-contact-title = Atsiliepimai ir kontaktai
declaration-contact = Už pastabų ir prašymų nagrinėjimą atsako
declaration-procedure-title = Prašymai ir skundai
declaration-procedure = Kiekvienas gali reikalauti užtikrinti skaitmeninį prieinamumą. Reikalavime nurodykite kontaktinius duomenis, puslapį arba jo elementą ir Jums patogų būdą. Atsakysime ne vėliau kaip per 7 dienas, o jei tai neįmanoma, nurodysime priežastį ir naują terminą, ne ilgesnį kaip 2 mėnesiai. Atsisakymo atveju galite pateikti skundą.
declaration-ombudsman = Piliečių teisių gynėjo (Rzecznik Praw Obywatelskich) svetainė
declaration-building-title = Architektūrinis prieinamumas

privacy-title = Asmens duomenys
privacy-controller = Duomenų valdytojas
privacy-officer = Duomenų apsaugos pareigūnas
privacy-purpose = Kam ir kokiu pagrindu
privacy-rights = Jūsų teisės
privacy-rights-text = Galite reikalauti susipažinti su savo duomenimis, juos ištaisyti ir apriboti jų tvarkymą, o teisės aktų nustatyta tvarka ir ištrinti. Galite pateikti skundą Asmens duomenų apsaugos tarnybos pirmininkui (Prezes Urzędu Ochrony Danych Osobowych).
privacy-log = Kas peržiūri Jūsų duomenis
privacy-log-text = Kiekviena darbuotojo Jūsų bylos peržiūra įrašoma. Ją matysite savo bylos puslapyje. Kitos šios platformos įstaigos Jūsų duomenų nemato.

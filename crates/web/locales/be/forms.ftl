### Формы: назвы частак палёў, падказкі і паведамленні. Кожнае паведамленне кажа, што зрабіць.

## Агульнае
error-summary-title = Выпраўце гэтыя месцы, каб перайсці далей
field-optional = (неабавязкова)
field-choose = Выберыце са спіса
field-date-from = Ад
field-date-to = Да
field-max-characters = Можна ўвесці не больш за столькі знакаў: { $max }
field-characters-left = Засталося знакаў:
file-send = Дадаць файл
file-remove = Выдаліць
file-rules = Дазволеныя файлы: { $types }. Адзін файл можа мець не больш за { $max } МБ.
file-count = Можна дадаць не больш за столькі файлаў: { $max }.
file-scan-waiting = Правяраем файл
file-scan-clean = Файл правераны
group-add = Дадаць яшчэ адну пазіцыю
group-remove = Выдаліць

## Адрас і бок
address-street = Вуліца
address-street-hint = Прапусціце, калі ў населеным пункце няма вуліц
address-house = Нумар дома
address-flat = Нумар памяшкання
address-postal-code = Паштовы індэкс
address-city = Населены пункт
party-kind = Хто гэта?
party-person = Асоба
party-firm = Фірма або ўстанова
party-first-name = Імя
party-last-name = Прозвішча
party-pesel = Нумар PESEL
party-firm-name = Назва
party-nip = NIP

## Падказкі
hint-pesel = 11 лічбаў з пасведчання асобы або праграмы mObywatel
hint-nip = 10 лічбаў, можна ўводзіць са злучкамі
hint-regon = 9 або 14 лічбаў
hint-nrb = 26 лічбаў, можна ўводзіць з прабеламі
hint-land-register = Напрыклад BI1B/00012345/6
hint-parcel = Напрыклад 123/4
hint-date = Напрыклад 22.11.2026
hint-phone = Напрыклад 600 100 200
hint-email = Напрыклад anna@example.com
hint-postal-code = Напрыклад 15-001
hint-money = Напрыклад 1200,50

## Паведамленні
fault-required = Запоўніце гэтае поле
fault-required-named = Запоўніце поле «{ $label }»
fault-choice = Выберыце адзін адказ са спіса
fault-choice-any = Пазначце прынамсі адзін адказ
fault-choice-min = Пазначце не менш за столькі адказаў: { $min }
fault-choice-max = Пазначце не больш за столькі адказаў: { $max }
fault-yes-no = Выберыце «Так» або «Не»
fault-too-short = Увядзіце не менш за столькі знакаў: { $min }
fault-too-long = Скараціце тэкст, каб ён меў не больш за столькі знакаў: { $max }
fault-characters = Выдаліце знакі, якія немагчыма захаваць
fault-pattern = Увядзіце адказ у такім выглядзе, як у падказцы
fault-number = Увядзіце лік лічбамі, напрыклад 12,5
fault-whole-number = Увядзіце цэлы лік, напрыклад 12
fault-decimals = Увядзіце не больш за столькі лічбаў пасля коскі: { $decimals }
fault-min = Увядзіце лік, не меншы за { $min }
fault-max = Увядзіце лік, не большы за { $max }
fault-money = Увядзіце суму ў злотых, напрыклад 1200,50
fault-date = Увядзіце дату, якая існуе, напрыклад 22.11.2026
fault-date-before = Увядзіце дату, не пазнейшую за { $date }
fault-date-after = Увядзіце дату, не ранейшую за { $date }
fault-date-order = Увядзіце канцавую дату, не ранейшую за пачатковую
fault-email = Увядзіце адрас электроннай пошты цалкам, напрыклад anna@example.com
fault-phone = Увядзіце нумар тэлефона, напрыклад 600 100 200
fault-pesel = Увядзіце ўсе 11 лічбаў нумара PESEL і праверце, ці няма памылкі
fault-pesel-length = Увядзіце 11 лічбаў нумара PESEL
fault-nip = Увядзіце 10 лічбаў нумара NIP і праверце, ці няма памылкі
fault-regon = Увядзіце 9 або 14 лічбаў нумара REGON і праверце, ці няма памылкі
fault-nrb = Увядзіце 26 лічбаў нумара рахунку і праверце, ці няма памылкі
fault-land-register = Увядзіце нумар зямельнай кнігі цалкам, напрыклад BI1B/00012345/6
fault-parcel = Увядзіце нумар участка, напрыклад 123/4
fault-postal-code = Увядзіце паштовы індэкс з пяці лічбаў, напрыклад 15-001
fault-teryt = Выберыце населены пункт са спіса
fault-pwz = Увядзіце 7 лічбаў нумара права на выкананне прафесіі
fault-ade = Увядзіце адрас для дастаўкі цалкам, ён пачынаецца з AE:PL
fault-declaration = Пазначце запэўненне, каб даслаць заяву
fault-file-required = Дадайце файл
fault-file-type = Дадайце файл у адным з фарматаў: { $types }
fault-file-too-big = Дадайце файл, не большы за { $max } МБ
fault-file-empty = Дадайце файл, які мае змест. Гэты пусты
fault-file-too-many = Выдаліце частку файлаў. Можна дадаць не больш за { $max }
fault-file-password = Дадайце файл без пароля
fault-file-virus = Дадайце іншы файл. У гэтым мы знайшлі вірус
fault-file-unsent = Дадайце файл яшчэ раз. Яго не ўдалося перадаць
fault-group-min = Дадайце пазіцыі, каб іх было не менш за { $min }
fault-group-max = Выдаліце пазіцыі, каб іх было не больш за { $max }
fault-changed = Праверце гэты адказ. Форма змянілася
fault-unknown = Выпраўце гэты адказ

### Старонкі жыхара: паслугі, формы, дасыланне, пацвярджэнні.

## Галоўная старонка і спіс паслуг
resident-home-title = Галоўная старонка
resident-home-heading = Вырашыце справу праз інтэрнэт
resident-home-lead = Напішыце, што Вы хочаце зрабіць, або выберыце са спіса. Дасланую заяву мы пацвярджаем адразу.
resident-home-services = Паслугі
resident-home-most-used = Найбольш папулярныя
resident-home-no-services = Установа яшчэ не адкрыла ніводнай паслугі
resident-home-no-services-text = Справу можна вырашыць на месцы, лістом або праз e-Doręczenia. Звесткі пра ўстанову ніжэй.
resident-home-contact = Установа на месцы
resident-home-address = Адрас
resident-home-phone = Тэлефон
resident-home-email = Электронная пошта
resident-home-hours = Гадзіны працы
resident-home-closed = Установа не працуе: { $date }
resident-home-closed-text = Праз інтэрнэт Вы дашляце заяву і ў гэты дзень.
resident-services-title = Паслугі
resident-services-all = Усе паслугі
resident-services-none = Такой паслугі няма
resident-services-none-text = Паспрабуйце іншыя словы або зніміце фільтры. Калі ніводная паслуга не падыходзіць, дашліце агульны ліст.
resident-search-label = Што Вы хочаце зрабіць?
resident-filter-category = Галіны
resident-filter-life = Жыццёвыя сітуацыі

## Картка паслугі
resident-card-who = Для каго
resident-card-needed = Што падрыхтаваць
resident-card-documents = Дакументы, якія трэба дадаць
resident-card-if-needed = (калі датычыцца)
resident-card-draft = У Вас ёсць пачатая заява
resident-card-start-new = Пачаць новую заяву
resident-card-will-sign-in = Пасля націскання кнопкі мы папросім Вас увайсці.
resident-card-open-until = Заявы прымаем да: { $date }.
resident-card-closed = Цяпер мы не прымаем гэтых заяў
resident-card-closed-text = Наступны раз заяву можна падаць з: { $date }.
resident-card-how = Як гэта зрабіць
resident-card-result = Што Вы атрымаеце
resident-card-appeal = Калі Вы не згодныя
resident-card-channels = Іншыя спосабы
resident-card-legal-basis = Прававая падстава
resident-card-personal-data = Што мы зробім з Вашымі данымі
resident-card-facts = Самая важная інфармацыя
resident-card-basis = Падстава:
resident-card-time = Час
resident-card-fee = Аплата
resident-card-no-fee = Бясплатна
resident-card-level = Уваход
resident-card-rules = Больш інфармацыі
resident-fee-by-answers = сума залежыць ад адказаў
resident-fee-unknown = суму назаве ўстанова
resident-fees = Аплата
resident-fees-later = Як і калі заплаціць, Вы даведаецеся ад установы пасля дасылання заявы.
resident-payee-seat = Вы плаціце гміне, у якой знаходзіцца ўстанова.
resident-payee-office = Вы плаціце гэтай установе.
resident-payee-principal = Вы плаціце гміне, у якой жыве асоба, што выдала даверанасць.
resident-channel-counter = На месцы або лістом: { $place }.
resident-channel-delivery = Праз e-Doręczenia, на адрас { $ade }.
resident-channel-phone = Спытаць можна па тэлефоне: { $phone }.

## Чарнавік
resident-tasks-crumb = Чарнавік
resident-tasks-done = Запоўненыя часткі: { $done } з { $all }
resident-tasks-check = Праверыць і даслаць
resident-tasks-go-on = Запаўняць далей
resident-tasks-not-ready = Перш чым даслаць заяву, запоўніце і захавайце кожную частку.
resident-tasks-kept = Адказы захоўваем у Вашым уліковым запісе. Вы закончыце заяву на любой прыладзе.
resident-tasks-kept-browser = Адказы захоўваем 7 дзён і пакажам іх толькі ў гэтым браўзеры.
resident-new-questions = З’явіліся новыя пытанні. Адкажыце на іх і перайдзіце далей.
resident-purpose = Навошта пытаем: { $purpose }
resident-item = Пазіцыя
resident-add-item = Дадаць яшчэ адну пазіцыю: { $item }
resident-remove-title = Выдаліць чарнавік?
resident-remove-text = Мы выдалім адказы і файлы з заявы «{ $title }». Гэтага нельга скасаваць.
resident-mine-title = Мае заявы
resident-mine-drafts = Чарнавікі
resident-mine-no-drafts = У Вас няма пачатых заяў
resident-mine-filed = Дасланыя заявы
resident-mine-no-filed = У Вас няма дасланых заяў
resident-mine-saved = Апошні раз захавана: { $when }.
resident-mine-what = Заява
resident-mine-when = Даслана
resident-mine-mark = Нумар справы
resident-mine-state = Стан
resident-mine-receipt = Пацвярджэнне
resident-mine-receipt-show = Паглядзець

## Асоба або фірма
resident-pesel = PESEL
resident-party-born-on = Дата нараджэння
resident-party-born-on-short = нар.
resident-party-born-on-hint = Увядзіце, толькі калі не маеце нумара PESEL.
resident-party-pesel-hint = 11 лічбаў. Калі не маеце нумара PESEL, увядзіце ніжэй дату нараджэння.

## Праверка і дасыланне
resident-check-title = Праверце адказы, перш чым даслаць заяву
resident-send-title = Дашліце заяву
resident-send-text = Дасылаючы заяву, Вы пацвярджаеце, што адказы праўдзівыя. Заява адразу трапіць ва ўстанову, а Вы атрымаеце пацвярджэнне з нумарам.
resident-unsure-title = Мы яшчэ не ведаем, ці дайшла заява
resident-unsure-text = Сувязь перарвалася ў час дасылання. Націсніце кнопку ніжэй. Калі заява ўжо дайшла, Вы ўбачыце яе пацвярджэнне і не дашляце яе другі раз.
resident-unsure-again = Праверыць або даслаць яшчэ раз

## Пацвярджэнне
resident-receipt-title = Пацвярджэнне { $number }
resident-receipt-heading = Заява даслана
resident-receipt-number = Нумар пацвярджэння
resident-receipt-lead = Гэта афіцыйнае пацвярджэнне падання заявы. Захавайце яго або надрукуйце. Вы можаце вярнуцца сюды ў любы час.
resident-receipt-service = Паслуга
resident-receipt-office = Установа
resident-receipt-office-numbers = Нумары ўстановы
resident-receipt-filed = Пададзена
resident-receipt-mark = Нумар справы
resident-receipt-sender = Адпраўшчык
resident-receipt-assurance = Пацвярджэнне асобы: { $level }
resident-receipt-next = Што далей
resident-receipt-due = Установа павінна вырашыць справу да: { $date }.
resident-receipt-follow = Ход справы і адказы ўстановы Вы ўбачыце на старонцы:
resident-receipt-case = Ваша справа
resident-receipt-keep = Захавайце нумар пацвярджэння. Назавіце яго, калі будзеце пытацца пра справу.
resident-receipt-contact = Пытанні: { $contact }.
resident-receipt-files = Дасланыя файлы
resident-receipt-proof = Як праверыць гэтае пацвярджэнне
resident-receipt-proof-text = Хэш — гэта адбітак зместу заявы і файлаў. Калі б хтосьці нешта ў іх змяніў, хэш быў бы іншым. Кожны можа праверыць яго на сайце ўстановы.
resident-receipt-hash = Хэш зместу (SHA-256)
resident-receipt-edition = Выданне формы і яго хэш
resident-receipt-verify = Старонка праверкі

## Праверка пацвярджэння
resident-verify-title = Праверыць пацвярджэнне
resident-verify-lead = Праверце, ці пацвярджэнне выдала гэтая ўстанова і ці ніхто не змяніў заявы.
resident-verify-number-hint = Напрыклад GRA-7K3M-9Q2X-8T5. Вялікія або малыя літары і злучкі не маюць значэння.
resident-verify-hash-hint = Увядзіце ўвесь хэш або не менш за 16 першых яго знакаў.
resident-verify-number-wrong = Увядзіце нумар пацвярджэння цалкам і праверце кожны знак
resident-verify-hash-wrong = Увядзіце не менш за 16 першых знакаў хэша: лічбы і літары ад a да f
resident-verify-check = Праверыць
resident-verify-genuine = Пацвярджэнне сапраўднае
resident-verify-genuine-text = Яго выдала гэтая ўстанова, а хэш супадае са зместам заявы.
resident-verify-unknown = Мы не ведаем такога пацвярджэння
resident-verify-unknown-text = Праверце нумар і хэш. Калі яны перапісаныя без памылак, гэтага пацвярджэння не выдавала гэтая ўстанова або хтосьці змяніў яго змест.

## Чаго не хапае
resident-required-text = Запоўніце поле «{ $label }»
resident-required-choose = Выберыце адказ: «{ $label }»
resident-required-choose-any = Пазначце прынамсі адзін адказ: «{ $label }»
resident-required-yes-no = Выберыце «Так» або «Не»: «{ $label }»
resident-required-file = Дадайце файл: «{ $label }»
resident-required-group = Дадайце прынамсі адну пазіцыю: «{ $label }»
resident-required-party = Выберыце асобу або фірму
resident-required-part = Запоўніце поле «{ $label }»

## Што выправіць
resident-fault-required = Запоўніце поле «{ $label }»
resident-fault-not-declared = Пазначце гэтае запэўненне: без яго мы не прымем заявы
resident-fault-too-short = Увядзіце ў полі «{ $label }» не менш за столькі знакаў: { $min }
resident-fault-too-long = Скараціце тэкст у полі «{ $label }». Найбольш знакаў: { $max }
resident-fault-pattern = Увядзіце ў полі «{ $label }» адказ у такім выглядзе, як у падказцы
resident-fault-not-a-number = Увядзіце ў полі «{ $label }» лік лічбамі, напрыклад 12,5
resident-fault-not-money = Увядзіце ў полі «{ $label }» суму ў злотых, напрыклад 1200,50
resident-fault-too-small = Увядзіце ў полі «{ $label }» лік, не меншы за { $min }
resident-fault-too-large = Увядзіце ў полі «{ $label }» лік, не большы за { $max }
resident-fault-too-many-decimals = { $max ->
    [0] Увядзіце ў полі «{ $label }» лік без коскі
   *[other] Увядзіце ў полі «{ $label }» лік, у якім пасля коскі не больш за столькі лічбаў: { $max }
}
resident-fault-not-a-date = Увядзіце ў полі «{ $label }» дату, якая існуе, напрыклад 22.11.2026
resident-fault-too-early = Увядзіце ў полі «{ $label }» дату, не ранейшую за { $earliest }
resident-fault-too-late = Увядзіце ў полі «{ $label }» дату, не пазнейшую за { $latest }
resident-fault-range-reversed = Увядзіце канцавую дату, не ранейшую за пачатковую
resident-fault-not-an-email = Увядзіце адрас электроннай пошты цалкам, напрыклад anna@example.com
resident-fault-not-a-phone = Увядзіце нумар тэлефона, напрыклад 600 100 200
resident-fault-not-a-choice = Выберыце адказ са спіса: «{ $label }»
resident-fault-pesel = Увядзіце 11 лічбаў нумара PESEL і праверце кожную з іх
resident-fault-nip = Увядзіце 10 лічбаў нумара NIP і праверце кожную з іх
resident-fault-regon = Увядзіце 9 або 14 лічбаў нумара REGON і праверце кожную з іх
resident-fault-nrb = Увядзіце 26 лічбаў нумара рахунку і праверце кожную з іх
resident-fault-land-register = Увядзіце нумар зямельнай кнігі цалкам, напрыклад BI1B/00012345/6
resident-fault-parcel = Увядзіце ідэнтыфікатар участка цалкам, напрыклад 200401_1.0003.512/4
resident-fault-postal-code = Увядзіце паштовы індэкс з пяці лічбаў, напрыклад 15-001
resident-fault-teryt = Выберыце гміну са спіса
resident-fault-country = Выберыце краіну са спіса
resident-fault-pesel-or-birth = Увядзіце нумар PESEL, а калі яго не маеце, дату нараджэння
resident-fault-too-few-items = Дадайце пазіцыі ў частцы «{ $label }». Іх трэба не менш за: { $min }
resident-fault-too-many-items = Выдаліце частку пазіцый у частцы «{ $label }». Іх можа быць не больш за: { $max }
resident-fault-too-many-files = Выдаліце частку файлаў у полі «{ $label }». Іх можа быць не больш за: { $max }
resident-fault-file-type = Дадайце ў полі «{ $label }» файл у адным з фарматаў: { $accepted }
resident-fault-file-too-large = Дадайце ў полі «{ $label }» файл, не большы за { $max_mb } МБ
resident-fault-file-lost = Дадайце файл у полі «{ $label }» яшчэ раз
resident-fault-unknown-step = Гэтая частка заявы не патрэбная. Вярніцеся да спіса частак

## Новая рэдакцыя паслугі
resident-newer-title = Гэтая паслуга змянілася
resident-newer-text = Паслуга змянілася { $when }. Вы можаце закончыць заяву на ранейшай форме або перанесці адказы на новую.
resident-newer-changes = Што змянілася
resident-newer-move = Перанесці адказы на новую форму
resident-move-title = Перанесці адказы на новую форму?
resident-move-outdated = Заява або паслуга змяніліся пасля таго, як Вы адкрылі гэтую старонку. Прачытайце яшчэ раз, што адбудзецца.
resident-move-nothing-seen = У форме для Вас нічога не змянілася.
resident-move-all-kept = Мы перанясём усе адказы і файлы. Нічога не згубіцца.
resident-move-lost = Гэтых адказаў мы не перанясём
resident-move-gone = Новая форма пра гэта не пытаецца.
resident-move-other-kind = На гэтае пытанне цяпер адказваюць інакш.
resident-move-no-longer-fits = Новая форма не прымае гэтага адказу.
resident-move-again = Гэтыя часткі трэба будзе прагледзець яшчэ раз
resident-move-text = Гэтага нельга скасаваць. Калі Вы застанецеся на ранейшай форме, яе па-ранейшаму можна даслаць.
resident-move-do = Перанесці адказы
resident-move-stay = Застацца на ранейшай
resident-moved = Адказы перанесены на новую форму. Прагледзьце часткі, якія змяніліся.

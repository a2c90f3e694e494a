### Агульныя тэксты: рамка старонак, кнопкі, станы спраў, старонкі памылак, даты, памеры файлаў.

## Рамка старонкі
title-error-prefix = Памылка:
skip-to-content = Перайсці да зместу
region-line = Электронныя паслугі самакіраванняў Падляскага ваяводства
office-line = Электронныя паслугі ўстановы
region-portal-line = Усе ўстановы ў адным месцы
demo-banner = Дэманстрацыйная версія: звесткі выдуманыя
nav-main = Галоўнае меню
nav-languages = Моўныя версіі
nav-breadcrumb = Шлях назад
nav-pages = Старонкі спіса
signed-in-as = Вы ўвайшлі:
sign-in = Увайсці
sign-out = Выйсці
footer-contact = Кантакты
footer-important = Важная інфармацыя
footer-platform = Пра платформу
footer-bip = Бюлетэнь публічнай інфармацыі (BIP)
footer-declaration = Дэкларацыя даступнасці
footer-privacy = Ахова персанальных даных (RODO)
footer-data = Каталог паслуг як даныя
footer-all-offices = Усе ўстановы на платформе
footer-operator = Платформай Ratusz кіруе Падляскае ваяводства разам з органамі самакіравання. За справы адказвае тая ўстанова, у якую Вы іх дасылаеце.

## Кнопкі і спасылкі
back = Назад
next = Далей
save = Захаваць
save-and-continue = Захаваць і перайсці далей
save-and-leave = Захаваць і закончыць пазней
send = Даслаць
send-application = Даслаць заяву
start = Пачаць
resume = Вярнуцца да заявы
change = Змяніць
remove = Выдаліць
delete-draft = Выдаліць чарнавік
cancel = Скасаваць
close = Закрыць
add = Дадаць
edit = Рэдагаваць
show = Паказаць
show-all = Паказаць усё
download = Спампаваць
download-pdf = Спампаваць PDF
print = Друкаваць
copy = Капіяваць
search = Шукаць
filter = Фільтраваць
filter-clear = Ачысціць фільтры
filters-narrow = Звузіць спіс
filter-remove = Зняць фільтр
search-meant = Ці мелася на ўвазе
sort-by = Сартаваць паводле
yes = Так
no = Не
not-given = Не пазначана
none = Няма
all = Усе
mine = Мае
more = Больш
confirm = Пацвярджаю
refresh = Абнавіць
page-previous = Папярэдняя старонка
page-next = Наступная старонка
opens-new-window = (адкрываецца ў новым акне)
steps = Крокі заявы
step-done = (запоўнены)
required-note = Запоўніце ўсе палі. Палі, якія можна прапусціць, пазначаны як неабавязковыя.

## Заданні і захаванне
task-done = Запоўнена
task-started = Пачата
task-todo = Трэба запоўніць
task-fault = Трэба выправіць
task-blocked = Яшчэ нельга пачаць
saved-at = Захавана а
saved-not = Не ўдалося захаваць. Неўзабаве паспрабуем яшчэ раз.

## Станы справы
state-registered = Зарэгістраваная
state-in-progress = Разглядаецца
state-waiting-for-applicant = Чакае Вас
state-settled = Вырашаная
state-closed = Завершаная
state-draft = Чарнавік
state-filed = Дасланая
outcome-granted = Вырашаная станоўча
outcome-refused = Адмова
outcome-discontinued = Спыненая
outcome-left-unexamined = Пакінутая без разгляду
outcome-handed-over = Перададзеная іншай установе
deadline-today = Тэрмін канчаецца сёння
deadline-in-days = { $days ->
    [one] Застаўся { $days } дзень
    [few] Засталося { $days } дні
    [many] Засталося { $days } дзён
   *[other] Засталося { $days } дня
}
deadline-late-days = { $days ->
    [one] { $days } дзень пасля тэрміну
    [few] { $days } дні пасля тэрміну
    [many] { $days } дзён пасля тэрміну
   *[other] { $days } дня пасля тэрміну
}
deadline-none = Без тэрміну

## Узроўні даверу
role-resident = Жыхар
assurance-none = Без уваходу
assurance-low = Базавы (спасылка, дасланая электроннай поштай)
assurance-substantial = Сярэдні (login.gov.pl, банк, mObywatel)
assurance-high = Высокі (электроннае пасведчанне асобы)
kind-application = Заява
kind-information = Інфармацыя
kind-appointment = Візіт
kind-notification = Паведамленне

## Галіны і жыццёвыя сітуацыі
category-podatki = Падаткі і мясцовыя зборы
category-odpady = Адходы
category-srodowisko = Навакольнае асяроддзе і зеляніна
category-drogi = Дарогі і транспарт
category-nieruchomosci = Нерухомасць
category-budownictwo = Будаўніцтва і планаванне
category-obywatelskie = Грамадзянскія справы
category-rolnictwo = Сельская гаспадарка
category-gospodarka = Прадпрымальніцкая дзейнасць
category-zdrowie = Здароўе і медыцына працы
category-rodzina = Сям’я і сацыяльная дапамога
category-informacja = Публічная інфармацыя, скаргі і петыцыі
category-inne = Іншыя справы
life-kupuje-dom = Купляю дом або ўчастак
life-buduje = Будую або рамантую
life-prowadze-gospodarstwo = Вяду сельскую гаспадарку
life-prowadze-firme = Вяду фірму
life-rodzina = Сям’я і дзеці
life-mieszkam = Жыву ў гміне
life-dbam-o-srodowisko = Клапачуся пра навакольнае асяроддзе
life-korzystam-z-drogi = Карыстаюся дарогай
life-pracuje = Працую або наймаю працаўнікоў
life-zdrowie = Клапачуся пра здароўе

## Старонкі памылак
way-home = Перайсці на галоўную старонку
way-services = Перайсці да спіса паслуг
way-my-cases = Перайсці да сваіх спраў
way-offices = Знайсці сваю ўстанову ў спісе
way-back = Вярнуцца на папярэднюю старонку
way-try-again = Паспрабаваць яшчэ раз
error-not-found-title = Такой старонкі няма
error-not-found-text = Праверце, ці адрас уведзены цалкам. Магчыма, старонку перанеслі або яна прызначана не для Вас.
error-forbidden-title = У Вас няма доступу да гэтай старонкі
error-forbidden-text = Ваш уліковы запіс не мае патрэбных правоў. Калі гэта памылка, напішыце адміністратару ў сваёй установе.
error-sign-in-title = Увайдзіце, каб перайсці далей
error-sign-in-text = Скончыўся час бяздзейнасці або ў гэтым браўзеры не было ўваходу. Захаваныя адказы чакаюць Вас.
error-step-up-title = Гэтая паслуга патрабуе больш надзейнага ўваходу
error-step-up-text = Увайдзіце яшчэ раз праз давераны профіль (profil zaufany), банк, праграму mObywatel або электроннае пасведчанне асобы.
error-conflict-title = Хтосьці змяніў гэтыя звесткі раней за Вас
error-conflict-text = Абнавіце старонку, праверце, што змянілася, і паўтарыце дзеянне.
error-too-large-title = Файл або форма занадта вялікія
error-too-large-text = Вярніцеся да формы і дашліце менш файлаў адразу, лепш па адным, або зменшыце іх. Захаваныя раней адказы чакаюць Вас.
error-bad-request-title = Мы не можам прачытаць гэты адрас або форму
error-bad-request-text = Адрас або форма няпоўныя. Вярніцеся на папярэднюю старонку і паспрабуйце яшчэ раз.
error-too-many-title = Занадта шмат спроб за кароткі час
error-too-many-text = Пачакайце крыху і паспрабуйце яшчэ раз. Нічога не страчана.
error-internal-title = Нешта пайшло не так з нашага боку
error-internal-text = Захаваныя раней адказы ў бяспецы. Паспрабуйце яшчэ раз праз некалькі хвілін. Калі гэта паўтараецца, паведаміце ўстанове нумар звароту.
error-unavailable-title = Паслуга часова недаступная
error-unavailable-text = Ідзе тэхнічны перапынак. Захаваныя адказы ў бяспецы. Вярніцеся сюды праз некалькі хвілін.
error-office-unknown-title = Па гэтым адрасе няма ўстановы
error-office-unknown-text = Праверце адрас або знайдзіце сваю ўстанову ў спісе.
error-office-suspended-title = Гэтая ўстанова цяпер не прымае спраў праз інтэрнэт
error-office-suspended-text = Дасланыя раней справы ў бяспецы. Звярніцеся ва ўстанову па тэлефоне або асабіста.
error-reference = Нумар звароту: { $reference }

## Паведамленні пасля дзеянняў
flash-signed-in = Вы ўвайшлі.
flash-signed-out = Вы выйшлі. Закрыйце браўзер, калі карыстаецеся чужым камп’ютарам.
flash-saved = Захавана.
flash-draft-saved = Чарнавік захаваны. Вы можаце вярнуцца да яго з любой прылады.
flash-draft-deleted = Чарнавік выдалены.
flash-sent = Даслана.
flash-answer-sent = Адказ дасланы ва ўстанову.
flash-sessions-ended = Сеансы завершаны.
flash-file-added = Файл дададзены.
flash-file-removed = Файл выдалены.

## Лічэбнікі
count-cases = { $count ->
    [one] { $count } справа
    [few] { $count } справы
    [many] { $count } спраў
   *[other] { $count } справы
}
count-services = { $count ->
    [one] { $count } паслуга
    [few] { $count } паслугі
    [many] { $count } паслуг
   *[other] { $count } паслугі
}
count-offices = { $count ->
    [one] { $count } установа
    [few] { $count } установы
    [many] { $count } устаноў
   *[other] { $count } установы
}
count-results = { $count ->
    [0] Нічога не знойдзена
    [one] Знойдзены { $count } вынік
    [few] Знойдзена { $count } вынікі
    [many] Знойдзена { $count } вынікаў
   *[other] Знойдзена { $count } выніку
}
count-files = { $count ->
    [one] { $count } файл
    [few] { $count } файлы
    [many] { $count } файлаў
   *[other] { $count } файла
}
count-messages = { $count ->
    [one] { $count } паведамленне
    [few] { $count } паведамленні
    [many] { $count } паведамленняў
   *[other] { $count } паведамлення
}
count-days = { $count ->
    [one] { $count } дзень
    [few] { $count } дні
    [many] { $count } дзён
   *[other] { $count } дня
}
count-faults = { $count ->
    [one] { $count } месца для выпраўлення
    [few] { $count } месцы для выпраўлення
    [many] { $count } месцаў для выпраўлення
   *[other] { $count } месца для выпраўлення
}
page-of = Старонка { $page } з { $pages }
step-of = Крок { $step } з { $steps }

## Даты: «22 лістапада 2026»
month-1 = студзеня
month-2 = лютага
month-3 = сакавіка
month-4 = красавіка
month-5 = мая
month-6 = чэрвеня
month-7 = ліпеня
month-8 = жніўня
month-9 = верасня
month-10 = кастрычніка
month-11 = лістапада
month-12 = снежня
weekday-1 = панядзелак
weekday-2 = аўторак
weekday-3 = серада
weekday-4 = чацвер
weekday-5 = пятніца
weekday-6 = субота
weekday-7 = нядзеля
date-long = { $day } { $month } { $year }
date-time = { $date }, { $time }
today = сёння
yesterday = учора
tomorrow = заўтра

## Памеры файлаў
size-bytes = { $size } Б
size-kilobytes = { $size } кБ
size-megabytes = { $size } МБ

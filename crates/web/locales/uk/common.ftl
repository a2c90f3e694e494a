### Спільні тексти: рамка сторінок, кнопки, стани справ, сторінки помилок, дати, розміри файлів.

## Рамка сторінки
title-error-prefix = Помилка:
skip-to-content = Перейти до змісту
region-line = Електронні послуги органів самоврядування Підляського воєводства
office-line = Електронні послуги установи
region-portal-line = Усі установи в одному місці
demo-banner = Демонстраційна версія: дані вигадані
nav-main = Головне меню
nav-languages = Мовні версії
nav-breadcrumb = Шлях назад
nav-pages = Сторінки списку
signed-in-as = Вхід виконано:
sign-in = Увійти
sign-out = Вийти
footer-contact = Контакти
footer-important = Важлива інформація
footer-platform = Про платформу
footer-bip = Бюлетень публічної інформації (BIP)
footer-declaration = Декларація доступності
footer-privacy = Захист персональних даних (RODO)
footer-data = Каталог послуг як дані
footer-all-offices = Усі установи на платформі
footer-operator = Платформою Ratusz керує Підляське воєводство разом з органами самоврядування. За справи відповідає та установа, до якої Ви їх надсилаєте.

## Кнопки та посилання
back = Назад
next = Далі
save = Зберегти
save-and-continue = Зберегти й перейти далі
save-and-leave = Зберегти й завершити пізніше
send = Надіслати
send-application = Надіслати заяву
start = Почати
resume = Повернутися до заяви
change = Змінити
remove = Видалити
delete-draft = Видалити чернетку
cancel = Скасувати
close = Закрити
add = Додати
edit = Редагувати
show = Показати
show-all = Показати все
download = Завантажити
download-pdf = Завантажити PDF
print = Друкувати
copy = Копіювати
search = Шукати
filter = Фільтрувати
filter-clear = Очистити фільтри
filters-narrow = Звузити список
filter-remove = Зняти фільтр
search-meant = Чи йшлося про
sort-by = Сортувати за
yes = Так
no = Ні
not-given = Не вказано
none = Немає
all = Усі
mine = Мої
more = Більше
confirm = Підтверджую
refresh = Оновити
page-previous = Попередня сторінка
page-next = Наступна сторінка
opens-new-window = (відкривається в новому вікні)
steps = Кроки заяви
step-done = (заповнено)
required-note = Заповніть усі поля. Поля, які можна пропустити, позначено як необов’язкові.

## Завдання та збереження
task-done = Заповнено
task-started = Почато
task-todo = Треба заповнити
task-fault = Треба виправити
task-blocked = Ще не можна почати
saved-at = Збережено о
saved-not = Не вдалося зберегти. За мить спробуємо ще раз.

## Стани справи
state-registered = Зареєстрована
state-in-progress = Розглядається
state-waiting-for-applicant = Чекає на Вас
state-settled = Вирішена
state-closed = Завершена
state-draft = Чернетка
state-filed = Надіслана
outcome-granted = Вирішена позитивно
outcome-refused = Відмова
outcome-discontinued = Провадження закрито
outcome-left-unexamined = Залишена без розгляду
outcome-handed-over = Передана іншій установі
deadline-today = Строк спливає сьогодні
deadline-in-days = { $days ->
    [one] Залишився { $days } день
    [few] Залишилося { $days } дні
    [many] Залишилося { $days } днів
   *[other] Залишилося { $days } дня
}
deadline-late-days = { $days ->
    [one] { $days } день після строку
    [few] { $days } дні після строку
    [many] { $days } днів після строку
   *[other] { $days } дня після строку
}
deadline-none = Без строку

## Рівні довіри
role-resident = Мешканець
assurance-none = Без входу
assurance-low = Базовий (посилання, надіслане електронною поштою)
assurance-substantial = Середній (login.gov.pl, банк, mObywatel)
assurance-high = Високий (е-посвідчення особи)
kind-application = Заява
kind-information = Інформація
kind-appointment = Візит
kind-notification = Повідомлення

## Галузі та життєві ситуації
category-podatki = Податки й місцеві збори
category-odpady = Відходи
category-srodowisko = Довкілля та зелені насадження
category-drogi = Дороги й транспорт
category-nieruchomosci = Нерухомість
category-budownictwo = Будівництво та планування
category-obywatelskie = Громадянські справи
category-rolnictwo = Сільське господарство
category-gospodarka = Підприємницька діяльність
category-zdrowie = Здоров’я та медицина праці
category-rodzina = Сім’я та соціальна допомога
category-informacja = Публічна інформація, скарги та петиції
category-inne = Інші справи
life-kupuje-dom = Купую будинок або ділянку
life-buduje = Будую або ремонтую
life-prowadze-gospodarstwo = Веду сільське господарство
life-prowadze-firme = Веду бізнес
life-rodzina = Сім’я та діти
life-mieszkam = Живу в гміні
life-dbam-o-srodowisko = Дбаю про довкілля
life-korzystam-z-drogi = Користуюся дорогою
life-pracuje = Працюю або наймаю працівників
life-zdrowie = Дбаю про здоров’я

## Сторінки помилок
way-home = Перейти на головну сторінку
way-services = Перейти до списку послуг
way-my-cases = Перейти до своїх справ
way-offices = Знайти свою установу в списку
way-back = Повернутися на попередню сторінку
way-try-again = Спробувати ще раз
error-not-found-title = Такої сторінки немає
error-not-found-text = Перевірте, чи адресу введено повністю. Сторінку могли також перенести, або вона призначена не для Вас.
error-forbidden-title = У Вас немає доступу до цієї сторінки
error-forbidden-text = Ваш обліковий запис не має потрібних прав. Якщо це помилка, напишіть адміністраторові своєї установи.
error-sign-in-title = Увійдіть, щоб продовжити
error-sign-in-text = Минув час бездіяльності або в цьому браузері не виконано вхід. Збережені відповіді чекають на Вас.
error-step-up-title = Ця послуга потребує надійнішого входу
error-step-up-text = Увійдіть ще раз через довірений профіль (profil zaufany), банк, застосунок mObywatel або е-посвідчення особи.
error-conflict-title = Хтось змінив ці дані раніше за Вас
error-conflict-text = Оновіть сторінку, перевірте, що змінилося, і повторіть дію.
error-too-large-title = Файл або форма завеликі
error-too-large-text = Поверніться до форми й надішліть менше файлів одразу, найкраще по одному, або зменште їх. Збережені раніше відповіді чекають на Вас.
error-bad-request-title = Ми не можемо прочитати цю адресу або форму
error-bad-request-text = Адреса або форма неповна. Поверніться на попередню сторінку й спробуйте ще раз.
error-too-many-title = Забагато спроб за короткий час
error-too-many-text = Зачекайте трохи й спробуйте ще раз. Нічого не втрачено.
error-internal-title = Щось пішло не так з нашого боку
error-internal-text = Збережені раніше відповіді в безпеці. Спробуйте ще раз за кілька хвилин. Якщо це повторюється, повідомте установі номер звернення.
error-unavailable-title = Послуга тимчасово недоступна
error-unavailable-text = Триває технічна перерва. Збережені відповіді в безпеці. Поверніться сюди за кілька хвилин.
error-office-unknown-title = За цією адресою немає установи
error-office-unknown-text = Перевірте адресу або знайдіть свою установу в списку.
error-office-suspended-title = Ця установа зараз не приймає справ через інтернет
error-office-suspended-text = Надіслані раніше справи в безпеці. Зверніться до установи телефоном або особисто.
error-reference = Номер звернення: { $reference }

## Повідомлення після дій
flash-signed-in = Вхід виконано.
flash-signed-out = Вихід виконано. Закрийте браузер, якщо користуєтеся чужим комп’ютером.
flash-saved = Збережено.
flash-draft-saved = Чернетку збережено. Ви можете повернутися до неї з будь-якого пристрою.
flash-draft-deleted = Чернетку видалено.
flash-sent = Надіслано.
flash-answer-sent = Відповідь надіслано до установи.
flash-sessions-ended = Сеанси завершено.
flash-file-added = Файл додано.
flash-file-removed = Файл видалено.

## Числівники
count-cases = { $count ->
    [one] { $count } справа
    [few] { $count } справи
    [many] { $count } справ
   *[other] { $count } справи
}
count-services = { $count ->
    [one] { $count } послуга
    [few] { $count } послуги
    [many] { $count } послуг
   *[other] { $count } послуги
}
count-offices = { $count ->
    [one] { $count } установа
    [few] { $count } установи
    [many] { $count } установ
   *[other] { $count } установи
}
count-results = { $count ->
    [0] Нічого не знайдено
    [one] Знайдено { $count } результат
    [few] Знайдено { $count } результати
    [many] Знайдено { $count } результатів
   *[other] Знайдено { $count } результату
}
count-files = { $count ->
    [one] { $count } файл
    [few] { $count } файли
    [many] { $count } файлів
   *[other] { $count } файлу
}
count-messages = { $count ->
    [one] { $count } повідомлення
    [few] { $count } повідомлення
    [many] { $count } повідомлень
   *[other] { $count } повідомлення
}
count-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
    [many] { $count } днів
   *[other] { $count } дня
}
count-faults = { $count ->
    [one] { $count } місце для виправлення
    [few] { $count } місця для виправлення
    [many] { $count } місць для виправлення
   *[other] { $count } місця для виправлення
}
page-of = Сторінка { $page } з { $pages }
step-of = Крок { $step } з { $steps }

## Дати: «22 листопада 2026»
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
weekday-1 = понеділок
weekday-2 = вівторок
weekday-3 = середа
weekday-4 = четвер
weekday-5 = п’ятниця
weekday-6 = субота
weekday-7 = неділя
date-long = { $day } { $month } { $year }
date-time = { $date }, { $time }
today = сьогодні
yesterday = учора
tomorrow = завтра

## Розміри файлів
size-bytes = { $size } Б
size-kilobytes = { $size } кБ
size-megabytes = { $size } МБ

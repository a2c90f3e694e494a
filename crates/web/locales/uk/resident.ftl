### Сторінки мешканця: послуги, форми, надсилання, підтвердження.

## Головна сторінка та список послуг
resident-home-title = Головна сторінка
resident-home-heading = Вирішіть справу через інтернет
resident-home-lead = Напишіть, що Ви хочете зробити, або виберіть зі списку. Надіслану заяву підтверджуємо одразу.
resident-home-services = Послуги
resident-home-most-used = Найпопулярніші
resident-home-no-services = Установа ще не відкрила жодної послуги
resident-home-no-services-text = Справу можна вирішити на місці, листом або через e-Doręczenia. Дані установи наведено нижче.
resident-home-contact = Установа на місці
resident-home-address = Адреса
resident-home-phone = Телефон
resident-home-email = Електронна пошта
resident-home-hours = Години роботи
resident-home-closed = Установа зачинена: { $date }
resident-home-closed-text = Через інтернет Ви надішлете заяву й цього дня.
resident-services-title = Послуги
resident-services-all = Усі послуги
resident-services-none = Такої послуги немає
resident-services-none-text = Спробуйте інші слова або зніміть фільтри. Якщо жодна послуга не підходить, надішліть загальний лист.
resident-search-label = Що Ви хочете зробити?
resident-filter-category = Галузі
resident-filter-life = Життєві ситуації

## Картка послуги
resident-card-who = Для кого
resident-card-needed = Що підготувати
resident-card-documents = Документи, які треба додати
resident-card-if-needed = (якщо стосується)
resident-card-draft = Ви маєте розпочату заяву
resident-card-start-new = Почати нову заяву
resident-card-will-sign-in = Після натискання кнопки ми попросимо Вас увійти.
resident-card-open-until = Заяви приймаємо до: { $date }.
resident-card-closed = Зараз ми не приймаємо цих заяв
resident-card-closed-text = Наступного разу заяву можна подати з: { $date }.
resident-card-how = Як це зробити
resident-card-result = Що Ви отримаєте
resident-card-appeal = Якщо Ви не згодні
resident-card-channels = Інші способи
resident-card-legal-basis = Правова підстава
resident-card-personal-data = Що ми зробимо з Вашими даними
resident-card-facts = Найважливіша інформація
resident-card-basis = Підстава:
resident-card-time = Строк
resident-card-fee = Оплата
resident-card-no-fee = Безкоштовно
resident-card-level = Вхід
resident-card-rules = Докладніше
resident-fee-by-answers = сума залежить від відповідей
resident-fee-unknown = суму назве установа
resident-fees = Оплата
resident-fees-later = Як і коли заплатити, Ви дізнаєтеся від установи після надсилання заяви.
resident-payee-seat = Ви платите гміні, у якій розташована установа.
resident-payee-office = Ви платите цій установі.
resident-payee-principal = Ви платите гміні, у якій живе особа, що видала довіреність.
resident-channel-counter = На місці або листом: { $place }.
resident-channel-delivery = Через e-Doręczenia, на адресу { $ade }.
resident-channel-phone = Запитати можна телефоном: { $phone }.

## Чернетка
resident-tasks-crumb = Чернетка
resident-tasks-done = Заповнені частини: { $done } з { $all }
resident-tasks-check = Перевірити й надіслати
resident-tasks-go-on = Заповнювати далі
resident-tasks-not-ready = Перш ніж надіслати заяву, заповніть і збережіть кожну частину.
resident-tasks-kept = Відповіді зберігаємо у Вашому обліковому записі. Ви завершите заяву на будь-якому пристрої.
resident-tasks-kept-browser = Відповіді зберігаємо 7 днів і покажемо їх лише в цьому браузері.
resident-new-questions = З’явилися нові запитання. Дайте на них відповідь і перейдіть далі.
resident-purpose = Навіщо запитуємо: { $purpose }
resident-item = Позиція
resident-add-item = Додати ще одну позицію: { $item }
resident-remove-title = Видалити чернетку?
resident-remove-text = Ми видалимо відповіді та файли із заяви «{ $title }». Цього не можна скасувати.
resident-mine-title = Мої заяви
resident-mine-drafts = Чернетки
resident-mine-no-drafts = У Вас немає розпочатих заяв
resident-mine-filed = Надіслані заяви
resident-mine-no-filed = У Вас немає надісланих заяв
resident-mine-saved = Востаннє збережено: { $when }.
resident-mine-what = Заява
resident-mine-when = Надіслано
resident-mine-mark = Номер справи
resident-mine-state = Стан
resident-mine-receipt = Підтвердження
resident-mine-receipt-show = Переглянути

## Особа або фірма
resident-pesel = PESEL
resident-party-born-on = Дата народження
resident-party-born-on-short = нар.
resident-party-born-on-hint = Вкажіть, лише якщо не маєте номера PESEL.
resident-party-pesel-hint = 11 цифр. Якщо не маєте номера PESEL, вкажіть нижче дату народження.

## Перевірка та надсилання
resident-check-title = Перевірте відповіді, перш ніж надіслати заяву
resident-send-title = Надішліть заяву
resident-send-text = Надсилаючи заяву, Ви підтверджуєте, що дані відповіді правдиві. Заява одразу надійде до установи, а Ви отримаєте підтвердження з номером.
resident-unsure-title = Ми ще не знаємо, чи заява надійшла
resident-unsure-text = З’єднання перервалося під час надсилання. Натисніть кнопку нижче. Якщо заява вже надійшла, Ви побачите її підтвердження й не надішлете її вдруге.
resident-unsure-again = Перевірити або надіслати ще раз

## Підтвердження
resident-receipt-title = Підтвердження { $number }
resident-receipt-heading = Заяву надіслано
resident-receipt-number = Номер підтвердження
resident-receipt-lead = Це офіційне підтвердження подання заяви. Збережіть його або надрукуйте. Ви можете повернутися сюди будь-коли.
resident-receipt-service = Послуга
resident-receipt-office = Установа
resident-receipt-office-numbers = Номери установи
resident-receipt-filed = Подано
resident-receipt-mark = Номер справи
resident-receipt-sender = Відправник
resident-receipt-assurance = Підтвердження особи: { $level }
resident-receipt-next = Що далі
resident-receipt-due = Установа має вирішити справу до: { $date }.
resident-receipt-follow = Перебіг справи та відповіді установи Ви побачите на сторінці:
resident-receipt-case = Ваша справа
resident-receipt-keep = Збережіть номер підтвердження. Назвіть його, коли питатимете про справу.
resident-receipt-contact = Запитання: { $contact }.
resident-receipt-files = Надіслані файли
resident-receipt-proof = Як перевірити це підтвердження
resident-receipt-proof-text = Хеш — це відбиток змісту заяви та файлів. Якби хтось щось у них змінив, хеш був би іншим. Кожен може перевірити його на сайті установи.
resident-receipt-hash = Хеш змісту (SHA-256)
resident-receipt-edition = Видання форми та його хеш
resident-receipt-verify = Сторінка перевірки

## Перевірка підтвердження
resident-verify-title = Перевірити підтвердження
resident-verify-lead = Перевірте, чи підтвердження видала ця установа й чи ніхто не змінив заяви.
resident-verify-number-hint = Наприклад GRA-7K3M-9Q2X-8T5. Великі чи малі літери та дефіси не мають значення.
resident-verify-hash-hint = Введіть увесь хеш або щонайменше 16 перших його знаків.
resident-verify-number-wrong = Введіть номер підтвердження повністю й перевірте кожен знак
resident-verify-hash-wrong = Введіть щонайменше 16 перших знаків хешу: цифри та літери від a до f
resident-verify-check = Перевірити
resident-verify-genuine = Підтвердження справжнє
resident-verify-genuine-text = Його видала ця установа, а хеш збігається зі змістом заяви.
resident-verify-unknown = Ми не знаємо такого підтвердження
resident-verify-unknown-text = Перевірте номер і хеш. Якщо їх переписано без помилок, цього підтвердження не видавала ця установа або хтось змінив його зміст.

## Чого бракує
resident-required-text = Заповніть поле «{ $label }»
resident-required-choose = Виберіть відповідь: «{ $label }»
resident-required-choose-any = Позначте щонайменше одну відповідь: «{ $label }»
resident-required-yes-no = Виберіть «Так» або «Ні»: «{ $label }»
resident-required-file = Додайте файл: «{ $label }»
resident-required-group = Додайте щонайменше одну позицію: «{ $label }»
resident-required-party = Виберіть особу або фірму
resident-required-part = Заповніть поле «{ $label }»

## Що виправити
resident-fault-required = Заповніть поле «{ $label }»
resident-fault-not-declared = Позначте цю заяву: без неї ми не приймемо документа
resident-fault-too-short = Введіть у полі «{ $label }» щонайменше стільки знаків: { $min }
resident-fault-too-long = Скоротіть текст у полі «{ $label }». Найбільше знаків: { $max }
resident-fault-pattern = Введіть у полі «{ $label }» відповідь у такому вигляді, як у підказці
resident-fault-not-a-number = Введіть у полі «{ $label }» число цифрами, наприклад 12,5
resident-fault-not-money = Введіть у полі «{ $label }» суму в злотих, наприклад 1200,50
resident-fault-too-small = Введіть у полі «{ $label }» число, не менше за { $min }
resident-fault-too-large = Введіть у полі «{ $label }» число, не більше за { $max }
resident-fault-too-many-decimals = { $max ->
    [0] Введіть у полі «{ $label }» число без коми
   *[other] Введіть у полі «{ $label }» число, яке має після коми щонайбільше стільки цифр: { $max }
}
resident-fault-not-a-date = Введіть у полі «{ $label }» дату, яка існує, наприклад 22.11.2026
resident-fault-too-early = Введіть у полі «{ $label }» дату, не ранішу за { $earliest }
resident-fault-too-late = Введіть у полі «{ $label }» дату, не пізнішу за { $latest }
resident-fault-range-reversed = Введіть кінцеву дату, не ранішу за початкову
resident-fault-not-an-email = Введіть адресу електронної пошти повністю, наприклад anna@example.com
resident-fault-not-a-phone = Введіть номер телефону, наприклад 600 100 200
resident-fault-not-a-choice = Виберіть відповідь зі списку: «{ $label }»
resident-fault-pesel = Введіть 11 цифр номера PESEL і перевірте кожну з них
resident-fault-nip = Введіть 10 цифр номера NIP і перевірте кожну з них
resident-fault-regon = Введіть 9 або 14 цифр номера REGON і перевірте кожну з них
resident-fault-nrb = Введіть 26 цифр номера рахунку й перевірте кожну з них
resident-fault-land-register = Введіть номер земельної книги повністю, наприклад BI1B/00012345/6
resident-fault-parcel = Введіть ідентифікатор ділянки повністю, наприклад 200401_1.0003.512/4
resident-fault-postal-code = Введіть поштовий індекс із п’яти цифр, наприклад 15-001
resident-fault-teryt = Виберіть гміну зі списку
resident-fault-country = Виберіть країну зі списку
resident-fault-pesel-or-birth = Введіть номер PESEL, а якщо його не маєте, дату народження
resident-fault-too-few-items = Додайте позиції в частині «{ $label }». Їх потрібно щонайменше: { $min }
resident-fault-too-many-items = Видаліть частину позицій у частині «{ $label }». Їх може бути щонайбільше: { $max }
resident-fault-too-many-files = Видаліть частину файлів у полі «{ $label }». Їх може бути щонайбільше: { $max }
resident-fault-file-type = Додайте в полі «{ $label }» файл в одному з форматів: { $accepted }
resident-fault-file-too-large = Додайте в полі «{ $label }» файл, не більший за { $max_mb } МБ
resident-fault-file-lost = Додайте файл у полі «{ $label }» ще раз
resident-fault-unknown-step = Ця частина заяви не потрібна. Поверніться до списку частин

## Нова редакція послуги
resident-newer-title = Ця послуга змінилася
resident-newer-text = Послуга змінилася { $when }. Ви можете завершити заяву на попередній формі або перенести відповіді на нову.
resident-newer-changes = Що змінилося
resident-newer-move = Перенести відповіді на нову форму
resident-move-title = Перенести відповіді на нову форму?
resident-move-outdated = Заява або послуга змінилися після того, як Ви відкрили цю сторінку. Прочитайте ще раз, що станеться.
resident-move-nothing-seen = У формі для Вас нічого не змінилося.
resident-move-all-kept = Ми перенесемо всі відповіді та файли. Нічого не загубиться.
resident-move-lost = Цих відповідей ми не перенесемо
resident-move-gone = Нова форма про це не питає.
resident-move-other-kind = На це запитання тепер відповідають інакше.
resident-move-no-longer-fits = Нова форма не приймає цієї відповіді.
resident-move-again = Ці частини треба буде переглянути ще раз
resident-move-text = Цього не можна скасувати. Якщо Ви залишитеся на попередній формі, її все ще можна надіслати.
resident-move-do = Перенести відповіді
resident-move-stay = Залишитися на попередній
resident-moved = Відповіді перенесено на нову форму. Перегляньте частини, які змінилися.

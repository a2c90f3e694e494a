### Форми: назви частин полів, підказки та повідомлення. Кожне повідомлення каже, що зробити.

## Загальне
error-summary-title = Виправте ці місця, щоб перейти далі
field-optional = (необов’язково)
field-choose = Виберіть зі списку
field-date-from = Від
field-date-to = До
field-max-characters = Можна ввести щонайбільше стільки знаків: { $max }
field-characters-left = Залишилося знаків:
file-send = Додати файл
file-remove = Видалити
file-rules = Дозволені файли: { $types }. Один файл може мати щонайбільше { $max } МБ.
file-count = Можна додати щонайбільше стільки файлів: { $max }.
file-scan-waiting = Перевіряємо файл
file-scan-clean = Файл перевірено
group-add = Додати ще одну позицію
group-remove = Видалити

## Адреса та сторона
address-street = Вулиця
address-street-hint = Пропустіть, якщо в населеному пункті немає вулиць
address-house = Номер будинку
address-flat = Номер приміщення
address-postal-code = Поштовий індекс
address-city = Населений пункт
party-kind = Хто це?
party-person = Особа
party-firm = Фірма або установа
party-first-name = Ім’я
party-last-name = Прізвище
party-pesel = Номер PESEL
party-firm-name = Назва
party-nip = NIP

## Підказки
hint-pesel = 11 цифр з посвідчення особи або застосунку mObywatel
hint-nip = 10 цифр, можна вводити з дефісами
hint-regon = 9 або 14 цифр
hint-nrb = 26 цифр, можна вводити з пробілами
hint-land-register = Наприклад BI1B/00012345/6
hint-parcel = Наприклад 123/4
hint-date = Наприклад 22.11.2026
hint-phone = Наприклад 600 100 200
hint-email = Наприклад anna@example.com
hint-postal-code = Наприклад 15-001
hint-money = Наприклад 1200,50

## Повідомлення
fault-required = Заповніть це поле
fault-required-named = Заповніть поле «{ $label }»
fault-choice = Виберіть одну відповідь зі списку
fault-choice-any = Позначте щонайменше одну відповідь
fault-choice-min = Позначте щонайменше стільки відповідей: { $min }
fault-choice-max = Позначте щонайбільше стільки відповідей: { $max }
fault-yes-no = Виберіть «Так» або «Ні»
fault-too-short = Введіть щонайменше стільки знаків: { $min }
fault-too-long = Скоротіть текст, щоб він мав щонайбільше стільки знаків: { $max }
fault-characters = Видаліть знаки, які неможливо зберегти
fault-pattern = Введіть відповідь у такому вигляді, як у підказці
fault-number = Введіть число цифрами, наприклад 12,5
fault-whole-number = Введіть ціле число, наприклад 12
fault-decimals = Введіть щонайбільше стільки цифр після коми: { $decimals }
fault-min = Введіть число, не менше за { $min }
fault-max = Введіть число, не більше за { $max }
fault-money = Введіть суму в злотих, наприклад 1200,50
fault-date = Введіть дату, яка існує, наприклад 22.11.2026
fault-date-before = Введіть дату, не пізнішу за { $date }
fault-date-after = Введіть дату, не ранішу за { $date }
fault-date-order = Введіть кінцеву дату, не ранішу за початкову
fault-email = Введіть адресу електронної пошти повністю, наприклад anna@example.com
fault-phone = Введіть номер телефону, наприклад 600 100 200
fault-pesel = Введіть усі 11 цифр номера PESEL і перевірте, чи немає помилки
fault-pesel-length = Введіть 11 цифр номера PESEL
fault-nip = Введіть 10 цифр номера NIP і перевірте, чи немає помилки
fault-regon = Введіть 9 або 14 цифр номера REGON і перевірте, чи немає помилки
fault-nrb = Введіть 26 цифр номера рахунку й перевірте, чи немає помилки
fault-land-register = Введіть номер земельної книги повністю, наприклад BI1B/00012345/6
fault-parcel = Введіть номер ділянки, наприклад 123/4
fault-postal-code = Введіть поштовий індекс із п’яти цифр, наприклад 15-001
fault-teryt = Виберіть населений пункт зі списку
fault-pwz = Введіть 7 цифр номера права на здійснення професії
fault-ade = Введіть адресу для доставлення повністю, вона починається з AE:PL
fault-declaration = Позначте заяву, щоб надіслати документ
fault-file-required = Додайте файл
fault-file-type = Додайте файл в одному з форматів: { $types }
fault-file-too-big = Додайте файл, не більший за { $max } МБ
fault-file-empty = Додайте файл, який має зміст. Цей порожній
fault-file-too-many = Видаліть частину файлів. Можна додати щонайбільше { $max }
fault-file-password = Додайте файл без пароля
fault-file-virus = Додайте інший файл. У цьому ми знайшли вірус
fault-file-unsent = Додайте файл ще раз. Його не вдалося передати
fault-group-min = Додайте позиції, щоб їх було щонайменше { $min }
fault-group-max = Видаліть позиції, щоб їх було щонайбільше { $max }
fault-changed = Перевірте цю відповідь. Форма змінилася
fault-unknown = Виправте цю відповідь

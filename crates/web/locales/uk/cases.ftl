# Мої справи: сторінки справ мешканця.

resident-case-list-title = Мої справи
resident-case-none = У Вас ще немає жодної справи
resident-case-none-text = Коли Ви надішлете заяву, побачите тут, що з нею відбувається.
resident-case-to-services = Переглянути послуги
resident-case-waiting = Чекають на Вас
resident-case-open = Розглядаються
resident-case-over = Вирішені
resident-case-line-due = Відповідь щонайпізніше { $day }
resident-case-line-late = Строк минув { $day }
resident-case-line-opened = Надійшла { $day }

## Стан справи
resident-case-now-registered = Установа має Вашу заяву. Її отримав підрозділ: { $unit }.
resident-case-now-in-progress = Справу розглядає { $unit }.
resident-case-now-in-progress-by = Справу розглядає { $name }, { $unit }.
resident-case-now-waiting = Установа чекає на Вашу відповідь до { $day }. До цього часу строк вирішення справи не рахується.
resident-case-now-settled = Справу вирішено. Прочитайте рішення.
resident-case-now-closed = Справу завершено. Вам нічого не треба робити.
resident-case-next-due = Установа має час до { $day }. Зараз Вам нічого не треба робити.
resident-case-next-late = Строк минув { $day }. Ви можете подати в установі нагадування (ponaglenie, ст. 37 KPA або ст. 141 Ordynacji podatkowej).

## Запитання та відповідь
resident-case-letter-question = Установа просить відповісти
resident-case-letter-answer = Ваша відповідь
resident-case-letter-settlement = Рішення
resident-case-letter-note = Примітка
resident-case-answer-label = Ваша відповідь
resident-case-answer-hint = Ви маєте час до { $day }.
resident-case-answer-send = Надіслати відповідь
resident-case-fault-answer = Напишіть відповідь

## Решта сторінки
resident-case-letters = Попереднє листування
resident-case-timeline = Перебіг справи
resident-case-looks = Хто переглядав Ваші дані
resident-case-looks-hint = Кожне відкриття справи працівником установи записується.
resident-case-looks-none = Цієї справи ще ніхто не переглядав.
resident-case-facts = Дані справи
resident-case-mark = Номер справи
resident-case-opened = Надійшла
resident-case-due = Строк вирішення
resident-case-unit = Хто розглядає
resident-case-receipt = Підтвердження подання
resident-case-who-applicant = Ви

## Події
resident-case-event-opened = Установа прийняла Вашу заяву
resident-case-event-taken-on = Працівник узявся за справу
resident-case-event-asked = Установа попросила Вас відповісти
resident-case-event-answered = Ваша відповідь надійшла до установи
resident-case-event-settled = Справу вирішено
resident-case-event-closed = Справу завершено

# Мае справы: старонкі спраў жыхара.

resident-case-list-title = Мае справы
resident-case-none = У Вас яшчэ няма ніводнай справы
resident-case-none-text = Калі Вы дашляце заяву, убачыце тут, што з ёй адбываецца.
resident-case-to-services = Паглядзець паслугі
resident-case-waiting = Чакаюць Вас
resident-case-open = Разглядаюцца
resident-case-over = Вырашаныя
resident-case-line-due = Адказ не пазней за { $day }
resident-case-line-late = Тэрмін скончыўся { $day }
resident-case-line-opened = Паступіла { $day }

## Стан справы
resident-case-now-registered = Установа мае Вашу заяву. Яе атрымала падраздзяленне: { $unit }.
resident-case-now-in-progress = Справай займаецца { $unit }.
resident-case-now-in-progress-by = Справай займаецца { $name }, { $unit }.
resident-case-now-waiting = Установа чакае Вашага адказу да { $day }. Да гэтага часу тэрмін вырашэння справы не ідзе.
resident-case-now-settled = Справа вырашана. Прачытайце рашэнне.
resident-case-now-closed = Справа завершана. Вам нічога не трэба рабіць.
resident-case-next-due = Установа мае час да { $day }. Цяпер Вам нічога не трэба рабіць.
resident-case-next-late = Тэрмін скончыўся { $day }. Вы можаце падаць ва ўстанове напамін (ponaglenie, арт. 37 KPA або арт. 141 Ordynacji podatkowej).

## Пытанне і адказ
resident-case-letter-question = Установа просіць адказаць
resident-case-letter-answer = Ваш адказ
resident-case-letter-settlement = Рашэнне
resident-case-letter-note = Нататка
resident-case-answer-label = Ваш адказ
resident-case-answer-hint = Вы маеце час да { $day }.
resident-case-answer-send = Даслаць адказ
resident-case-fault-answer = Напішыце адказ

## Рэшта старонкі
resident-case-letters = Ранейшая перапіска
resident-case-timeline = Ход справы
resident-case-looks = Хто праглядаў Вашы даныя
resident-case-looks-hint = Кожнае адкрыццё справы супрацоўнікам установы запісваецца.
resident-case-looks-none = Гэтай справы яшчэ ніхто не праглядаў.
resident-case-facts = Звесткі пра справу
resident-case-mark = Нумар справы
resident-case-opened = Паступіла
resident-case-due = Тэрмін вырашэння
resident-case-unit = Хто разглядае
resident-case-receipt = Пацвярджэнне падання
resident-case-who-applicant = Вы

## Падзеі
resident-case-event-opened = Установа прыняла Вашу заяву
resident-case-event-taken-on = Супрацоўнік узяўся за справу
resident-case-event-asked = Установа папрасіла Вас адказаць
resident-case-event-answered = Ваш адказ дайшоў да ўстановы
resident-case-event-settled = Справа вырашана
resident-case-event-closed = Справа завершана

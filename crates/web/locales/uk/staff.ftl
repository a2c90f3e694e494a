### Слова про справу, які бачить і мешканець. Панель працівника має польську та англійську версії.

staff-letter-read = прочитано { $when }
staff-look-unknown = Особа не зі списку працівників
staff-look-times = { $count ->
    [one] { "" }
    [few] { $count } рази цього дня
   *[many] { $count } разів цього дня
}
staff-term-from = { $term } від { $day }, { $basis }
staff-term-basis = Підстава: { $basis }
staff-term-excluded = { $days ->
    [one] Не враховано { $days } дня очікування на відповідь, { $basis }
   *[other] Не враховано { $days } днів очікування на відповідь, { $basis }
}
staff-term-suspended = Не рахується, бо чекаємо на відповідь, { $basis }
staff-term-moved = Перенесено з { $day }, бо на цей день припадає: { $why }, { $basis }
staff-length-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}
staff-length-weeks = { $count ->
    [one] { $count } тиждень
    [few] { $count } тижні
   *[many] { $count } тижнів
}
staff-length-months = { $count ->
    [one] { $count } місяць
    [few] { $count } місяці
   *[many] { $count } місяців
}
staff-length-years = { $count ->
    [one] { $count } рік
    [few] { $count } роки
   *[many] { $count } років
}
staff-event-opened-due = Строк вирішення: { $day }
staff-event-asked-by = Час на відповідь до { $day }
staff-event-answered-due = Новий строк вирішення: { $day }
staff-length-working-days = { $count ->
    [one] { $count } робочий день
    [few] { $count } робочі дні
   *[many] { $count } робочих днів
}

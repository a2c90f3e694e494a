### Словы пра справу, якія бачыць і жыхар. Панэль супрацоўніка мае польскую і англійскую версіі.

staff-letter-read = прачытана { $when }
staff-look-unknown = Асоба не са спіса супрацоўнікаў
staff-look-times = { $count ->
    [one] { "" }
    [few] { $count } разы ў гэты дзень
   *[many] { $count } разоў у гэты дзень
}
staff-term-from = { $term } ад { $day }, { $basis }
staff-term-basis = Падстава: { $basis }
staff-term-excluded = { $days ->
    [one] Не ўлічаны { $days } дзень чакання адказу, { $basis }
   *[other] Не ўлічана дзён чакання адказу: { $days }, { $basis }
}
staff-term-suspended = Не ідзе, бо чакаем адказу, { $basis }
staff-term-moved = Перанесены з { $day }, бо на гэты дзень прыпадае: { $why }, { $basis }
staff-length-days = { $count ->
    [one] { $count } дзень
    [few] { $count } дні
   *[many] { $count } дзён
}
staff-length-weeks = { $count ->
    [one] { $count } тыдзень
    [few] { $count } тыдні
   *[many] { $count } тыдняў
}
staff-length-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяцы
   *[many] { $count } месяцаў
}
staff-length-years = { $count ->
    [one] { $count } год
    [few] { $count } гады
   *[many] { $count } гадоў
}
staff-event-opened-due = Тэрмін вырашэння: { $day }
staff-event-asked-by = Час на адказ да { $day }
staff-event-answered-due = Новы тэрмін вырашэння: { $day }
staff-length-working-days = { $count ->
    [one] { $count } рабочы дзень
    [few] { $count } рабочыя дні
   *[many] { $count } рабочых дзён
}

### Własne sesje: lista i wylogowanie z innych urządzeń.

sessions-title = Twoje sesje
sessions-title-staff = Twoje sesje w pracy
sessions-text = Tu widać, gdzie jesteś teraz zalogowany lub zalogowana w tym urzędzie. Jeśli którejś sesji nie rozpoznajesz, wyloguj się z pozostałych urządzeń.
sessions-table = Czynne sesje
sessions-which = Sesja
sessions-here = Ta przeglądarka
sessions-elsewhere = Inne urządzenie lub przeglądarka
sessions-begun = Początek
sessions-seen = Ostatnio używana
sessions-end = Wyloguj z pozostałych
sessions-alone = Nie masz innych czynnych sesji.
sessions-confirm-title = Wylogować z pozostałych urządzeń?
sessions-confirm-text = { $count ->
    [one] Zakończymy { $count } inną sesję. Niezapisane pola w otwartym tam formularzu przepadną, zapisane kroki zostaną. Ta przeglądarka pozostanie zalogowana.
    [few] Zakończymy { $count } inne sesje. Niezapisane pola w otwartych tam formularzach przepadną, zapisane kroki zostaną. Ta przeglądarka pozostanie zalogowana.
   *[many] Zakończymy { $count } innych sesji. Niezapisane pola w otwartych tam formularzach przepadną, zapisane kroki zostaną. Ta przeglądarka pozostanie zalogowana.
}
sessions-yes = Tak, wyloguj
sessions-no = Nie, wróć
sessions-ended = Pozostałe sesje zostały zakończone.

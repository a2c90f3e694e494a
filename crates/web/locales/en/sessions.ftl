### Own sessions: the list, and signing out of other devices.

sessions-title = Your sessions
sessions-title-staff = Your sessions at work
sessions-text = This is where you are signed in at this office now. If you do not recognise a session, sign out of the other devices.
sessions-table = Live sessions
sessions-which = Session
sessions-here = This browser
sessions-elsewhere = Another device or browser
sessions-begun = Begun
sessions-seen = Last used
sessions-end = Sign out elsewhere
sessions-alone = You have no other live sessions.
sessions-confirm-title = Sign out of the other devices?
sessions-confirm-text = { $count ->
    [one] We will end { $count } other session. Unsaved fields of a form open there are lost, saved steps stay. This browser stays signed in.
   *[other] We will end { $count } other sessions. Unsaved fields of forms open there are lost, saved steps stay. This browser stays signed in.
}
sessions-yes = Yes, sign out
sessions-no = No, go back
sessions-ended = The other sessions have ended.

# The staff screens.

work-title = Work
work-about = The screens behind the pages: menus, what pages hold, and what went wrong.
work-screens = Screens
work-today = Today
work-done = { $what ->
    [replayed] It is being tried again.
    [replayed-all] All of them are being tried again.
   *[other] Done.
}

work-events = Event log
work-events-about = What happened in the house, and what could not be passed on.
work-events-lede = Whatever happens is written down and passed on to whoever needs to know. What could not be passed on, however often we tried, waits here for a person.
work-log-fine = Everything that happened has been passed on.
work-log-busy = { $count ->
    [one] One thing is being passed on.
   *[other] { $count } things are being passed on.
}
work-log-dead = { $count ->
    [one] One thing could not be passed on.
   *[other] { $count } things could not be passed on.
}
work-log-look = Have a look
work-figure-activities = Written down
work-figure-waiting = Waiting
work-figure-retrying = To be tried again
work-figure-dead = Given up
work-figure-oldest = Waiting longest, since
work-figure-attempts = Tries
work-figure-happened = Happened
work-figure-tried = Last tried
work-letters-empty = Nothing is stuck
work-letters-empty-hint = If something cannot be passed on, you will find it here with everything we know about it.
work-letters-count = { $count ->
    [one] One given up
   *[other] { $count } given up
}
work-letter-by = for { $handler }
work-letter-lede = It could not be passed on to “{ $handler }”.
work-letter-error = What went wrong
work-letter-document = What was to be passed on
work-attempts = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
work-replay = Try again
work-replay-all = Try all again

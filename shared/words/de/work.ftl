# Die Arbeitsseiten.

work-title = Arbeit
work-about = Die Seiten hinter den Seiten: Menüs, was Seiten enthalten, und was schiefging.
work-screens = Bereiche
work-today = Heute
work-done = { $what ->
    [replayed] Es wird noch einmal versucht.
    [replayed-all] Alle werden noch einmal versucht.
   *[other] Erledigt.
}

work-events = Ereignisse
work-events-about = Was im Haus geschah, und was nicht weitergegeben werden konnte.
work-events-lede = Was auch geschieht, wird aufgeschrieben und allen weitergegeben, die es wissen müssen. Was trotz vieler Versuche nicht weitergegeben werden konnte, wartet hier auf einen Menschen.
work-log-fine = Alles, was geschah, ist weitergegeben.
work-log-busy = { $count ->
    [one] Eines wird gerade weitergegeben.
   *[other] { $count } werden gerade weitergegeben.
}
work-log-dead = { $count ->
    [one] Eines konnte nicht weitergegeben werden.
   *[other] { $count } konnten nicht weitergegeben werden.
}
work-log-look = Nachsehen
work-figure-activities = Aufgeschrieben
work-figure-waiting = Wartend
work-figure-retrying = Neuer Versuch folgt
work-figure-dead = Aufgegeben
work-figure-oldest = Am längsten wartend, seit
work-figure-attempts = Versuche
work-figure-happened = Geschehen
work-figure-tried = Zuletzt versucht
work-letters-empty = Nichts hängt fest
work-letters-empty-hint = Kann etwas nicht weitergegeben werden, so finden Sie es hier mit allem, was wir darüber wissen.
work-letters-count = { $count ->
    [one] Eines aufgegeben
   *[other] { $count } aufgegeben
}
work-letter-by = für { $handler }
work-letter-lede = Es konnte nicht an „{ $handler }“ weitergegeben werden.
work-letter-error = Was schiefging
work-letter-document = Was weitergegeben werden sollte
work-attempts = { $count ->
    [one] einmal versucht
   *[other] { $count } Mal versucht
}
work-replay = Noch einmal versuchen
work-replay-all = Alle noch einmal versuchen

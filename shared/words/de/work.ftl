# Die Arbeitsseiten.

work-title = Arbeit
work-about = Die Seiten hinter den Seiten: Menüs, was Seiten enthalten, und was schiefging.
work-screens = Bereiche
work-today = Heute
work-done = { $what ->
    [replayed] Es wird noch einmal versucht.
    [replayed-all] Alle werden noch einmal versucht.
    [menu-made] Das Menü ist da. Fügen Sie hinzu, wohin es führen soll.
    [menu-removed] Das Menü ist fort.
    [item-added] Hinzugefügt.
    [item-changed] Gespeichert.
    [item-moved] Verschoben.
    [item-removed] Entfernt. Unten lässt es sich zurückholen.
    [item-back] Es ist wieder da.
    [child-attached] Die Seite enthält es jetzt.
    [child-moved] Verschoben.
    [child-detached] Von der Seite genommen. Unten lässt es sich zurückholen.
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

work-menus = Menüs
work-menus-about = Was im Kopf und im Fuß jeder Seite steht, und wo sonst ein Menü zu sehen ist.
work-menus-lede = Ein Menü ist ein Baum aus Links. Eine Änderung ist binnen einer Sekunde auf jeder Seite zu sehen.
work-menus-empty = Es gibt noch kein Menü
work-menus-empty-hint = Legen Sie unten das erste an.
work-menu-primary = im Kopf jeder Seite
work-menu-secondary = im Fuß jeder Seite
work-items-count = { $count ->
    [0] leer
    [one] ein Eintrag
   *[other] { $count } Einträge
}
work-menu-new = Ein neues Menü
work-menu-title = Name
work-menu-slug = Kurzname
work-menu-slug-hint = Für Adressen: Kleinbuchstaben, Ziffern und Bindestriche, etwa „sommerfest“.
work-menu-make = Menü anlegen
work-menu-remove = Dieses Menü entfernen …
work-menu-remove-warning = Das Menü verschwindet mit allen Einträgen von jeder Seite, die es zeigt. Es lässt sich nicht zurückholen.
work-menu-remove-now = Menü entfernen

work-items-empty = Noch steht nichts darin
work-items-empty-hint = Fügen Sie unten den ersten Eintrag hinzu.
work-item-new = Ein weiterer Eintrag
work-item-label = Worte
work-item-href = Führt zu
work-item-href-hint = Eine Seite des Journals (/about/), ein Ort in einer anderen App (app://market/) oder eine ganze Adresse (https://…).
work-item-parent = Steht
work-item-top = ganz oben
work-item-add = Hinzufügen
work-item-up = „{ $item }“ nach oben
work-item-down = „{ $item }“ nach unten
work-item-in = „{ $item }“ unter „{ $parent }“ stellen
work-item-in-none = Über „{ $item }“ steht nichts, worunter es könnte
work-item-out = „{ $item }“ unter „{ $parent }“ hervorholen
work-item-out-none = „{ $item }“ steht schon ganz oben
work-item-edit = „{ $item }“ ändern
work-item-remove = „{ $item }“ entfernen
work-removed = Entfernt
work-removed-below = { $count ->
    [one] mit einem darunter
   *[other] mit { $count } darunter
}
work-return = Zurückholen
work-save = Speichern
work-cancel = So lassen

work-pages = Seiten
work-pages-about = Welche Seite des Journals welchen Markt, Kalender oder welches Menü enthält.
work-pages-lede = Eine Seite des Journals kann Märkte, Kalender und Menüs enthalten und zeigt dann, was darin ist.
work-pages-empty = Es gibt noch keine Seite
work-pages-empty-hint = Seiten des Journals erscheinen hier, sobald es welche gibt.
work-page-see = Die Seite ansehen
work-page-empty = Diese Seite enthält noch nichts
work-page-empty-hint = Wählen Sie unten, was sie enthalten soll.
work-page-attach = Noch etwas hinzunehmen
work-page-child = Was
work-page-attach-now = Zur Seite hinzufügen
work-page-nothing = Es gibt nichts weiter, was sie enthalten könnte.
work-page-former = War früher hier
work-kind = { $kind ->
    [market] Markt
    [calendar] Kalender
    [menu] Menü
   *[page] Seite
}
work-kinds = { $kind ->
    [market] Märkte
    [calendar] Kalender
    [menu] Menüs
   *[page] Seiten
}
work-kind-away = { $kind ->
    [market] Die Märkte sind gerade nicht zu sehen. Was die Seite davon enthält, bleibt, wie es ist.
    [calendar] Die Kalender sind gerade nicht zu sehen. Was die Seite davon enthält, bleibt, wie es ist.
   *[menu] Die Menüs sind gerade nicht zu sehen. Was die Seite davon enthält, bleibt, wie es ist.
}
work-child-unknown = der Name ist hier nicht bekannt
work-child-up = „{ $child }“ nach oben
work-child-down = „{ $child }“ nach unten
work-child-remove = „{ $child }“ von der Seite nehmen

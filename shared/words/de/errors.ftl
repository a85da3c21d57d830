error-number = Fehler { $status }
error-home = Zur Startseite

not-found-title = Hier ist keine Seite
not-found-lede = Vielleicht ist die Adresse vertippt, oder die Seite ist weitergezogen.
not-found-near = Meinten Sie eine von diesen?
not-found-latest = Neu im Journal

misdirected-title = Diese Adresse kennen wir nicht
misdirected-lede = Unter „{ $host }“ wohnt nichts von uns.
misdirected-addresses = Das sind unsere Adressen

wrong-door-title = Sie wurden an die falsche Tür geführt
wrong-door-lede = „{ $host }“ gehört zu uns, aber nicht hinter diese Tür: Etwas zwischen Ihnen und uns hat Sie hierher geschickt. Bitte versuchen Sie es gleich noch einmal.

failure-title = { $status ->
    [400] Diese Anfrage haben wir nicht verstanden
    [401] Dafür müssen Sie sich anmelden
    [403] Diese Tür ist für Sie geschlossen
    [405] Das geht hier nicht
    [406] So können wir es nicht zeigen
    [408] Das hat zu lange gedauert
    [409] Jemand war schneller
    [410] Diese Seite gibt es nicht mehr
    [413] Das war zu viel auf einmal
    [414] Diese Adresse ist zu lang
    [415] Diese Art von Datei können wir nicht lesen
    [422] Etwas darin stimmt nicht
    [429] Etwas langsamer, bitte
    [502] Jemand von uns hat nicht geantwortet
    [503] Wir sind gleich wieder da
    [504] Jemand von uns hat zu lange gebraucht
   *[500] Bei uns ist etwas kaputtgegangen
}
failure-lede = { $status ->
    [400] Bitte gehen Sie zurück und versuchen Sie es noch einmal.
    [401] Bitte melden Sie sich an und versuchen Sie es dann noch einmal.
    [403] Sie dürfen diese Seite nicht sehen, oder nicht mit diesem Konto.
    [405] Die Adresse gibt es, aber nicht für diese Handlung.
    [406] Bitte fragen Sie nach einer gewöhnlichen Webseite.
    [408] Die Verbindung war zu langsam oder ist abgebrochen. Bitte versuchen Sie es noch einmal.
    [409] Es wurde inzwischen geändert oder ist schon da. Bitte gehen Sie zurück, laden Sie die Seite neu und sehen Sie nach, wie es steht.
    [410] Sie wurde mit Absicht entfernt und kommt nicht wieder.
    [413] Was Sie gesendet haben, ist größer, als wir annehmen.
    [414] Bitte folgen Sie stattdessen einem Link.
    [415] Bitte senden Sie es in einem anderen Format.
    [422] Bitte gehen Sie zurück und prüfen Sie Ihre Eingaben.
    [429] Sie haben in kurzer Zeit sehr viel gefragt. Bitte warten Sie ein wenig.
    [502] Bitte versuchen Sie es gleich noch einmal.
    [503] Etwas, das wir brauchen, ruht gerade. Nichts ist verloren; bitte versuchen Sie es gleich noch einmal.
    [504] Bitte versuchen Sie es gleich noch einmal.
   *[500] Es liegt nicht an Ihnen, und es ist notiert. Bitte versuchen Sie es noch einmal.
}
failure-elsewhere = Das kam nicht von einer Seite unter dieser Adresse, darum ist nichts geschehen. Öffnen Sie die Seite hier und versuchen Sie es noch einmal.
failure-retry = { $seconds ->
    [one] Versuchen Sie es in einer Sekunde noch einmal.
   *[other] Versuchen Sie es in { $seconds } Sekunden noch einmal.
}
failure-request = Wenn Sie uns deswegen schreiben, nennen Sie bitte diese Nummer:

template-error-title = Eine Vorlage hat einen Fehler
template-error-lede = Die Seite kommt von selbst wieder, sobald die Datei stimmt: speichern, dann neu laden.
template-error-source = Quelltext
template-error-stack = Gezeichnet von, innerste zuerst
fragment-missing = Dieser Teil kann gerade nicht gezeigt werden.

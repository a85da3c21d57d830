# Korb, Konto und Fediverse.

cart-title = Ihr Korb
cart-description = Was Sie auf dem Markt und für Termine beiseitegelegt haben.
cart-empty = Noch ist er leer. Zwei gute Orte für den Anfang:
cart-soon = Bestellen und Bezahlen geht auf dieser Seite bald. Bis dahin kann man sich in den Regalen umsehen.
cart-to-market = Durch den Markt gehen
cart-to-events = Sehen, was los ist
cart-count = { $count ->
    [0] leer
    [one] { $count } Ding
   *[other] { $count } Dinge
}

account-title = Ihr Platz hier
account-description = Briefe, Karten, Buchungen und Bestellungen eines Mitglieds an einem Ort.
account-lede = Eine Tür zu allem, was in der Genossenschaft Ihnen gehört.
account-soon = Die Anmeldung ist noch nicht offen. Wir öffnen diese Tür lieber spät als halb: Wenn sie aufgeht, dann mit einem Link per Mail und ohne Passwort, das man vergessen kann.
account-rooms = Was Sie hier finden werden
account-newsletters = Briefe
account-newsletters-about = Wählen Sie, welche Briefe Sie bekommen, und bestellen Sie jeden mit einem Klick ab.
account-tickets = Karten
account-tickets-about = Für Abendessen, Konzerte und Kurse, bereit für den Einlass.
account-bookings = Buchungen
account-bookings-about = Kurse und der Saal selbst: was Sie gebucht haben, und wann.
account-orders = Bestellungen
account-orders-about = Was Sie vom Markt bestellt haben, und wann Sie es abholen.
account-meanwhile = In der Zwischenzeit
account-read = Das Journal lesen
account-follow = Dem Feed folgen
account-follow-about = Neue Artikel in Ihrem eigenen Feedreader. Niemand braucht dafür Ihre Adresse.

federation-title = Im Fediverse zu Hause
federation-description = Die Adressen, unter denen man der Genossenschaft von Mastodon und überall sonst im Fediverse folgen kann.
federation-lede = Folgen Sie der Genossenschaft von dort, wo Sie schon sind.
federation-what = Das Fediverse ist ein Netz aus Tausenden unabhängigen Seiten, die miteinander sprechen: Mastodon, PeerTube, Pixelfed und viele mehr. Wer auf einer davon ein Konto hat, kann Menschen und Orten auf allen anderen folgen.
federation-own = Dieses Haus ist eine eigene Seite in diesem Netz. Niemand steht zwischen uns und Ihnen, und nichts entscheidet für Sie, was Sie zu sehen bekommen.
federation-addresses = Unsere Adressen
federation-soon = Diese Adressen sind reserviert, antworten aber noch nicht. Sobald sie es tun, fügen Sie eine davon in die Suche Ihrer eigenen App ein und folgen ihr. Bis dahin gibt es den Feed.
federation-feed = Dem Feed folgen

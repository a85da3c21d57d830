# Wörter, die alle Seiten teilen.

site-name = Rose Ash
document-title = { $page } · { $site }
skip-to-content = Zum Inhalt springen

app-blog = Journal
app-market = Markt
app-cart = Korb
app-events = Termine
app-federation = Fediverse
app-account = Konto
app-blog-about = Neues, Geschichten und Notizen von denen, die die Arbeit tun.
app-market-about = Was unsere Mitglieder anbauen, backen und herstellen, jedes mit dem Namen derer, die es gemacht haben.
app-events-about = Märkte, Abendessen, Kurse und Versammlungen der kommenden Wochen.
app-account-about = Ihre Briefe, Karten, Buchungen und Bestellungen an einem Ort.

nav-apps = Hauptmenü
nav-pages = Über die Genossenschaft
nav-more = Mehr zu „{ $label }“
container-nav = Was zu dieser Seite gehört
holders = Gehört zu
nav-apps-footer = Alles auf dieser Seite
breadcrumbs = Sie sind hier
tags = Abgelegt unter

pagination = Seiten
pagination-newer = Neuere
pagination-older = Ältere
pagination-place = Seite { $page } von { $pages }

names-separator = { ", " }
range-separator = { " – " }
weekday-separator = { ", " }
reading-minutes = { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
}

month-long = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mär
    [4] Apr
    [5] Mai
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dez
}

footer-visit = Besuchen Sie uns
footer-hours = Öffnungszeiten
footer-explore = Umschauen
footer-links = Mehr
footer-privacy = Datenschutz
footer-feed = Feed
footer-sx = Über SX
footer-copyright = © { $year } { $site }

blog-latest = Neu
blog-articles = Artikel
blog-older = Aus dem Archiv
blog-older-lede = Ältere Artikel, Seite { $page }.
blog-empty = Noch ist nichts veröffentlicht.
blog-empty-hint = Hier wird der erste Artikel stehen.
neighbours-title = Anderswo im Haus

article-featured = Empfohlen
article-locked = Für Mitglieder
article-authors = Geschrieben von
article-nav = Benachbarte Artikel
article-older = Davor
article-newer = Danach
article-related = Weiterlesen
articles-count = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
tag-eyebrow = Abgelegt unter
author-eyebrow = Geschrieben von
author-website = Webseite

gate-title = { $visibility ->
    [paid] Der Rest ist für zahlende Mitglieder
    [tiers] Der Rest ist für einen Teil unserer Mitglieder
   *[members] Der Rest ist für Mitglieder
}
gate-words = { $visibility ->
    [paid] Zahlende Mitglieder tragen dieses Journal und lesen es ganz.
    [tiers] Er gehört zu bestimmten Mitgliedschaften. Vielleicht ist Ihre darunter.
   *[members] Mitglieder der Genossenschaft lesen jeden Artikel ganz.
}
gate-action = Zu Ihrem Konto

meta-written-by = Geschrieben von
meta-filed-under = Abgelegt unter

sx-missing-lede = Adressen sind hier Ausdrücke, und dieser bezeichnet keine Seite.
sx-missing-place = Beim { $character }. Zeichen stimmt etwas nicht
sx-missing-suggestion = Meinten Sie diese?
sx-missing-gap = hier fehlt etwas
sx-contents = Inhalt der Sprache
sx-home = Über SX

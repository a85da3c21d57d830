events-title = Was los ist
events-description = Was ansteht, Tag für Tag.
events-lede = Das bringen die kommenden Wochen. Suchen Sie sich einen Tag aus und kommen Sie vorbei.
events-calendars = Kalender
events-all = Alles
events-empty = Zur Zeit ist nichts geplant.
events-empty-hint = Neue Termine stehen hier, sobald sie feststehen.

entry-free = Kostenlos
entry-facts = Wann und wo
entry-when = Wann
entry-where = Wo
entry-price = Preis
entry-capacity = Platz für
entry-capacity-count = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
entry-booking-note = Buchen geht auf dieser Seite bald. Bis dahin kommen Sie einfach, oder schreiben Sie uns, damit wir einen Platz freihalten.
entry-over = Das ist vorbei. Danke an alle, die da waren.
entry-more = Als Nächstes

container-cards-title = Die nächsten Termine
container-cards-all = Alle Termine
link-card-calendar = Kalender
link-card-next = Als Nächstes:

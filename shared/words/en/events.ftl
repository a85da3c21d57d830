events-title = What’s on
events-description = What is coming up, day by day.
events-lede = Here is what the coming weeks hold. Find a date and come along.
events-calendars = Calendars
events-all = Everything
events-empty = Nothing is planned at the moment.
events-empty-hint = New dates appear here as soon as they are fixed.

entry-free = Free
entry-facts = When and where
entry-when = When
entry-where = Where
entry-price = Price
entry-capacity = Room for
entry-capacity-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
entry-booking-note = Booking on this site opens soon. Until then, simply come, or write to us to keep a place.
entry-over = This is over. Thank you to everyone who came.
entry-more = Coming up next

container-cards-title = Next in the diary
container-cards-all = Everything that is on
link-card-calendar = Calendar
link-card-next = Next:

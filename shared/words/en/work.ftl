# The staff screens.

work-title = Work
work-about = The screens behind the pages: menus, what pages hold, and what went wrong.
work-screens = Screens
work-today = Today
work-done = { $what ->
    [replayed] It is being tried again.
    [replayed-all] All of them are being tried again.
    [menu-made] The menu is there. Add what it should lead to.
    [menu-removed] The menu is gone.
    [item-added] Added.
    [item-changed] Saved.
    [item-moved] Moved.
    [item-removed] Removed. You can bring it back below.
    [item-back] It is back.
    [child-attached] The page holds it now.
    [child-moved] Moved.
    [child-detached] Taken off the page. You can bring it back below.
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

work-menus = Menus
work-menus-about = What stands in the header and the foot of every page, and wherever else a menu shows.
work-menus-lede = A menu is a tree of links. A change shows on every page within a second.
work-menus-empty = There is no menu yet
work-menus-empty-hint = Make the first one below.
work-menu-primary = in the header of every page
work-menu-secondary = in the foot of every page
work-items-count = { $count ->
    [0] empty
    [one] one item
   *[other] { $count } items
}
work-menu-new = A new menu
work-menu-title = Name
work-menu-slug = Short name
work-menu-slug-hint = For addresses: small letters, digits and hyphens, such as “summer-fair”.
work-menu-make = Make the menu
work-menu-remove = Remove this menu…
work-menu-remove-warning = The menu goes with all of its items, from every page that shows it. It cannot be brought back.
work-menu-remove-now = Remove the menu

work-items-empty = Nothing in it yet
work-items-empty-hint = Add the first item below.
work-item-new = One more item
work-item-label = Words
work-item-href = Leads to
work-item-href-hint = A page of the journal (/about/), a place in another app (app://market/), or a whole address (https://…).
work-item-parent = Stands
work-item-top = at the top
work-item-add = Add it
work-item-up = Move “{ $item }” up
work-item-down = Move “{ $item }” down
work-item-in = Put “{ $item }” below “{ $parent }”
work-item-in-none = “{ $item }” has nothing above it to go below
work-item-out = Take “{ $item }” out from below “{ $parent }”
work-item-out-none = “{ $item }” stands at the top already
work-item-edit = Change “{ $item }”
work-item-remove = Remove “{ $item }”
work-removed = Removed
work-removed-below = { $count ->
    [one] with one below it
   *[other] with { $count } below it
}
work-return = Bring back
work-save = Save
work-cancel = Leave it as it is

work-pages = Pages
work-pages-about = Which page of the journal holds which market, calendar or menu.
work-pages-lede = A page of the journal can hold markets, calendars and menus, and then shows what is in them.
work-pages-empty = There is no page yet
work-pages-empty-hint = Pages of the journal appear here as soon as there are any.
work-page-see = See the page
work-page-empty = This page holds nothing yet
work-page-empty-hint = Choose below what it should hold.
work-page-attach = Hold one more thing
work-page-child = What
work-page-attach-now = Add it to the page
work-page-nothing = There is nothing else to hold.
work-page-former = Was here before
work-kind = { $kind ->
    [market] Market
    [calendar] Calendar
    [menu] Menu
   *[page] Page
}
work-kinds = { $kind ->
    [market] Markets
    [calendar] Calendars
    [menu] Menus
   *[page] Pages
}
work-kind-away = { $kind ->
    [market] The markets cannot be seen at the moment. What the page holds of them stays as it is.
    [calendar] The calendars cannot be seen at the moment. What the page holds of them stays as it is.
   *[menu] The menus cannot be seen at the moment. What the page holds of them stays as it is.
}
work-child-unknown = its name is not known here
work-child-up = Move “{ $child }” up
work-child-down = Move “{ $child }” down
work-child-remove = Take “{ $child }” off the page

# Words that every page shares. Loaded without Unicode isolation marks around arguments.

site-name = Rose Ash
document-title = { $page } · { $site }
skip-to-content = Skip to the content

app-blog = Journal
app-market = Market
app-cart = Basket
app-events = Events
app-federation = Fediverse
app-account = Account
app-blog-about = News, stories and notes from the people who do the work.
app-market-about = What our members grow, bake and make, each with its maker’s name on it.
app-events-about = Markets, suppers, workshops and meetings over the coming weeks.
app-account-about = Your letters, tickets, bookings and orders, all in one place.

nav-apps = Main
nav-pages = About the cooperative
nav-more = More about “{ $label }”
container-nav = What belongs to this page
holders = Part of
nav-apps-footer = Everything on this site
breadcrumbs = You are here
tags = Filed under

pagination = Pages
pagination-newer = Newer
pagination-older = Older
pagination-place = Page { $page } of { $pages }

names-separator = { ", " }
range-separator = { " – " }
weekday-separator = { ", " }
reading-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

month-long = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

footer-visit = Visit us
footer-hours = Opening hours
footer-explore = Explore
footer-links = More
footer-privacy = Privacy
footer-feed = Feed
footer-sx = About SX
footer-copyright = © { $year } { $site }

# Basket, account and fediverse.

cart-title = Your basket
cart-description = What you have put aside at the market and for the events.
cart-empty = It is empty so far. Two good places to begin:
cart-soon = Ordering and paying on this site opens soon. Until then the shelves are here to look through.
cart-to-market = Walk through the market
cart-to-events = See what’s on
cart-count = { $count ->
    [0] empty
    [one] { $count } thing
   *[other] { $count } things
}

account-title = Your place here
account-description = Newsletters, tickets, bookings and orders of a member, in one place.
account-lede = One door to everything that is yours at the cooperative.
account-soon = Signing in is not open yet. We would rather open this door late than leave it ajar: when it opens, it opens with a link by mail and no password to forget.
account-rooms = What you will find here
account-newsletters = Newsletters
account-newsletters-about = Choose which letters you get, and stop any of them with one click.
account-tickets = Tickets
account-tickets-about = For suppers, concerts and courses, ready to show at the door.
account-bookings = Bookings
account-bookings-about = Workshops and the hall itself: what you booked, and when.
account-orders = Orders
account-orders-about = What you ordered from the market, and when to fetch it.
account-meanwhile = In the meantime
account-read = Read the journal
account-follow = Follow by feed
account-follow-about = New articles in your own feed reader. Nobody needs to know your address.

federation-title = At home in the fediverse
federation-description = The addresses under which the cooperative can be followed from Mastodon and everywhere else in the fediverse.
federation-lede = Follow the cooperative from wherever you already are.
federation-what = The fediverse is a network of thousands of independent sites that talk to each other: Mastodon, PeerTube, Pixelfed and many more. Whoever has an account on one of them can follow people and places on all the others.
federation-own = This house is a site of its own in that network. Nobody stands between us and you, and nothing decides for you what you get to see.
federation-addresses = Our addresses
federation-soon = These addresses are reserved, but they do not answer yet. As soon as they do, you can paste one into the search of your own app and press Follow. Until then there is the feed.
federation-feed = Follow the feed

market-title = The market
market-description = Food and goods from the people who make them, shelf by shelf.
market-lede = Everything here has a name behind it. Look through the shelves; what is scarce says so.
market-categories = Shelves
market-products = Products
market-others = Other shelves
market-empty = The shelves are empty today.
market-empty-hint = They fill again with the next delivery.
products-count = { $count ->
    [one] { $count } product
   *[other] { $count } products
}

product-labels = Labels
product-allergens = Allergens
product-allergens-none = None declared by the maker
product-order-note = Ordering on this site opens soon. Until then, come by during opening hours.
product-related = From the same shelf

availability = { $state ->
    [low] Only a few left
    [out] Sold out for now
   *[in-stock] In stock
}

link-card-market = Market
link-card-category = Shelf

market-title = Der Markt
market-description = Lebensmittel und Waren von denen, die sie machen, Regal für Regal.
market-lede = Hinter allem hier steht ein Name. Schauen Sie sich um; was knapp ist, sagt es.
market-categories = Regale
market-products = Waren
market-others = Andere Regale
market-empty = Die Regale sind heute leer.
market-empty-hint = Mit der nächsten Lieferung füllen sie sich wieder.
products-count = { $count ->
    [one] { $count } Ware
   *[other] { $count } Waren
}

product-labels = Kennzeichen
product-allergens = Allergene
product-allergens-none = Vom Hersteller keine angegeben
product-order-note = Bestellen geht auf dieser Seite bald. Bis dahin kommen Sie zu den Öffnungszeiten vorbei.
product-related = Aus demselben Regal

availability = { $state ->
    [low] Nur noch wenige
    [out] Zur Zeit ausverkauft
   *[in-stock] Vorrätig
}

link-card-market = Markt
link-card-category = Regal

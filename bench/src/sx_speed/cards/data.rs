//! What the page shows.

use serde::Serialize;

/// The whole page.
#[derive(Serialize, sx::Record)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) links: Vec<Link>,
    pub(crate) cards: Vec<Card>,
}

/// A link of the navigation.
#[derive(Serialize, sx::Record)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A card.
#[derive(Serialize, sx::Record)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) image: String,
    pub(crate) price: String,
    pub(crate) labels: Vec<String>,
    pub(crate) fresh: bool,
}

/// A page of so many cards. A third of the titles needs escapes.
pub(super) fn page(cards: usize) -> Page {
    let words = [
        "Sourdough & rye loaf",
        "Bramley apples, crate",
        "Cheddar <mature>, 200 g",
    ];
    let labels = [
        "organic",
        "local",
        "bread & cake",
        "gluten free",
        "new",
        "vegan",
    ];
    let card = |index: usize| Card {
        title: format!("{} no. {index}", words[index % 3]),
        href: format!("/product/item-{index}?from=list&page=1"),
        image: format!("/media/pictures/item-{index}-320.webp"),
        price: format!("£{}.{:02}", 2 + index % 9, index * 7 % 100),
        labels: (0..3)
            .map(|label| labels[(index + label) % 6].to_owned())
            .collect(),
        fresh: index.is_multiple_of(5),
    };
    let link = |index: usize| Link {
        href: format!("/category/{index}"),
        label: format!("Category {index}"),
    };
    Page {
        title: "Bread & apples".into(),
        links: (0..10).map(link).collect(),
        cards: (0..cards).map(card).collect(),
    }
}

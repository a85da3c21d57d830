//! An article of some eight hundred words.

use sx::Safe;

/// The whole page.
#[derive(sx::Record)]
pub(super) struct Article {
    title: &'static str,
    lede: &'static str,
    canonical: &'static str,
    published: &'static str,
    minutes: u32,
    picture: Picture,
    authors: Vec<Author>,
    tags: Vec<Link>,
    body: Safe,
    related: Vec<Card>,
    links: Vec<Link>,
}

#[derive(sx::Record)]
struct Picture {
    src: &'static str,
    alt: &'static str,
    caption: &'static str,
}

#[derive(sx::Record)]
struct Author {
    name: &'static str,
    href: &'static str,
    face: &'static str,
    line: &'static str,
}

#[derive(sx::Record)]
struct Link {
    href: String,
    label: &'static str,
}

#[derive(sx::Record)]
struct Card {
    href: String,
    src: String,
    title: &'static str,
    excerpt: &'static str,
}

pub(super) fn view() -> Article {
    Article {
        title: "How a loaf of rye comes about",
        lede: "Three days, four people and one pot of sourdough that is older than the bakery.",
        canonical: "https://blog.coop.example/how-a-loaf-of-rye-comes-about/",
        published: "2026-11-14",
        minutes: 5,
        picture: Picture {
            src: "/media/2026/11/rye-1200.webp",
            alt: "Dark loaves on a wooden board, one of them cut",
            caption: "The second batch of a Tuesday, an hour out of the oven.",
        },
        authors: vec![
            Author {
                name: "Ines Marlow",
                href: "/authors/ines/",
                face: "/media/people/ines.webp",
                line: "Bakes at night and writes in the morning.",
            },
            Author {
                name: "Tom Okafor",
                href: "/authors/tom/",
                face: "/media/people/tom.webp",
                line: "Keeps the mill running and the books in order.",
            },
        ],
        tags: links(&["Bread", "Rye", "How it is made"]),
        body: Safe::trusted(include_str!("article.html").trim_end()),
        related: vec![
            card(
                1,
                "What the mill needs in winter",
                "Cold stones grind coarser, and the miller starts an hour earlier.",
            ),
            card(
                2,
                "A market in the rain",
                "Eleven stalls, forty umbrellas, and not one cabbage left at noon.",
            ),
            card(
                3,
                "The books are open",
                "What came in this year, what went out, and what the members decided.",
            ),
            card(
                4,
                "Seeds for the allotments",
                "Fifteen old kinds of bean, and who looks after which of them.",
            ),
        ],
        links: links(&[
            "Bread",
            "Market",
            "Calendar",
            "Work with us",
            "About",
            "Contact",
            "Basket",
            "Account",
        ]),
    }
}

fn links(labels: &[&'static str]) -> Vec<Link> {
    let link = |label: &&'static str| Link {
        href: format!("/{}/", label.to_lowercase().replace(' ', "-")),
        label,
    };
    labels.iter().map(link).collect()
}

fn card(number: u32, title: &'static str, excerpt: &'static str) -> Card {
    Card {
        href: format!("/{}/", title.to_lowercase().replace(' ', "-")),
        src: format!("/media/2026/10/card-{number}-320.webp"),
        title,
        excerpt,
    }
}

//! Small valid pieces that a test tweaks: take one, change the field the test is about.
//!
//! ```
//! let draft = demo::Article {
//!     publication: demo::Publication::Draft,
//!     ..demo::builders::article("cider")
//! };
//! assert_eq!(draft.slug, "cider");
//! ```

use chrono::{NaiveTime, Weekday};

use crate::document::from_markdown;
use crate::{
    Article, Author, Availability, Calendar, Category, DemoError, Event, FeatureImage, Page,
    Product, Publication, Tag, Visibility, When,
};

/// A picture that every piece made here refers to; it is among the cooperative's.
pub const PICTURE: &str = "apple-branch.jpg";

/// Lexical JSON for Markdown without pictures.
///
/// # Errors
/// When the Markdown has no counterpart in Ghost's editor.
pub fn lexical(markdown: &str) -> Result<String, DemoError> {
    from_markdown("a test", markdown, &[])
}

/// An article published yesterday, for everyone, by the author `author`, under the tag `tag`.
#[must_use]
pub fn article(slug: &str) -> Article {
    Article {
        slug: slug.to_owned(),
        title: title(slug),
        excerpt: format!("What {slug} is about."),
        lexical: paragraph(slug),
        feature_image: FeatureImage {
            picture: PICTURE.to_owned(),
            alt: "Apples on a branch".to_owned(),
            caption: String::new(),
        },
        tags: vec!["tag".to_owned()],
        authors: vec!["author".to_owned()],
        publication: Publication::Published {
            days_before: 1,
            at: hour(9),
        },
        visibility: Visibility::Public,
        featured: false,
        meta_description: String::new(),
    }
}

/// A page by the author `author`, published yesterday.
#[must_use]
pub fn page(slug: &str) -> Page {
    Page {
        slug: slug.to_owned(),
        title: title(slug),
        excerpt: format!("What {slug} is about."),
        lexical: paragraph(slug),
        feature_image: None,
        author: "author".to_owned(),
        published_days_before: 1,
        meta_description: String::new(),
    }
}

/// An author.
#[must_use]
pub fn author(slug: &str) -> Author {
    Author {
        slug: slug.to_owned(),
        name: title(slug),
        role: "Member".to_owned(),
        bio: format!("{} writes.", title(slug)),
        location: "Kelderby".to_owned(),
        email: format!("{slug}@hollinbank.example"),
        portrait: PICTURE.to_owned(),
        portrait_alt: format!("Portrait of {}", title(slug)),
    }
}

/// A public tag.
#[must_use]
pub fn tag(slug: &str) -> Tag {
    let description = format!("About {slug}.");
    Tag {
        slug: slug.to_owned(),
        name: title(slug),
        description,
        picture: None,
    }
}

/// A shelf.
#[must_use]
pub fn category(slug: &str) -> Category {
    Category {
        slug: slug.to_owned(),
        name: title(slug),
        description: format!("About {slug}."),
        picture: PICTURE.to_owned(),
        picture_alt: "Apples on a branch".to_owned(),
    }
}

/// A product at £1.00 in the category `category`, in stock.
#[must_use]
pub fn product(slug: &str) -> Product {
    Product {
        slug: slug.to_owned(),
        name: title(slug),
        category: "category".to_owned(),
        description: format!("About {slug}."),
        price_pence: 100,
        unit: "each".to_owned(),
        producer: "Hollin Bank".to_owned(),
        diets: Vec::new(),
        allergens: Vec::new(),
        availability: Availability::InStock,
        minimum_age: None,
        picture: PICTURE.to_owned(),
        picture_alt: "Apples on a branch".to_owned(),
    }
}

/// A diary.
#[must_use]
pub fn calendar(slug: &str) -> Calendar {
    let description = format!("About {slug}.");
    let colour = "#8a3b2a".to_owned();
    Calendar {
        slug: slug.to_owned(),
        name: title(slug),
        description,
        colour,
    }
}

/// A free event in the calendar `calendar`, on the next Saturday, 10:00 to 12:00, for anyone.
#[must_use]
pub fn event(slug: &str) -> Event {
    Event {
        slug: slug.to_owned(),
        title: title(slug),
        calendar: "calendar".to_owned(),
        when: When {
            after_days: 1,
            weekday: Weekday::Sat,
        },
        starts: hour(10),
        ends: hour(12),
        place: "The hall".to_owned(),
        summary: format!("What {slug} is about."),
        description: format!("More about {slug}."),
        price_pence: None,
        capacity: None,
        picture: PICTURE.to_owned(),
        picture_alt: "Apples on a branch".to_owned(),
    }
}

fn paragraph(slug: &str) -> String {
    lexical(&format!("All about {slug}.")).unwrap_or_default()
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

/// `apple-day` is titled “Apple day”.
fn title(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_is_whole() {
        let article = article("apple-day");
        assert_eq!(article.title, "Apple day");
        assert!(article.lexical.contains("All about apple-day."));
        assert_eq!(hour(10).to_string(), "10:00:00");
        let pictures = crate::picture::all().expect("pictures are readable");
        assert!(pictures.iter().any(|picture| picture.name == PICTURE));
    }
}

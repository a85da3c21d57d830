//! Articles in lists.

use contracts::blog::{AuthorRef, PostCard, TagRef, Visibility};
use web::PictureView;

use crate::addresses;

/// An article card, as `shared/templates/cards.sx` has it.
#[derive(sx::Record)]
pub(crate) struct CardView {
    title: String,
    href: String,
    excerpt: Option<String>,
    feature_image: Option<PictureView>,
    published: i64,
    reading_minutes: u32,
    featured: bool,
    locked: bool,
    tag: Option<LinkView>,
    authors: Vec<LinkView>,
}

/// A name and where it leads.
#[derive(sx::Record)]
pub(crate) struct LinkView {
    name: String,
    href: String,
}

impl CardView {
    fn of(card: &PostCard) -> Self {
        Self {
            title: card.title.clone(),
            href: addresses::article(&card.slug),
            excerpt: Some(card.excerpt.clone()).filter(|text| !text.is_empty()),
            feature_image: card.picture.as_ref().map(PictureView::of),
            published: card.published.micros(),
            reading_minutes: card.reading_minutes,
            featured: card.featured,
            locked: card.visibility != Visibility::Public,
            tag: card.primary_tag.as_ref().map(LinkView::to_tag),
            authors: card.authors.iter().map(LinkView::to_author).collect(),
        }
    }
}

impl LinkView {
    pub(crate) fn to_tag(tag: &TagRef) -> Self {
        Self {
            name: tag.name.clone(),
            href: addresses::tag(tag),
        }
    }

    fn to_author(author: &AuthorRef) -> Self {
        Self {
            name: author.name.clone(),
            href: addresses::author(author),
        }
    }
}

/// Cards for a grid.
pub(crate) fn cards(cards: &[PostCard]) -> Vec<CardView> {
    cards.iter().map(CardView::of).collect()
}

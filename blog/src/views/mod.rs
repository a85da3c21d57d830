//! What the templates get: the fields that each page's comment in `templates/` lists.

mod article;
mod card;
mod list;

pub(crate) use article::{ArticleView, StandingView};
pub(crate) use card::{CardView, LinkView, cards};
pub(crate) use list::{AuthorPageView, HomeView, TagPageView, neighbours};

use contracts::blog::{PostLink, Visibility};

use crate::addresses;

/// The page for an address that leads nowhere.
#[derive(sx::Record)]
pub(crate) struct NotFoundView {
    pub(crate) near: Vec<TitleView>,
    pub(crate) latest: Vec<CardView>,
}

/// A title and where it leads.
#[derive(sx::Record)]
pub(crate) struct TitleView {
    title: String,
    href: String,
}

impl TitleView {
    pub(crate) fn of(link: PostLink) -> Self {
        Self {
            href: addresses::article(&link.slug),
            title: link.title,
        }
    }
}

/// As templates and words name it.
fn visibility_name(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Members => "members",
        Visibility::Paid => "paid",
        Visibility::Tiers => "tiers",
    }
}

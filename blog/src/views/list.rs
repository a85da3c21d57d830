//! Pages that are lists of articles.

use contracts::Paged;
use contracts::blog::{AuthorPage, PostCard, Stream, TagPage};
use web::PictureView;

use super::{CardView, cards};
use crate::addresses;
use crate::seo::{Meta, web_address};

/// `~blog:pages/home`
#[derive(sx::Record)]
pub(crate) struct HomeView {
    meta: Meta,
    lead: Option<CardView>,
    posts: Vec<CardView>,
    paging: PagingView,
}

/// `~blog:pages/tag`
#[derive(sx::Record)]
pub(crate) struct TagPageView {
    meta: Meta,
    tag: TagView,
    posts: Vec<CardView>,
    paging: PagingView,
}

/// `~blog:pages/author`
#[derive(sx::Record)]
pub(crate) struct AuthorPageView {
    meta: Meta,
    author: AuthorView,
    posts: Vec<CardView>,
    paging: PagingView,
}

/// The place in a list.
#[derive(sx::Record)]
pub(crate) struct PagingView {
    page: u32,
    pages: u32,
    prev_href: Option<String>,
    next_href: Option<String>,
}

/// A tag, above its posts.
#[derive(sx::Record)]
pub(crate) struct TagView {
    name: String,
    description: Option<String>,
    feature_image: Option<PictureView>,
    count: u64,
}

/// An author, above their posts.
#[derive(sx::Record)]
pub(crate) struct AuthorView {
    name: String,
    bio: Option<String>,
    image: Option<String>,
    cover: Option<String>,
    location: Option<String>,
    website: Option<String>,
    count: u64,
}

impl HomeView {
    pub(crate) fn of(meta: Meta, posts: &Paged<PostCard>) -> Self {
        let mut grid = cards(&posts.items);
        let is_front = posts.page.get() == 1 && !grid.is_empty();
        let lead = is_front.then(|| grid.remove(lead_of(&posts.items)));
        Self {
            meta,
            lead,
            posts: grid,
            paging: PagingView::of(&Stream::Site, posts),
        }
    }
}

/// The newest that the editors marked, or else the newest.
fn lead_of(cards: &[PostCard]) -> usize {
    cards.iter().position(|card| card.featured).unwrap_or(0)
}

impl PagingView {
    fn of(stream: &Stream, posts: &Paged<PostCard>) -> Self {
        let (prev_href, next_href) = neighbours(stream, posts);
        Self {
            page: posts.page.get(),
            pages: posts.pages,
            prev_href,
            next_href,
        }
    }
}

/// The paths of the newer and the older page.
pub(crate) fn neighbours(
    stream: &Stream,
    posts: &Paged<PostCard>,
) -> (Option<String>, Option<String>) {
    let here = posts.page.get();
    let path = |number: u32| {
        let page = contracts::PageNumber::new(number).filter(|page| page.get() <= posts.pages);
        page.map(|page| addresses::page(stream, page))
    };
    (path(here - 1), path(here.saturating_add(1)))
}

impl TagPageView {
    pub(crate) fn of(meta: Meta, stream: &Stream, page: TagPage) -> Self {
        Self {
            meta,
            posts: cards(&page.posts.items),
            paging: PagingView::of(stream, &page.posts),
            tag: TagView {
                name: page.name,
                description: page.description,
                feature_image: page.picture.as_ref().map(PictureView::of),
                count: page.posts.total,
            },
        }
    }
}

impl AuthorPageView {
    pub(crate) fn of(meta: Meta, stream: &Stream, page: AuthorPage) -> Self {
        Self {
            meta,
            posts: cards(&page.posts.items),
            paging: PagingView::of(stream, &page.posts),
            author: AuthorView {
                name: page.author.name,
                bio: page.author.bio,
                image: page.author.image,
                cover: page.cover,
                location: page.location,
                website: web_address(page.website.as_deref()).map(str::to_owned),
                count: page.posts.total,
            },
        }
    }
}

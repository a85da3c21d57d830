//! One post or page.

use std::borrow::Cow;

use contracts::blog::{Article, AuthorRef};
use sx::Safe;
use web::{PictureView, Urls};

use super::{CardView, LinkView, TitleView, cards, visibility_name};
use crate::addresses;
use crate::seo::Meta;

/// `~blog:pages/article`
#[derive(sx::Record)]
pub(crate) struct ArticleView {
    pub(crate) meta: Meta,
    pub(crate) post: PostView,
    pub(crate) related: Vec<CardView>,
}

/// A post, whole or as far as the reader may have it.
#[derive(sx::Record)]
pub(crate) struct PostView {
    title: String,
    excerpt: Option<String>,
    html: Safe,
    stylesheet: Option<String>,
    feature_image: Option<PictureView>,
    published: i64,
    updated: i64,
    reading_minutes: u32,
    featured: bool,
    visibility: &'static str,
    locked: bool,
    lang: Option<String>,
    tags: Vec<LinkView>,
    authors: Vec<AuthorBoxView>,
    prev: Option<TitleView>,
    next: Option<TitleView>,
}

#[derive(sx::Record)]
struct AuthorBoxView {
    name: String,
    href: String,
    image: Option<String>,
    bio: Option<String>,
}

/// `~blog:pages/page`
#[derive(sx::Record)]
pub(crate) struct StandingView {
    pub(crate) meta: Meta,
    pub(crate) page: PageView,
}

/// A page that stands alone.
#[derive(sx::Record)]
pub(crate) struct PageView {
    title: String,
    html: Safe,
    stylesheet: Option<String>,
    feature_image: Option<PictureView>,
    show_title: bool,
    visibility: &'static str,
    locked: bool,
    lang: Option<String>,
}

impl ArticleView {
    pub(crate) fn of(meta: Meta, article: Article, urls: &Urls) -> Self {
        Self {
            meta,
            related: cards(&article.related),
            post: PostView::of(article, urls),
        }
    }
}

impl PostView {
    fn of(article: Article, urls: &Urls) -> Self {
        let feature_image = feature_image(&article, urls);
        Self {
            feature_image,
            excerpt: article.standfirst,
            html: body(article.html, urls),
            stylesheet: article.stylesheet,
            published: article.card.published.micros(),
            updated: article.card.updated.micros(),
            reading_minutes: article.card.reading_minutes,
            featured: article.card.featured,
            visibility: visibility_name(article.card.visibility),
            locked: article.locked,
            lang: article.locale,
            tags: article.tags.iter().map(LinkView::to_tag).collect(),
            authors: article
                .card
                .authors
                .into_iter()
                .map(AuthorBoxView::of)
                .collect(),
            prev: article.previous.map(TitleView::of),
            next: article.next.map(TitleView::of),
            title: article.card.title,
        }
    }
}

impl AuthorBoxView {
    fn of(author: AuthorRef) -> Self {
        Self {
            href: addresses::author(&author),
            name: author.name,
            image: author.image,
            bio: author.bio,
        }
    }
}

impl StandingView {
    pub(crate) fn of(meta: Meta, article: Article, urls: &Urls) -> Self {
        let page = PageView {
            feature_image: feature_image(&article, urls),
            html: body(article.html, urls),
            stylesheet: article.stylesheet,
            show_title: true,
            visibility: visibility_name(article.card.visibility),
            locked: article.locked,
            lang: article.locale,
            title: article.card.title,
        };
        Self { meta, page }
    }
}

/// The domain keeps only HTML that it has sanitised itself; its links to other apps are completed here.
fn body(html: String, urls: &Urls) -> Safe {
    match urls.expand(&html) {
        Cow::Owned(expanded) => Safe::trusted(expanded),
        Cow::Borrowed(_) => Safe::trusted(html),
    }
}

fn feature_image(article: &Article, urls: &Urls) -> Option<PictureView> {
    let caption = article.caption_html.clone().map(|html| body(html, urls));
    let picture = article.card.picture.as_ref()?;
    Some(PictureView::of(picture).with_caption(caption))
}

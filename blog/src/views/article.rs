//! One post or page.

use contracts::blog::{Article, AuthorRef};
use sx::Safe;
use web::{FragmentView, PictureView, Urls};

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
    html: Vec<Safe>,
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
    pub(crate) links: Vec<FragmentView>,
    pub(crate) cards: Vec<FragmentView>,
}

/// A page that stands alone.
#[derive(sx::Record)]
pub(crate) struct PageView {
    title: String,
    html: Vec<Safe>,
    stylesheet: Option<String>,
    feature_image: Option<PictureView>,
    show_title: bool,
    visibility: &'static str,
    locked: bool,
    lang: Option<String>,
}

impl ArticleView {
    pub(crate) fn of(meta: Meta, article: Article, html: Vec<Safe>, urls: &Urls) -> Self {
        Self {
            meta,
            related: cards(&article.related),
            post: PostView::of(article, html, urls),
        }
    }
}

impl PostView {
    fn of(article: Article, html: Vec<Safe>, urls: &Urls) -> Self {
        let feature_image = feature_image(&article, urls);
        Self {
            feature_image,
            excerpt: article.standfirst,
            html,
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
    pub(crate) fn of(meta: Meta, article: Article, html: Vec<Safe>, urls: &Urls) -> Self {
        let page = PageView {
            feature_image: feature_image(&article, urls),
            html,
            stylesheet: article.stylesheet,
            show_title: true,
            visibility: visibility_name(article.card.visibility),
            locked: article.locked,
            lang: article.locale,
            title: article.card.title,
        };
        Self {
            meta,
            page,
            links: Vec::new(),
            cards: Vec::new(),
        }
    }
}

fn feature_image(article: &Article, urls: &Urls) -> Option<PictureView> {
    let caption = article.caption_html.as_deref();
    // Sanitised by the domain; its links to other apps are completed here.
    let caption = caption.map(|html| Safe::trusted(urls.expand(html)));
    let picture = article.card.picture.as_ref()?;
    Some(PictureView::of(picture).with_caption(caption))
}

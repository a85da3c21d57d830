//! What is written, before it is rendered.

use contracts::Instant;
use contracts::blog::{PostKind, PostStatus, SocialCard, TagVisibility, Visibility};
use contracts::id::{AuthorId, TagId};
use serde::Serialize;

/// The body of a post, as its writer left it. Addresses of pictures are `/media/…` already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "format", content = "text", rename_all = "snake_case")]
pub enum Body {
    /// The editor's own format (Lexical JSON): rendered by us.
    Lexical(String),
    /// The format of Ghost's old editor: kept as it is, and shown by the HTML that Ghost made of it.
    Mobiledoc {
        /// The document.
        document: String,
        /// What Ghost made of it.
        html: String,
    },
    /// HTML.
    Html(String),
}

/// A post or page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostDraft {
    /// The id that Ghost gave, when it came from there.
    pub ghost_id: Option<String>,
    /// A hash by which the next import sees whether anything changed.
    pub fingerprint: Option<String>,
    /// Post or page.
    pub kind: PostKind,
    /// Draft to published.
    pub status: PostStatus,
    /// Who may read the whole.
    pub visibility: Visibility,
    /// Address; nobody else may have it.
    pub slug: String,
    /// Plain text.
    pub title: String,
    /// The body.
    pub body: Body,
    /// Written by hand; plain text.
    pub excerpt: Option<String>,
    /// Feature picture: an address under `/media/`.
    pub picture: Option<String>,
    /// What it shows.
    pub picture_alt: Option<String>,
    /// HTML; sanitised when written.
    pub picture_caption: Option<String>,
    /// Marked by the editors.
    pub featured: bool,
    /// BCP 47, when not the site's.
    pub locale: Option<String>,
    /// SEO.
    pub meta_title: Option<String>,
    /// SEO.
    pub meta_description: Option<String>,
    /// Open Graph.
    pub og: SocialCard,
    /// Twitter.
    pub twitter: SocialCard,
    /// Where the original is.
    pub canonical_url: Option<String>,
    /// Ghost's custom template, kept for the way back.
    pub template: Option<String>,
    /// Ghost's code injection, kept and never served.
    pub code_head: Option<String>,
    /// Ghost's code injection, kept and never served.
    pub code_foot: Option<String>,
    /// Its tags in order, the primary one first.
    pub tags: Vec<TagId>,
    /// Its authors in order, the main one first.
    pub authors: Vec<AuthorId>,
    /// When it was or will be published.
    pub published_at: Option<Instant>,
    /// First written.
    pub created_at: Instant,
    /// Last changed.
    pub updated_at: Instant,
}

impl PostDraft {
    /// A published public post of nothing but a title and a body; change what differs.
    pub fn new(slug: &str, title: &str, body: Body, at: Instant) -> Self {
        Self {
            ghost_id: None,
            fingerprint: None,
            kind: PostKind::Post,
            status: PostStatus::Published,
            visibility: Visibility::Public,
            slug: slug.to_owned(),
            title: title.to_owned(),
            body,
            excerpt: None,
            picture: None,
            picture_alt: None,
            picture_caption: None,
            featured: false,
            locale: None,
            meta_title: None,
            meta_description: None,
            og: SocialCard::default(),
            twitter: SocialCard::default(),
            canonical_url: None,
            template: None,
            code_head: None,
            code_foot: None,
            tags: Vec::new(),
            authors: Vec::new(),
            published_at: Some(at),
            created_at: at,
            updated_at: at,
        }
    }
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagDraft {
    /// The id that Ghost gave, when it came from there.
    pub ghost_id: Option<String>,
    /// A hash by which the next import sees whether anything changed.
    pub fingerprint: Option<String>,
    /// Address; nobody else may have it.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Shown to readers or not.
    pub visibility: TagVisibility,
    /// Plain text.
    pub description: Option<String>,
    /// An address under `/media/`.
    pub picture: Option<String>,
    /// `#rrggbb`.
    pub accent_color: Option<String>,
    /// SEO.
    pub meta_title: Option<String>,
    /// SEO.
    pub meta_description: Option<String>,
    /// Open Graph.
    pub og: SocialCard,
    /// Twitter.
    pub twitter: SocialCard,
    /// Where the original is.
    pub canonical_url: Option<String>,
    /// First written.
    pub created_at: Instant,
    /// Last changed.
    pub updated_at: Instant,
}

impl TagDraft {
    /// A public tag of nothing but a name; change what differs.
    pub fn new(slug: &str, name: &str, at: Instant) -> Self {
        Self {
            ghost_id: None,
            fingerprint: None,
            slug: slug.to_owned(),
            name: name.to_owned(),
            visibility: TagVisibility::Public,
            description: None,
            picture: None,
            accent_color: None,
            meta_title: None,
            meta_description: None,
            og: SocialCard::default(),
            twitter: SocialCard::default(),
            canonical_url: None,
            created_at: at,
            updated_at: at,
        }
    }
}

/// An author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuthorDraft {
    /// The id that Ghost gave, when they came from there.
    pub ghost_id: Option<String>,
    /// A hash by which the next import sees whether anything changed.
    pub fingerprint: Option<String>,
    /// Address; nobody else may have it.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Never shown.
    pub email: Option<String>,
    /// Portrait: an address under `/media/`.
    pub image: Option<String>,
    /// Cover: an address under `/media/`.
    pub cover: Option<String>,
    /// Plain text.
    pub bio: Option<String>,
    /// Plain text.
    pub location: Option<String>,
    /// Address.
    pub website: Option<String>,
    /// SEO.
    pub meta_title: Option<String>,
    /// SEO.
    pub meta_description: Option<String>,
    /// First written.
    pub created_at: Instant,
    /// Last changed.
    pub updated_at: Instant,
}

impl AuthorDraft {
    /// An author with nothing but a name; change what differs.
    pub fn new(slug: &str, name: &str, at: Instant) -> Self {
        Self {
            ghost_id: None,
            fingerprint: None,
            slug: slug.to_owned(),
            name: name.to_owned(),
            email: None,
            image: None,
            cover: None,
            bio: None,
            location: None,
            website: None,
            meta_title: None,
            meta_description: None,
            created_at: at,
            updated_at: at,
        }
    }
}

//! Rows of the blog.

use contracts::Instant;
use contracts::blog::{PostKind, PostStatus, TagVisibility, Visibility};
use contracts::id::{AuthorId, PostId, TagId};
use sea_orm::entity::prelude::*;

/// Settings by name, JSON values.
pub mod setting {
    use super::*;

    /// A row of `settings`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settings")]
    pub struct Model {
        /// `site` is the only one so far.
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        /// JSON.
        pub value: String,
        /// When it was last written.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Authors.
pub mod author {
    use super::*;

    /// A row of `authors`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "authors")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AuthorId,
        /// The id that Ghost gave.
        pub ghost_id: Option<String>,
        /// Hash of what the last import saw.
        pub fingerprint: Option<String>,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// Never shown.
        pub email: Option<String>,
        /// Portrait address.
        pub image: Option<String>,
        /// Cover address.
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

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Tags.
pub mod tag {
    use super::*;

    /// A row of `tags`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tags")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TagId,
        /// The id that Ghost gave.
        pub ghost_id: Option<String>,
        /// Hash of what the last import saw.
        pub fingerprint: Option<String>,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// Shown to readers or not.
        pub visibility: TagVisibility,
        /// Plain text.
        pub description: Option<String>,
        /// Picture address.
        pub picture: Option<String>,
        /// `#rrggbb`.
        pub accent_color: Option<String>,
        /// SEO.
        pub meta_title: Option<String>,
        /// SEO.
        pub meta_description: Option<String>,
        /// [`contracts::blog::SocialCard`] as JSON.
        pub og: String,
        /// [`contracts::blog::SocialCard`] as JSON.
        pub twitter: String,
        /// Where the original is.
        pub canonical_url: Option<String>,
        /// First written.
        pub created_at: Instant,
        /// Last changed.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Posts and pages.
pub mod post {
    use super::*;

    /// A row of `posts`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PostId,
        /// The id that Ghost gave.
        pub ghost_id: Option<String>,
        /// Hash of what the last import saw.
        pub fingerprint: Option<String>,
        /// Post or page.
        pub kind: PostKind,
        /// Draft to published.
        pub status: PostStatus,
        /// Who may read the whole.
        pub visibility: Visibility,
        /// Address.
        pub slug: String,
        /// Plain text.
        pub title: String,
        /// `lexical`, `mobiledoc` or `html`.
        pub document_format: String,
        /// The canonical document, as it came in; addresses of media rewritten.
        pub document: String,
        /// The whole body as served to those who may read it.
        pub html: String,
        /// The body for visitors: the free part when gated, else the whole without members' blocks.
        pub free_html: String,
        /// The free part as text.
        pub plaintext: String,
        /// Address of the sheet that goes with `free_html`, made of its inline styles.
        pub stylesheet: Option<String>,
        /// Address of the sheet that goes with `html`.
        pub members_stylesheet: Option<String>,
        /// JSON list of what rendering could not keep.
        pub warnings: String,
        /// Written by hand.
        pub excerpt: Option<String>,
        /// Cut from the free part.
        pub cut_excerpt: String,
        /// At least 1.
        pub reading_minutes: i32,
        /// Feature picture address.
        pub picture: Option<String>,
        /// Its words.
        pub picture_alt: Option<String>,
        /// Sanitised HTML.
        pub picture_caption: Option<String>,
        /// Marked by the editors.
        pub featured: bool,
        /// BCP 47, when not the site's.
        pub locale: Option<String>,
        /// SEO.
        pub meta_title: Option<String>,
        /// SEO.
        pub meta_description: Option<String>,
        /// [`contracts::blog::SocialCard`] as JSON.
        pub og: String,
        /// [`contracts::blog::SocialCard`] as JSON.
        pub twitter: String,
        /// Where the original is.
        pub canonical_url: Option<String>,
        /// Ghost's custom template, kept for the way back.
        pub template: Option<String>,
        /// Ghost's code injection, kept and never served.
        pub code_head: Option<String>,
        /// Ghost's code injection, kept and never served.
        pub code_foot: Option<String>,
        /// When it was or will be published.
        pub published_at: Option<Instant>,
        /// First written.
        pub created_at: Instant,
        /// Last changed.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which tags a post has.
pub mod post_tag {
    use super::*;

    /// A row of `posts_tags`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts_tags")]
    pub struct Model {
        /// The post.
        #[sea_orm(primary_key, auto_increment = false)]
        pub post_id: PostId,
        /// The tag.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag_id: TagId,
        /// Order; the first is the primary tag.
        pub position: i32,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who wrote a post.
pub mod post_author {
    use super::*;

    /// A row of `posts_authors`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts_authors")]
    pub struct Model {
        /// The post.
        #[sea_orm(primary_key, auto_increment = false)]
        pub post_id: PostId,
        /// The author.
        #[sea_orm(primary_key, auto_increment = false)]
        pub author_id: AuthorId,
        /// Order; the first is the main author.
        pub position: i32,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

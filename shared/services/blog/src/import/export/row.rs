//! The rows that are read. What Ghost has beside it is passed over: password hashes are never taken into memory.

use contracts::Instant;
use serde::{Deserialize, Serialize};

use super::cell::{GhostId, flag, needed, setting, text, time};

/// A row of a table that is wanted.
pub(in crate::import) enum Row {
    Post(Box<PostRow>),
    PostMeta(Box<PostMetaRow>),
    User(Box<UserRow>),
    Tag(Box<TagRow>),
    PostTag(LinkRow),
    PostAuthor(LinkRow),
    Setting(SettingRow),
}

#[derive(Debug, Deserialize)]
pub(in crate::import) struct PostRow {
    pub(in crate::import) id: GhostId,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) title: String,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) slug: String,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) lexical: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) mobiledoc: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) html: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) feature_image: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    pub(in crate::import) featured: bool,
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub(in crate::import) kind: Option<String>,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) status: String,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) visibility: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) locale: Option<String>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) created_at: Option<Instant>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) updated_at: Option<Instant>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) published_at: Option<Instant>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) custom_excerpt: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) codeinjection_head: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) codeinjection_foot: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) custom_template: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) canonical_url: Option<String>,
}

impl PostRow {
    pub(in crate::import) fn is_page(&self) -> bool {
        self.kind.as_deref() == Some("page")
    }

    /// How much memory its texts take, near enough.
    pub(in crate::import) fn bytes(&self) -> usize {
        [&self.lexical, &self.mobiledoc, &self.html]
            .into_iter()
            .flatten()
            .map(String::len)
            .sum::<usize>()
            + 1_000
    }
}

/// Rows of `posts_meta` are many and mostly empty: they are kept as text until they are needed.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(in crate::import) struct PostMetaRow {
    #[serde(skip_serializing)]
    pub(in crate::import) post_id: Option<GhostId>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) og_image: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) og_title: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) og_description: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) twitter_image: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) twitter_title: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) twitter_description: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) meta_title: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) meta_description: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) feature_image_alt: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Option::is_none"
    )]
    pub(in crate::import) feature_image_caption: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    pub(in crate::import) email_only: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(in crate::import) struct UserRow {
    pub(in crate::import) id: GhostId,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) name: String,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) slug: String,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) email: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) profile_image: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) cover_image: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) bio: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) website: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) location: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) meta_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) meta_description: Option<String>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) created_at: Option<Instant>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) updated_at: Option<Instant>,
}

#[derive(Clone, Debug, Deserialize)]
pub(in crate::import) struct TagRow {
    pub(in crate::import) id: GhostId,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) name: String,
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) slug: String,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) visibility: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) feature_image: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) accent_color: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) og_image: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) og_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) og_description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) twitter_image: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) twitter_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) twitter_description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) meta_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) meta_description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(in crate::import) canonical_url: Option<String>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) created_at: Option<Instant>,
    #[serde(default, deserialize_with = "time")]
    pub(in crate::import) updated_at: Option<Instant>,
}

/// A row of `posts_tags` or `posts_authors`.
#[derive(Debug, Deserialize)]
pub(in crate::import) struct LinkRow {
    pub(in crate::import) post_id: GhostId,
    #[serde(alias = "tag_id", alias = "author_id")]
    pub(in crate::import) other_id: GhostId,
    #[serde(default)]
    pub(in crate::import) sort_order: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(in crate::import) struct SettingRow {
    #[serde(deserialize_with = "needed")]
    pub(in crate::import) key: String,
    #[serde(default, deserialize_with = "setting")]
    pub(in crate::import) value: Option<String>,
}

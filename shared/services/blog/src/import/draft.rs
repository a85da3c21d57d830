//! From rows of Ghost's to drafts of ours. Pure: no database, no files.

use std::collections::HashMap;

use contracts::Instant;
use contracts::blog::{PostKind, PostStatus, SocialCard, TagVisibility, Visibility};
use contracts::id::{AuthorId, TagId};
use data::media::MediaAddress;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::addresses::OldSite;
use super::export::{GhostId, PostMetaRow, PostRow, TagRow, UserRow};
use crate::writing::{AuthorDraft, Body, PostDraft, TagDraft};

/// The longest slug; Ghost's end at 191.
const SLUG_BYTES_MAX: usize = 200;

/// The id that a row of Ghost's always gets here: UUIDv7 of its creation, with a hash of Ghost's id where chance would be.
pub(super) fn id_of(table: &str, id: &GhostId, created: Instant) -> Uuid {
    let sum = Sha256::digest(format!("ghost {table} {}", id.0));
    let mut chance = [0; 10];
    chance.copy_from_slice(&sum[..10]);
    let millis = u64::try_from(created.micros() / 1000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
}

/// A hash of everything that would be written.
pub(super) fn fingerprint(draft: &impl Serialize) -> String {
    let json = serde_json::to_vec(draft).unwrap_or_default();
    Sha256::digest(json)[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether a slug can stand in an address as it is.
pub(super) fn is_usable(slug: &str) -> bool {
    let unsafe_char =
        |char: char| char.is_whitespace() || char.is_control() || "/?#%\\\"<>".contains(char);
    !slug.is_empty()
        && slug.len() <= SLUG_BYTES_MAX
        && !slug.starts_with('.')
        && !slug.contains(unsafe_char)
}

/// Turns rows into drafts: addresses resolved, remarks collected.
pub(super) struct Drafting<'a> {
    pub(super) old_site: &'a OldSite,
    /// Uploaded files that were had, by path.
    pub(super) found: &'a HashMap<String, String>,
    pub(super) remarks: Vec<String>,
    /// What a row is called in a remark.
    pub(super) name: String,
}

impl Drafting<'_> {
    fn remark(&mut self, what: impl std::fmt::Display) {
        self.remarks.push(format!("{}: {what}", self.name));
    }

    fn text(&self, text: String) -> String {
        self.old_site.rewritten(&text, self.found)
    }

    /// A picture of ours. Other hosts' pictures are not shown, the old site's own are reported where they are looked for.
    pub(super) fn picture(&mut self, address: Option<String>, what: &str) -> Option<String> {
        let address = self.text(address?);
        if address.parse::<MediaAddress>().is_ok() {
            return Some(address);
        }
        if !address.starts_with('/') {
            self.remark(format_args!(
                "its {what} {address} is on another host and is not shown"
            ));
        }
        None
    }

    /// A picture that only other sites are told of; it may be on another host, but not on the old site.
    pub(super) fn shared_picture(&self, address: Option<String>) -> Option<String> {
        let address = self.text(address?);
        let is_there = address.parse::<MediaAddress>().is_ok() || address.starts_with("https://");
        is_there.then_some(address)
    }

    /// A link; relative when it led to the old site.
    pub(super) fn link(&self, address: Option<String>) -> Option<String> {
        let address = self.text(address?);
        let is_link = address.starts_with("https://")
            || address.starts_with("http://")
            || address.starts_with('/');
        is_link.then_some(address)
    }

    pub(super) fn author(&mut self, row: UserRow, exported: Instant) -> AuthorDraft {
        let mut draft = AuthorDraft {
            image: self.picture(row.profile_image, "portrait"),
            cover: self.picture(row.cover_image, "cover picture"),
            website: self.link(row.website),
            ..AuthorDraft::new(&row.slug, &row.name, row.created_at.unwrap_or(exported))
        };
        draft.ghost_id = Some(row.id.0.into());
        (draft.email, draft.bio, draft.location) = (row.email, row.bio, row.location);
        (draft.meta_title, draft.meta_description) = (row.meta_title, row.meta_description);
        draft.updated_at = row.updated_at.unwrap_or(draft.created_at);
        draft.fingerprint = Some(fingerprint(&draft));
        draft
    }

    pub(super) fn tag(&mut self, row: TagRow, exported: Instant) -> TagDraft {
        let internal = row.visibility.as_deref() == Some("internal") || row.name.starts_with('#');
        let mut draft = TagDraft {
            visibility: if internal {
                TagVisibility::Internal
            } else {
                TagVisibility::Public
            },
            picture: self.picture(row.feature_image, "picture"),
            og: self.card(row.og_title, row.og_description, row.og_image),
            twitter: self.card(
                row.twitter_title,
                row.twitter_description,
                row.twitter_image,
            ),
            canonical_url: self.link(row.canonical_url),
            ..TagDraft::new(&row.slug, &row.name, row.created_at.unwrap_or(exported))
        };
        draft.ghost_id = Some(row.id.0.into());
        (draft.description, draft.accent_color) = (
            row.description,
            row.accent_color.filter(|color| is_color(color)),
        );
        (draft.meta_title, draft.meta_description) = (row.meta_title, row.meta_description);
        draft.updated_at = row.updated_at.unwrap_or(draft.created_at);
        draft.fingerprint = Some(fingerprint(&draft));
        draft
    }

    pub(super) fn card(
        &self,
        title: Option<String>,
        description: Option<String>,
        image: Option<String>,
    ) -> SocialCard {
        SocialCard {
            title,
            description,
            image: self.shared_picture(image),
        }
    }

    pub(super) fn post(
        &mut self,
        row: PostRow,
        meta: PostMetaRow,
        tags: Vec<TagId>,
        authors: Vec<AuthorId>,
        exported: Instant,
    ) -> PostDraft {
        let created_at = row.created_at.or(row.published_at).unwrap_or(exported);
        let status = self.status(&row.status, meta.email_only);
        let visibility = self.visibility(row.visibility.as_deref());
        let picture = self.picture(row.feature_image, "feature picture");
        let og = self.card(meta.og_title, meta.og_description, meta.og_image);
        let twitter = self.card(
            meta.twitter_title,
            meta.twitter_description,
            meta.twitter_image,
        );
        let published_at = match status {
            PostStatus::Draft => row.published_at,
            _ => row.published_at.or(Some(created_at)),
        };
        let canonical = self
            .link(row.canonical_url)
            .filter(|url| *url != format!("/{}/", row.slug));
        let mut draft = PostDraft {
            ghost_id: Some(row.id.0.into()),
            kind: if row.kind.as_deref() == Some("page") {
                PostKind::Page
            } else {
                PostKind::Post
            },
            status,
            visibility,
            excerpt: row.custom_excerpt,
            picture_alt: meta.feature_image_alt.filter(|_| picture.is_some()),
            picture_caption: meta
                .feature_image_caption
                .filter(|_| picture.is_some())
                .map(|html| self.text(html)),
            picture,
            featured: row.featured,
            locale: row.locale,
            meta_title: meta.meta_title,
            meta_description: meta.meta_description,
            og,
            twitter,
            canonical_url: canonical,
            template: row.custom_template,
            code_head: row.codeinjection_head,
            code_foot: row.codeinjection_foot,
            tags,
            authors,
            published_at,
            updated_at: row.updated_at.unwrap_or(created_at),
            ..PostDraft::new(
                &row.slug,
                &row.title,
                self.body(row.lexical, row.mobiledoc, row.html),
                created_at,
            )
        };
        draft.fingerprint = Some(fingerprint(&draft));
        draft
    }

    fn body(
        &mut self,
        lexical: Option<String>,
        mobiledoc: Option<String>,
        html: Option<String>,
    ) -> Body {
        let html = html.map(|html| self.text(html)).unwrap_or_default();
        match (lexical.map(|text| self.text(text)), mobiledoc) {
            (Some(lexical), _) => match lexical::Document::parse(&lexical) {
                Ok(_) => Body::Lexical(lexical),
                Err(error) => {
                    self.remark(format_args!("{error}; its HTML is shown instead"));
                    Body::Html(html)
                }
            },
            (None, Some(mobiledoc)) => Body::Mobiledoc {
                document: self.text(mobiledoc),
                html,
            },
            (None, None) => Body::Html(html),
        }
    }

    fn status(&mut self, status: &str, email_only: bool) -> PostStatus {
        match (status, email_only) {
            ("published", false) => PostStatus::Published,
            ("scheduled", false) => PostStatus::Scheduled,
            ("sent", _) | ("published", true) => PostStatus::Sent,
            ("draft", _) => PostStatus::Draft,
            ("scheduled", true) => {
                self.remark("it was to go out by mail only at a later time, which nobody here would do: it is a draft");
                PostStatus::Draft
            }
            (other, _) => {
                self.remark(format_args!(
                    "its state “{other}” is unknown: it is a draft"
                ));
                PostStatus::Draft
            }
        }
    }

    fn visibility(&mut self, visibility: Option<&str>) -> Visibility {
        match visibility {
            None | Some("public") => Visibility::Public,
            Some("members") => Visibility::Members,
            Some("paid") => Visibility::Paid,
            Some("tiers") => Visibility::Tiers,
            Some(other) => {
                self.remark(format_args!(
                    "“{other}” says in a way unknown here who may read it: certain members may"
                ));
                Visibility::Tiers
            }
        }
    }
}

/// `#rrggbb`.
pub(super) fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

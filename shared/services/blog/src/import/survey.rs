//! The first pass: reads the whole export, so that nothing is imported of a broken one, and keeps the small tables.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use contracts::Instant;

use super::error::ImportError;
use super::export::{
    GhostId, Key, LinkRow, PostMetaRow, Reading, Row, SettingRow, TagRow, UserRow, read,
};
use super::progress::{Phase, Progress, Step};

/// How much of the small tables is taken into memory; a site with 100,000 posts needs a quarter of it.
const HELD_BYTES_MAX: usize = 128 * 1024 * 1024;
/// The oldest Ghost whose exports are read.
const GHOST_MAJOR_MIN: u32 = 5;
/// The newest Ghost whose exports were tried.
const GHOST_MAJOR_TRIED: u32 = 6;
/// The settings that we have a place for.
pub(super) const SETTINGS: [&str; 20] = [
    "title",
    "description",
    "logo",
    "icon",
    "cover_image",
    "accent_color",
    "locale",
    "lang",
    "timezone",
    "facebook",
    "twitter",
    "meta_title",
    "meta_description",
    "og_title",
    "og_description",
    "og_image",
    "twitter_title",
    "twitter_description",
    "twitter_image",
    "navigation",
];
/// The other menu.
pub(super) const SECONDARY: &str = "secondary_navigation";

/// What the first pass keeps.
pub(super) struct Survey {
    pub(super) users: Vec<UserRow>,
    pub(super) tags: Vec<TagRow>,
    pub(super) settings: HashMap<String, String>,
    pub(super) post_tags: Links,
    pub(super) post_authors: Links,
    meta: HashMap<Key, Box<str>>,
    /// How many rows `posts` has.
    pub(super) posts: u64,
    /// Ids that several rows of `posts` have.
    pub(super) repeated: HashSet<Key>,
    /// When the export was made: the date of rows that have none, so that another run gives them the same.
    pub(super) exported: Instant,
    /// What was odd about the export as such.
    pub(super) remarks: Vec<String>,
}

/// Which post has which tags, or authors: ordered by post, then by the order that the writer gave.
#[derive(Default)]
pub(super) struct Links(Vec<(Key, i64, Key)>);

impl Links {
    fn add(&mut self, row: &LinkRow) {
        self.0.push((
            row.post_id.key(),
            row.sort_order.unwrap_or(0),
            row.other_id.key(),
        ));
    }

    fn sort(&mut self) {
        // Stable: rows of the same order stay as they came.
        self.0.sort_by_key(|(post, order, _)| (*post, *order));
        self.0.shrink_to_fit();
    }

    /// What belongs to a post, in order.
    pub(super) fn of(&self, post: Key) -> impl Iterator<Item = Key> {
        let first = self.0.partition_point(|(key, ..)| *key < post);
        self.0[first..]
            .iter()
            .take_while(move |(key, ..)| *key == post)
            .map(|(.., other)| *other)
    }
}

impl Survey {
    /// Reads the export.
    ///
    /// # Errors
    /// When it is broken, foreign, too old, or larger than we take.
    pub(super) fn of(path: &Path, progress: &Arc<dyn Progress>) -> Result<Self, ImportError> {
        let size = std::fs::metadata(path).map_or(0, |data| data.len());
        let mut surveyor = Surveyor::new(progress.as_ref(), size);
        read(path, &mut surveyor)?;
        surveyor.finish()
    }

    /// What `posts_meta` says of a post.
    pub(super) fn meta(&self, post: Key) -> PostMetaRow {
        // It was written by ourselves a moment ago.
        self.meta
            .get(&post)
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }
}

struct Surveyor<'a> {
    survey: Survey,
    version: String,
    posts: HashSet<Key>,
    held: usize,
    progress: &'a dyn Progress,
    size: u64,
    stopped: std::cell::Cell<bool>,
}

impl<'a> Surveyor<'a> {
    fn new(progress: &'a dyn Progress, size: u64) -> Self {
        let survey = Survey {
            users: Vec::new(),
            tags: Vec::new(),
            settings: HashMap::new(),
            post_tags: Links::default(),
            post_authors: Links::default(),
            meta: HashMap::new(),
            posts: 0,
            repeated: HashSet::new(),
            exported: Instant(0),
            remarks: Vec::new(),
        };
        let (version, posts, held, stopped) = (String::new(), HashSet::new(), 0, false.into());
        Self {
            survey,
            version,
            posts,
            held,
            progress,
            size,
            stopped,
        }
    }

    fn hold(&mut self, bytes: usize) -> Result<(), String> {
        self.held += bytes;
        match self.held > HELD_BYTES_MAX {
            true => Err(format!(
                "tags, authors and settings are more than {} MiB together",
                HELD_BYTES_MAX / 1024 / 1024
            )),
            false => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Survey, ImportError> {
        let major = self
            .version
            .split('.')
            .next()
            .and_then(|major| major.parse::<u32>().ok());
        let Some(major) = major else {
            let shown: String = self.version.chars().take(40).collect();
            return Err(ImportError::NotAnExport(format!(
                "its `meta` names no version of Ghost but “{shown}”"
            )));
        };
        if major < GHOST_MAJOR_MIN {
            return Err(ImportError::TooOld(self.version.chars().take(40).collect()));
        }
        if major > GHOST_MAJOR_TRIED {
            self.survey.remarks.push(format!(
                "the export is of Ghost {major}, which is newer than what was tried: look at the result with care"
            ));
        }
        self.survey.post_tags.sort();
        self.survey.post_authors.sort();
        self.count_orphans();
        Ok(self.survey)
    }

    /// Relations that lead nowhere are left out; a hand-edited export has them.
    fn count_orphans(&mut self) {
        let posts = &self.posts;
        let tags: HashSet<Key> = self.survey.tags.iter().map(|row| row.id.key()).collect();
        let users: HashSet<Key> = self.survey.users.iter().map(|row| row.id.key()).collect();
        for (links, others, what) in [
            (&self.survey.post_tags, &tags, "tag"),
            (&self.survey.post_authors, &users, "author"),
        ] {
            let lost = links
                .0
                .iter()
                .filter(|(post, _, other)| !posts.contains(post) || !others.contains(other))
                .count();
            if lost > 0 {
                self.survey.remarks.push(format!(
                    "{lost} of the links between posts and {what}s were left out: the post or the {what} is not in the export"
                ));
            }
        }
    }

    fn keep_meta(&mut self, id: Option<&GhostId>, row: &PostMetaRow) -> Result<(), String> {
        let Some(id) = id else {
            return Err("a row of `posts_meta` has no `post_id`".into());
        };
        let json = serde_json::to_string(row).map_err(|error| error.to_string())?;
        self.hold(json.len() + 48)?;
        self.survey.meta.insert(id.key(), json.into());
        Ok(())
    }
}

impl Reading for Surveyor<'_> {
    fn meta(&mut self, version: String, exported: Option<Instant>) {
        self.version = version;
        self.survey.exported = exported.unwrap_or(Instant(0));
    }

    fn wants(&self, _: &str) -> bool {
        true
    }

    fn row(&mut self, row: Row) -> Result<(), String> {
        match row {
            Row::Post(row) => {
                self.survey.posts += 1;
                self.hold(32)?;
                if !self.posts.insert(row.id.key()) {
                    self.survey.repeated.insert(row.id.key());
                }
                Ok(())
            }
            Row::PostMeta(row) => self.keep_meta(row.post_id.as_ref(), &row),
            Row::User(row) => {
                self.hold(size_of::<UserRow>() + row.bio.as_ref().map_or(0, String::len) + 300)?;
                self.survey.users.push(*row);
                Ok(())
            }
            Row::Tag(row) => {
                self.hold(
                    size_of::<TagRow>() + row.description.as_ref().map_or(0, String::len) + 300,
                )?;
                self.survey.tags.push(*row);
                Ok(())
            }
            Row::PostTag(row) => {
                self.survey.post_tags.add(&row);
                self.hold(40)
            }
            Row::PostAuthor(row) => {
                self.survey.post_authors.add(&row);
                self.hold(40)
            }
            Row::Setting(SettingRow {
                key,
                value: Some(value),
            }) if SETTINGS.contains(&key.as_str()) || key == SECONDARY => {
                self.hold(value.len())?;
                self.survey.settings.insert(key, value);
                Ok(())
            }
            Row::Setting(_) => Ok(()),
        }
    }

    fn read_bytes(&self, bytes: u64) -> bool {
        let step = Step {
            phase: Phase::Checking,
            done: bytes,
            total: self.size,
            message: "",
        };
        if self.progress.report(step) == ControlFlow::Break(()) {
            self.stopped.set(true);
        }
        !self.stopped.get()
    }

    fn was_stopped(&self) -> bool {
        self.stopped.get()
    }
}

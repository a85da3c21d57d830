//! Articles and pages: front matter, and the body as a Lexical document.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;

use crate::document::from_markdown;
use crate::source::{self, Markdown};
use crate::{DemoError, Picture};

/// An article of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its address; the name of its file.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence or two for cards and feeds.
    pub excerpt: String,
    /// The body: Lexical JSON as Ghost's editor saves it, with references (see [`crate::resolve`]).
    pub lexical: String,
    /// The picture at its head.
    pub feature_image: FeatureImage,
    /// Slugs of its tags, the primary one first.
    pub tags: Vec<String>,
    /// Slugs of its authors, the primary one first.
    pub authors: Vec<String>,
    /// Draft, published or scheduled, and when.
    pub publication: Publication,
    /// Who may read all of it.
    pub visibility: Visibility,
    /// Whether it stands at the top of the home page.
    pub featured: bool,
    /// What search engines show.
    pub meta_description: String,
}

/// A standing page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address; the name of its file.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence for lists and previews.
    pub excerpt: String,
    /// The body, as in [`Article::lexical`].
    pub lexical: String,
    /// The picture at its head; a page of small print has none.
    pub feature_image: Option<FeatureImage>,
    /// Slug of who keeps the page up to date.
    pub author: String,
    /// How many days ago it was published.
    pub published_days_before: u32,
    /// What search engines show.
    pub meta_description: String,
}

/// The picture at the head of an article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureImage {
    /// Picture name.
    pub picture: String,
    /// What it shows.
    pub alt: String,
    /// The line below it, as Ghost keeps it: HTML, here of plain text alone.
    pub caption: String,
}

/// Whether and when an article is out. Times are the cooperative's own (local).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Publication {
    /// Still being written.
    Draft,
    /// Out since some days.
    Published {
        /// How many days before today.
        days_before: u32,
        /// At what time of that day.
        at: NaiveTime,
    },
    /// Will be out in some days.
    Scheduled {
        /// How many days after today; never 0.
        days_after: u32,
        /// At what time of that day.
        at: NaiveTime,
    },
}

impl Publication {
    /// The local date and time of publication, seen from `today`; a draft has none.
    #[must_use]
    pub fn local(self, today: NaiveDate) -> Option<NaiveDateTime> {
        match self {
            Self::Draft => None,
            Self::Published { days_before, at } => Some(
                today
                    .checked_sub_days(Days::new(u64::from(days_before)))?
                    .and_time(at),
            ),
            Self::Scheduled { days_after, at } => Some(
                today
                    .checked_add_days(Days::new(u64::from(days_after)))?
                    .and_time(at),
            ),
        }
    }

    /// Larger is newer; what is not out yet is newest.
    fn recency(self) -> (i64, i64) {
        match self {
            Self::Draft => (i64::MAX, 0),
            Self::Published { days_before, at } => (-i64::from(days_before), minutes(at)),
            Self::Scheduled { days_after, at } => (i64::from(days_after), minutes(at)),
        }
    }
}

/// Who may read an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone.
    #[default]
    Public,
    /// Signed-in members; others read as far as the paywall node.
    Members,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostFront {
    title: String,
    excerpt: String,
    feature_image: FeatureImage,
    tags: Vec<String>,
    authors: Vec<String>,
    publication: Publication,
    #[serde(default)]
    visibility: Visibility,
    #[serde(default)]
    featured: bool,
    meta_description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFront {
    title: String,
    excerpt: String,
    feature_image: Option<FeatureImage>,
    author: String,
    published_days_before: u32,
    meta_description: String,
}

pub(crate) fn posts(pictures: &[Picture]) -> Result<Vec<Article>, DemoError> {
    let mut articles: Vec<Article> = source::markdown::<PostFront>("posts")?
        .into_iter()
        .map(|markdown| article(markdown, pictures))
        .collect::<Result<_, _>>()?;
    articles.sort_by_key(|article| std::cmp::Reverse(article.publication.recency()));
    Ok(articles)
}

pub(crate) fn pages(pictures: &[Picture]) -> Result<Vec<Page>, DemoError> {
    source::markdown::<PageFront>("pages")?
        .into_iter()
        .map(|markdown| page(markdown, pictures))
        .collect()
}

fn article(markdown: Markdown<PostFront>, pictures: &[Picture]) -> Result<Article, DemoError> {
    let Markdown {
        file,
        slug,
        front,
        body,
    } = markdown;
    Ok(Article {
        slug,
        title: front.title,
        excerpt: front.excerpt,
        lexical: from_markdown(&file, &body, pictures)?,
        feature_image: front.feature_image,
        tags: front.tags,
        authors: front.authors,
        publication: front.publication,
        visibility: front.visibility,
        featured: front.featured,
        meta_description: front.meta_description,
    })
}

fn page(markdown: Markdown<PageFront>, pictures: &[Picture]) -> Result<Page, DemoError> {
    let Markdown {
        file,
        slug,
        front,
        body,
    } = markdown;
    Ok(Page {
        slug,
        title: front.title,
        excerpt: front.excerpt,
        lexical: from_markdown(&file, &body, pictures)?,
        feature_image: front.feature_image,
        author: front.author,
        published_days_before: front.published_days_before,
        meta_description: front.meta_description,
    })
}

fn minutes(time: NaiveTime) -> i64 {
    time.signed_duration_since(NaiveTime::MIN).num_minutes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_is_told_from_today() {
        let today = NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        let at = NaiveTime::from_hms_opt(7, 30, 0).expect("a time");
        let local =
            |publication: Publication| publication.local(today).map(|moment| moment.to_string());
        let published = Publication::Published { days_before: 1, at };
        let scheduled = Publication::Scheduled { days_after: 31, at };
        assert_eq!(local(published).as_deref(), Some("2027-02-28 07:30:00"));
        assert_eq!(local(scheduled).as_deref(), Some("2027-04-01 07:30:00"));
        assert_eq!(local(Publication::Draft), None);
        assert!(Publication::Draft.recency() > scheduled.recency());
        assert!(scheduled.recency() > published.recency());
    }
}

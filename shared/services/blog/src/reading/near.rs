//! Slugs that look like a mistyped one.
//!
//! Trigrams choose (they forgive left-out words and swapped parts and cost little), the edit distance orders (it knows
//! typing). Both run in Rust, over a bounded number of slugs, so both databases answer alike.

use contracts::ServiceResult;
use contracts::blog::PostLink;
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::sql::PUBLIC;

/// How many of the newest posts and pages are looked at.
const CANDIDATES_MAX: i64 = 5_000;
/// How many are offered.
const OFFERED_MAX: usize = 5;
/// How many that share trigrams are measured by edit distance.
const MEASURED_MAX: usize = 40;
/// How much of an address is looked at; Ghost's slugs have at most 191 characters.
const SLUG_CHARS_MAX: usize = 191;
/// Of 1: how alike two slugs must be to be offered.
const LIKENESS_MIN: f64 = 0.4;

#[derive(FromQueryResult)]
struct SlugRow {
    slug: String,
    title: String,
}

impl BlogReader {
    pub(super) async fn read_near(&self, slug: &str) -> ServiceResult<Vec<PostLink>> {
        let wanted = Wanted::new(slug);
        if wanted.slug.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<SlugRow> = self
            .rows(
                &format!(
                    "SELECT p.slug, p.title FROM posts p WHERE {PUBLIC} \
                     ORDER BY p.published_at DESC, p.id DESC LIMIT $2"
                ),
                [Value::from(CANDIDATES_MAX)],
            )
            .await?;
        let link = |row: &SlugRow| PostLink {
            title: row.title.clone(),
            slug: row.slug.clone(),
        };
        let slugs: Vec<&str> = rows.iter().map(|row| row.slug.as_str()).collect();
        Ok(wanted
            .nearest(&slugs)
            .into_iter()
            .map(|at| link(&rows[at]))
            .collect())
    }
}

type Trigram = [char; 3];

struct Wanted {
    slug: String,
    trigrams: Vec<Trigram>,
}

impl Wanted {
    fn new(slug: &str) -> Self {
        let slug: String = slug
            .chars()
            .take(SLUG_CHARS_MAX)
            .flat_map(char::to_lowercase)
            .collect();
        let mut trigrams: Vec<Trigram> = trigrams(&slug).collect();
        trigrams.sort_unstable();
        trigrams.dedup();
        Self { slug, trigrams }
    }

    /// The positions of the slugs most like the wanted one, best first.
    fn nearest(&self, slugs: &[&str]) -> Vec<usize> {
        let mut sharing: Vec<(f64, usize)> = slugs
            .iter()
            .enumerate()
            .map(|(at, slug)| (self.shared(slug), at))
            .filter(|(shared, _)| *shared > 0.0)
            .collect();
        best_first(&mut sharing, MEASURED_MAX);
        let mut alike: Vec<(f64, usize)> = sharing
            .into_iter()
            .map(|(shared, at)| (self.likeness(slugs[at], shared), at))
            .filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
            .collect();
        best_first(&mut alike, OFFERED_MAX);
        alike.into_iter().map(|(_, at)| at).collect()
    }

    /// How many trigrams two slugs share, of 1 (Dice).
    fn shared(&self, slug: &str) -> f64 {
        let (mut all, mut both) = (0, 0);
        for trigram in trigrams(slug) {
            all += 1;
            both += usize::from(self.trigrams.binary_search(&trigram).is_ok());
        }
        ratio(2 * both, all + self.trigrams.len())
    }

    /// Typing or wording, whichever speaks for it.
    fn likeness(&self, slug: &str, shared: f64) -> f64 {
        strsim::normalized_damerau_levenshtein(&self.slug, slug).max(shared)
    }
}

/// Runs of three characters, with an edge on both sides, so that beginnings count twice and short slugs have some.
fn trigrams(slug: &str) -> impl Iterator<Item = Trigram> + '_ {
    let mut run = ['\0'; 3];
    slug.chars().chain(['\0', '\0']).map(move |next| {
        run = [run[1], run[2], next];
        run
    })
}

/// Keeps the `most` best; among equals, those that came first.
fn best_first(scored: &mut Vec<(f64, usize)>, most: usize) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(most);
}

#[allow(clippy::cast_precision_loss, reason = "counts of characters of a slug")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLUGS: [&str; 6] = [
        "about",
        "the-great-apple-day",
        "how-we-bake-our-bread",
        "harvest-supper-2026",
        "harvest-supper-2025",
        "a-roof-for-the-hall",
    ];

    fn near(slug: &str) -> Vec<&'static str> {
        let found = Wanted::new(slug).nearest(&SLUGS);
        found.into_iter().map(|at| SLUGS[at]).collect()
    }

    #[test]
    fn what_was_meant_comes_first() {
        assert_eq!(near("abuot")[0], "about");
        assert_eq!(near("abot")[0], "about");
        assert_eq!(near("About-us")[0], "about");
        assert_eq!(near("great-apple-day")[0], "the-great-apple-day");
        assert_eq!(near("how-we-bake-bread")[0], "how-we-bake-our-bread");
        assert_eq!(
            near("harvest-super-2025"),
            ["harvest-supper-2025", "harvest-supper-2026"]
        );
    }

    #[test]
    fn what_is_unlike_everything_gets_no_offer() {
        assert_eq!(near("wp-login.php"), Vec::<&str>::new());
        assert_eq!(near("xmlrpc"), Vec::<&str>::new());
        assert_eq!(near("%"), Vec::<&str>::new());
    }

    #[test]
    fn a_long_address_is_cut() {
        assert_eq!(near(&"z".repeat(100_000)), Vec::<&str>::new());
    }
}

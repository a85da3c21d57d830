//! Slugs that look like a mistyped one.
//!
//! Trigrams choose (they forgive left-out words and swapped parts and cost little), the edit distance orders (it knows
//! typing). Both run in Rust, so both databases answer alike. A wrong address must not cost more than a right one, since
//! crawlers ask for many: all slugs come as one value from their index, and only those that are alike are looked up.

use contracts::ServiceResult;
use contracts::blog::PostLink;
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::sql::PUBLIC;

/// How many slugs are looked at, public or not yet.
const SLUGS_MAX: i64 = 50_000;
/// How many are offered.
const OFFERED_MAX: usize = 5;
/// How many that share trigrams are measured by edit distance.
const MEASURED_MAX: usize = 40;
/// How much of an address is looked at; Ghost's slugs have at most 191 characters.
const SLUG_CHARS_MAX: usize = 191;
/// Of 1: how alike two slugs must be to be offered.
const LIKENESS_MIN: f64 = 0.4;

#[derive(FromQueryResult)]
struct AllSlugs {
    /// Joined by what no slug holds.
    slugs: Option<String>,
}

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
        let all: Vec<AllSlugs> = self
            .rows_at_any_time(
                "SELECT string_agg(slug, '/') AS slugs FROM (SELECT p.slug FROM posts p LIMIT $1) AS few",
                [Value::from(SLUGS_MAX)],
            )
            .await?;
        let joined = all
            .into_iter()
            .find_map(|row| row.slugs)
            .unwrap_or_default();
        let near = wanted.nearest(joined.split('/'));
        let public = self.public_of(&near).await?;
        let found = near
            .iter()
            .filter_map(|slug| public.iter().find(|row| row.slug == *slug));
        Ok(found
            .take(OFFERED_MAX)
            .map(|row| PostLink {
                title: row.title.clone(),
                slug: row.slug.clone(),
            })
            .collect())
    }

    /// Those of these slugs that readers may know of.
    async fn public_of(&self, slugs: &[&str]) -> ServiceResult<Vec<SlugRow>> {
        if slugs.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (2..slugs.len() + 2).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT p.slug, p.title FROM posts p WHERE p.slug IN ({}) AND {PUBLIC}",
            places.join(", ")
        );
        let values: Vec<Value> = slugs.iter().map(|slug| Value::from(*slug)).collect();
        self.rows(&sql, values).await
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

    /// The slugs most like the wanted one, best first.
    fn nearest<'s>(&self, slugs: impl Iterator<Item = &'s str>) -> Vec<&'s str> {
        let mut sharing: Vec<(f64, &str)> = slugs
            .map(|slug| (self.shared(slug), slug))
            .filter(|(shared, _)| *shared > 0.0)
            .collect();
        best_first(&mut sharing);
        let mut alike: Vec<(f64, &str)> = sharing
            .into_iter()
            .take(MEASURED_MAX)
            .map(|(shared, slug)| (self.likeness(slug, shared), slug))
            .filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
            .collect();
        best_first(&mut alike);
        alike.into_iter().map(|(_, slug)| slug).collect()
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

/// The best first; among equals, by the alphabet.
fn best_first(scored: &mut [(f64, &str)]) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
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
        Wanted::new(slug).nearest(SLUGS.into_iter())
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

//! The search table: what visitors may find, and the one question that is asked of it. The domains' handlers fill it
//! from the event log; text for members alone never enters it.
//!
//! FTS5 and tsvector part words by rules of their own. Here they get words that were parted and folded already, so that
//! both find the same.

use std::collections::BTreeSet;

use contracts::Instant;
use models::search::document;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbBackend, EntityTrait, FromQueryResult, Iterable, QueryFilter,
    Statement,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::{DataError, Database, UnitOfWork};

/// The longest word that is kept, in characters; beyond it stand addresses and encoded files.
const WORD_CHARS_MAX: usize = 40;
/// How much of a text's words is kept: PostgreSQL's index of one row holds a megabyte.
const WORDS_BYTES_MAX: usize = 400_000;
/// How many words of a question count.
const ASKED_WORDS_MAX: usize = 12;
/// From how many characters on the last word of a question may be the beginning of one.
const BEGINNING_CHARS_MIN: usize = 3;

/// Something that visitors may find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDocument {
    /// `post`, `product`, `entry`.
    pub kind: &'static str,
    /// Its id in its domain.
    pub id: Uuid,
    /// Plain text.
    pub title: String,
    /// Plain text; nothing that not every visitor may read.
    pub body: String,
    /// `app://market/product/rye/`.
    pub address: String,
    /// From when on it may be found.
    pub shown_from: Instant,
    /// When the thing was last changed.
    pub updated_at: Instant,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Found {
    /// `post`, `product`, `entry`.
    pub kind: String,
    /// Its id in its domain.
    pub id: Uuid,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub body: String,
    /// `app://market/product/rye/`.
    pub address: String,
}

/// Puts something into the table, or over what was there.
///
/// # Errors
/// When the database fails.
pub async fn put(work: &UnitOfWork, new: SearchDocument) -> Result<(), DataError> {
    let row = document::Model {
        title_words: kept_words(&new.title),
        body_words: kept_words(&new.body),
        kind: new.kind.to_owned(),
        id: new.id,
        title: without_nul(new.title),
        body: without_nul(new.body),
        address: new.address,
        shown_from: new.shown_from,
        updated_at: new.updated_at,
    };
    let row: document::ActiveModel = row.into();
    let over = OnConflict::columns([document::Column::Kind, document::Column::Id])
        .update_columns(
            document::Column::iter()
                .filter(|column| !matches!(column, document::Column::Kind | document::Column::Id)),
        )
        .to_owned();
    document::Entity::insert(row.reset_all())
        .on_conflict(over)
        .exec_without_returning(work)
        .await?;
    Ok(())
}

/// Takes something out of the table, if it is there.
///
/// # Errors
/// When the database fails.
pub async fn remove(work: &UnitOfWork, kind: &str, id: Uuid) -> Result<(), DataError> {
    document::Entity::delete_many()
        .filter(document::Column::Kind.eq(kind))
        .filter(document::Column::Id.eq(id))
        .exec(work)
        .await?;
    Ok(())
}

/// Finds what has all the words, the last of which may be begun only: first where the title has them, then what was
/// changed last. A question without a word finds nothing.
///
/// # Errors
/// When the database fails.
pub async fn find(
    database: &Database,
    now: Instant,
    question: &str,
    most: u32,
) -> Result<Vec<Found>, DataError> {
    let asked: Vec<String> = words(question).take(ASKED_WORDS_MAX).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let (sql, title, whole) = match database.backend() {
        DbBackend::Postgres => {
            let terms = joined(&asked, ('\'', '\''), ":*", " & ");
            (POSTGRES, terms.clone(), terms)
        }
        _ => {
            let terms = joined(&asked, ('"', '"'), "*", " AND ");
            (SQLITE, format!("title_words : ({terms})"), terms)
        }
    };
    let values = [
        title.into(),
        whole.into(),
        now.micros().into(),
        i64::from(most).into(),
    ];
    let asking = Statement::from_sql_and_values(database.backend(), sql, values);
    Ok(Found::find_by_statement(asking)
        .all(database.read())
        .await?)
}

const POSTGRES: &str = "SELECT kind, id, title, body, address FROM search_documents
    WHERE whole_index @@ $2::tsquery AND shown_from <= $3
    ORDER BY title_index @@ $1::tsquery DESC, updated_at DESC, id LIMIT $4";

const SQLITE: &str = "SELECT kind, id, title, body, address FROM search_documents
    WHERE number IN (SELECT rowid FROM search_index WHERE search_index MATCH $2) AND shown_from <= $3
    ORDER BY number IN (SELECT rowid FROM search_index WHERE search_index MATCH $1) DESC, updated_at DESC, id
    LIMIT $4";

/// The words as a question in the database's language. They are letters and digits alone: nothing in them needs escaping.
fn joined(asked: &[String], quotes: (char, char), begun: &str, and: &str) -> String {
    let mut terms: Vec<String> = asked
        .iter()
        .map(|word| format!("{}{word}{}", quotes.0, quotes.1))
        .collect();
    if let (Some(term), Some(word)) = (terms.last_mut(), asked.last())
        && word.chars().count() >= BEGINNING_CHARS_MIN
    {
        term.push_str(begun);
    }
    terms.join(and)
}

/// The words of a text: letters and digits, small, without accents.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric() && !is_combining_mark(char))
        .map(|word| {
            let bare = word.nfkd().filter(|char| char.is_alphanumeric());
            bare.flat_map(char::to_lowercase)
                .filter(|char| char.is_alphanumeric())
                .take(WORD_CHARS_MAX)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
}

/// Each word once.
fn kept_words(text: &str) -> String {
    let mut kept = String::new();
    for word in words(text).collect::<BTreeSet<_>>() {
        if kept.len() + word.len() >= WORDS_BYTES_MAX {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(&word);
    }
    kept
}

/// PostgreSQL's TEXT takes every character but this one.
fn without_nul(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        words(text).collect()
    }

    #[test]
    fn words_are_letters_and_digits_without_accents() {
        assert_eq!(all("Crème-brûlée, 2×!"), ["creme", "brulee", "2"]);
        assert_eq!(
            all("e\u{301}clair"),
            ["eclair"],
            "written in two characters"
        );
        assert_eq!(
            all("don’t 'OR' a* -b \"c"),
            ["don", "t", "or", "a", "b", "c"]
        );
        assert_eq!(all("ﬁne İZMİR"), ["fine", "izmir"]);
        assert_eq!(all(" \0 … "), Vec::<String>::new());
        assert_eq!(all(&"x".repeat(99)), ["x".repeat(WORD_CHARS_MAX)]);
    }

    #[test]
    fn a_text_keeps_each_word_once_and_not_too_many() {
        assert_eq!(kept_words("rye and Rye and oats"), "and oats rye");
        let long: String = (0..100_000).map(|n| format!("w{n} ")).collect();
        assert!(kept_words(&long).len() <= WORDS_BYTES_MAX);
    }
}

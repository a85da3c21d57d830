//! The shape of an export, walked once.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::marker::PhantomData;
use std::path::Path;

use contracts::Instant;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::bounded::Bounded;
use super::cell::time;
use super::row::Row;
use crate::import::error::ImportError;

/// What is read and who gets it.
pub(in crate::import) trait Reading {
    /// The version of Ghost that wrote the export, and when.
    fn meta(&mut self, version: String, exported: Option<Instant>);
    /// Whether a table's rows are wanted.
    fn wants(&self, table: &str) -> bool;
    /// A row. A refusal is a sentence about it.
    fn row(&mut self, row: Row) -> Result<(), String>;
    /// How many bytes were read; `false` stops.
    fn read_bytes(&self, bytes: u64) -> bool;
    /// Whether [`Reading::read_bytes`] or [`Reading::row`] has told the reader to stop.
    fn was_stopped(&self) -> bool;
}

/// Walks through an export.
///
/// # Errors
/// [`ImportError::Malformed`] with the place, [`ImportError::NotAnExport`], [`ImportError::Stopped`], or the file's own.
pub(in crate::import) fn read<R: Reading>(path: &Path, reading: &mut R) -> Result<(), ImportError> {
    let unreadable = |source| ImportError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(unreadable)?;
    skip_byte_order_mark(&mut file).map_err(unreadable)?;
    let reading = RefCell::new(reading);
    let bounded = Bounded::new(&mut file, |bytes| reading.borrow().read_bytes(bytes));
    let mut json =
        serde_json::Deserializer::from_reader(BufReader::with_capacity(128 * 1024, bounded));
    let mut track = serde_path_to_error::Track::new();
    let found = Top(&reading)
        .deserialize(serde_path_to_error::Deserializer::new(
            &mut json, &mut track,
        ))
        .and_then(|found| json.end().map(|()| found));
    match found {
        Ok(found) => found.is_whole(),
        Err(_) if reading.borrow().was_stopped() => Err(ImportError::Stopped),
        Err(error) => Err(malformed(path, &error, track.path().to_string())),
    }
}

fn skip_byte_order_mark(file: &mut File) -> std::io::Result<()> {
    let mut mark = Vec::new();
    file.by_ref().take(3).read_to_end(&mut mark)?;
    if mark != b"\xef\xbb\xbf" {
        file.rewind()?;
    }
    Ok(())
}

fn malformed(path: &Path, error: &serde_json::Error, inside: String) -> ImportError {
    let (line, column) = (error.line(), error.column());
    let sentence = error.to_string();
    let reason = match error.classify() {
        serde_json::error::Category::Eof => "the file ends too early".to_owned(),
        _ => sentence
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned(),
    };
    let byte = line_start(path, line).unwrap_or(0) + column.saturating_sub(1) as u64;
    ImportError::Malformed {
        reason,
        line,
        column,
        byte,
        inside,
    }
}

/// At which byte a line begins.
fn line_start(path: &Path, line: usize) -> std::io::Result<u64> {
    let mut file = BufReader::new(File::open(path)?);
    for _ in 1..line {
        file.skip_until(b'\n')?;
    }
    file.stream_position()
}

/// What was met on the way.
#[derive(Default)]
struct Found {
    meta: bool,
    data: bool,
    posts: bool,
}

impl Found {
    fn is_whole(&self) -> Result<(), ImportError> {
        let missing = |what: &str| Err(ImportError::NotAnExport(what.to_owned()));
        match self {
            Self { data: false, .. } => missing("it has neither `db` nor `data`"),
            Self { meta: false, .. } => missing("it has no `meta` that says which Ghost wrote it"),
            Self { posts: false, .. } => missing("its `data` has no `posts`"),
            _ => Ok(()),
        }
    }
}

/// The outermost object, or the one inside `db`: they are alike but for `db` itself.
struct Top<'a, 'r, R>(&'a RefCell<&'r mut R>);

impl<'de, R: Reading> DeserializeSeed<'de> for Top<'_, '_, R> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

#[derive(Deserialize)]
struct Meta {
    version: String,
    #[serde(default, deserialize_with = "time")]
    exported_on: Option<Instant>,
}

impl<'de, R: Reading> Visitor<'de> for Top<'_, '_, R> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `db`, or with `meta` and `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "db" if found.data => return Err(A::Error::custom("there are two databases")),
                "data" if found.data => return Err(A::Error::custom("there are two `data`")),
                "db" => found = map.next_value_seed(Db(self.0))?,
                "meta" => {
                    let Meta {
                        version,
                        exported_on,
                    } = map.next_value()?;
                    self.0.borrow_mut().meta(version, exported_on);
                    found.meta = true;
                }
                "data" => {
                    found.posts = map.next_value_seed(Data(self.0))?;
                    found.data = true;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }
}

/// The list with the one database.
struct Db<'a, 'r, R>(&'a RefCell<&'r mut R>);

impl<'de, R: Reading> DeserializeSeed<'de> for Db<'_, '_, R> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, R: Reading> Visitor<'de> for Db<'_, '_, R> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list with one database")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found, A::Error> {
        let found = list.next_element_seed(Top(self.0))?.unwrap_or_default();
        match list.next_element::<IgnoredAny>()? {
            Some(_) => Err(A::Error::custom("there are two databases")),
            None => Ok(found),
        }
    }
}

/// The tables. Answers whether `posts` was among them.
struct Data<'a, 'r, R>(&'a RefCell<&'r mut R>);

impl<'de, R: Reading> DeserializeSeed<'de> for Data<'_, '_, R> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, R: Reading> Visitor<'de> for Data<'_, '_, R> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list for each table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut posts = false;
        while let Some(table) = map.next_key::<String>()? {
            if table == "posts" && std::mem::replace(&mut posts, true) {
                return Err(A::Error::custom("there are two `posts`"));
            }
            if !self.0.borrow().wants(&table) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match table.as_str() {
                "posts" => map.next_value_seed(rows(self.0, Row::Post))?,
                "posts_meta" => map.next_value_seed(rows(self.0, Row::PostMeta))?,
                "users" => map.next_value_seed(rows(self.0, Row::User))?,
                "tags" => map.next_value_seed(rows(self.0, Row::Tag))?,
                "posts_tags" => map.next_value_seed(rows(self.0, Row::PostTag))?,
                "posts_authors" => map.next_value_seed(rows(self.0, Row::PostAuthor))?,
                "settings" => map.next_value_seed(rows(self.0, Row::Setting))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(posts)
    }
}

/// The rows of one table.
struct Rows<'a, 'r, R, T> {
    reading: &'a RefCell<&'r mut R>,
    named: fn(T) -> Row,
    of: PhantomData<T>,
}

fn rows<'a, 'r, R, T>(reading: &'a RefCell<&'r mut R>, named: fn(T) -> Row) -> Rows<'a, 'r, R, T> {
    Rows {
        reading,
        named,
        of: PhantomData,
    }
}

impl<'de, R: Reading, T: Deserialize<'de>> DeserializeSeed<'de> for Rows<'_, '_, R, T> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, R: Reading, T: Deserialize<'de>> Visitor<'de> for Rows<'_, '_, R, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(row) = list.next_element::<T>()? {
            self.reading
                .borrow_mut()
                .row((self.named)(row))
                .map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

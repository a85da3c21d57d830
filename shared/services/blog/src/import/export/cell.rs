//! What stands in a column of Ghost's: ids, flags, dates and texts, in the spellings that its versions use.

use std::fmt;

use chrono::{DateTime, NaiveDateTime};
use contracts::Instant;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use sha2::{Digest, Sha256};

/// Longer ids are none of Ghost's.
const ID_CHARS_MAX: usize = 64;

/// An id of Ghost's: 24 hex digits as a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::import) struct GhostId(pub(in crate::import) Box<str>);

impl GhostId {
    pub(in crate::import) fn key(&self) -> Key {
        Key::of(&self.0)
    }
}

/// A text in 16 bytes, to tell apart the very many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::import) struct Key([u8; 16]);

impl Key {
    pub(in crate::import) fn of(text: &str) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&Sha256::digest(text)[..16]);
        Self(half)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = GhostId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an id of 1 to {ID_CHARS_MAX} characters")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<GhostId, E> {
        match text.len() {
            1..=ID_CHARS_MAX => Ok(GhostId(text.into())),
            _ => Err(E::invalid_value(
                serde::de::Unexpected::Str(&text.chars().take(80).collect::<String>()),
                &self,
            )),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<GhostId, E> {
        Ok(GhostId(number.to_string().into()))
    }
}

impl<'de> Deserialize<'de> for GhostId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct FlagVisitor;

impl Visitor<'_> for FlagVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false, 1, 0 or null")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<bool, E> {
        Ok(flag)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        match number {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(E::invalid_value(
                serde::de::Unexpected::Unsigned(other),
                &self,
            )),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}

/// SQLite and MySQL write flags as numbers.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    deserializer.deserialize_any(FlagVisitor)
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Option<Instant>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2026-11-23 22:35:10 or 2026-11-23T22:35:10.000Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let plain = |format| NaiveDateTime::parse_from_str(text, format).map(|time| time.and_utc());
        let time = plain("%Y-%m-%d %H:%M:%S%.f")
            .or_else(|_| DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()))
            .map_err(|_| {
                E::invalid_value(
                    serde::de::Unexpected::Str(&text.chars().take(80).collect::<String>()),
                    &self,
                )
            })?;
        Ok(Some(time.into()))
    }

    fn visit_i64<E: Error>(self, milliseconds: i64) -> Result<Self::Value, E> {
        let time = DateTime::from_timestamp_millis(milliseconds);
        time.map(|time| Some(time.into()))
            .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Signed(milliseconds), &self))
    }

    fn visit_u64<E: Error>(self, milliseconds: u64) -> Result<Self::Value, E> {
        self.visit_i64(i64::try_from(milliseconds).unwrap_or(i64::MAX))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// SQLite exports have `2026-11-23 22:35:10`, MySQL's RFC 3339; both are UTC.
pub(super) fn time<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Instant>, D::Error> {
    deserializer.deserialize_any(TimeVisitor)
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false or null")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Some(flag.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// The value of a setting, which older versions write as what it is.
pub(super) fn setting<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

/// A text of which blank is none: Ghost writes both `null` and `""`.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !text.trim().is_empty()).map(plain))
}

/// A text without the one character that PostgreSQL cannot keep.
pub(super) fn plain(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

/// A text that must be there.
pub(super) fn needed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(plain)
}

//! What is wrong with a database that does not do what it always does, in words for whoever runs it.

use std::borrow::Cow;

use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// A trouble that is nobody's bug: the world around the database has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server does not answer, is starting, stopping, or has no connection left.
    Gone,
    /// The server answers and lets us not in: wrong user or password, or no database of that name.
    Refused,
    /// SQLite's file, or one beside it, cannot be opened.
    Unopened,
    /// The disk has no room.
    Full,
    /// Another program holds the file.
    Locked,
    /// The file, its folder or its disk may not be written.
    ReadOnly,
    /// The disk does not read or write.
    Disk,
    /// The file is no database, or a damaged one.
    Damaged,
}

impl Trouble {
    /// The trouble behind an error; `None` is a fault of ours.
    pub(crate) fn of(error: &DbErr) -> Option<Self> {
        match error {
            DbErr::ConnectionAcquire(_) => Some(Self::Gone),
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            DbErr::Conn(_) => Some(Self::Gone),
            _ => None,
        }
    }

    fn of_driver(error: &SqlxError) -> Option<Self> {
        match error {
            SqlxError::Io(_)
            | SqlxError::PoolTimedOut
            | SqlxError::PoolClosed
            | SqlxError::WorkerCrashed => Some(Self::Gone),
            SqlxError::Database(error) => Self::of_code(error.code()?),
            _ => None,
        }
    }

    /// SQLite's result codes (their low byte is the primary code) are numbers; PostgreSQL's SQLSTATEs have five characters.
    fn of_code(code: Cow<'_, str>) -> Option<Self> {
        if code.len() == 5 {
            return match code.as_ref() {
                "53100" => Some(Self::Full),
                "25006" => Some(Self::ReadOnly),
                "58030" => Some(Self::Disk),
                "XX001" | "XX002" => Some(Self::Damaged),
                "28000" | "28P01" | "3D000" => Some(Self::Refused),
                // Connection exceptions, no resources, an operator's intervention (shutdown, start, a cancelled statement).
                state if ["08", "53", "57"].contains(&&state[..2]) => Some(Self::Gone),
                _ => None,
            };
        }
        match code.parse::<u32>().ok()? & 0xff {
            5 | 6 => Some(Self::Locked),
            8 => Some(Self::ReadOnly),
            10 => Some(Self::Disk),
            11 | 26 => Some(Self::Damaged),
            13 => Some(Self::Full),
            14 => Some(Self::Unopened),
            _ => None,
        }
    }

    /// One word, for numbers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Unopened => "unopened",
            Self::Full => "full",
            Self::Locked => "locked",
            Self::ReadOnly => "read_only",
            Self::Disk => "disk",
            Self::Damaged => "damaged",
        }
    }

    /// What to do, with the driver's own words.
    pub(crate) fn sentence(error: &DbErr) -> String {
        let advice = match Self::of(error) {
            Some(Self::Gone) => "the database does not answer; it is asked again by itself",
            Some(Self::Refused) => {
                "the database server refuses us: correct user, password or database name in DATABASE_URL, or make that database"
            }
            Some(Self::Unopened) => {
                "the database file, or one beside it, cannot be opened: look whether its folder is there, and at the rights of all of them"
            }
            Some(Self::Full) => {
                "the disk that holds the database is full, so nothing of this was saved: make room"
            }
            Some(Self::Locked) => {
                "another program holds the database file, so nothing of this was saved: end that program"
            }
            Some(Self::ReadOnly) => {
                "the database may not be written, so nothing of this was saved: look at the rights of its file, of those beside it (-wal, -shm) and of their folder"
            }
            Some(Self::Disk) => {
                "the disk that holds the database does not read or write, so nothing of this was saved: see whether it is full or broken"
            }
            Some(Self::Damaged) => {
                "the database file is damaged or is no database: put it aside and restore a backup"
            }
            None => return format!("database: {error}"),
        };
        format!("{advice} ({error})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_databases_say_what_is_wrong() {
        for (code, trouble) in [
            ("5", Some(Trouble::Locked)),
            ("261", Some(Trouble::Locked)),
            ("8", Some(Trouble::ReadOnly)),
            ("1032", Some(Trouble::ReadOnly)),
            ("778", Some(Trouble::Disk)),
            ("11", Some(Trouble::Damaged)),
            ("26", Some(Trouble::Damaged)),
            ("13", Some(Trouble::Full)),
            ("14", Some(Trouble::Unopened)),
            ("2067", None),
            ("53100", Some(Trouble::Full)),
            ("57P01", Some(Trouble::Gone)),
            ("57P03", Some(Trouble::Gone)),
            ("08006", Some(Trouble::Gone)),
            ("53300", Some(Trouble::Gone)),
            ("28P01", Some(Trouble::Refused)),
            ("28000", Some(Trouble::Refused)),
            ("3D000", Some(Trouble::Refused)),
            ("23505", None),
            ("42P01", None),
            ("", None),
        ] {
            assert_eq!(Trouble::of_code(code.into()), trouble, "{code}");
        }
    }
}

//! Where the database is: `DATABASE_URL`, parsed.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

/// A database address: `sqlite://path/to.db` or `postgres://user:password@host:port/name`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseAddress {
    /// A file of ours.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Url),
}

/// Why an address was refused, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "DATABASE_URL is malformed: {0}; write sqlite://path/to/file.db or postgres://user:password@host:5432/name"
)]
pub struct MalformedAddress(String);

impl FromStr for DatabaseAddress {
    type Err = MalformedAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = |why: &str| Err(MalformedAddress(why.to_owned()));
        let Some((scheme, rest)) = text.split_once(':') else {
            return refuse("it has no scheme");
        };
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                match path {
                    "" | "/" => refuse("it names no file"),
                    _ if path.starts_with(":memory:") => {
                        refuse("a database in memory is lost at the end, name a file")
                    }
                    _ if path.contains(['?', '#', '\0']) => {
                        refuse("the file's name has a character that is not allowed")
                    }
                    _ => Ok(Self::Sqlite(PathBuf::from(path))),
                }
            }
            "postgres" | "postgresql" => {
                let url = match Url::parse(text) {
                    Ok(url) => url,
                    Err(error) => return refuse(&error.to_string()),
                };
                if url.host_str().is_none_or(str::is_empty)
                    && !url.query_pairs().any(|(key, _)| key == "host")
                {
                    return refuse("it names no host");
                }
                if url.path().len() < 2 {
                    return refuse("it names no database");
                }
                Ok(Self::Postgres(url))
            }
            other => refuse(&format!(
                "“{}” is not a database that we speak",
                other.chars().take(20).collect::<String>()
            )),
        }
    }
}

/// The address with its password hidden.
impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let mut shown = url.clone();
                if url.query().is_some_and(|query| query.contains("password")) {
                    shown.set_query(Some("***"));
                }
                if shown.password().is_some() && shown.set_password(Some("***")).is_err() {
                    return f.write_str("postgres://…");
                }
                write!(f, "{shown}")
            }
        }
    }
}

impl fmt::Debug for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_addresses() {
        assert_eq!(
            "sqlite://data/x.db".parse(),
            Ok(DatabaseAddress::Sqlite("data/x.db".into()))
        );
        assert_eq!(
            "sqlite:///var/x.db".parse(),
            Ok(DatabaseAddress::Sqlite("/var/x.db".into()))
        );
        assert!(matches!(
            "postgres://u:p@h:5432/coop".parse(),
            Ok(DatabaseAddress::Postgres(_))
        ));
        assert!(matches!(
            "postgresql:///coop?host=/run/pg".parse(),
            Ok(DatabaseAddress::Postgres(_))
        ));
    }

    #[test]
    fn malformed_addresses_are_refused_with_a_sentence() {
        for text in [
            "",
            "coop",
            "mysql://h/d",
            "postgres://",
            "postgres://h",
            "postgres://h:x/d",
            "sqlite://",
            "sqlite://:memory:",
            "sqlite://a?b",
        ] {
            let error = text.parse::<DatabaseAddress>().expect_err(text).to_string();
            assert!(error.starts_with("DATABASE_URL is malformed: "), "{error}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let address: DatabaseAddress = "postgres://u:hunter2@h/coop".parse().expect("good");
        assert!(!format!("{address} {address:?}").contains("hunter2"));
        let address: DatabaseAddress = "postgres:///coop?host=/run&password=hunter2"
            .parse()
            .expect("good");
        assert!(!format!("{address} {address:?}").contains("hunter2"));
    }
}

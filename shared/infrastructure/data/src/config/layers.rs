//! Where each value comes from: flags, environment, file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::Path;

use super::ConfigError;
use super::keys::{KEYS, Key};

/// A configuration file is a page of text, not a book.
const FILE_BYTES_MAX: u64 = 256 * 1024;

/// Where a value was set, as a refusal names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(String),
    /// A configuration file.
    File(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => f.write_str(flag),
            Self::Variable(name) => f.write_str(name),
            Self::File(path) => f.write_str(path),
        }
    }
}

/// What was set, the strongest origin of each key alone.
#[derive(Clone, Debug, Default)]
pub struct Layers(BTreeMap<&'static str, (String, Origin)>);

impl Layers {
    /// The value of a key and where it was set; `None` leaves it to the default.
    pub fn get(&self, key: &str) -> Option<(&str, &Origin)> {
        self.0
            .get(key)
            .map(|(value, origin)| (value.as_str(), origin))
    }

    /// Takes a flag's value. Flags come first, so they win.
    pub fn flag(&mut self, key: &'static str, value: String) {
        if let Some(key) = KEYS.iter().find(|known| known.name == key) {
            self.weaker(key, value, Origin::Flag(key.flag));
        }
    }

    /// Takes the variables of the environment: `KEY` or `KEY_FILE`. Call it after the flags.
    ///
    /// # Errors
    /// When both are set, a variable is no text, or the file cannot be read.
    pub fn environment(
        &mut self,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<(), ConfigError> {
        let variable = |name: &str| match variable(name).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(text)),
            Some(Err(_)) => Err(ConfigError(format!(
                "{name} is no text in UTF-8 (set by {name})"
            ))),
        };
        for key in KEYS {
            let name = key.name.to_ascii_uppercase();
            let file_name = format!("{name}_FILE");
            match (variable(&name)?, variable(&file_name)?) {
                (Some(_), Some(_)) => {
                    return Err(ConfigError(format!(
                        "{name} and {file_name} are both set: keep one of them"
                    )));
                }
                (Some(value), None) => self.weaker(key, value, Origin::Variable(name)),
                (None, Some(path)) => {
                    let value = read_bounded(Path::new(&path)).map_err(|error| {
                        ConfigError(format!(
                            "{file_name} names {path}, which cannot be read: {error}"
                        ))
                    })?;
                    self.weaker(
                        key,
                        value.trim_end().to_owned(),
                        Origin::Variable(file_name),
                    );
                }
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// Takes a configuration file. Call it last. A file that is not there is no error when it is only the default place.
    ///
    /// # Errors
    /// When it cannot be read, is not TOML, has an unknown key, or a value that is no text, number, truth or list of texts.
    pub fn file(&mut self, path: &Path, required: bool) -> Result<(), ConfigError> {
        let shown = path.display().to_string();
        let text = match read_bounded(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !required => {
                return Ok(());
            }
            Err(error) => return Err(ConfigError(format!("{shown} cannot be read: {error}"))),
        };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            ConfigError(format!(
                "{shown} is not TOML: {}",
                one_line(error.message())
            ))
        })?;
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| key.name == name) else {
                return Err(unknown_key(&shown, &name));
            };
            let Some(value) = as_text(&value) else {
                return Err(ConfigError(format!(
                    "{name} is a {} where a text belongs (set by {shown})",
                    value.type_str()
                )));
            };
            self.weaker(key, value, Origin::File(shown.clone()));
        }
        Ok(())
    }

    /// The same without some keys.
    pub fn without(&self, keys: &[&str]) -> Self {
        let mut left = self.clone();
        left.0.retain(|key, _| !keys.contains(key));
        left
    }

    /// What is set of one key alone.
    pub(super) fn only(&self, key: &str) -> Self {
        let mut left = self.clone();
        left.0.retain(|set, _| *set == key);
        left
    }

    fn weaker(&mut self, key: &Key, value: String, origin: Origin) {
        self.0.entry(key.name).or_insert((value, origin));
    }
}

fn read_bounded(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    // A device or a pipe does not say beforehand how much it has.
    let read = file.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)?;
    if read as u64 > FILE_BYTES_MAX {
        return Err(std::io::Error::other("it is larger than 256 KiB"));
    }
    Ok(text)
}

fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        toml::Value::Array(items) => items
            .iter()
            .map(toml::Value::as_str)
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join(",")),
        _ => None,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unknown_key(shown: &str, name: &str) -> ConfigError {
    let name: &str = &name.chars().take(60).collect::<String>();
    let distance = |key: &&Key| strsim::damerau_levenshtein(key.name, name);
    let near = KEYS
        .iter()
        .min_by_key(distance)
        .filter(|key| distance(key) * 3 <= key.name.len());
    match near {
        Some(near) => ConfigError(format!(
            "{shown} has an unknown key “{name}”: did you mean “{}”?",
            near.name
        )),
        None => ConfigError(format!(
            "{shown} has an unknown key “{name}”: the keys are {}",
            KEYS.iter()
                .map(|key| key.name)
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Layers, ConfigError> {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("rose-ash.toml");
        std::fs::write(&path, text).expect("written");
        let mut layers = Layers::default();
        layers.file(&path, true).map(|()| layers)
    }

    #[test]
    fn flags_win_over_environment_over_file() {
        let mut layers =
            file("listen = \"1\"\ndata = \"file\"\napps = [\"blog\", \"cart\"]").expect("good");
        assert_eq!(
            layers.get("apps").map(|(value, _)| value),
            Some("blog,cart")
        );
        let mut strong = Layers::default();
        strong.flag("listen", "flag".into());
        strong
            .environment(|name| (name == "LISTEN" || name == "DATA").then(|| "env".into()))
            .expect("good");
        strong.0.into_iter().for_each(|(key, value)| {
            layers.0.insert(key, value);
        });
        assert_eq!(layers.get("listen").map(|(value, _)| value), Some("flag"));
        assert_eq!(layers.get("data").map(|(value, _)| value), Some("env"));
    }

    #[test]
    fn an_unknown_key_is_named_with_what_was_meant() {
        let error = file("databse_url = \"x\"").expect_err("typo").to_string();
        assert!(
            error.contains("“databse_url”: did you mean “database_url”?"),
            "{error}"
        );
        assert!(
            file("colour = \"x\"")
                .expect_err("unknown")
                .to_string()
                .contains("the keys are data, ")
        );
    }

    #[test]
    fn files_that_are_not_configuration_are_refused_in_one_line() {
        for text in [
            "= 1",
            "[database]\nurl = 1",
            "data = { a = 1 }",
            "data = 1.5",
        ] {
            let error = file(text).expect_err(text).to_string();
            assert!(!error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn a_secret_comes_from_a_file_but_not_from_two_places() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("secret");
        std::fs::write(&path, "postgres://h/d\n").expect("written");
        let mut layers = Layers::default();
        layers
            .environment(|name| (name == "DATABASE_URL_FILE").then(|| path.clone().into()))
            .expect("good");
        assert_eq!(
            layers.get("database_url").map(|(value, _)| value),
            Some("postgres://h/d")
        );
        assert!(
            Layers::default()
                .environment(|name| name.starts_with("DATABASE_URL").then(|| "x".into()))
                .is_err()
        );
    }

    #[test]
    fn a_variable_that_is_no_text_is_refused_and_not_overlooked() {
        use std::os::unix::ffi::OsStringExt;
        for name in ["DATABASE_URL", "SECRET_KEY_FILE"] {
            let set = |asked: &str| (asked == name).then(|| OsString::from_vec(vec![b'a', 0xff]));
            let error = Layers::default().environment(set).expect_err(name);
            assert!(error.to_string().starts_with(name), "{error}");
        }
    }

    #[test]
    fn a_file_without_end_is_refused() {
        let set = |asked: &str| (asked == "SECRET_KEY_FILE").then(|| "/dev/zero".into());
        let error = Layers::default().environment(set).expect_err("endless");
        assert!(error.to_string().contains("larger than 256 KiB"), "{error}");
    }
}

//! The query of a fragment's address: few, short, each once, in one order. Whoever reads it must not trust it.

use url::form_urlencoded;

/// More than this is no query of ours.
const BYTES: usize = 2_048;
/// More parts than this neither.
const PARTS: usize = 4;

/// What is wrong with a query: the name of the argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the argument “{0}” is missing or is not what it should be")]
pub struct Refused(pub &'static str);

/// Names and values in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query without its question mark.
    pub(crate) fn read(text: &str) -> Result<Self, Refused> {
        if text.len() > BYTES {
            return Err(Refused("query"));
        }
        let parts: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .take(PARTS + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if parts.len() > PARTS {
            return Err(Refused("query"));
        }
        Ok(Self(parts))
    }

    /// As it stands in an address.
    pub(crate) fn print(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&self.0);
        out.finish()
    }

    pub(crate) fn put(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The first of what is left, which must have this name.
    pub(crate) fn take(&mut self, name: &'static str) -> Result<String, Refused> {
        match self.0.first() {
            Some((first, _)) if first == name => Ok(self.0.remove(0).1),
            _ => Err(Refused(name)),
        }
    }

    /// Parts the last argument, which must have this name, from those before it.
    pub(crate) fn split_last(mut self, name: &str) -> Option<(Self, String)> {
        let (last, value) = self.0.pop()?;
        (last == name).then_some((self, value))
    }

    /// That nothing is left over.
    pub(crate) fn end(&self) -> Result<(), Refused> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Refused("query"))
        }
    }
}

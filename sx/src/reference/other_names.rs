//! What other Lisps and the first SX call things that have another name here. They are no names of this language;
//! whoever writes one is told what to write.

/// Names from elsewhere, and what stands for them here.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("begin", "do"),
    ("bool?", "boolean?"),
    ("car", "first"),
    ("cdr", "rest"),
    ("ceiling", "ceil"),
    ("count", "len"),
    ("dict?", "record?"),
    ("dict-get", "get"),
    ("dict-set", "assoc"),
    ("downcase", "lower"),
    ("eq?", "="),
    ("equal?", "="),
    ("eqv?", "="),
    ("foldl", "reduce"),
    ("hash-map", "dict"),
    ("includes?", "contains?"),
    ("json-encode", "json"),
    ("lambda", "fn"),
    ("length", "len"),
    ("map?", "record?"),
    ("member?", "contains?"),
    ("modulo", "mod"),
    ("null?", "nil?"),
    ("progn", "do"),
    ("remainder", "mod"),
    ("string-append", "str"),
    ("string-contains?", "contains?"),
    ("string-downcase", "lower"),
    ("string-join", "join"),
    ("string-length", "len"),
    ("string-split", "split"),
    ("string-trim", "trim"),
    ("string-upcase", "upper"),
    ("substring", "slice"),
    ("to-string", "str"),
    ("upcase", "upper"),
    ("values", "vals"),
];

/// What is called so elsewhere.
pub(crate) fn name_here(name: &str) -> Option<&'static str> {
    OTHER_NAMES
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, here)| *here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::reference;

    #[test]
    fn every_name_leads_to_one_that_is_there() {
        let is_there = |name| reference().iter().any(|entry| entry.name == name);
        for (other, here) in OTHER_NAMES {
            assert!(is_there(*here), "{here}");
            assert!(!is_there(*other), "`{other}` has a meaning here");
        }
    }
}

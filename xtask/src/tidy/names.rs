//! A name says what is inside. Some names say only that nobody knew.

use super::tree::{Problem, Tree};

const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "misc", "stuff", "lib2", "new", "old",
];

/// Files and folders whose name says nothing.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    let says_nothing = |part: &str| {
        let stem = part.split_once('.').map_or(part, |(stem, _)| stem);
        EMPTY_NAMES.contains(&stem)
    };
    tree.files()
        .iter()
        .filter(|file| file.path.split('/').any(says_nothing))
        .map(|file| {
            Problem::in_file(
                &file.path,
                "name it after its subject: what would a newcomer look for here?",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn empty_names_are_found_as_file_and_as_folder() {
        let tree = Tree::of(&[
            ("a/utils.rs", ""),
            ("a/helpers/date.rs", ""),
            ("a/utilities_bill.rs", ""),
        ]);
        assert_eq!(places(&check(&tree)), ["a/utils.rs", "a/helpers/date.rs"]);
    }
}

//! Every crate begins by saying what it is, what it must not know and how to add to it.

use super::layering::Package;
use super::tree::{Problem, Tree};

/// Shorter is a title, not an explanation.
const WORDS_MIN: usize = 8;

/// Crates whose first file has no documentation of its own.
pub(crate) fn check(tree: &Tree, packages: &[Package]) -> Vec<Problem> {
    let entry = |root: &&String| root.ends_with("src/lib.rs") || root.ends_with("src/main.rs");
    let roots = packages
        .iter()
        .flat_map(|package| package.roots.iter().filter(entry));
    roots
        .filter_map(|root| tree.file(root))
        .filter(|file| {
            let documented = file.text.lines().filter_map(|line| line.strip_prefix("//!"));
            documented.flat_map(str::split_whitespace).count() < WORDS_MIN
        })
        .map(|file| {
            Problem::in_file(
                &file.path,
                "begin with `//!`: what this crate is, what it must not know, how one adds the next thing to it",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn a_title_is_not_an_explanation() {
        let tree = Tree::of(&[
            (
                "a/src/lib.rs",
                "//! The crate a: what it is for, and what it does not know.\n",
            ),
            ("b/src/main.rs", "//! To be written.\nfn main() {}\n"),
        ]);
        let packages = [
            Package::with_roots("a", &["a/src/lib.rs"]),
            Package::with_roots("b", &["b/src/main.rs"]),
        ];
        assert_eq!(places(&check(&tree, &packages)), ["b/src/main.rs"]);
    }
}

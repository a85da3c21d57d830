//! Static files that no page, style or program names.

use crate::tidy::tree::{File, Problem, Tree};

/// What may name a static file.
const NAMING: &[&str] = &[
    "sx",
    "rs",
    "css",
    "ts",
    "js",
    "json",
    "toml",
    "webmanifest",
    "svg",
];

/// The files below a `static` folder whose name occurs in no other file.
pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let is_static =
        |file: &&File| file.is_below("static") && !file.is_below("tests") && file.ending() != "md";
    tree.files()
        .iter()
        .filter(is_static)
        .filter(|file| !tree.with_ending(NAMING).any(|other| other.path != file.path && other.text.contains(file.name())))
        .map(|file| {
            let sentence = "no page, style or program names this file, yet it would ride in the binary: remove it";
            Problem::in_file(&file.path, sentence)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn a_static_file_must_be_named_by_another() {
        let tree = Tree::of(&[
            (
                "shared/static/css/site.css",
                "@font-face { src: url(/static/fonts/a.woff2) }",
            ),
            ("shared/static/fonts/a.woff2", ""),
            ("shared/static/fonts/b.woff2", ""),
            (
                "shared/templates/layout.sx",
                "(link :href (asset \"css/site.css\"))",
            ),
        ]);
        assert_eq!(places(&check(&tree)), ["shared/static/fonts/b.woff2"]);
    }
}

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

/// The one sheet that pages name: every file of its folder is joined into it.
const SHEET: &str = "css/site.css";

/// The files below a `static` folder whose name occurs in no other file.
pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let naming: Vec<&File> = tree.with_ending(NAMING).collect();
    let named = |by: &File, name: &str| {
        naming
            .iter()
            .any(|it| it.path != by.path && it.text.contains(name))
    };
    let is_static = |file: &&File| {
        // A licence travels with the font that it allows.
        file.is_below("static") && file.ending() != "md" && !file.name().contains("LICENSE")
    };
    tree.files()
        .iter()
        .filter(is_static)
        .filter(|file| {
            let by_sheet = is_joined(file) && named(file, SHEET);
            !by_sheet && !named(file, file.name())
        })
        .map(|file| {
            let sentence = "no page, style or program names this file, yet it would ride in the binary: remove it";
            Problem::in_file(&file.path, sentence)
        })
        .collect()
}

fn is_joined(file: &File) -> bool {
    file.path.ends_with(&format!("static/css/{}", file.name())) && file.ending() == "css"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn a_static_file_must_be_named_by_another() {
        let tree = Tree::of(&[
            (
                "shared/static/css/20-fonts.css",
                "@font-face { src: url(/static/fonts/a.woff2) }",
            ),
            ("shared/static/fonts/a.woff2", ""),
            ("shared/static/fonts/b.woff2", ""),
            ("shared/static/fonts/a-LICENSE.txt", ""),
            ("shared/static/css/10-base.css", ""),
            ("shared/static/css/old/base.css", ""),
            (
                "shared/templates/layout.sx",
                "(link :href (asset \"css/site.css\"))",
            ),
        ]);
        assert_eq!(
            places(&check(&tree)),
            [
                "shared/static/fonts/b.woff2",
                "shared/static/css/old/base.css"
            ]
        );
    }
}

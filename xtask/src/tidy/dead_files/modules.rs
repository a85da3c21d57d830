//! Rust files that the compiler never sees. They look alive, and rot.

use std::collections::BTreeSet;

use crate::tidy::layering::Package;
use crate::tidy::tree::{File, Problem, Tree};

/// Folders whose Rust files are inputs of tests or of another workspace.
const NOT_MODULES: &[&str] = &["fixtures", "corpus", "ui", "fuzz"];

/// The `.rs` files that are reached from no target of any package.
pub(super) fn check(tree: &Tree, packages: &[Package]) -> Vec<Problem> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<(String, bool)> = packages
        .iter()
        .flat_map(|package| &package.roots)
        .map(|root| (root.clone(), true))
        .collect();
    while let Some((path, is_root)) = waiting.pop() {
        let Some(file) = tree.file(&path) else {
            continue;
        };
        if reached.insert(path) {
            waiting.extend(
                named_in(file, is_root)
                    .into_iter()
                    .map(|path| (path, false)),
            );
        }
    }
    tree.with_ending(&["rs"])
        .filter(|file| !reached.contains(&file.path))
        .filter(|file| !NOT_MODULES.iter().any(|folder| file.is_below(folder)))
        .map(|file| {
            Problem::in_file(
                &file.path,
                "no `mod` names this file, so nothing compiles it: name it or remove it",
            )
        })
        .collect()
}

/// The paths that a file's `mod name;`, `#[path]` and `include!` lead to. Both places that `mod name;` may mean are
/// given; at most one exists.
fn named_in(file: &File, is_root: bool) -> Vec<String> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = file.name().trim_end_matches(".rs");
    let own = if is_root || stem == "mod" {
        folder.to_owned()
    } else {
        format!("{folder}/{stem}")
    };
    let mut paths = Vec::new();
    let mut elsewhere = None;
    for (_, line) in file.lines() {
        let line = line.trim();
        if let Some(path) = quoted_after(line, "#[path = ") {
            elsewhere = Some(format!("{folder}/{path}"));
        } else if let Some(name) = declared(line) {
            match elsewhere.take() {
                Some(path) => paths.push(path),
                None => paths.extend([format!("{own}/{name}.rs"), format!("{own}/{name}/mod.rs")]),
            }
        } else if let Some(path) = quoted_after(line, "include!(") {
            paths.push(format!("{folder}/{path}"));
        }
    }
    paths.iter().map(|path| plain(path)).collect()
}

/// The name in `mod name;`, whatever its visibility.
fn declared(line: &str) -> Option<&str> {
    let line = match line.strip_prefix("pub") {
        Some(rest) => rest
            .trim_start()
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .map_or(rest, |it| it.1),
        None => line,
    };
    let name = line
        .trim_start()
        .strip_prefix("mod ")?
        .split_once(';')?
        .0
        .trim();
    Some(name.trim_start_matches("r#"))
}

fn quoted_after<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.split_once(key)?
        .1
        .strip_prefix('"')?
        .split_once('"')
        .map(|(text, _)| text)
}

/// A path without `.` and `..`.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn every_way_to_name_a_module_is_followed() {
        let tree = Tree::of(&[
            (
                "a/src/lib.rs",
                "pub mod one;\npub(crate) mod two;\n#[path = \"../odd/x.rs\"]\nmod three;\n",
            ),
            ("a/src/one.rs", "mod inner;\ninclude!(\"table.rs\");\n"),
            ("a/src/one/inner.rs", ""),
            ("a/src/table.rs", ""),
            ("a/src/two/mod.rs", "#[cfg(test)]\nmod tests;\n"),
            ("a/src/two/tests.rs", ""),
            ("a/odd/x.rs", ""),
            ("a/tests/it/main.rs", "mod pages;\n"),
            ("a/tests/it/pages.rs", ""),
            ("a/tests/ui/refused.rs", ""),
        ]);
        let packages = [Package::with_roots(
            "a",
            &["a/src/lib.rs", "a/tests/it/main.rs"],
        )];
        assert_eq!(check(&tree, &packages), []);
    }

    #[test]
    fn a_file_that_nothing_names_is_dead_and_so_are_its_children() {
        let tree = Tree::of(&[
            ("a/src/lib.rs", "// mod gone;\nmod one;\n"),
            ("a/src/one.rs", ""),
            ("a/src/gone.rs", "mod child;\n"),
            ("a/src/gone/child.rs", ""),
        ]);
        let packages = [Package::with_roots("a", &["a/src/lib.rs"])];
        assert_eq!(
            places(&check(&tree, &packages)),
            ["a/src/gone.rs", "a/src/gone/child.rs"]
        );
    }
}

//! Lock files name no registry but the public ones, so that they serve on every machine.

use super::tree::{Problem, Tree};

/// Where packages may be said to come from.
const PUBLIC: &[&str] = &[
    "https://registry.npmjs.org/",
    "registry+https://github.com/rust-lang/crates.io-index",
];

/// What is wrong in the lock files.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    let locks = tree
        .files()
        .iter()
        .filter(|file| ["Cargo.lock", "package-lock.json"].contains(&file.name()));
    let mut problems = Vec::new();
    for file in locks {
        for (number, line) in file.lines() {
            let line = line.trim();
            let value = ["source = \"", "\"resolved\": \""]
                .iter()
                .find_map(|key| line.strip_prefix(key));
            if value.is_some_and(|source| !PUBLIC.iter().any(|public| source.starts_with(public))) {
                problems.push(Problem::in_line(
                    &file.path,
                    number,
                    "a source that only some machines reach: lock against the public registries \
                     (for npm: `npm install --omit-lockfile-registry-resolved`)",
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn only_public_registries_pass() {
        let tree = Tree::of(&[
            (
                "Cargo.lock",
                "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+https://x.test/y\"\n",
            ),
            (
                "e2e/package-lock.json",
                "\"resolved\": \"https://registry.npmjs.org/a.tgz\",\n  \"resolved\": \"http://mirror.test/a.tgz\",\n",
            ),
        ]);
        assert_eq!(
            places(&check(&tree)),
            ["Cargo.lock:2", "e2e/package-lock.json:2"]
        );
    }
}

//! Manifests: one table of versions in the root, and every crate under the same lints.

use super::tree::{File, Problem, Tree};

/// What is wrong in the manifests.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    let members = tree
        .files()
        .iter()
        .filter(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml");
    members
        .flat_map(|file| versions(file).into_iter().chain(lints(file)))
        .collect()
}

fn versions(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut in_dependencies = false;
    for (number, line) in file.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            // A workspace of its own, such as the fuzzers', has its own table of versions.
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies")
                && line != "[workspace.dependencies]";
        } else if in_dependencies
            && line.contains('=')
            && !line.starts_with('#')
            && !from_workspace(line)
        {
            problems.push(Problem::in_line(
                &file.path,
                number,
                "a version of its own: put it in the root's [workspace.dependencies] and write `name.workspace = true`, \
                 so that the whole house builds one version",
            ));
        }
    }
    problems
}

fn from_workspace(line: &str) -> bool {
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    compact.contains("workspace=true")
}

fn lints(file: &File) -> Option<Problem> {
    let packaged = file.text.contains("[package]");
    let linted = file
        .text
        .split("[lints]")
        .nth(1)
        .is_some_and(|rest| rest.lines().nth(1).is_some_and(from_workspace));
    (packaged && !linted).then(|| {
        Problem::in_file(
            &file.path,
            "without `[lints] workspace = true` no lint of the house holds in this crate",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn a_member_takes_versions_and_lints_from_the_root() {
        let tree = Tree::of(&[
            ("Cargo.toml", "[workspace.dependencies]\nserde = \"1\"\n"),
            (
                "a/Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\nserde.workspace = true\n\
                 rand = { workspace = true, features = [\"std\"] }\n[lints]\nworkspace = true\n",
            ),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn a_version_of_its_own_and_missing_lints_are_found() {
        let tree = Tree::of(&[(
            "a/Cargo.toml",
            "[package]\nname = \"a\"\n[dev-dependencies]\nserde = \"1\"\n",
        )]);
        assert_eq!(places(&check(&tree)), ["a/Cargo.toml:4", "a/Cargo.toml"]);
    }
}

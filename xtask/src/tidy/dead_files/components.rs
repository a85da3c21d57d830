//! Components of the templates that nothing calls.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::tree::{File, Problem, Tree};

/// How a definition begins.
const DEFINITIONS: [&str; 5] = [
    "(defcomp",
    "(defpage",
    "(defisland",
    "(defmacro",
    "(deftest",
];

/// The components that are defined in a template and named nowhere else, and the templates without any definition.
pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let mut called: BTreeSet<&str> = BTreeSet::new();
    let mut defined: BTreeMap<&str, Vec<(&File, usize)>> = BTreeMap::new();
    let mut problems = Vec::new();
    for file in tree.with_ending(&["sx", "rs"]) {
        // What tests and benchmarks render, they name in ways of their own.
        let is_ours = !file.is_below("tests") && !file.is_below("bench");
        let is_template = file.ending() == "sx" && file.is_below("templates") && is_ours;
        let mut defines = false;
        for (number, line) in file.lines() {
            defines |= DEFINITIONS.iter().any(|head| line.starts_with(head));
            for (before, name) in names(line) {
                let before = before.trim_end();
                // A page is called by its address.
                let is_definition = before.ends_with("(defcomp") || before.ends_with("(defisland");
                if is_template && is_definition {
                    defined.entry(name).or_default().push((file, number));
                } else {
                    called.insert(name);
                }
            }
        }
        if is_template && !defines {
            problems.push(Problem::in_file(
                &file.path,
                "a template without a definition renders nothing: remove it",
            ));
        }
    }
    for (name, places) in defined.iter().filter(|(name, _)| !called.contains(*name)) {
        for (file, line) in places {
            let sentence =
                format!("`{name}` is called by no template and no page: call it or remove it");
            problems.push(Problem::in_line(&file.path, *line, sentence));
        }
    }
    problems
}

/// The component names in a line, each with what stands before it.
fn names(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let code = if line.trim_start().starts_with([';']) {
        ""
    } else {
        line
    };
    code.match_indices('~').filter_map(move |(start, _)| {
        let rest = &code[start..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || "~:/-_?!.".contains(c);
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        name.contains(':').then_some((&code[..start], name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn called_from_templates_and_from_rust_is_alive() {
        let tree = Tree::of(&[
            (
                "blog/templates/a.sx",
                "(defcomp ~blog:pages/home (&key x)\n  (~shared:ui/card :x x))\n",
            ),
            (
                "shared/templates/ui.sx",
                "(defcomp ~shared:ui/card (&key x) x)\n",
            ),
            (
                "blog/templates/shared.sx",
                "(defcomp ~shared:ui/card (&key x) (p x))\n",
            ),
            (
                "blog/src/lib.rs",
                "const HOME: &str = \"~blog:pages/home\";\n",
            ),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn uncalled_components_and_empty_templates_are_dead() {
        let tree = Tree::of(&[
            (
                "blog/templates/a.sx",
                "; ~blog:old is gone\n(defcomp ~blog:old (&key) \"\")\n",
            ),
            ("blog/templates/empty.sx", "; nothing\n"),
            ("sx/corpus/case.sx", "(p)\n"),
        ]);
        assert_eq!(
            places(&check(&tree)),
            ["blog/templates/empty.sx", "blog/templates/a.sx:2"]
        );
    }
}

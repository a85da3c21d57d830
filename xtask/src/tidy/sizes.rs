//! A file is one subject. Over [`LINES_MAX`] lines it is seldom still one.

use super::tree::{Problem, Tree};

const LINES_MAX: usize = 500;
const ENDINGS: &[&str] = &["rs", "ts", "mjs", "js", "sx", "css"];
/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

/// The files that are too long, and the exceptions that are not needed any more.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    check_with(tree, LONGER)
}

fn check_with(tree: &Tree, longer: &[(&str, &str)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.with_ending(ENDINGS) {
        let lines = file.text.lines().count();
        let excepted = longer.iter().any(|(path, _)| *path == file.path);
        if lines > LINES_MAX && !excepted {
            problems.push(Problem::in_file(
                &file.path,
                format!("{lines} lines, and {LINES_MAX} are the most: which second subject can move to its own file?"),
            ));
        }
    }
    for (path, _) in longer {
        if tree
            .file(path)
            .is_none_or(|file| file.text.lines().count() <= LINES_MAX)
        {
            problems.push(Problem::in_file(
                path,
                "needs no exception in xtask/src/tidy/sizes.rs: take it out",
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn long_files_and_idle_exceptions_are_found() {
        let long = "x\n".repeat(LINES_MAX + 1);
        let limit = "x\n".repeat(LINES_MAX);
        let tree = Tree::of(&[
            ("a/long.rs", &long),
            ("a/limit.rs", &limit),
            ("a/generated.css", &long),
            ("a/data.json", &long),
        ]);
        let longer = [
            ("a/generated.css", "generated"),
            ("a/limit.rs", "once long"),
            ("a/gone.rs", "gone"),
        ];
        assert_eq!(
            places(&check_with(&tree, &longer)),
            ["a/long.rs", "a/limit.rs", "a/gone.rs"]
        );
    }
}

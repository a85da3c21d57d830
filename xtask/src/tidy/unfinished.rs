//! Nothing half-done is committed: what is left to do is an issue, and a test that does not run is no test.

use super::tree::{Problem, Tree};

const ENDINGS: &[&str] = &["rs", "ts", "mjs", "js", "sx", "css", "sh", "sql", "ftl"];
/// Written in pieces, so that this file does not find itself.
const MARKS: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "do it, or file it as an issue"),
    (concat!("FIX", "ME"), "fix it, or file it as an issue"),
    (
        concat!("todo", "!("),
        "write it, or return an error that says what is missing",
    ),
    (
        concat!("unimplemented", "!("),
        "write it, or return an error that says what is missing",
    ),
    (
        concat!("#[", "ignore"),
        "a test that does not run proves nothing: mend it or remove it",
    ),
    (
        concat!("test.", "skip("),
        "a test that does not run proves nothing: mend it or remove it",
    ),
    (
        concat!("test.", "only("),
        "this would hide every other journey",
    ),
];

/// Every mark of unfinished work.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.with_ending(ENDINGS) {
        for (number, line) in file.lines() {
            for (mark, advice) in MARKS.iter().filter(|(mark, _)| has_word(line, mark)) {
                problems.push(Problem::in_line(
                    &file.path,
                    number,
                    format!("`{mark}`: {advice}"),
                ));
            }
        }
    }
    problems
}

/// Whether `word` occurs in `line` and is not a part of a longer word.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(start, _)| {
        let begins = !part_of_word(line[..start].chars().next_back());
        let ends = !part_of_word(line[start + word.len()..].chars().next());
        begins && (ends || !word.ends_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn marks_are_found_and_longer_words_are_not() {
        let text = format!(
            "fine\n// {}: later\nlet TODOS = 1;\n{}]\n",
            concat!("TO", "DO"),
            concat!("#[", "ignore")
        );
        let tree = Tree::of(&[("a.rs", &text), ("notes.md", &text)]);
        assert_eq!(places(&check(&tree)), ["a.rs:2", "a.rs:4"]);
    }
}

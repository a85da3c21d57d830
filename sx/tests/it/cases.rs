//! Files of cases. Each begins with a line that names it; what comes before its first expectation is for whoever
//! reads the case.
//!
//! ```text
//! ;;; case the name of the case
//! (p title)
//! ;;; html
//! <p>Bread</p>
//! ```

/// A case as it is written.
pub(crate) struct Written {
    pub(crate) name: String,
    /// The lines before the first expectation, without its name.
    pub(crate) head: String,
    /// What is expected, by its kind.
    pub(crate) expected: Vec<(String, String)>,
}

/// What an expectation can be of.
const KINDS: [&str; 6] = ["html", "error", "wire", "slot", "patch", "after"];

/// The cases of a file.
pub(crate) fn split(text: &str) -> Vec<Written> {
    let mut cases: Vec<Written> = Vec::new();
    for line in text.lines() {
        let marked = line.strip_prefix(";;; ");
        if let Some(name) = marked.and_then(|rest| rest.strip_prefix("case ")) {
            cases.push(Written {
                name: name.into(),
                head: String::new(),
                expected: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            panic!("text before the first case: {line}")
        };
        if let Some(kind) = marked.filter(|kind| KINDS.contains(kind)) {
            case.expected.push((kind.into(), String::new()));
            continue;
        }
        let last = case.expected.last_mut();
        let text = last.map_or(&mut case.head, |(_, text)| text);
        text.extend([line, "\n"]);
    }
    for (_, expected) in cases.iter_mut().flat_map(|case| &mut case.expected) {
        expected.truncate(expected.trim_end().len());
    }
    cases
}

impl Written {
    /// The case with what is true now.
    pub(crate) fn with(&self, found: &[(String, String)]) -> String {
        format!(";;; case {}\n{}{}\n", self.name, self.head, sections(found))
    }
}

/// Expectations as they are written.
pub(crate) fn sections(expected: &[(String, String)]) -> String {
    let section = |(kind, text): &(String, String)| format!(";;; {kind}\n{text}\n");
    expected.iter().map(section).collect()
}

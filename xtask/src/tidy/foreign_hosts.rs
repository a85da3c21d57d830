//! No page of ours asks another host for anything: templates, styles and scripts name none.

use super::tree::{File, Problem, Tree};

/// Addresses that are names of things, which no browser fetches: namespaces and vocabularies.
const NAMES: &[&str] = &[
    "www.w3.org",
    "schema.org",
    "ogp.me",
    "purl.org",
    "www.sitemaps.org",
    "search.yahoo.com",
];

/// Every address of another host in what is sent to browsers.
pub(crate) fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.files().iter().filter(|file| reaches_browsers(file)) {
        for (number, line) in file.lines() {
            for host in hosts(line).into_iter().filter(|host| !is_ours(host)) {
                problems.push(Problem::in_line(
                    &file.path,
                    number,
                    format!(
                        "names the host `{host}`: visitors talk to us alone. Bring the file into shared/static/; \
                         an address in content belongs into the data, not into a template"
                    ),
                ));
            }
        }
    }
    problems
}

fn reaches_browsers(file: &File) -> bool {
    let is_static =
        file.is_below("static") && ["svg", "js", "json", "webmanifest"].contains(&file.ending());
    let is_source = match file.ending() {
        "css" => true,
        "sx" => file.is_below("templates"),
        "ts" => file.is_below("client") || file.is_below("editor"),
        _ => is_static,
    };
    is_source && !file.is_below("tests") && !file.is_below("fixtures")
}

/// The hosts of all addresses in a line, also of those that begin with `//` after a quote or bracket.
fn hosts(line: &str) -> Vec<&str> {
    line.match_indices("//")
        .filter_map(|(start, _)| {
            let before = &line[..start];
            let is_address = before.ends_with("http:")
                || before.ends_with("https:")
                || before.ends_with("wss:")
                || before.ends_with(['"', '\'', '(']);
            let rest = &line[start + 2..];
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
                .unwrap_or(rest.len());
            let host = &rest[..end];
            (is_address && host.contains('.')).then_some(host)
        })
        .collect()
}

fn is_ours(host: &str) -> bool {
    NAMES.contains(&host) || host.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::places;

    #[test]
    fn addresses_of_others_are_found_in_every_notation() {
        let tree = Tree::of(&[
            (
                "blog/templates/a.sx",
                "(img :src \"https://cdn.test/a.png\")\n(a :href \"/here\")\n",
            ),
            (
                "shared/static/css/a.css",
                "@import url(//fonts.test/x.css);\n",
            ),
            (
                "sx/client/a.ts",
                "fetch('http://api.test/')\n// see the issue\n",
            ),
        ]);
        assert_eq!(
            places(&check(&tree)),
            [
                "blog/templates/a.sx:1",
                "shared/static/css/a.css:1",
                "sx/client/a.ts:1"
            ]
        );
    }

    #[test]
    fn names_of_things_and_our_own_hosts_are_fine() {
        let tree = Tree::of(&[
            (
                "shared/static/icons/a.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            ),
            (
                "shared/templates/a.sx",
                "{:context \"https://schema.org\"} \"http://blog.localhost:8000/\"",
            ),
            ("sx/corpus/a.sx", "(a :href \"https://else.test\")"),
            ("README.md", "https://else.test"),
        ]);
        assert_eq!(check(&tree), []);
    }
}

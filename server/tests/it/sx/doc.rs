//! `rose-ash sx doc`.

use serde_json::Value;

use super::{folder, sx};

#[test]
fn all_that_there_is() {
    let folder = folder(&[]);
    let said = sx(folder.path(), &["doc"]).done();
    for word in ["defcomp", "map-indexed", "join", "money"] {
        let listed = said
            .lines()
            .any(|line| line.starts_with(&format!("  {word} ")));
        assert!(listed, "{word} in {said}");
    }
    let said = sx(folder.path(), &["doc", "--json"]).done();
    let entries: Vec<Value> = serde_json::from_str(&said).expect("JSON");
    assert!(entries.len() > 60, "{}", entries.len());
    for entry in &entries {
        assert!(
            entry["renders"]
                .as_str()
                .is_some_and(|html| !html.is_empty()),
            "{entry}"
        );
    }
}

#[test]
fn one_entry_with_what_its_example_makes() {
    let folder = folder(&[]);
    let said = sx(folder.path(), &["doc", "map"]).done();
    for part in ["(map function items)", "(ul (map", "<ul><li>"] {
        assert!(said.contains(part), "{said}");
    }
    let said = sx(folder.path(), &["doc", "money", "--json"]).done();
    let entry: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(entry["name"], "money");
    assert_eq!(entry["renders"], "£3.50");
}

#[test]
fn a_name_that_is_not_there() {
    let said = sx(folder(&[]).path(), &["doc", "mapp"]).failed();
    assert!(said.contains("did you mean `map`?"), "{said}");
    let said = sx(folder(&[]).path(), &["doc", "nothing-like-it"]).failed();
    assert!(said.contains("`rose-ash sx doc` lists all"), "{said}");
}

//! The cooperative as a whole: what the crate promises to those who seed a database with it.

mod content;
mod documents;
mod pictures;

fn cooperative() -> demo::Cooperative {
    demo::cooperative().expect("the embedded cooperative is readable")
}

/// Fails naming the first thing that occurs twice.
fn assert_unique<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) {
    let mut seen = std::collections::HashSet::new();
    for name in names {
        assert!(seen.insert(name), "{what} {name} occurs twice");
    }
}

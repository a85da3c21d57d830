//! What the fuzzers kept because it reached something new: every input of `fuzz/corpus`, thrown again.

use std::fs;
use std::path::Path;

use sx::naive::targets::TARGETS;

#[test]
fn what_the_fuzzers_kept_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (name, target) in TARGETS {
        let folder = corpus.join(name);
        let mut inputs: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .collect();
        inputs.sort();
        assert!(
            inputs.len() >= 20,
            "{name} has only {} inputs",
            inputs.len()
        );
        for input in inputs {
            let bytes = fs::read(&input).unwrap();
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "{}", input.display());
        }
    }
}

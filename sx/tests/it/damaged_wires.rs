//! Damaged wires: they are refused, or they are read, and then they are stable. `SX_MUTATIONS=300000` draws more.

use sx::WireSink;
use sx::wire::{WireLimits, decode, encode};

use crate::corpus;
use crate::damage::{damage, mutations};
use sx::naive::programs::Numbers;

/// Whatever is done to a wire, it is refused, or it reads the same when it is written again.
#[test]
fn damaged_wires_are_refused_or_stable() {
    let mut wires: Vec<String> = Vec::new();
    for case in corpus::files().into_iter().flat_map(|(_, cases)| cases) {
        if let Ok(program) = case.compile() {
            for sink in [WireSink::aser(), WireSink::aser_slot()] {
                wires.extend(
                    case.render(&program, sink)
                        .map(|wire| wire.into_string())
                        .ok(),
                );
            }
        }
    }
    let count = mutations(10_000);
    let (mut numbers, mut stable) = (Numbers::new(5), 0);
    for _ in 0..count {
        let wire = &wires[numbers.below(wires.len())];
        let text = damage(wire, &PIECES, &mut numbers);
        if let Ok(nodes) = decode(&text, WireLimits::default()) {
            let again = encode(&nodes);
            assert_eq!(decode(&again, WireLimits::default()), Ok(nodes), "{text}");
            stable += 1;
        }
    }
    assert!(stable > count / 50, "{stable} were read");
}

const PIECES: [&str; 23] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\\",
    ":",
    ":a ",
    " ",
    "nil",
    "true",
    "1.5",
    "~a:b",
    "(~* ",
    "(<> ",
    "(raw! \"<\")",
    "(p)",
    "\"x\"",
    "\u{0}",
    "é",
    "</script>",
];

//! What a program uses, told from its text: a proof counts this, so that a generator that makes
//! little cannot pass.

/// The features that generated programs must have, each with what shows in a source that has it.
pub const FEATURES: &[(&str, &[&str])] = &[
    ("if", &["(if "]),
    ("when", &["(when "]),
    ("unless", &["(unless "]),
    ("cond", &["(cond "]),
    ("case", &["(case "]),
    ("and", &["(and "]),
    ("or", &["(or "]),
    ("do", &["(do "]),
    ("let", &["(let "]),
    ("let*", &["(let* "]),
    ("fn", &["(fn "]),
    ("a function called where it stands", &["((fn "]),
    ("map", &["(map "]),
    ("map-indexed", &["(map-indexed "]),
    ("filter", &["(filter "]),
    ("reduce", &["(reduce "]),
    ("some", &["(some "]),
    ("every?", &["(every? "]),
    ("for-each", &["(for-each "]),
    ("->", &["(-> "]),
    ("fragments", &["(<> "]),
    ("get", &["(get "]),
    ("context", &["(context "]),
    ("quote", &["'("]),
    ("vectors", &["["]),
    ("records", &["{:"]),
    ("arithmetic", &["(+ ", "(- ", "(* ", "(/ ", "(mod "]),
    ("comparison", &["(= ", "(< ", "(>= ", "(!= "]),
    (
        "text primitives",
        &[
            "(str ",
            "(join ",
            "(split ",
            "(upper ",
            "(trim ",
            "(slice ",
            "(replace ",
        ],
    ),
    (
        "list primitives",
        &[
            "(take ",
            "(drop ",
            "(reverse ",
            "(concat ",
            "(range ",
            "(first ",
            "(nth ",
        ],
    ),
    ("record primitives", &["(keys ", "(merge "]),
    ("json", &["(json "]),
    ("host functions", &["(t ", "(tick ", "(ada)"]),
    ("trusted HTML", &["(safe "]),
    ("a host function that fails", &["(broken)"]),
    ("keyword parameters", &["&key"]),
    (
        "typed parameters",
        &[" Int)", " Str)", " List)", " Slot)", " Rec)"],
    ),
    (
        "defaults",
        &[" Int ", " Str ", " Slot ", "(x \"", "(count "],
    ),
    ("children", &["&rest children"]),
    ("recursion", &["(- n 1)"]),
    ("recursion without end", &["(+ n 1)"]),
    ("void elements", &["(br", "(hr", "(img", "(input"]),
    ("SVG and MathML", &["(svg", "(circle", "(math"]),
    ("custom elements", &["(html:x-y"]),
    ("whole documents", &["(html "]),
    ("words in attributes", &[":class [", ":class (list"]),
    ("aria", &[":aria-"]),
    ("addresses", &[":href ", ":src ", ":cite "]),
    ("lists of addresses", &[":ping ", ":srcset "]),
    ("text alone", &["(title ", "(textarea "]),
    ("JSON in a script", &["(script :type"]),
];

/// The places of the features that a source has, in [`FEATURES`].
pub fn features_of(source: &str) -> impl Iterator<Item = usize> {
    FEATURES
        .iter()
        .enumerate()
        .filter(move |(_, (_, signs))| signs.iter().any(|sign| source.contains(sign)))
        .map(|(index, _)| index)
}

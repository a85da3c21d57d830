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
    ("letrec", &["(letrec "]),
    (
        "named let",
        &[
            "(let f (",
            "(let h (",
            "(let k (",
            "(let acc (",
            "(let item (",
        ],
    ),
    ("patterns in let", &["(let ((["]),
    (
        "patterns of records",
        &["{:keys [", "{:id x", "{:id y", "{:id own-0"],
    ),
    (
        "macros",
        &[
            "(m-twice ",
            "(m-loop ",
            "(m-or ",
            "(m-with ",
            "(m-count ",
            "(m-pair ",
        ],
    ),
    ("guard", &["(guard "]),
    ("defer", &["(defer "]),
    ("sort-by", &["(sort-by "]),
    ("group-by", &["(group-by "]),
    ("pages with a layout", &["(defpage "]),
    ("islands", &["(defisland "]),
    ("named slots", &["&slots"]),
    ("regions", &[":sx-region"]),
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

/// The places of the features that a source has, in [`FEATURES`]. Macros, which every program has, do
/// not count: their calls do.
pub fn features_of(source: &str) -> Vec<usize> {
    let is_code = |line: &&str| !line.starts_with("(defmacro");
    let code: String = source.lines().filter(is_code).collect();
    let has = |signs: &[&str]| signs.iter().any(|sign| code.contains(sign));
    (0..FEATURES.len())
        .filter(|index| has(FEATURES[*index].1))
        .collect()
}

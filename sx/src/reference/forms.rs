//! The forms of the language and the definitions at the top of a file. A form that works has its line
//! here: the resolver takes the names of forms from this table, and a test renders every example.

use super::{Entry, EntryKind, name_of};

struct Line {
    signature: &'static str,
    doc: &'static str,
    example: &'static str,
}

const fn line(signature: &'static str, doc: &'static str, example: &'static str) -> Line {
    Line {
        signature,
        doc,
        example,
    }
}

/// The lines of one subject.
struct Table {
    kind: EntryKind,
    subject: &'static str,
    lines: &'static [Line],
}

const TABLES: [Table; 5] = [
    Table {
        kind: EntryKind::Definition,
        subject: "Definitions",
        lines: DEFINITIONS,
    },
    Table {
        kind: EntryKind::Form,
        subject: "Control",
        lines: CONTROL,
    },
    Table {
        kind: EntryKind::Form,
        subject: "Binding",
        lines: BINDING,
    },
    Table {
        kind: EntryKind::Form,
        subject: "Loops",
        lines: LOOPS,
    },
    Table {
        kind: EntryKind::Form,
        subject: "Data and markup",
        lines: DATA,
    },
];

const DEFINITIONS: &[Line] = &[line(
    "(defcomp ~namespace:path/name (&key name (name default) (name Type default) &rest children) body…)",
    "Defines a component: markup with named parameters, called by its full name.",
    "(defcomp ~demo:greeting (&key name (mark \"!\")) (p \"Hello, \" name mark))\n\
     (~demo:greeting :name \"Ada\")",
)];

const CONTROL: &[Line] = &[
    line(
        "(if test then else?)",
        "The second form if the test holds, else the third, or nothing.",
        "(if (> 2 1) (b \"more\") \"less\")",
    ),
    line(
        "(when test body…)",
        "The body if the test holds, else nothing.",
        "(when (< 1 2) (p \"one\") (p \"two\"))",
    ),
    line(
        "(unless test body…)",
        "The body if the test does not hold, else nothing.",
        "(unless (empty? [1]) (p \"not empty\"))",
    ),
    line(
        "(cond (test body…) … (else body…))",
        "The body of the first test that holds.",
        "(cond ((> 1 2) \"more\") ((= 1 2) \"same\") (else \"less\"))",
    ),
    line(
        "(case value (constant body…) ((constant …) body…) (else body…))",
        "The body of the first constant that equals the value.",
        "(case 2 (1 \"one\") ((2 3) \"a few\") (else \"many\"))",
    ),
    line(
        "(and test …)",
        "The first value that is false, else the last; `true` of nothing.",
        "(and true \"both\")",
    ),
    line(
        "(or test …)",
        "The first value that is true, else the last; `nil` of nothing.",
        "(or nil \"instead\")",
    ),
    line(
        "(do body…)",
        "Several forms where one is expected.",
        "(do (b \"one\") (i \"two\"))",
    ),
    line(
        "(-> value step …)",
        "Passes a value through calls, each time as the first argument.",
        "(-> \" Bread \" trim (replace \"B\" \"b\") upper)",
    ),
];

const BINDING: &[Line] = &[
    line(
        "(let ((name value) …) body…)",
        "The body with names for values; markup can be named too. The values do not see each other's names.",
        "(let ((a 1) (b 2)) (+ a b))",
    ),
    line(
        "(let* ((name value) …) body…)",
        "As `let`; each value may use the names before it.",
        "(let* ((a 1) (b (+ a 1))) (+ a b))",
    ),
    line(
        "(fn (name …) body…)",
        "A function, for `map` and its relatives or to be called by a name.",
        "(let ((double (fn (x) (* 2 x)))) (double 21))",
    ),
];

const LOOPS: &[Line] = &[
    line(
        "(map function items)",
        "What the function makes of each item, written or as a list.",
        "(ul (map (fn (x) (li x)) [\"a\" \"b\"]))",
    ),
    line(
        "(map-indexed function items)",
        "As `map`, for a function of the position, which counts from 0, and the item.",
        "(map-indexed (fn (i x) (li (inc i) \". \" x)) [\"a\" \"b\"])",
    ),
    line(
        "(for-each function items)",
        "Writes what the function makes of each item; it has no value.",
        "(for-each (fn (x) (li x)) [\"a\" \"b\"])",
    ),
    line(
        "(filter function items)",
        "The items for which the function holds.",
        "(filter (fn (x) (> x 1)) [1 2 3])",
    ),
    line(
        "(reduce function start items)",
        "Passes a value and each item through a function of two, from a first value on.",
        "(reduce (fn (sum x) (+ sum x)) 0 [1 2 3])",
    ),
    line(
        "(some function items)",
        "The first true value that the function makes of an item, else `nil`.",
        "(some (fn (x) (if (> x 1) (* x 10))) [1 2 3])",
    ),
    line(
        "(every? function items)",
        "Whether the function holds for all items.",
        "(if (every? number? [1 2]) \"numbers\" \"something else\")",
    ),
];

const DATA: &[Line] = &[
    line(
        "(get subject key …)",
        "The field of a record or the item of a list, and so on inwards; nothing has only `nil` in it.",
        "(get {:author {:name \"Ada\"}} :author :name)",
    ),
    line(
        "(context key …)",
        "The render's own record: the site, the request; the same everywhere in one render.",
        "(or (context :site) \"no site here\")",
    ),
    line(
        "(quote data)",
        "Data as it is written: lists are lists, symbols their names. Also written `'data`.",
        "(join \" \" (quote (bread and wine)))",
    ),
    line(
        "(<> content …)",
        "Several things where one is expected, without an element around them.",
        "(<> (dt \"Bread\") (dd \"£3\"))",
    ),
];

/// All lines, in the order of the documentation.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    TABLES.into_iter().flat_map(|table| {
        table.lines.iter().map(move |line| Entry {
            name: name_of(line.signature),
            kind: table.kind,
            subject: table.subject,
            signature: line.signature,
            doc: line.doc,
            example: line.example,
        })
    })
}

/// What may stand at the head of a list inside a definition, and is neither element nor function.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    TABLES
        .iter()
        .filter(|table| table.kind == EntryKind::Form)
        .flat_map(|table| table.lines)
        .map(|line| name_of(line.signature))
}

/// Whether a form has this name.
pub(crate) fn is_form(name: &str) -> bool {
    names().any(|form| form == name)
}

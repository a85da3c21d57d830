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

const TABLES: [Table; 6] = [
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
    Table {
        kind: EntryKind::Form,
        subject: "Islands",
        lines: ISLANDS,
    },
];

const DEFINITIONS: &[Line] = &[
    line(
        "(defcomp ~namespace:path/name (&key name (name default) (name Type default) &slots name … &rest children) :needs ((name (query :key @from)) …) body…)",
        "Defines a component: markup with named parameters, called by its full name.",
        "(defcomp ~demo:greeting (&key name (mark \"!\")) (p \"Hello, \" name mark))\n\
         (~demo:greeting :name \"Ada\")",
    ),
    line(
        "(defpage ~namespace:path/name (&key name …) :path \"/…/{name}/\" :url (name parameter … &key parameter …) :auth role :needs (…) :layout ~layout :key value …)",
        "Defines a page: a component with an address, drawn in a layout that is given all other keywords.",
        "(defcomp ~demo:layout (&key title content) (article (h2 title) content))\n\
         (defpage ~demo:hello :path \"/hello/{name}/\" :layout ~demo:layout :title \"Hello\" :content (p \"Good day, \" name))\n\
         (~demo:hello :name \"Ada\")",
    ),
    line(
        "(defisland ~namespace:path/name (&key name (name Type default) …) body…)",
        "Defines a component that goes on in the browser: the server draws it once, then its signals move it.",
        "(defisland ~demo:counter (&key (start Int 0))\n\
         \x20 (let ((count (signal start)))\n\
         \x20   (button :type \"button\" :on-click (fn (event) (swap! count inc)) (deref count))))\n\
         (~demo:counter :start 3)",
    ),
    line(
        "(defmacro name (parameter … &rest more) `template)",
        "Defines a form by what it stands for: in the template `,name` is an argument and `,@more` several; also clauses by their number.",
        "(defmacro when-any (items &rest body) `(if (empty? ,items) nil (<> ,@body)))\n\
         (when-any [1 2] (p \"some\"))",
    ),
    line(
        "(deftest \"name\" (is test) (equal expected value) (renders markup \"html\") (fails value \"part of the message\") …)",
        "Says what has to hold; a server leaves it out.",
        "(defcomp ~demo:price (&key pence) (b (format-decimal (/ pence 100))))\n\
         (deftest \"prices\" (equal 3.5 (/ 350 100)) (renders (~demo:price :pence 350) \"<b>3.50</b>\"))\n\
         (~demo:price :pence 350)",
    ),
];

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
    line(
        "(guard :fallback markup body…)",
        "The body, or if it fails or uses up a limit the fallback in its place; the failure is reported.",
        "(guard :fallback (p \"not today\") (p (/ 1 0)))",
    ),
    line(
        "(defer :fallback markup body…)",
        "The fallback at once and the body in its place later, when what it needs is there.",
        "(defer :fallback (p \"in a moment\") (p \"the basket\"))",
    ),
];

const BINDING: &[Line] = &[
    line(
        "(let ((pattern value) …) body…)",
        "The body with names for values or markup; patterns such as `[a b & rest]`, `{:key name}`, `{:keys [a b]}` name parts; `(let again (…) …)` loops.",
        "(let ((a 1) ([b c] [2 3])) (+ a b c))",
    ),
    line(
        "(let* ((pattern value) …) body…)",
        "As `let`; each value may use the names before it.",
        "(let* ((a 1) (b (+ a 1))) (+ a b))",
    ),
    line(
        "(letrec ((name function) …) body…)",
        "Names for functions that may call themselves and each other.",
        "(letrec ((product (fn (n) (if (= n 0) 1 (* n (product (dec n))))))) (product 5))",
    ),
    line(
        "(fn (pattern …) body…)",
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
        "(dl (map-indexed (fn (i x) (<> (dt (inc i)) (dd x))) [\"a\" \"b\"]))",
    ),
    line(
        "(for-each function items)",
        "Writes what the function makes of each item; it has no value.",
        "(ul (for-each (fn (x) (li x)) [\"a\" \"b\"]))",
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
    line(
        "(sort-by function items)",
        "The items by the numbers or texts that the function makes of them; equals keep their order, `nil` comes last.",
        "(sort-by (fn (x) (- x)) [2 3 1])",
    ),
    line(
        "(group-by function items)",
        "Records with `:key` and `:items` for each thing that the function makes of the items, in order of first sight.",
        "(map (fn (group) (p (get group :key) \": \" (get group :items))) (group-by type-of [1 \"a\" 2]))",
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
        "(or (context :site :title) \"no site here\")",
    ),
    line(
        "(quote data)",
        "Data as it is written: lists are lists, symbols their names. Also written `'data`.",
        "(join \" \" (quote (bread and wine)))",
    ),
    line(
        "(<> content …)",
        "Several things where one is expected, without an element around them.",
        "(dl (map (fn (it) (<> (dt it) (dd (len it)))) [\"rye\" \"spelt\"]))",
    ),
];

/// An island around the use of a form that only islands have.
macro_rules! in_island {
    ($body:literal) => {
        concat!(
            "(defisland ~demo:island (&key (start Int 3))\n  (let ((n (signal start)))\n    ",
            $body,
            "))\n(~demo:island)"
        )
    };
}

const ISLANDS: &[Line] = &[
    line(
        "(signal value)",
        "Makes a value that can change in the browser; it begins as this one.",
        in_island!("(p (deref n))"),
    ),
    line(
        "(deref signal)",
        "What a signal or a computed value holds now; what shows it is drawn again when it changes.",
        in_island!("(p \"now \" (deref n))"),
    ),
    line(
        "(computed (fn () body))",
        "A value that follows the signals that its function reads.",
        in_island!("(let ((twice (computed (fn () (* 2 (deref n)))))) (p (deref twice)))"),
    ),
    line(
        "(effect (fn () body…))",
        "Does something in the browser now, and again whenever a signal that it reads has changed.",
        in_island!("(effect (fn () (reset! n 1))) (p (deref n))"),
    ),
    line(
        "(reset! signal value)",
        "Gives a signal another value, in a handler or an effect.",
        in_island!("(button :type \"button\" :on-click (fn (event) (reset! n 0)) (deref n))"),
    ),
    line(
        "(swap! signal function argument …)",
        "Gives a signal what the function makes of its value and the arguments, in a handler or an effect.",
        in_island!("(button :type \"button\" :on-click (fn (event) (swap! n + 2)) (deref n))"),
    ),
    line(
        "(batch (fn () body…))",
        "Changes several signals as one, in a handler or an effect.",
        in_island!(
            "(button :type \"button\" :on-click (fn (event) (batch (fn () (swap! n inc) (swap! n inc)))) (deref n))"
        ),
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

/// What may stand at the head of a list at the top of a file.
pub(crate) fn definition_names() -> impl Iterator<Item = &'static str> {
    DEFINITIONS.iter().map(|line| name_of(line.signature))
}

/// Whether a form has this name.
pub(crate) fn is_form(name: &str) -> bool {
    names().any(|form| form == name)
}

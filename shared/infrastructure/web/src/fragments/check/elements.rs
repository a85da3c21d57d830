//! The elements that a fragment may have, and where.

/// An element and what parsers do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) model: Model,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    /// Ends an open paragraph.
    Block,
    /// Stands within lines.
    Phrase,
    /// Has no end.
    Void,
    /// Holds only rows or cells; parsers move everything else out of it.
    Table,
    /// Part of a drawing.
    Drawing,
    /// The title or description of a drawing: text.
    DrawingText,
}

use Model::{Block, Drawing, DrawingText, Phrase, Table, Void};

const HTML: &[(Model, &[&str])] = &[
    (
        Block,
        &[
            "address",
            "article",
            "aside",
            "blockquote",
            "caption",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "legend",
            "li",
            "menu",
            "nav",
            "ol",
            "p",
            "search",
            "section",
            "summary",
            "td",
            "th",
            "ul",
        ],
    ),
    (
        Phrase,
        &[
            "a", "abbr", "audio", "b", "bdi", "bdo", "button", "cite", "code", "data", "del",
            "dfn", "em", "i", "ins", "kbd", "label", "mark", "meter", "output", "picture",
            "progress", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
            "var", "video",
        ],
    ),
    (
        Void,
        &["br", "hr", "img", "input", "source", "track", "wbr"],
    ),
    (Table, &["table", "tbody", "tfoot", "thead", "tr"]),
    (Drawing, &["svg"]),
];

const IN_DRAWINGS: &[(Model, &[&str])] = &[
    (
        Drawing,
        &[
            "circle",
            "clipPath",
            "defs",
            "ellipse",
            "g",
            "line",
            "linearGradient",
            "mask",
            "path",
            "pattern",
            "polygon",
            "polyline",
            "radialGradient",
            "rect",
            "stop",
            "symbol",
            "text",
            "tspan",
            "use",
        ],
    ),
    (DrawingText, &["desc", "title"]),
];

/// Elements that stand directly in one of these and nowhere else.
const ONLY_IN: &[(&[&str], &[&str])] = &[
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["caption", "thead", "tbody", "tfoot"], &["table"]),
    (&["tr"], &["thead", "tbody", "tfoot"]),
    (&["td", "th"], &["tr"]),
];

/// Elements that are ended by a second one within them.
const NOT_NESTED: &[&[&str]] = &[
    &["a"],
    &["button"],
    &["form"],
    &["h1", "h2", "h3", "h4", "h5", "h6"],
];

impl Element {
    /// The element of this name, as it is written.
    pub(super) fn named(name: &str, in_drawing: bool) -> Option<&'static Self> {
        static KNOWN: std::sync::LazyLock<[Vec<Element>; 2]> =
            std::sync::LazyLock::new(|| [list(HTML), list(IN_DRAWINGS)]);
        let known = &KNOWN[usize::from(in_drawing)];
        known.iter().find(|element| element.name == name)
    }

    pub(super) fn is_drawing(&self) -> bool {
        matches!(self.model, Drawing | DrawingText)
    }

    /// Whether a child may stand directly in it.
    pub(super) fn holds(&self, child: &Self) -> bool {
        match (self.model, child.parents()) {
            (DrawingText, _) => false,
            (_, Some(parents)) => parents.contains(&self.name),
            (Table, None) => false,
            _ => true,
        }
    }

    /// Whether it cannot stand in a fragment by itself.
    pub(super) fn stands_only_in_its_own(&self) -> bool {
        self.parents().is_some()
    }

    /// Whether parsers would end `outer` before it.
    pub(super) fn must_not_be_within(&self, outer: &Self) -> bool {
        let ends_lines = matches!(self.model, Block | Table) || self.name == "hr";
        let alike = |names: &&[&str]| names.contains(&self.name) && names.contains(&outer.name);
        (ends_lines && outer.name == "p") || NOT_NESTED.iter().any(alike)
    }

    fn parents(&self) -> Option<&'static [&'static str]> {
        let found = ONLY_IN.iter().find(|(names, _)| names.contains(&self.name));
        found.map(|(_, parents)| *parents)
    }
}

fn list(table: &'static [(Model, &'static [&'static str])]) -> Vec<Element> {
    let of = |(model, names): &(Model, &'static [&'static str])| {
        let model = *model;
        names.iter().map(move |name| Element { name, model })
    };
    table.iter().flat_map(of).collect()
}

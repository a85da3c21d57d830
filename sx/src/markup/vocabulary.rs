//! The lists of elements and attributes, ready to be asked: a compilation asks thousands of times.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::{foreign, html};

/// The elements of the closed list, and what each may have.
pub(super) struct Vocabulary {
    elements: HashMap<&'static str, Element>,
    html: Words,
    svg: Words,
    mathml: Words,
    /// Those of the element `html` alone, which are no HTML.
    root: Words,
}

/// The vocabularies that an element belongs to: a name that two share (`a`, `title`) has the attributes of both.
#[derive(Default)]
struct Element {
    /// The attributes that are its own, if it is HTML.
    html: Option<&'static str>,
    is_svg: bool,
    is_mathml: bool,
}

/// In order, so that a suggestion is always the same.
type Words = BTreeSet<&'static str>;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    fn new() -> Self {
        let mut elements: HashMap<_, Element> = HashMap::new();
        for (tag, attributes) in html::ELEMENTS {
            elements.entry(*tag).or_default().html = Some(attributes);
        }
        for tag in foreign::SVG_ELEMENTS.split_whitespace() {
            elements.entry(tag).or_default().is_svg = true;
        }
        for tag in foreign::MATHML_ELEMENTS.split_whitespace() {
            elements.entry(tag).or_default().is_mathml = true;
        }
        let words = |words: &'static str| words.split_whitespace().collect();
        Vocabulary {
            elements,
            html: words(html::GLOBAL),
            svg: words(foreign::SVG_ATTRIBUTES),
            mathml: words(foreign::MATHML_ATTRIBUTES),
            root: words("prefix xmlns"),
        }
    }

    pub(super) fn has_element(&self, tag: &str) -> bool {
        self.elements.contains_key(tag)
    }

    /// Whether an element of the closed list may have an attribute.
    pub(super) fn has_attribute(&self, tag: &str, name: &str) -> bool {
        let own = self.elements.get(tag).and_then(|element| element.html);
        own.is_some_and(|own| own.split(' ').any(|known| known == name))
            || self.shared(tag).any(|words| words.contains(name))
    }

    /// Every attribute that an element of the closed list may have.
    pub(super) fn attributes(&self, tag: &str) -> impl Iterator<Item = &'static str> {
        let own = self.elements.get(tag).and_then(|element| element.html);
        let own = own.unwrap_or("").split_whitespace();
        own.chain(self.shared(tag).flatten().copied())
    }

    /// The attributes that an element shares with others.
    fn shared(&self, tag: &str) -> impl Iterator<Item = &Words> {
        let element = self.elements.get(tag);
        let belongs = |test: fn(&Element) -> bool| element.is_some_and(test);
        [
            belongs(|element| element.html.is_some()).then_some(&self.html),
            belongs(|element| element.is_svg).then_some(&self.svg),
            belongs(|element| element.is_mathml).then_some(&self.mathml),
            (tag == "html").then_some(&self.root),
        ]
        .into_iter()
        .flatten()
    }
}

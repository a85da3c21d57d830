//! Every element and every attribute of the closed list, and whole documents, against html5ever: what went in comes
//! back, in its place, and nothing else appears.

use std::collections::BTreeMap;
use std::sync::Arc;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Map, Value};
use sx::naive::programs::{Numbers, hostile};
use sx::naive::tables::{Holds, Listed, Treated, elements};
use sx::wire::{WireLimits, decode};
use sx::{HtmlSink, Limits, Program, RenderToken, WireSink};

use crate::escaping::{PIECES, check_address, parse};
use crate::plain::{compiled, plain};

/// What must be written out, so that no text can be given.
const WRITTEN_OUT: [&str; 4] = ["attributeName", "http-equiv", "sx-region", "type"];

struct Page(Arc<Program>);

impl Page {
    fn new(body: &str) -> Self {
        let program = compiled(format!("(defcomp ~test:main (&key x) {body})"));
        Page(program)
    }

    /// The HTML for a text, which the wire means too.
    fn html(&self, x: &str) -> String {
        let view = Map::from_iter([("x".to_owned(), Value::from(x))]);
        let scene = plain(Limits::default());
        let page = self.0.component("~test:main").unwrap();
        let token = RenderToken::mint;
        let html = self.0.render(page, &view, &scene, token(), HtmlSink::new());
        let html = html.unwrap().page.into_string();
        let wire = self
            .0
            .render(page, &view, &scene, token(), WireSink::aser());
        let wire = wire.unwrap().page.into_string();
        let nodes = decode(&wire, WireLimits::default())
            .unwrap_or_else(|error| panic!("{error} in {wire}"));
        let carried_out = self.0.carry_out(&nodes, &scene).unwrap();
        assert_eq!(
            carried_out.replace(">\n", ">"),
            html.replace(">\n", ">"),
            "the wire, for {x:?}"
        );
        html
    }
}

/// Each piece alone, and texts of several pieces.
fn texts(count: usize, seed: u64) -> Vec<String> {
    let mut numbers = Numbers::new(seed);
    let some = (0..count).map(|_| hostile(&mut numbers));
    let alone = PIECES.iter().map(|piece| (*piece).to_owned());
    alone.chain(some).collect()
}

/// What a parser has for a text: NUL is another character there.
fn seen(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A few of all texts, others for each element.
fn some_of(texts: &[String], element: usize) -> impl Iterator<Item = &String> {
    (0..6).map(move |index| &texts[(element * 7 + index * 13) % texts.len()])
}

fn tag_of(element: &Listed) -> String {
    // A name that is a form or a primitive as well is reached so.
    format!("html:{}", element.tag)
}

/// Elements with some of their attributes each: a wire has at most 128 on one.
fn in_parts(elements: Vec<Listed>) -> Vec<Listed> {
    let mut parts = Vec::new();
    for element in elements {
        let of_text = |(name, _): &&(&str, Treated)| !WRITTEN_OUT.contains(name);
        let attributes: Vec<_> = element.attributes.iter().filter(of_text).copied().collect();
        parts.extend(attributes.chunks(64).map(|attributes| Listed {
            attributes: attributes.to_vec(),
            ..element.clone()
        }));
    }
    parts
}

#[test]
fn every_attribute_of_every_element_comes_back() {
    let texts = texts(400, 1);
    let mut checked: BTreeMap<Treated, u64> = BTreeMap::new();
    let mut kept = 0;
    for (index, element) in in_parts(elements()).iter().enumerate() {
        let attributes = &element.attributes;
        let tag = tag_of(element);
        let of = |value: &dyn Fn(Treated) -> String| {
            let written = attributes
                .iter()
                .map(|(name, treated)| format!(" :{name} {}", value(*treated)));
            Page::new(&format!("({tag}{})", written.collect::<String>()))
        };
        let plain = of(&|_| "x".to_owned());
        let joined = of(&|treated| match treated {
            Treated::Text | Treated::Words => "(str \"a\" x \"z\")".to_owned(),
            _ => "(str \"/a?\" x)".to_owned(),
        });
        let words = of(&|treated| match treated {
            Treated::Text | Treated::Words => "[\"a\" x nil (str x)]".to_owned(),
            _ => "(when true x)".to_owned(),
        });
        for x in some_of(&texts, index) {
            let text = seen(x);
            for (page, before, after) in
                [(&plain, "", ""), (&joined, "a", "z"), (&words, "a ", " ")]
            {
                let pieces = parse(&page.html(x));
                assert_eq!(pieces.len(), 1, "{} for {x:?}", element.tag);
                assert_eq!(pieces[0].attrs.len(), attributes.len());
                for ((name, treated), (found_name, found)) in
                    attributes.iter().zip(&pieces[0].attrs)
                {
                    assert_eq!(&name.to_ascii_lowercase(), found_name);
                    let is_text = matches!(treated, Treated::Text | Treated::Words);
                    let expected = match (is_text, before) {
                        (true, "a ") if text.is_empty() => "a".to_owned(),
                        (true, "a ") => format!("a {text} {text}"),
                        (true, _) => format!("{before}{text}{after}"),
                        (false, "a") => format!("/a?{text}"),
                        (false, _) => text.clone(),
                    };
                    if is_text {
                        assert_eq!(found, &expected, "{} {name} for {x:?}", element.tag);
                    } else {
                        kept += u64::from(*found == expected);
                        check_addresses(*treated, found, &expected);
                    }
                    *checked.entry(*treated).or_default() += 1;
                }
            }
        }
    }
    for treated in [Treated::Text, Treated::Words, Treated::Address] {
        assert!(checked[&treated] > 2_000, "{checked:?}");
    }
    for treated in [Treated::Picture, Treated::Addresses, Treated::Pictures] {
        assert!(checked[&treated] >= 18, "{checked:?}");
    }
    assert!(checked.values().sum::<u64>() > 200_000, "{checked:?}");
    assert!(kept > 500, "only {kept} addresses were kept");
}

/// What stands there is what went in or nothing dangerous, and leads nowhere dangerous.
fn check_addresses(treated: Treated, found: &str, text: &str) {
    match treated {
        Treated::Address => check_address(found, text, &[]),
        Treated::Picture => check_address(found, text, &["data"]),
        Treated::Addresses if found != "about:invalid" => {
            assert_eq!(found, text);
            found
                .split_ascii_whitespace()
                .for_each(|url| check_address(url, url, &[]));
        }
        Treated::Pictures if found != "about:invalid" => {
            assert_eq!(found, text);
            // An address begins where white space or a comma ends.
            let ends = |c: char| c.is_ascii_whitespace() || c == ',';
            for url in found
                .split(|c: char| c.is_ascii_whitespace())
                .map(|part| part.trim_matches(ends))
            {
                check_candidate(url);
            }
        }
        _ => {}
    }
}

/// Descriptors are among the parts of a `srcset`, so a part may only be wrong if it could be an address.
fn check_candidate(url: &str) {
    if url.to_ascii_lowercase().starts_with("javascript:")
        || url.to_ascii_lowercase().starts_with("vbscript:")
    {
        panic!("{url} is a candidate");
    }
}

#[test]
fn the_text_in_every_element_comes_back() {
    let texts = texts(400, 2);
    let mut checked = 0;
    for (index, element) in elements().iter().enumerate() {
        if element.holds == Holds::Nothing {
            continue;
        }
        let tag = tag_of(element);
        let pages = [
            (Page::new(&format!("({tag} x)")), "", ""),
            (Page::new(&format!("({tag} \"a<\" x \"&z\")")), "a<", "&z"),
            (Page::new(&format!("({tag} (str x \"<\"))")), "", "<"),
            (Page::new(&format!("({tag} [x 1])")), "", "1"),
        ];
        for x in some_of(&texts, index) {
            for (page, before, after) in &pages {
                let pieces = parse(&page.html(x));
                assert_eq!(pieces.len(), 1, "{} for {x:?}", element.tag);
                let mut found = pieces[0].text.as_str();
                if matches!(element.tag, "pre" | "textarea") {
                    // The tree builder drops one line feed after these start tags.
                    found = found.strip_prefix('\n').unwrap_or(found);
                }
                assert_eq!(
                    found,
                    format!("{before}{}{after}", seen(x)),
                    "{}",
                    element.tag
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 3_500, "{checked} texts");
}

const DOCUMENT: &str = r##"
(html :lang x
  (head (title x) (meta :name "description" :content x) (link :rel "next" :href (str "/?" x))
        (script :type "application/ld+json" (json {:a x :b [x]})))
  (body :class ["page" x]
    (p :id x x (b x)) (noscript (p :title x x)) (table (tr (td :headers x x))) (select (option :value x x))
    (svg :viewBox x (title x) (text x (a :href (str "#" x) x))) (math (mi x)) (template (i :title x x))
    (textarea :name x x) (pre x) (html:x-y :data-x x x) (details (summary x)) (iframe :title x :src (str "/" x))))
"##;

/// Elements in order, each with what it says itself.
#[derive(Debug, Default)]
struct Outline {
    tags: Vec<String>,
    values: Vec<String>,
}

impl Outline {
    fn of(html: &str, scripting: bool) -> Outline {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: scripting,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let mut outline = Outline::default();
        outline.add(&parse_document(RcDom::default(), options).one(html).document);
        outline
    }

    fn add(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Element {
                name,
                attrs,
                template_contents,
                ..
            } => {
                self.tags.push(name.local.to_string());
                self.values
                    .extend(attrs.borrow().iter().map(|attr| attr.value.to_string()));
                if let Some(contents) = &*template_contents.borrow() {
                    contents
                        .children
                        .borrow()
                        .iter()
                        .for_each(|child| self.add(child));
                }
            }
            NodeData::Text { contents } => self.values.push(contents.borrow().to_string()),
            NodeData::Comment { contents } => panic!("a comment appeared: {contents}"),
            _ => {}
        }
        node.children
            .borrow()
            .iter()
            .for_each(|child| self.add(child));
    }
}

/// The tree of a document is the same whatever the text: no tag appears and none is lost, with scripting and without.
#[test]
fn whole_documents_keep_their_tree() {
    let page = Page::new(DOCUMENT);
    let mut checked = 0;
    for scripting in [false, true] {
        let count = |outline: &Outline, text: &str| {
            outline
                .values
                .iter()
                .filter(|value| value.contains(text))
                .count()
        };
        let plain = Outline::of(&page.html("word"), scripting);
        let (tags, all) = (&plain.tags, count(&plain, "word"));
        assert!(tags.len() >= 24 && all >= 24, "{plain:?}");
        for x in texts(600, 3) {
            let outline = Outline::of(&page.html(&x), scripting);
            assert_eq!(outline.tags, *tags, "for {x:?}");
            let came_back = count(&outline, &seen(&x));
            // In JSON it is spelt otherwise, with scripting `noscript` is one text, and no text is no node.
            assert!(
                x.is_empty() || came_back + 2 >= all,
                "{came_back} of {all} for {x:?}: {outline:?}"
            );
            checked += came_back;
        }
    }
    assert!(checked > 20_000, "{checked} values");
}

#[test]
fn these_oracles_can_fail() {
    let tags = |html: &str| Outline::of(html, false).tags;
    assert_ne!(tags("<p>a</p>"), tags("<p><b>a</b></p>"));
    let dangerous = |treated| {
        std::panic::catch_unwind(|| check_addresses(treated, "javascript:x", "javascript:x"))
    };
    for treated in [
        Treated::Address,
        Treated::Picture,
        Treated::Addresses,
        Treated::Pictures,
    ] {
        assert!(dangerous(treated).is_err(), "{treated:?}");
    }
}

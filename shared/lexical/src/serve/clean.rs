//! Keeps what is listed ([`super::allowed`]) and nothing else.

use std::collections::HashSet;

use html5ever::ns;

use super::fit::Work;
use super::{address, allowed, foreign};
use crate::dom::{Data, Dom, NodeId};

/// Ids of the page's own parts; an article may not take them.
const OWN_IDS: [&str; 4] = ["main", "related", "more", "near"];
/// Ghost puts this on every text of its small editors; it says nothing.
const GHOST_SPAN: &str = "white-space: pre-wrap;";
const NOT_HERE: &str = "pages run and load nothing but their own";

/// What becomes of a node.
enum Fate {
    Keep,
    /// Its children take its place.
    Unwrap,
    /// It goes with what is in it.
    Drop,
    /// Another node takes its place.
    Become(NodeId),
}

/// Walks the whole tree once.
pub(super) fn clean(dom: &mut Dom, work: &mut Work<'_>) {
    let root = dom.root();
    let mut ids = HashSet::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        match fate(dom, work, id) {
            Fate::Keep => {
                attributes(dom, work, id, &mut ids);
                at = dom.following(id, root);
            }
            Fate::Unwrap => {
                let inside = dom.first_child(id);
                at = inside.or_else(|| dom.following_skip(id, root));
                dom.unwrap(id);
            }
            Fate::Drop => {
                at = dom.following_skip(id, root);
                dom.detach(id);
            }
            Fate::Become(new) => {
                at = dom.following_skip(id, root);
                dom.replace(id, new);
            }
        }
    }
}

fn fate(dom: &mut Dom, work: &mut Work<'_>, id: NodeId) -> Fate {
    let (namespace, name) = match dom.data(id) {
        Data::Text(_) => return Fate::Keep,
        Data::Comment(_) | Data::Fragment => return Fate::Drop,
        Data::Element { name, .. } => (name.ns.clone(), name.local.to_string()),
    };
    if namespace != ns!(html) {
        return drawing(work, namespace == ns!(svg), &name);
    }
    match name.as_str() {
        "iframe" | "embed" => match foreign::link_for_embed(dom, work, id) {
            Some(_) if is_in_link(dom, id) => Fate::Drop,
            Some(link) => Fate::Become(link),
            None => dropped(work, &name),
        },
        "img" | "video" | "audio" => media(dom, work, id, &name),
        "source" | "track" => {
            let own = ["src", "srcset"].iter().any(|attribute| {
                dom.attr(id, attribute)
                    .is_some_and(|value| is_own(work, attribute, value))
            });
            if own { Fate::Keep } else { Fate::Drop }
        }
        // A page has one first-level heading, its title.
        "h1" => {
            dom.rename(id, "h2");
            Fate::Keep
        }
        "span" if is_ghost_span(dom, id) => Fate::Unwrap,
        // Buttons and fields of a player's or toggle's drawing: nothing is lost with them.
        "button" | "input" if dom.text_content(id).trim().is_empty() => Fate::Drop,
        _ if allowed::is_dropped(&name) => dropped(work, &name),
        _ if allowed::is_kept(&name) => Fate::Keep,
        _ => Fate::Unwrap,
    }
}

fn dropped(work: &mut Work<'_>, name: &str) -> Fate {
    work.dropped(format!("<{name}>"), NOT_HERE);
    Fate::Drop
}

/// SVG keeps what paints; what runs, loads or names other things goes, and so does MathML's odd part.
fn drawing(work: &mut Work<'_>, is_svg: bool, name: &str) -> Fate {
    match name {
        _ if is_svg && allowed::is_drawn(name) => Fate::Keep,
        // The style of an icon of Ghost's.
        "style" if is_svg => Fate::Drop,
        _ if is_svg => dropped(work, name),
        _ => Fate::Unwrap,
    }
}

/// A picture, film or sound: ours stays, another site's becomes a link to it.
fn media(dom: &mut Dom, work: &mut Work<'_>, id: NodeId, name: &str) -> Fate {
    let source = dom.attr(id, "src").map(str::to_owned);
    let Some(source) = source.filter(|source| !source.trim().is_empty()) else {
        let has_sources = dom.element_children(id).next().is_some();
        return if name == "img" || !has_sources {
            Fate::Drop
        } else {
            Fate::Keep
        };
    };
    if address::source(&source, &work.options.own_hosts).is_some() {
        return Fate::Keep;
    }
    let words = dom
        .attr(id, "alt")
        .map(str::trim)
        .filter(|alt| !alt.is_empty())
        .map(str::to_owned);
    if is_in_link(dom, id) {
        work.dropped(format!("the picture {source}"), "it is on another site");
        return match words {
            Some(words) if !is_ornament(dom, id) => Fate::Become(dom.add_text(&words)),
            _ => Fate::Drop,
        };
    }
    foreign::link_for_media(dom, work, &source, words).map_or(Fate::Drop, Fate::Become)
}

/// The small pictures of a bookmark, which say nothing that its words do not.
fn is_ornament(dom: &Dom, id: NodeId) -> bool {
    let parent_is = |class| {
        dom.parent(id)
            .is_some_and(|parent| dom.has_class(parent, class))
    };
    dom.has_class(id, "kg-bookmark-icon") || parent_is("kg-bookmark-thumbnail")
}

fn is_in_link(dom: &Dom, id: NodeId) -> bool {
    std::iter::successors(dom.parent(id), |&parent| dom.parent(parent))
        .any(|parent| dom.html_name(parent) == Some("a"))
}

fn is_own(work: &Work<'_>, attribute: &str, value: &str) -> bool {
    match attribute {
        "srcset" => address::source_set(value, &work.options.own_hosts).is_some(),
        _ => address::source(value, &work.options.own_hosts).is_some(),
    }
}

fn is_ghost_span(dom: &Dom, id: NodeId) -> bool {
    let Data::Element { attrs, .. } = dom.data(id) else {
        return false;
    };
    attrs
        .iter()
        .all(|attr| &*attr.name.local == "style" && attr.value.trim() == GHOST_SPAN)
}

/// Keeps the attributes that are listed, made to fit.
fn attributes(dom: &mut Dom, work: &mut Work<'_>, id: NodeId, ids: &mut HashSet<String>) {
    let Data::Element { name, attrs, .. } = dom.data(id) else {
        return;
    };
    let (element, is_html) = (name.local.to_string(), name.ns == ns!(html));
    let given: Vec<(String, String)> = attrs
        .iter()
        .filter(|attr| attr.name.ns == ns!())
        .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
        .collect();
    dom.retain_attrs(id, |_| false);
    for (name, value) in &given {
        if name != "style"
            && let Some(value) = fitted(work, &element, is_html, name, value, ids)
        {
            dom.set_attr(id, name, &value);
        }
    }
    // After the classes that it had: its style becomes one more.
    if let Some((_, style)) = given.iter().find(|(name, _)| name == "style") {
        styled(dom, work, id, style);
    }
    match element.as_str() {
        "img" if is_html => {
            for (name, value) in [("alt", ""), ("loading", "lazy")] {
                if dom.attr(id, name).is_none() {
                    dom.set_attr(id, name, value);
                }
            }
        }
        // A wide table scrolls, and a keyboard must reach what scrolls.
        "table" if is_html => dom.set_attr(id, "tabindex", "0"),
        "audio" | "video" if is_html => dom.set_attr(id, "controls", ""),
        _ => {}
    }
}

/// An attribute's value as it may stand, or nothing.
fn fitted(
    work: &mut Work<'_>,
    element: &str,
    is_html: bool,
    name: &str,
    value: &str,
    ids: &mut HashSet<String>,
) -> Option<String> {
    if !is_html {
        return (allowed::paints(name) || allowed::is_paint(name, value)).then(|| value.to_owned());
    }
    match name {
        "id" => {
            let fits = !value.is_empty()
                && !value.contains(char::is_whitespace)
                && !OWN_IDS.contains(&value);
            (fits && ids.insert(value.to_owned())).then(|| value.to_owned())
        }
        "href" if element == "a" => {
            let link = address::link(value);
            if link.is_none() {
                work.dropped(
                    format!("the link to {value}"),
                    "such addresses may run a script",
                );
            }
            link
        }
        "src" | "poster" if matches!(element, "img" | "video" | "audio" | "source" | "track") => {
            address::source(value, &work.options.own_hosts)
        }
        "srcset" if matches!(element, "img" | "source") => {
            address::source_set(value, &work.options.own_hosts)
        }
        "cite" if matches!(element, "blockquote" | "q" | "del" | "ins") => address::link(value),
        _ if name.starts_with("on") => {
            work.dropped(name, NOT_HERE);
            None
        }
        _ => allowed::keeps_attribute(element, name).then(|| value.to_owned()),
    }
}

fn styled(dom: &mut Dom, work: &mut Work<'_>, id: NodeId, style: &str) {
    if style.trim() == GHOST_SPAN {
        return;
    }
    let styled = work.sheet.take(style, &work.options.own_hosts);
    for refused in styled.refused {
        work.dropped(
            format!("the style “{refused}”"),
            "it could reach beyond the article or another site",
        );
    }
    if let Some(class) = styled.class {
        dom.add_class(id, &class);
    }
}

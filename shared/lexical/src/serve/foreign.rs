//! What lives elsewhere: pages load nothing from there, so a link stands in its place.

use super::address;
use super::fit::Work;
use crate::dom::{Dom, NodeId};

/// The link that stands for an embedded page, or nothing when there is no address to lead to.
pub(super) fn link_for_embed(dom: &mut Dom, work: &mut Work<'_>, id: NodeId) -> Option<NodeId> {
    let source = dom
        .attr(id, "src")
        .filter(|src| !src.is_empty() && *src != "about:blank")?;
    let source = if source.starts_with("//") {
        format!("https:{source}")
    } else {
        source.to_owned()
    };
    let href = address::link(&watch_page(&source)).filter(|href| address::host(href).is_some())?;
    let title = dom
        .attr(id, "title")
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .map(str::to_owned);
    work.replaced(format!("an embedded page of {href}"), "a link");
    Some(card(dom, &href, title))
}

/// The link that stands for a picture, film or sound of another site.
pub(super) fn link_for_media(
    dom: &mut Dom,
    work: &mut Work<'_>,
    source: &str,
    words: Option<String>,
) -> Option<NodeId> {
    let source = if source.starts_with("//") {
        format!("https:{source}")
    } else {
        source.to_owned()
    };
    let href = address::link(&source).filter(|href| address::host(href).is_some())?;
    work.replaced(format!("{href}, which is on another site,"), "a link");
    Some(card(dom, &href, words))
}

fn card(dom: &mut Dom, href: &str, title: Option<String>) -> NodeId {
    let host = address::host(href).unwrap_or_default();
    let host = host.trim_start_matches("www.").to_owned();
    let link = dom.add_element("a");
    dom.set_attr(link, "class", "kg-embed-link");
    dom.set_attr(link, "href", href);
    dom.set_attr(link, "rel", "noopener");
    let words = title.unwrap_or_else(|| host.clone());
    let name = words != host;
    add_span(dom, link, "kg-embed-title", &words);
    if name {
        add_span(dom, link, "kg-embed-host", &host);
    }
    link
}

fn add_span(dom: &mut Dom, parent: NodeId, class: &str, words: &str) {
    let span = dom.add_element("span");
    dom.set_attr(span, "class", class);
    let text = dom.add_text(words);
    dom.append(span, text);
    dom.append(parent, span);
}

/// The page that a person would visit, for players whose own address is only a frame.
fn watch_page(source: &str) -> String {
    let players = [
        (
            "https://www.youtube.com/embed/",
            "https://www.youtube.com/watch?v=",
        ),
        (
            "https://www.youtube-nocookie.com/embed/",
            "https://www.youtube.com/watch?v=",
        ),
        ("https://player.vimeo.com/video/", "https://vimeo.com/"),
        (
            "https://open.spotify.com/embed/",
            "https://open.spotify.com/",
        ),
    ];
    for (player, page) in players {
        if let Some(rest) = source.strip_prefix(player) {
            let id = rest.split(['?', '#']).next().unwrap_or_default();
            return format!("{page}{id}");
        }
    }
    source.to_owned()
}

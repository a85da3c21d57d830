//! Ghost's cards that a script drives, as what a browser does by itself.

use super::address;
use super::fit::Work;
use crate::dom::{Data, Dom, NodeId};

/// Changes every card that needs it.
pub(super) fn fit(dom: &mut Dom, work: &mut Work<'_>) {
    let root = dom.root();
    for id in dom.descendants(root).collect::<Vec<_>>() {
        if dom.has_class(id, "kg-toggle-card") {
            toggle(dom, id);
        } else if dom.has_class(id, "kg-audio-card") {
            player(dom, id, "audio", &["kg-audio-player"]);
        } else if dom.has_class(id, "kg-video-card") {
            video(dom, work, id);
        } else if dom.has_class(id, "kg-signup-card") {
            signup(dom, work, id);
        } else if dom.has_class(id, "kg-gallery-image") {
            gallery_image(dom, work, id);
        } else if dom.has_class(id, "kg-file-card") {
            remove_all(dom, id, svg_style);
        }
    }
}

/// `<details>` opens and closes without a script.
fn toggle(dom: &mut Dom, card: NodeId) {
    let (Some(heading), Some(content)) = (
        dom.find_class(card, "kg-toggle-heading"),
        dom.find_class(card, "kg-toggle-content"),
    ) else {
        return;
    };
    let details = dom.add_element("details");
    let class = dom.attr(card, "class").unwrap_or_default().to_owned();
    dom.set_attr(details, "class", &class);
    if dom.attr(card, "data-kg-toggle-state") == Some("open") {
        dom.set_attr(details, "open", "");
    }
    let summary = dom.add_element("summary");
    dom.set_attr(summary, "class", "kg-toggle-heading");
    let words = dom.add_element("span");
    dom.set_attr(words, "class", "kg-toggle-heading-text");
    let text = dom
        .find_class(heading, "kg-toggle-heading-text")
        .unwrap_or(heading);
    dom.move_children(text, words);
    dom.append(summary, words);
    dom.append(details, summary);
    dom.append(details, content);
    dom.replace(card, details);
}

/// The browser's own player in place of a drawn one.
fn player(dom: &mut Dom, card: NodeId, element: &str, drawn: &[&str]) {
    remove_all(dom, card, |dom, id| {
        drawn.iter().any(|class| dom.has_class(id, class))
    });
    for id in dom.descendants(card).collect::<Vec<_>>() {
        if dom.html_name(id) == Some(element) {
            dom.set_attr(id, "controls", "");
        }
    }
}

fn video(dom: &mut Dom, work: &mut Work<'_>, card: NodeId) {
    player(
        dom,
        card,
        "video",
        &["kg-video-overlay", "kg-video-player-container"],
    );
    let custom = dom
        .attr(card, "data-kg-custom-thumbnail")
        .filter(|custom| !custom.is_empty());
    let thumbnail = custom.or_else(|| dom.attr(card, "data-kg-thumbnail"));
    let poster =
        thumbnail.and_then(|thumbnail| address::source(thumbnail, &work.options.own_hosts));
    for id in dom.descendants(card).collect::<Vec<_>>() {
        if dom.html_name(id) == Some("video") {
            // The still stood in the style, behind an empty picture.
            dom.remove_attr(id, "style");
            match &poster {
                Some(poster) => dom.set_attr(id, "poster", poster),
                None => dom.remove_attr(id, "poster"),
            }
        }
    }
}

/// A form that needs a script becomes a link to where one signs up.
fn signup(dom: &mut Dom, work: &mut Work<'_>, card: NodeId) {
    if let Some(style) = dom.attr(card, "style").map(str::to_owned) {
        let shown: Vec<&str> = style
            .split(';')
            .filter(|declaration| !declaration.trim().starts_with("display"))
            .collect();
        dom.set_attr(card, "style", &shown.join(";"));
    }
    let form = dom
        .descendants(card)
        .find(|&id| dom.html_name(id) == Some("form"));
    let Some(form) = form else { return };
    let button = dom.find_class(form, "kg-signup-card-button");
    let label = dom
        .find_class(form, "kg-signup-card-button-default")
        .map(|id| dom.text_content(id).trim().to_owned());
    let label = label
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| work.options.signup_label.clone());
    let link = dom.add_element("a");
    let class = button
        .and_then(|button| dom.attr(button, "class"))
        .unwrap_or("kg-signup-card-button")
        .to_owned();
    dom.set_attr(link, "class", &class);
    dom.set_attr(link, "href", &work.options.signup_url.clone());
    if let Some(style) = button
        .and_then(|button| dom.attr(button, "style"))
        .map(str::to_owned)
    {
        dom.set_attr(link, "style", &style);
    }
    let text = dom.add_text(&label);
    dom.append(link, text);
    dom.replace(form, link);
}

/// Pictures in a row are equally high: each takes its share of the width by its proportions. Ghost's script does that.
fn gallery_image(dom: &mut Dom, work: &mut Work<'_>, frame: NodeId) {
    let picture = dom
        .descendants(frame)
        .find(|&id| dom.html_name(id) == Some("img"));
    let size = |name| {
        picture
            .and_then(|picture| dom.attr(picture, name))
            .and_then(|size| size.parse::<f64>().ok())
            .filter(|size| (1.0..100_000.0).contains(size))
    };
    let (Some(width), Some(height)) = (size("width"), size("height")) else {
        return;
    };
    let share = format!("flex: {:.4} 1 0%", width / height);
    if let Some(class) = work.sheet.take(&share, &[]).class {
        dom.add_class(frame, &class);
    }
}

/// The `<style>` inside a drawn icon; our own sheet draws its lines.
fn svg_style(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.data(id), Data::Element { name, .. } if &*name.local == "style")
}

fn remove_all(dom: &mut Dom, top: NodeId, unwanted: impl Fn(&Dom, NodeId) -> bool) {
    for id in dom.descendants(top).collect::<Vec<_>>() {
        if unwanted(dom, id) {
            dom.detach(id);
        }
    }
}

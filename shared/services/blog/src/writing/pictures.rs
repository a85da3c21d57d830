//! Pictures, sounds and films in HTML that is about to be served: ours get their sizes, those of the old site that could
//! not be had are taken out, so that no page asks for what is not there.
//!
//! It works on what [`lexical::serve::fit_for_policy`] wrote: attributes in double quotes, `<` only where a tag begins.

use data::media::Pictures;

/// How wide an article is, for browsers that do not know `auto`.
const SIZES: &str = "auto, (min-width: 44rem) 41rem, 100vw";
/// Where what the old site had would be; nothing of ours is there.
const LOST: &str = "/content/";

/// The addresses of the pictures that HTML shows.
pub(super) fn addresses(html: &str) -> impl Iterator<Item = &str> {
    tags(html)
        .filter(|tag| tag.name() == "img")
        .filter_map(|tag| tag.attribute("src"))
}

/// How many pictures HTML shows.
pub(super) fn count(html: &str) -> u32 {
    u32::try_from(tags(html).filter(|tag| tag.name() == "img").count()).unwrap_or(u32::MAX)
}

/// The HTML with sizes for pictures of ours, and without what was lost.
pub(super) fn fitted(html: &str, known: &Pictures, warnings: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut copied = 0;
    for tag in tags(html) {
        let replaced = match tag.name() {
            "img" => picture(&tag, known, warnings),
            "source" | "audio" | "video" | "track" => lost(&tag, warnings),
            _ => None,
        };
        if let Some(replaced) = replaced {
            out.push_str(&html[copied..tag.start]);
            out.push_str(&replaced);
            copied = tag.start + tag.text.len();
        }
    }
    out.push_str(&html[copied..]);
    out
}

fn picture(tag: &Tag<'_>, known: &Pictures, warnings: &mut Vec<String>) -> Option<String> {
    let src = tag.attribute("src").or_else(|| tag.attribute("srcset"))?;
    if src.starts_with(LOST) {
        warnings.push(format!("the picture {src} is missing and is not shown"));
        return Some(String::new());
    }
    if !known.has(src) {
        return None;
    }
    let picture = known.picture(src, "");
    let mut out = String::from("<img");
    for (name, value) in tag.attributes() {
        let is_ours = matches!(name, "srcset" | "sizes")
            || picture.width > 0 && matches!(name, "width" | "height");
        if !is_ours {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    if picture.width > 0 {
        out.push_str(&format!(
            " width=\"{}\" height=\"{}\"",
            picture.width, picture.height
        ));
    }
    if !picture.srcset.is_empty() {
        let sizes = tag
            .attribute("sizes")
            .filter(|sizes| sizes.contains("px") || sizes.contains("vw"));
        out.push_str(&format!(
            " srcset=\"{}\" sizes=\"{}\"",
            picture.srcset,
            sizes.unwrap_or(SIZES)
        ));
    }
    for (name, value) in [("loading", "lazy"), ("decoding", "async")] {
        if tag.attribute(name).is_none() {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    out.push('>');
    Some(out)
}

/// A sound or film without the addresses that lead nowhere.
fn lost(tag: &Tag<'_>, warnings: &mut Vec<String>) -> Option<String> {
    let is_lost = |(_, value): &(&str, &str)| value.starts_with(LOST);
    let address = tag.attributes().find(is_lost)?.1;
    warnings.push(format!("the file {address} is missing and is not shown"));
    if matches!(tag.name(), "source" | "track") {
        return Some(String::new());
    }
    let mut out = format!("<{}", tag.name());
    for (name, value) in tag.attributes().filter(|attribute| !is_lost(attribute)) {
        out.push_str(&format!(" {name}=\"{value}\""));
    }
    out.push('>');
    Some(out)
}

/// A style sheet that asks for nothing of the old site.
pub(super) fn without_lost(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, address) = rest.split_at(at);
        let length = address.find(')').map_or(address.len(), |end| end + 1);
        let (address, after) = address.split_at(length);
        let is_lost = address["url(".len()..]
            .trim_start_matches(['"', '\'', ' '])
            .starts_with(LOST);
        out.push_str(before);
        out.push_str(if is_lost { "none" } else { address });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// An opening tag, from `<` to `>`.
struct Tag<'h> {
    text: &'h str,
    start: usize,
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + html[from..].find('<')?;
            let text = &html[start..start + tag_len(&html[start..])];
            from = start + text.len();
            if text[1..].starts_with(|char: char| char.is_ascii_alphabetic()) {
                return Some(Tag { text, start });
            }
        }
    })
}

/// To the `>` that is in no value; the whole rest when there is none.
fn tag_len(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |at| at + 3);
    }
    let mut quoted = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

impl<'h> Tag<'h> {
    fn inside(&self) -> &'h str {
        self.text[1..].trim_end_matches('>').trim_end_matches('/')
    }

    fn name(&self) -> &'h str {
        self.inside()
            .split(|char: char| char.is_ascii_whitespace())
            .next()
            .unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<&'h str> {
        self.attributes()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        let inside = self.inside();
        let mut rest = inside[self.name().len()..].trim_start();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|char: char| char == '=' || char.is_ascii_whitespace())
                .unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                // Written by a hand that is not ours: to the next space.
                None => {
                    let bare = after.strip_prefix('=').unwrap_or("");
                    let end = bare
                        .find(|char: char| char.is_ascii_whitespace())
                        .unwrap_or(bare.len());
                    match after.starts_with('=') {
                        true => bare.split_at(end),
                        false => ("", after),
                    }
                }
            };
            rest = after.trim_start();
            Some((name, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found() {
        let html = r#"a &lt;img src="no"&gt; <p class="x"><img src="/a b" alt="1 > 0" hidden></p><!-- <img src="c"> --><br><img src="/d"/>"#;
        assert_eq!(addresses(html).collect::<Vec<_>>(), ["/a b", "/d"]);
        assert_eq!(count(html), 2);
        let image = tags(html).find(|tag| tag.name() == "img").expect("there");
        let expected = [("src", "/a b"), ("alt", "1 > 0"), ("hidden", "")];
        assert_eq!(image.attributes().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_was_lost_is_taken_out() {
        let html = r#"<figure><img src="/content/images/x.jpg" alt="x"><figcaption>y</figcaption></figure>
<video src="/content/media/v.mp4" poster="/content/images/p.jpg" controls=""></video><audio><source src="/content/media/a.mp3"></audio>
<a href="/content/files/f.pdf">f</a><img srcset="/content/images/s.jpg 2x"><img src="/media/unknown/z.jpg">"#;
        let mut warnings = Vec::new();
        let fitted = fitted(html, &Pictures::default(), &mut warnings);
        assert_eq!(
            fitted,
            r#"<figure><figcaption>y</figcaption></figure>
<video controls=""></video><audio></audio>
<a href="/content/files/f.pdf">f</a><img src="/media/unknown/z.jpg">"#
        );
        assert_eq!(warnings.len(), 4);
    }

    #[test]
    fn a_sheet_asks_for_nothing_that_was_lost() {
        let css = "a{background:url(\"/content/images/x.jpg\") red}b{background:url(/content/y)}c{background:url(/media/h/z.png)}";
        assert_eq!(
            without_lost(css),
            "a{background:none red}b{background:none}c{background:url(/media/h/z.png)}"
        );
        assert_eq!(without_lost("a{b:url(é"), "a{b:url(é");
    }

    #[test]
    fn broken_html_does_no_harm() {
        for html in [
            "<",
            "<img",
            "<img src=",
            "<img src=\"",
            "<img src=\"/content/",
            "<!--",
            "<a b=c d>",
            "<img =\"x\" é=\"ü\">",
            "</p",
            "<1>",
        ] {
            fitted(html, &Pictures::default(), &mut Vec::new());
        }
    }
}

//! An article's links to our own pages, made live: a bookmark card, or a paragraph that is nothing but a link, is drawn by
//! the app whose page it leads to, with today's price or date. What does not come stays what it was: a card or a link.
//!
//! The body is HTML that our own serialiser wrote, so the two shapes are found as text.

use std::ops::Range;

use contracts::AppName;
use sx::Safe;
use web::{Fragment, FragmentView, LinkCard, Urls};

/// More live cards than an article should have; the rest stay as they are.
const CARDS_MAX: usize = 12;

const BOOKMARK: &str = "<figure class=\"kg-card kg-bookmark-card";
const BOOKMARK_LINK: &str = "<a class=\"kg-bookmark-container\"";
const PARAGRAPH: &str = "<p><a ";

/// A body with the places of its live cards.
pub(crate) struct LiveBody {
    html: String,
    cuts: Vec<Cut>,
}

/// What a card takes the place of.
#[derive(Debug, PartialEq, Eq)]
struct Cut {
    range: Range<usize>,
    card: LinkCard,
}

impl LiveBody {
    /// Finds the links that stand alone.
    pub(crate) fn cut(html: String, urls: &Urls) -> Self {
        let mut cuts = Vec::new();
        let mut from = 0;
        while cuts.len() < CARDS_MAX
            && let Some((start, found)) = next(&html, from)
        {
            let (range, href) = match found {
                Some(link) => link,
                None => {
                    from = start + 1;
                    continue;
                }
            };
            from = range.end;
            if let Some(card) = target(href, urls) {
                cuts.push(Cut { range, card });
            }
        }
        Self { html, cuts }
    }

    /// The cards to ask for, in their order.
    pub(crate) fn wanted(&self) -> Vec<Fragment> {
        self.cuts
            .iter()
            .map(|cut| cut.card.clone().into())
            .collect()
    }

    /// The body in pieces, with the cards that came. The domain keeps only HTML that it has sanitised itself; its links to
    /// other apps are completed here.
    pub(crate) fn filled(&self, drawn: &[FragmentView], urls: &Urls) -> Vec<Safe> {
        let words = |range: Range<usize>| Safe::trusted(urls.expand(&self.html[range]));
        let mut pieces = Vec::new();
        let mut from = 0;
        for (cut, card) in self.cuts.iter().zip(drawn) {
            let Some(card) = card.html().filter(|card| !card.as_html().is_empty()) else {
                continue;
            };
            pieces.push(words(from..cut.range.start));
            pieces.push(card.clone());
            from = cut.range.end;
        }
        pieces.push(words(from..self.html.len()));
        pieces
    }
}

/// A link that stands alone: what to replace, and where it leads.
type Found<'a> = (Range<usize>, &'a str);

/// The next place that may be one, and what is there.
fn next(html: &str, from: usize) -> Option<(usize, Option<Found<'_>>)> {
    let rest = html.get(from..)?;
    let figure = rest.find(BOOKMARK);
    let paragraph = rest.find(PARAGRAPH);
    let at = |place: usize| from + place;
    match (figure, paragraph) {
        (Some(figure), Some(paragraph)) if figure < paragraph => {
            Some((at(figure), bookmark(html, at(figure))))
        }
        (Some(figure), None) => Some((at(figure), bookmark(html, at(figure)))),
        (_, Some(paragraph)) => Some((at(paragraph), lone_link(html, at(paragraph)))),
        (None, None) => None,
    }
}

/// A bookmark card's link: its figure stays, and with it the caption.
fn bookmark(html: &str, figure: usize) -> Option<Found<'_>> {
    let start = figure + html[figure..].find('>')? + 1;
    let link = &html[start..];
    if !link.starts_with(BOOKMARK_LINK) {
        return None;
    }
    let href = href(link)?;
    let end = start + link.find("</a>")? + "</a>".len();
    Some((start..end, href))
}

/// A paragraph that is one link and nothing else.
fn lone_link(html: &str, start: usize) -> Option<Found<'_>> {
    let link = &html[start + "<p>".len()..];
    let href = href(link)?;
    let closed = link.find("</a>")? + "</a>".len();
    let words = &link[..closed];
    if words.contains("<img") || !link[closed..].starts_with("</p>") {
        return None;
    }
    let end = start + "<p>".len() + closed + "</p>".len();
    Some((start..end, href))
}

/// The address of the link that this text begins with.
fn href(link: &str) -> Option<&str> {
    let tag = &link[..link.find('>')?];
    let (_, value) = tag.split_once(" href=\"")?;
    value.split_once('"').map(|(href, _)| href)
}

/// The page of ours that an address names: a path on the blog, `app://name/path`, or an absolute address on one of our hosts.
/// A front door has no card, and what has a query or an anchor means more than the page.
fn target(href: &str, urls: &Urls) -> Option<LinkCard> {
    let (app, path) = if href.starts_with('/') {
        (AppName::Blog, href)
    } else if let Some(place) = href.strip_prefix("app://") {
        let slash = place.find('/')?;
        (place[..slash].parse().ok()?, &place[slash..])
    } else {
        AppName::ALL
            .into_iter()
            .find_map(|app| Some((app, href.strip_prefix(urls.origin(app))?)))?
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~%".contains(c);
    let leads = path.len() > 1 && path.starts_with('/') && !path.starts_with("//");
    (leads && path.chars().all(plain)).then(|| LinkCard {
        app,
        path: path.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(html: &str) -> Vec<(String, String)> {
        let urls = Urls::new(web::Scheme::Https, "coop.example", 443);
        let body = LiveBody::cut(html.to_owned(), &urls);
        let cut = |cut: &Cut| {
            let place = format!("{}{}", cut.card.app, cut.card.path);
            (html[cut.range.clone()].to_owned(), place)
        };
        body.cuts.iter().map(cut).collect()
    }

    #[test]
    fn a_paragraph_that_is_one_link_of_ours_is_cut() {
        for (link, place) in [
            ("app://market/product/loaf/", "market/product/loaf/"),
            ("/bread/", "blog/bread/"),
            ("https://events.coop.example/entry/x/", "events/entry/x/"),
        ] {
            let html = format!("<p>a</p><p><a href=\"{link}\">b <b>c</b></a></p><p>d</p>");
            let cut = format!("<p><a href=\"{link}\">b <b>c</b></a></p>");
            assert_eq!(cuts(&html), [(cut, place.to_owned())]);
        }
    }

    #[test]
    fn a_bookmark_card_keeps_its_caption() {
        let link =
            "<a class=\"kg-bookmark-container\" href=\"app://events/entry/x/\"><div>w</div></a>";
        let html = format!(
            "<p>a</p><figure class=\"kg-card kg-bookmark-card kg-card-hascaption\">{link}<figcaption>c</figcaption></figure>"
        );
        assert_eq!(
            cuts(&html),
            [(link.to_owned(), "events/entry/x/".to_owned())]
        );
    }

    #[test]
    fn everything_else_stays() {
        for html in [
            "",
            "<p><a ",
            "<p><a href=\"/x/\">open",
            "<p><a href=\"/x/\">a</a> and more</p>",
            "<p><a href=\"/x/\">a</a><a href=\"/y/\">b</a></p>",
            "<p><a href=\"/x/\"><img src=\"/i\"></a></p>",
            "<p><a href=\"/\">the front door</a></p>",
            "<p><a href=\"/x/#part\">a part</a></p>",
            "<p><a href=\"/x/?page=2\">a view</a></p>",
            "<p><a href=\"//elsewhere.example/x\">elsewhere</a></p>",
            "<p><a href=\"https://elsewhere.example/x\">elsewhere</a></p>",
            "<p><a href=\"https://events.coop.example.evil.example/x\">elsewhere</a></p>",
            "<p><a href=\"app://moon/x/\">nobody</a></p>",
            "<p><a name=\"x\">no link</a></p>",
            "<figure class=\"kg-card kg-bookmark-card\"><p>odd</p></figure>",
        ] {
            assert_eq!(cuts(html), [], "{html}");
        }
    }

    #[test]
    fn there_is_an_end_to_it() {
        let html = "<p><a href=\"/x/\">a</a></p>".repeat(100);
        assert_eq!(cuts(&html).len(), CARDS_MAX);
    }

    #[test]
    fn without_cards_the_body_is_as_it_was() {
        let urls = Urls::new(web::Scheme::Https, "coop.example", 443);
        let body = LiveBody::cut("<p><a href=\"app://cart/x/\">a</a></p>".into(), &urls);
        assert_eq!(body.wanted().len(), 1);
        let whole: String = body.filled(&[], &urls).iter().map(Safe::as_html).collect();
        assert_eq!(
            whole,
            "<p><a href=\"https://cart.coop.example/x/\">a</a></p>"
        );
    }
}

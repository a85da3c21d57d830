//! Runs of styled text: read from Markdown, written as Lexical nodes or as the editor's HTML.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use super::{Context, events, node};
use crate::DemoError;

const BOLD: u8 = 1;
const ITALIC: u8 = 2;
const STRIKE: u8 = 4;
const CODE: u8 = 16;

/// A piece of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text {
        text: String,
        format: u8,
    },
    LineBreak,
    Link {
        url: String,
        children: Vec<Inline>,
    },
    Image {
        url: String,
        alt: String,
        caption: String,
    },
}

/// Reads as far as `end`, which is consumed.
pub(super) fn until(
    end: TagEnd,
    events: &mut Parser<'_>,
    context: &Context<'_>,
) -> Result<Vec<Inline>, DemoError> {
    let mut line = Line::new(context);
    while let Some(event) = events.next() {
        if event == Event::End(end) {
            break;
        }
        line.take(event, events)?;
    }
    Ok(line.into_inlines())
}

/// The paragraphs of a piece of Markdown inside a card.
pub(super) fn paragraphs(
    markdown: &str,
    context: &Context<'_>,
) -> Result<Vec<Vec<Inline>>, DemoError> {
    let mut events = events(markdown);
    let mut paragraphs = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Paragraph) => {
                paragraphs.push(until(TagEnd::Paragraph, &mut events, context)?);
            }
            other => return Err(context.fault(format!("a card holds paragraphs, not {other:?}"))),
        }
    }
    Ok(paragraphs)
}

/// As children of a Lexical element.
pub(super) fn nodes(inlines: &[Inline], context: &Context<'_>) -> Result<Vec<Value>, DemoError> {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, format } => Ok(node::text(text, *format)),
            Inline::LineBreak => Ok(node::line_break()),
            Inline::Link { url, children } => Ok(node::link(url, nodes(children, context)?)),
            Inline::Image { url, .. } => {
                Err(context.fault(format!("the picture {url} must stand in a paragraph alone")))
            }
        })
        .collect()
}

/// As the HTML in which the editor keeps the text of captions, callouts and toggles.
pub(super) fn html(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, format } => text_html(text, *format),
            Inline::LineBreak => "<br>".to_owned(),
            Inline::Link { url, children } => {
                format!("<a href=\"{}\">{}</a>", escaped(url), html(children))
            }
            Inline::Image { .. } => String::new(),
        })
        .collect()
}

/// Paragraphs as the editor's HTML.
pub(super) fn paragraphs_html(paragraphs: &[Vec<Inline>]) -> String {
    paragraphs
        .iter()
        .map(|inlines| format!("<p>{}</p>", html(inlines)))
        .collect()
}

fn text_html(text: &str, format: u8) -> String {
    let text = escaped(text);
    let styled = |tag: &str, class: &str| {
        format!("<{tag}{class} style=\"white-space: pre-wrap;\">{text}</{tag}>")
    };
    match format {
        f if f & CODE != 0 => styled("code", " spellcheck=\"false\""),
        f if f & BOLD != 0 => format!("<b>{}</b>", styled("strong", "")),
        f if f & ITALIC != 0 => format!("<i>{}</i>", styled("em", " class=\"italic\"")),
        _ => styled("span", ""),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A line of text as it is being read, with the styles that are on.
pub(super) struct Line<'a> {
    context: &'a Context<'a>,
    inlines: Vec<Inline>,
    format: u8,
}

impl<'a> Line<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            inlines: Vec::new(),
            format: 0,
        }
    }

    pub(super) fn into_inlines(self) -> Vec<Inline> {
        self.inlines
    }

    pub(super) fn take(
        &mut self,
        event: Event<'_>,
        events: &mut Parser<'_>,
    ) -> Result<(), DemoError> {
        match event {
            Event::Text(text) => self.text(&text, self.format),
            Event::Code(text) => self.text(&text, self.format | CODE),
            Event::SoftBreak => self.text(" ", self.format),
            Event::HardBreak => self.inlines.push(Inline::LineBreak),
            Event::Start(Tag::Strong) => self.format |= BOLD,
            Event::End(TagEnd::Strong) => self.format &= !BOLD,
            Event::Start(Tag::Emphasis) => self.format |= ITALIC,
            Event::End(TagEnd::Emphasis) => self.format &= !ITALIC,
            Event::Start(Tag::Strikethrough) => self.format |= STRIKE,
            Event::End(TagEnd::Strikethrough) => self.format &= !STRIKE,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let children = until(TagEnd::Link, events, self.context)?;
                self.inlines.push(Inline::Link {
                    url: dest_url.into_string(),
                    children,
                });
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let alt = plain(&until(TagEnd::Image, events, self.context)?);
                let (url, caption) = (dest_url.into_string(), title.into_string());
                self.inlines.push(Inline::Image { url, alt, caption });
            }
            other => {
                return Err(self
                    .context
                    .fault(format!("no node for {other:?} in a line")));
            }
        }
        Ok(())
    }

    /// Smart punctuation arrives as texts of its own; the editor would keep one run.
    fn text(&mut self, added: &str, format: u8) {
        match self.inlines.last_mut() {
            Some(Inline::Text { text, format: last }) if *last == format => text.push_str(added),
            _ => self.inlines.push(Inline::Text {
                text: added.to_owned(),
                format,
            }),
        }
    }
}

fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::LineBreak => " ".to_owned(),
            Inline::Link { children, .. } => plain(children),
            Inline::Image { alt, .. } => alt.clone(),
        })
        .collect()
}

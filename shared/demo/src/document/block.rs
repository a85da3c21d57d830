//! Paragraphs, headings, lists, quotes, code, rules, pictures and the paywall.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::inline::{self, Inline};
use super::{Context, card, node};
use crate::DemoError;

const PAYWALL: &str = "<!--members-only-->";

/// All blocks that are left.
pub(super) fn blocks(
    events: &mut Parser<'_>,
    context: &Context<'_>,
) -> Result<Vec<Value>, DemoError> {
    let mut nodes = Vec::new();
    while let Some(event) = events.next() {
        nodes.push(block(event, events, context)?);
    }
    Ok(nodes)
}

fn block(
    event: Event<'_>,
    events: &mut Parser<'_>,
    context: &Context<'_>,
) -> Result<Value, DemoError> {
    match event {
        Event::Start(Tag::Paragraph) => {
            paragraph(&inline::until(TagEnd::Paragraph, events, context)?, context)
        }
        Event::Start(Tag::Heading { level, .. }) => {
            let inlines = inline::until(TagEnd::Heading(level), events, context)?;
            Ok(node::heading(
                &level.to_string(),
                inline::nodes(&inlines, context)?,
            ))
        }
        Event::Start(Tag::BlockQuote(kind)) => quote(TagEnd::BlockQuote(kind), events, context),
        Event::Start(Tag::List(start)) => list(start, events, context),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            let code = literal(TagEnd::CodeBlock, events);
            fenced(&info, &code, context)
        }
        Event::Start(Tag::HtmlBlock) => {
            let html = literal(TagEnd::HtmlBlock, events);
            if html.trim() == PAYWALL {
                return Ok(node::card("paywall", json!({})));
            }
            Err(context.fault(format!(
                "the only HTML that is known is {PAYWALL}, not {html}"
            )))
        }
        Event::Rule => Ok(node::card("horizontalrule", json!({}))),
        other => Err(context.fault(format!("no node for the block {other:?}"))),
    }
}

fn paragraph(inlines: &[Inline], context: &Context<'_>) -> Result<Value, DemoError> {
    if let [Inline::Image { url, alt, caption }] = inlines {
        return image(url, alt, caption, context);
    }
    Ok(node::paragraph(inline::nodes(inlines, context)?))
}

fn image(url: &str, alt: &str, caption: &str, context: &Context<'_>) -> Result<Value, DemoError> {
    let picture = context.picture(url)?;
    let caption = inline::paragraphs(caption, context)?;
    Ok(card::image(
        url,
        picture,
        alt,
        &inline::html(&caption.concat_lines()),
        "regular",
    ))
}

/// Ghost's quote holds lines, not paragraphs: two line breaks stand for each gap.
fn quote(end: TagEnd, events: &mut Parser<'_>, context: &Context<'_>) -> Result<Value, DemoError> {
    let mut paragraphs = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Paragraph) => {
                paragraphs.push(inline::until(TagEnd::Paragraph, events, context)?);
            }
            event if event == Event::End(end) => break,
            other => return Err(context.fault(format!("a quote holds paragraphs, not {other:?}"))),
        }
    }
    Ok(node::quote(inline::nodes(
        &paragraphs.concat_lines(),
        context,
    )?))
}

fn list(
    start: Option<u64>,
    events: &mut Parser<'_>,
    context: &Context<'_>,
) -> Result<Value, DemoError> {
    let mut items = Vec::new();
    let mut value = start.unwrap_or(1);
    while let Some(Event::Start(Tag::Item)) = events.next() {
        let (line, nested) = item(events, context)?;
        items.push(node::list_item(value, line));
        value += 1;
        // A list inside an item is an item of its own that holds nothing else, and the item after
        // it has the same number.
        items.extend(
            nested
                .into_iter()
                .map(|list| node::list_item(value, vec![list])),
        );
    }
    Ok(node::list(start, items))
}

type Item = (Vec<Value>, Vec<Value>);

/// An item's own line, and the lists under it.
fn item(events: &mut Parser<'_>, context: &Context<'_>) -> Result<Item, DemoError> {
    let mut line = Vec::new();
    let mut nested = Vec::new();
    let mut text = inline::Line::new(context);
    while let Some(event) = events.next() {
        match event {
            Event::End(TagEnd::Item) => break,
            Event::Start(Tag::List(start)) => nested.push(list(start, events, context)?),
            Event::Start(Tag::Paragraph) if line.is_empty() => {
                line = inline::until(TagEnd::Paragraph, events, context)?;
            }
            Event::Start(Tag::Paragraph) => {
                return Err(context.fault("a list item holds one paragraph"));
            }
            other => text.take(other, events)?,
        }
    }
    line.extend(text.into_inlines());
    Ok((inline::nodes(&line, context)?, nested))
}

fn fenced(info: &str, code: &str, context: &Context<'_>) -> Result<Value, DemoError> {
    match info.strip_prefix("card ") {
        Some(kind) => card::from_toml(kind.trim(), code, context),
        None => Ok(node::card(
            "codeblock",
            json!({ "code": code.trim_end(), "language": info, "caption": "" }),
        )),
    }
}

fn literal(end: TagEnd, events: &mut Parser<'_>) -> String {
    let mut literal = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Html(text) => literal.push_str(&text),
            event if event == Event::End(end) => break,
            _ => {}
        }
    }
    literal
}

/// Paragraphs as one line, for nodes that hold no paragraphs.
trait ConcatLines {
    fn concat_lines(self) -> Vec<Inline>;
}

impl ConcatLines for Vec<Vec<Inline>> {
    fn concat_lines(self) -> Vec<Inline> {
        let mut line: Vec<Inline> = Vec::new();
        for paragraph in self {
            if !line.is_empty() {
                line.extend([Inline::LineBreak, Inline::LineBreak]);
            }
            line.extend(paragraph);
        }
        line
    }
}

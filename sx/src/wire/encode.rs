//! A wire to text, as the sink writes it.

use super::data;
use super::node::{WireCall, WireNode, WireRecord, WireRows, WireValue};
use crate::escape::wire as escape;

/// Writes a wire. What [`decode`](super::decode) reads from the text is the same wire.
pub fn encode(nodes: &[WireNode]) -> String {
    let mut out = String::new();
    all(nodes, &mut out);
    out
}

fn all(nodes: &[WireNode], out: &mut String) {
    for node in nodes {
        write(node, out);
    }
}

/// Depth is bounded by the reader, so this recursion is too.
fn write(node: &WireNode, out: &mut String) {
    data::part(out);
    match node {
        WireNode::Text(text) => {
            out.push('"');
            escape::text(text, out);
            out.push('"');
        }
        WireNode::Raw(html) => raw(html, out),
        WireNode::Element(element) => {
            out.extend(["(", &element.tag]);
            for (name, value) in &element.attrs {
                out.extend([" :", name, " "]);
                match value {
                    Some(value) => {
                        out.push('"');
                        escape::text(value, out);
                        out.push('"');
                    }
                    None => out.push_str("true"),
                }
            }
            all(&element.children, out);
            out.push(')');
        }
        WireNode::Fragment(nodes) => {
            out.push_str("(<>");
            all(nodes, out);
            out.push(')');
        }
        WireNode::Call(call) => write_call(call, out),
        WireNode::Rows(rows) => write_rows(rows, out),
        WireNode::Patch(patch) => {
            out.extend(["(patch \"", &patch.region, "\""]);
            all(&patch.children, out);
            out.push(')');
        }
        WireNode::Defer(part) => {
            out.extend(["(defer :id \"", &part.id, "\""]);
            all(&part.children, out);
            out.push(')');
        }
    }
}

fn write_call(call: &WireCall, out: &mut String) {
    out.extend(["(", &call.component]);
    for (name, value) in &call.args {
        out.extend([" :", name]);
        argument(value, out);
    }
    all(&call.children, out);
    out.push(')');
}

fn write_rows(rows: &WireRows, out: &mut String) {
    out.extend(["(~* ", &rows.component, " ("]);
    for key in &rows.keys {
        data::part(out);
        out.extend([":", key]);
    }
    out.push(')');
    for (values, children) in &rows.rows {
        out.push_str(" (");
        values.iter().for_each(|value| argument(value, out));
        all(children, out);
        out.push(')');
    }
    out.push(')');
}

fn argument(value: &WireValue, out: &mut String) {
    match value {
        WireValue::Markup(node) => write(node, out),
        value => {
            data::part(out);
            write_data(value, out);
        }
    }
}

fn raw(html: &str, out: &mut String) {
    out.push_str("(raw! ");
    data::string(html, out);
    out.push(')');
}

fn write_data(value: &WireValue, out: &mut String) {
    use std::fmt::Write;
    match value {
        WireValue::Nil | WireValue::Markup(_) => out.push_str("nil"),
        WireValue::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        // Writing to a String cannot fail.
        WireValue::Int(number) => _ = write!(out, "{number}"),
        WireValue::Dec(number) => _ = write!(out, "{number}"),
        WireValue::Str(text) => data::string(text, out),
        WireValue::Safe(html) => raw(html, out),
        WireValue::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                write_data(item, out);
            }
            out.push(']');
        }
        WireValue::Rec(WireRecord(fields)) => {
            out.push('{');
            for (index, (key, value)) in fields.iter().enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                data::key(key, out);
                out.push(' ');
                write_data(value, out);
            }
            out.push('}');
        }
    }
}

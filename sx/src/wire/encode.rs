//! A wire to text, as the sink writes it.

use super::data;
use super::node::{WireCall, WireNode, WireRecord, WireRows, WireValue};
use crate::escape::wire as escape;
use crate::value::ToVal;

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
        WireNode::Raw(html) => {
            out.push_str("(raw! ");
            data::string(html, out);
            out.push(')');
        }
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
    for column in rows.columns.iter() {
        data::part(out);
        out.extend([":", &column.keyword]);
        if let Some(keys) = &column.keys {
            out.push_str(" (");
            for key in keys.iter() {
                data::part(out);
                data::key(key, out);
            }
            out.push(')');
        }
    }
    out.push(')');
    for (values, children) in &rows.rows {
        out.push_str(" (");
        for (column, value) in rows.columns.iter().zip(values) {
            match (value, &column.keys) {
                (WireValue::Rec(record), Some(_)) => write_fields(record, out),
                (value, _) => argument(value, out),
            }
        }
        all(children, out);
        out.push(')');
    }
    out.push(')');
}

/// A record by its values.
fn write_fields(record: &WireRecord, out: &mut String) {
    data::part(out);
    out.push('(');
    for (_, value) in record.fields() {
        argument(value, out);
    }
    out.push(')');
}

fn argument(value: &WireValue, out: &mut String) {
    match value {
        WireValue::Markup(node) => write(node, out),
        value => {
            data::part(out);
            // Only a limit could fail.
            let _ = data::write(value.to_val(), out, usize::MAX);
        }
    }
}

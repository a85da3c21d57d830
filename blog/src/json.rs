//! JSON for programs.

use serde_json::Value;

/// Without the fields that have nothing to say.
pub(crate) fn trimmed(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, trimmed(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(trimmed).collect(),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn empty_fields_go_at_every_depth() {
        let value = json!({"a": null, "b": {"c": null, "d": 1}, "e": [{"f": null}]});
        assert_eq!(trimmed(value), json!({"b": {"d": 1}, "e": [{}]}));
    }
}

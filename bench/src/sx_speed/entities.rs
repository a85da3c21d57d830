//! Pages are the same when they differ only in how characters are escaped.

/// The page with every character reference resolved.
pub(super) fn decode(html: &str) -> String {
    let named = [
        ("&amp;", "&"),
        ("&#38;", "&"),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
    ];
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match named.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, character)) => {
                out.push_str(character);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Where two pages begin to differ.
pub(super) fn difference(one: &str, other: &str) -> String {
    let (one, other) = (decode(one), decode(other));
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| -> String {
        text.chars()
            .skip(same.saturating_sub(40))
            .take(100)
            .collect()
    };
    format!("{}\n{}", around(&one), around(&other))
}

//! The lists: which elements and attributes a page keeps. What is not here is not served.

/// HTML elements that are kept with what is in them.
#[allow(clippy::too_many_lines, reason = "a list")]
pub(super) fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "address"
            | "article"
            | "aside"
            | "audio"
            | "b"
            | "bdi"
            | "bdo"
            | "blockquote"
            | "br"
            | "caption"
            | "cite"
            | "code"
            | "col"
            | "colgroup"
            | "data"
            | "dd"
            | "del"
            | "details"
            | "dfn"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "figcaption"
            | "figure"
            | "footer"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "li"
            | "mark"
            | "ol"
            | "p"
            | "picture"
            | "pre"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "section"
            | "small"
            | "source"
            | "span"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "time"
            | "tr"
            | "track"
            | "u"
            | "ul"
            | "var"
            | "video"
            | "wbr"
    )
}

/// HTML elements that go with everything in them: what runs, loads, asks or rules the page.
pub(super) fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "base"
            | "basefont"
            | "bgsound"
            | "button"
            | "canvas"
            | "datalist"
            | "dialog"
            | "embed"
            | "form"
            | "frame"
            | "frameset"
            | "head"
            | "iframe"
            | "input"
            | "keygen"
            | "link"
            | "map"
            | "area"
            | "meta"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "optgroup"
            | "option"
            | "output"
            | "param"
            | "plaintext"
            | "portal"
            | "progress"
            | "script"
            | "select"
            | "slot"
            | "style"
            | "template"
            | "textarea"
            | "title"
            | "xmp"
    )
}

/// Attributes that an HTML element keeps as they are.
pub(super) fn keeps_attribute(element: &str, name: &str) -> bool {
    match name {
        "class" | "title" | "lang" | "dir" | "role" | "hidden" | "translate" => true,
        "width" | "height" => matches!(
            element,
            "img" | "video" | "source" | "td" | "th" | "col" | "table"
        ),
        "alt" | "sizes" | "loading" | "decoding" => matches!(element, "img" | "source"),
        "media" => element == "source",
        "type" => matches!(element, "source" | "ol" | "ul"),
        "controls" | "preload" | "loop" | "muted" | "playsinline" => {
            matches!(element, "audio" | "video")
        }
        "kind" | "srclang" | "label" | "default" => element == "track",
        "start" | "reversed" => element == "ol",
        "value" => matches!(element, "li" | "data"),
        "colspan" | "rowspan" | "headers" | "scope" | "abbr" => matches!(element, "td" | "th"),
        "span" => matches!(element, "col" | "colgroup"),
        "datetime" => matches!(element, "time" | "del" | "ins"),
        "open" => element == "details",
        "download" | "hreflang" | "rel" => element == "a",
        "tabindex" => element == "table",
        _ => name.starts_with("aria-") || name.starts_with("data-kg-") || name == "data-layout",
    }
}

/// SVG elements that only paint, in the spelling of the parser.
pub(super) fn is_drawn(name: &str) -> bool {
    matches!(
        name,
        "svg"
            | "g"
            | "path"
            | "rect"
            | "circle"
            | "ellipse"
            | "line"
            | "polyline"
            | "polygon"
            | "defs"
            | "title"
            | "desc"
    )
}

/// Attributes of SVG that only paint.
pub(super) fn paints(name: &str) -> bool {
    matches!(
        name,
        "class"
            | "viewBox"
            | "width"
            | "height"
            | "x"
            | "y"
            | "x1"
            | "x2"
            | "y1"
            | "y2"
            | "cx"
            | "cy"
            | "r"
            | "rx"
            | "ry"
            | "d"
            | "points"
            | "fill-rule"
            | "clip-rule"
            | "stroke-width"
            | "stroke-linecap"
            | "stroke-linejoin"
            | "role"
            | "preserveAspectRatio"
            | "opacity"
    ) || name.starts_with("aria-")
}

/// Colours of SVG: kept when they name a colour and nothing else.
pub(super) fn is_paint(name: &str, value: &str) -> bool {
    matches!(name, "fill" | "stroke")
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

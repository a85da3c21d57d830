//! The button of newsletters: a table, since mail programs know little else.

use super::template::oneline;

/// What a button looks like and leads to. Colour and style are only set by some cards.
#[derive(Default)]
pub(super) struct EmailButton<'a> {
    pub(super) url: &'a str,
    pub(super) text: &'a str,
    pub(super) alignment: &'a str,
    pub(super) width: &'a str,
    pub(super) color: &'a str,
    /// `fill` when nothing is said.
    pub(super) style: Option<&'a str>,
}

impl EmailButton<'_> {
    pub(super) fn html(&self) -> String {
        let class = if self.color == "accent" {
            "btn btn-accent"
        } else {
            "btn"
        };
        let align = optional("align", self.alignment);
        let width = optional("width", self.width);
        let cell_style = optional("style", &self.cell_style());
        let link_style = optional("style", &self.link_style());
        oneline(&format!(
            "<table class=\"{class}\" border=\"0\" cellspacing=\"0\" cellpadding=\"0\"{align}>
                <tbody>
                    <tr>
                        <td align=\"center\"{width}{cell_style}>
                            <a href=\"{url}\"{link_style}>{text}</a>
                        </td>
                    </tr>
                </tbody>
            </table>",
            url = self.url,
            text = self.text,
        ))
    }

    fn is_fill(&self) -> bool {
        !matches!(self.color, "" | "accent" | "transparent")
            && self.style.unwrap_or("fill") == "fill"
    }

    fn is_outline(&self) -> bool {
        !matches!(self.color, "" | "accent") && self.style == Some("outline")
    }

    fn cell_style(&self) -> String {
        let color = self.color;
        if self.is_fill() {
            // a bare number, which is no colour, is taken for a length
            let unit = if color.parse::<f64>().is_ok() {
                "px"
            } else {
                ""
            };
            format!("background-color: {color}{unit};")
        } else if self.is_outline() {
            // the border takes the colour of the text, which dark mode may change
            format!(
                "color: {color} !important; border: 1px solid {color}; \
                 border-color: currentColor; background-color: transparent;"
            )
        } else {
            String::new()
        }
    }

    fn link_style(&self) -> String {
        if self.is_fill() {
            match readable_on(self.color) {
                Some(text) => format!("color: {text} !important;"),
                None => String::new(),
            }
        } else if self.is_outline() {
            format!("color: {} !important;", self.color)
        } else {
            String::new()
        }
    }
}

fn optional(name: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!(" {name}=\"{value}\"")
    }
}

/// Black or white, whichever reads better on a `#rgb` or `#rrggbb` colour.
fn readable_on(color: &str) -> Option<&'static str> {
    let hex = color.strip_prefix('#')?;
    if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| match hex.len() {
        3 => u8::from_str_radix(&hex[at..=at], 16)
            .ok()
            .map(|half| half * 17),
        6 => u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok(),
        _ => None,
    };
    let light =
        f64::from(part(0)?) * 0.299 + f64::from(part(1)?) * 0.587 + f64::from(part(2)?) * 0.114;
    Some(if light >= 186.0 { "#000000" } else { "#FFFFFF" })
}

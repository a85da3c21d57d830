//! Three pages as HTML and as a wire whose calls stay calls, which is what a browser gets that has the definitions: in
//! bytes, as they are and compressed.

mod article;
mod orders;

use std::fmt;

use brotli::enc::BrotliEncoderParams;
use sx::View;

use super::cards;
use super::page::Page;
use crate::goals::Goals;

/// What a page takes in both forms.
pub(super) struct Figures {
    page: &'static str,
    /// Whether the page is a list: then its rows are not much more than data.
    is_list: bool,
    html: Bytes,
    wire: Bytes,
}

/// Bytes of a page.
struct Bytes {
    raw: usize,
    compressed: usize,
}

impl Bytes {
    fn of(text: &str) -> Self {
        let params = BrotliEncoderParams {
            quality: 5,
            ..BrotliEncoderParams::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut text.as_bytes(), &mut compressed, &params)
            .expect("memory takes all that is written");
        Bytes {
            raw: text.len(),
            compressed: compressed.len(),
        }
    }
}

/// All three pages.
pub(super) fn measure() -> Vec<Figures> {
    vec![
        figures("cards", true, cards::SOURCE, &cards::view()),
        figures(
            "article",
            false,
            include_str!("../../../templates/sx/article.sx"),
            &article::view(),
        ),
        figures(
            "orders",
            true,
            include_str!("../../../templates/sx/orders.sx"),
            &orders::view(),
        ),
    ]
}

fn figures<V: View>(name: &'static str, is_list: bool, source: &str, view: &V) -> Figures {
    let page = Page::new(name, source, V::SHAPE);
    Figures {
        page: name,
        is_list,
        html: Bytes::of(page.render(view).as_str()),
        wire: Bytes::of(page.wire(view).as_str()),
    }
}

/// The head of the table of figures.
pub(super) const HEAD: &str = "\
| page | HTML | wire | % | HTML, brotli 5 | wire, brotli 5 | % |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |";

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures {
            page, html, wire, ..
        } = self;
        write!(
            f,
            "| {page} | {} | {} | {:.1} |",
            html.raw,
            wire.raw,
            self.raw_percent()
        )?;
        let percent = self.compressed_percent();
        write!(
            f,
            " {} | {} | {percent:.1} |",
            html.compressed, wire.compressed
        )
    }
}

impl Figures {
    fn raw_percent(&self) -> f64 {
        100.0 * self.wire.raw as f64 / self.html.raw as f64
    }

    fn compressed_percent(&self) -> f64 {
        100.0 * self.wire.compressed as f64 / self.html.compressed as f64
    }

    /// What the wire is held to.
    pub(super) fn judge(&self, goals: &mut Goals) {
        let page = self.page;
        let percent = self.compressed_percent();
        goals.at_most(
            format!("{page}: wire as % of HTML after brotli 5"),
            percent,
            78.0,
        );
        if self.is_list {
            goals.at_most(
                format!("{page}: wire as % of HTML, raw"),
                self.raw_percent(),
                35.0,
            );
        }
    }
}

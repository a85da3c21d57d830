//! The sink that keeps regions of a page and lets go of the rest.

use crate::html::{Html, HtmlSink};
use crate::sink::{Attr, CallPart, Format, Sink, Static};
use crate::wire::{Wire, WireSink};

/// Renders a page and keeps only some of its regions: the elements that `:sx-region` marks. What
/// lies outside is evaluated like in any render, and not written. Of regions inside each other the
/// outermost is kept.
#[derive(Debug)]
pub struct PatchSink<S = HtmlSink> {
    inner: S,
    /// `None` for all.
    chosen: Option<Vec<String>>,
    kept: Vec<Region>,
    /// How many regions are open in the one that is being kept, itself among them; 0 outside.
    open: usize,
    /// Bytes that were let go of, before their escapes: a render that writes them is bounded by its limit all the same.
    dropped: usize,
}

/// A region that was kept: where it lies in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    name: String,
    start: usize,
    end: usize,
    /// Whether it lies in another that is kept, and comes with it.
    within: bool,
}

impl PatchSink<HtmlSink> {
    /// Keeps all regions.
    pub fn all() -> Self {
        Self::over(HtmlSink::new(), None)
    }

    /// Keeps the regions with these names.
    pub fn only<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Self::over(HtmlSink::new(), Some(names))
    }
}

impl<'h> PatchSink<WireSink<'h>> {
    /// Keeps all regions, as `wire` writes them. Components outside regions are always carried out.
    pub fn wire(wire: WireSink<'h>) -> Self {
        Self::over(wire, None)
    }

    /// Keeps the regions with these names, as `wire` writes them.
    pub fn wire_only<N: Into<String>>(
        wire: WireSink<'h>,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        Self::over(wire, Some(names.into_iter().map(Into::into).collect()))
    }
}

impl<S> PatchSink<S> {
    fn over(inner: S, chosen: Option<Vec<String>>) -> Self {
        PatchSink {
            inner,
            chosen,
            kept: Vec::new(),
            open: 0,
            dropped: 0,
        }
    }

    /// The sink to write so many bytes to, inside a region.
    #[inline]
    fn inside(&mut self, bytes: usize) -> Option<&mut S> {
        if self.open == 0 {
            self.dropped += bytes;
            return None;
        }
        Some(&mut self.inner)
    }
}

/// The regions that were kept, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patches<D = Html> {
    done: D,
    kept: Vec<Region>,
    missing: Vec<String>,
}

impl<D: AsRef<str>> Patches<D> {
    /// Names and outer elements.
    pub fn regions(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = self.done.as_ref();
        self.kept
            .iter()
            .filter(|region| !region.within)
            .map(move |region| (&*region.name, text[region.start..region.end].trim_start()))
    }

    /// The regions that were wanted, and that the page does not have.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }
}

impl Patches<Html> {
    /// `<template for="main">…</template>` for each region, a line each.
    pub fn html(&self) -> String {
        let template = |(name, html)| format!("<template for=\"{name}\">{html}</template>\n");
        self.regions().map(template).collect()
    }
}

impl Patches<Wire> {
    /// `(patch "main" …)` for each region, a line each.
    pub fn wire(&self) -> String {
        let patch = |(name, wire)| format!("(patch \"{name}\" {wire})\n");
        self.regions().map(patch).collect()
    }
}

/// A place in the output.
#[derive(Clone, Copy, Debug)]
pub struct PatchMark<M> {
    inner: M,
    kept: usize,
    open: usize,
    dropped: usize,
}

impl<S: Sink> Sink for PatchSink<S> {
    const FORMAT: Format = S::FORMAT;
    type Done = Patches<S::Done>;
    type Mark = PatchMark<S::Mark>;

    fn expect(&mut self, bytes: usize) {
        self.inner.expect(bytes);
    }
    fn stat(&mut self, stat: Static<'_>) {
        if let Some(sink) = self.inside(stat.text().len()) {
            sink.stat(stat);
        }
    }
    fn text(&mut self, text: &str) {
        if let Some(sink) = self.inside(text.len()) {
            sink.text(text);
        }
    }
    fn plain(&mut self, text: &str) {
        if let Some(sink) = self.inside(text.len()) {
            sink.plain(text);
        }
    }
    fn safe(&mut self, html: &str) {
        if let Some(sink) = self.inside(html.len()) {
            sink.safe(html);
        }
    }
    fn json(&mut self, json: &str) {
        if let Some(sink) = self.inside(json.len()) {
            sink.json(json);
        }
    }
    fn attr(&mut self, attr: Attr<'_>, value: &str) {
        if let Some(sink) = self.inside(attr.name().len() + value.len()) {
            sink.attr(attr, value);
        }
    }
    fn attr_text(&mut self, text: &str) {
        if let Some(sink) = self.inside(text.len()) {
            sink.attr_text(text);
        }
    }
    fn attr_plain(&mut self, text: &str) {
        if let Some(sink) = self.inside(text.len()) {
            sink.attr_plain(text);
        }
    }
    fn attr_bare(&mut self, attr: Attr<'_>) {
        if let Some(sink) = self.inside(attr.name().len()) {
            sink.attr_bare(attr);
        }
    }
    fn enter(&mut self, component: &str) {
        self.inner.enter(component);
    }
    fn leave(&mut self, component: &str) {
        self.inner.leave(component);
    }
    fn enter_region(&mut self, name: &str) {
        let is_chosen = |chosen: &Vec<String>| chosen.iter().any(|known| known == name);
        let within = self.open > 0;
        if within {
            self.open += 1;
        }
        let kept = match (&self.chosen, within) {
            (Some(chosen), _) => is_chosen(chosen),
            // Those in others come with them, and nobody looks for one by name.
            (None, within) => !within,
        };
        if kept {
            self.open = self.open.max(1);
            let start = self.inner.written();
            self.kept.push(Region {
                name: name.to_owned(),
                start,
                end: start,
                within,
            });
        }
    }
    fn leave_region(&mut self, _name: &str) {
        if self.open == 0 {
            return;
        }
        self.open -= 1;
        if self.open == 0
            && let Some(region) = self.kept.iter_mut().rfind(|region| !region.within)
        {
            region.end = self.inner.written();
        }
    }
    // Outside a region nothing is written, and there may be regions in what is called.
    fn keeps(&self, component: &str, is_island: bool) -> bool {
        self.open > 0 && self.inner.keeps(component, is_island)
    }
    fn call(&mut self, part: CallPart<'_>) {
        if let Some(sink) = self.inside(0) {
            sink.call(part);
        }
    }
    fn placeholder(&mut self, id: &str) {
        if let Some(sink) = self.inside(0) {
            sink.placeholder(id);
        }
    }
    fn placeholder_end(&mut self, id: &str) {
        if let Some(sink) = self.inside(0) {
            sink.placeholder_end(id);
        }
    }
    fn mark(&mut self) -> Self::Mark {
        PatchMark {
            inner: self.inner.mark(),
            kept: self.kept.len(),
            open: self.open,
            dropped: self.dropped,
        }
    }
    fn rollback(&mut self, mark: Self::Mark) {
        self.inner.rollback(mark.inner);
        self.kept.truncate(mark.kept);
        self.open = mark.open;
        self.dropped = mark.dropped;
    }
    fn writes(&self) -> bool {
        self.open > 0
    }
    // What is known of a region counts too: a loop can come to one again and again.
    fn written(&self) -> usize {
        self.inner.written() + self.dropped + self.kept.len() * size_of::<Region>()
    }
    fn finish(self) -> Self::Done {
        let is_missing = |name: &String| !self.kept.iter().any(|region| region.name == *name);
        Patches {
            missing: self
                .chosen
                .into_iter()
                .flatten()
                .filter(is_missing)
                .collect(),
            done: self.inner.finish(),
            kept: self.kept,
        }
    }
}

//! The blog's addresses, in Ghost's shapes.

use contracts::PageNumber;
use contracts::blog::{AuthorRef, Stream, TagRef};

/// A post or page.
pub(crate) fn article(slug: &str) -> String {
    format!("/{slug}/")
}

/// A tag's own page.
pub(crate) fn tag(tag: &TagRef) -> String {
    format!("/tag/{}/", tag.slug)
}

/// An author's own page.
pub(crate) fn author(author: &AuthorRef) -> String {
    format!("/author/{}/", author.slug)
}

/// A page of a stream; the first has no number.
pub(crate) fn page(stream: &Stream, page: PageNumber) -> String {
    if page == PageNumber::FIRST {
        stream.to_string()
    } else {
        format!("{stream}page/{}/", page.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_no_number() {
        let tag = Stream::Tag("oven".into());
        assert_eq!(page(&Stream::Site, PageNumber::FIRST), "/");
        assert_eq!(
            PageNumber::new(2)
                .map(|two| page(&Stream::Site, two))
                .as_deref(),
            Some("/page/2/")
        );
        assert_eq!(
            PageNumber::new(3).map(|three| page(&tag, three)).as_deref(),
            Some("/tag/oven/page/3/")
        );
    }
}

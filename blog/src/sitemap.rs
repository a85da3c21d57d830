//! Sitemaps (sitemaps.org), with pictures. `/sitemap.xml` is always an index, as Ghost's is, of `/sitemap-posts.xml`
//! and so on; a list that is too long for one file goes on in `/sitemap-posts-2.xml`.

use std::io;

use contracts::blog::{SitemapEntry, SitemapKind};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use web::Urls;

/// How many addresses a file holds. The protocol allows 50,000; the first file of pages also has the front page.
pub(crate) const ENTRIES_MAX: u64 = 50_000 - 1;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE_NAMESPACE: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// The lists, in the order in which the index names them.
pub(crate) const KINDS: [SitemapKind; 4] = [
    SitemapKind::Pages,
    SitemapKind::Posts,
    SitemapKind::Authors,
    SitemapKind::Tags,
];

/// One file of a list, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) kind: SitemapKind,
    pub(crate) number: u64,
}

impl File {
    /// What `sitemap-posts.xml` or `sitemap-posts-2.xml` names. The first file has no number.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let rest = name.strip_prefix("sitemap-")?.strip_suffix(".xml")?;
        let (list, number) = match rest.split_once('-') {
            None => (rest, 1),
            Some((list, digits)) => (list, numbered(digits)?),
        };
        let kind = KINDS.into_iter().find(|kind| list_name(*kind) == list)?;
        Some(Self { kind, number })
    }

    /// How many entries come before it.
    pub(crate) fn offset(self) -> u64 {
        (self.number - 1).saturating_mul(ENTRIES_MAX)
    }

    /// Whether it is there at all, in a list of so many entries. The first file of pages always has the front page.
    pub(crate) fn exists(self, total: u64) -> bool {
        self.offset() < total || self.has_front_page()
    }

    /// Whether the front page stands in it.
    pub(crate) fn has_front_page(self) -> bool {
        self.kind == SitemapKind::Pages && self.number == 1
    }

    fn path(self) -> String {
        match self.number {
            1 => format!("/sitemap-{}.xml", list_name(self.kind)),
            number => format!("/sitemap-{}-{number}.xml", list_name(self.kind)),
        }
    }
}

/// A number from 2 on, written one way.
fn numbered(digits: &str) -> Option<u64> {
    let number: u64 = digits.parse().ok()?;
    (number >= 2 && number.to_string() == digits).then_some(number)
}

fn list_name(kind: SitemapKind) -> &'static str {
    match kind {
        SitemapKind::Posts => "posts",
        SitemapKind::Pages => "pages",
        SitemapKind::Tags => "tags",
        SitemapKind::Authors => "authors",
    }
}

/// The files of lists with so many entries each.
pub(crate) fn files(totals: &[(SitemapKind, u64)]) -> Vec<File> {
    let of_list = |&(kind, total): &(SitemapKind, u64)| {
        (1..)
            .map(move |number| File { kind, number })
            .take_while(move |file| file.exists(total))
    };
    totals.iter().flat_map(of_list).collect()
}

/// The index.
pub(crate) fn index(urls: &Urls, files: &[File]) -> io::Result<String> {
    document("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
        for file in files {
            xml.create_element("sitemap")
                .write_inner_content(|xml| text(xml, "loc", &urls.link(&file.path())))?;
        }
        Ok(())
    })
}

/// One file of a list.
pub(crate) fn list(urls: &Urls, file: File, entries: &[SitemapEntry]) -> io::Result<String> {
    let namespaces = [("xmlns", NAMESPACE), ("xmlns:image", IMAGE_NAMESPACE)];
    document("urlset", &namespaces, |xml| {
        if file.has_front_page() {
            xml.create_element("url")
                .write_inner_content(|xml| text(xml, "loc", &urls.link("/")))?;
        }
        for entry in entries {
            xml.create_element("url")
                .write_inner_content(|xml| write_entry(xml, urls, entry))?;
        }
        Ok(())
    })
}

type Xml = Writer<Vec<u8>>;

fn write_entry(xml: &mut Xml, urls: &Urls, entry: &SitemapEntry) -> io::Result<()> {
    text(xml, "loc", &urls.link(&entry.path))?;
    text(xml, "lastmod", &entry.updated.to_string())?;
    if let Some(image) = &entry.image {
        xml.create_element("image:image")
            .write_inner_content(|xml| text(xml, "image:loc", &urls.link(image)))?;
    }
    Ok(())
}

fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(words))?;
    Ok(())
}

fn document(
    root: &str,
    namespaces: &[(&str, &str)],
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<String> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(root)
        .with_attributes(namespaces.iter().copied())
        .write_inner_content(content)?;
    String::from_utf8(xml.into_inner()).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_one_way() {
        let file = |kind, number| Some(File { kind, number });
        assert_eq!(
            File::parse("sitemap-posts.xml"),
            file(SitemapKind::Posts, 1)
        );
        assert_eq!(
            File::parse("sitemap-authors-12.xml"),
            file(SitemapKind::Authors, 12)
        );
        for wrong in [
            "sitemap.xml",
            "sitemap-.xml",
            "sitemap-users.xml",
            "sitemap-posts-1.xml",
            "sitemap-posts-0.xml",
            "sitemap-posts-02.xml",
            "sitemap-posts--2.xml",
            "sitemap-posts-99999999999999999999.xml",
            "sitemap-posts.xml.gz",
        ] {
            assert_eq!(File::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn long_lists_go_on_in_further_files() {
        let paths = |kind, total| -> Vec<String> {
            files(&[(kind, total)])
                .into_iter()
                .map(File::path)
                .collect()
        };
        assert_eq!(paths(SitemapKind::Posts, 0), Vec::<String>::new());
        assert_eq!(
            paths(SitemapKind::Pages, 0),
            ["/sitemap-pages.xml"],
            "the front page"
        );
        assert_eq!(
            paths(SitemapKind::Posts, ENTRIES_MAX),
            ["/sitemap-posts.xml"]
        );
        assert_eq!(
            paths(SitemapKind::Posts, 50_001),
            ["/sitemap-posts.xml", "/sitemap-posts-2.xml"]
        );
    }

    #[test]
    fn no_file_is_longer_than_the_protocol_allows() {
        let front_page = 1;
        assert!(ENTRIES_MAX + front_page <= 50_000);
    }
}

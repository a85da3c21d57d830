//! The head of each kind of page.

use contracts::Paged;
use contracts::blog::{Article, AuthorPage, PostCard, PostKind, SocialCard, Stream, TagPage};

use super::{About, Meta, Subject, filled, json_ld};
use crate::addresses;
use crate::views::neighbours;

const NO_CARD: &SocialCard = &SocialCard {
    title: None,
    description: None,
    image: None,
};

impl About<'_> {
    /// The front page and the older ones behind it.
    pub(crate) fn home(self, posts: &Paged<PostCard>) -> Meta {
        let site = self.site;
        let title = filled(site.meta_title.as_deref()).unwrap_or(&site.title);
        let own = filled(Some(&site.description));
        let description = filled(site.meta_description.as_deref()).or(own);
        let subject = Subject {
            title: &numbered(title, posts),
            description,
            shared_description: description,
            picture: None,
            og: &site.og,
            twitter: &site.twitter_card,
            canonical: self.url(&addresses::page(&Stream::Site, posts.page)),
        };
        let json_ld = json_ld::web_site(self, description);
        self.list(subject, &[(Stream::Site, None)], json_ld, posts)
    }

    /// A tag's page.
    pub(crate) fn tag(self, tag: &TagPage) -> Meta {
        let stream = Stream::Tag(tag.slug.clone());
        let title = filled(tag.meta_title.as_deref()).unwrap_or(&tag.name);
        let own = filled(tag.description.as_deref());
        let here = self.url(&addresses::page(&stream, tag.posts.page));
        let subject = Subject {
            title: &numbered(title, &tag.posts),
            description: filled(tag.meta_description.as_deref()).or(own),
            shared_description: own.or(filled(tag.meta_description.as_deref())),
            picture: tag.picture.as_ref().map(|picture| self.picture(picture)),
            og: &tag.og,
            twitter: &tag.twitter,
            canonical: filled(tag.canonical_url.as_deref()).map_or(here, str::to_owned),
        };
        let json_ld = json_ld::series(self, tag);
        let streams = [(stream, Some(tag.name.as_str())), (Stream::Site, None)];
        self.list(subject, &streams, json_ld, &tag.posts)
    }

    /// An author's page.
    pub(crate) fn author(self, page: &AuthorPage) -> Meta {
        let stream = Stream::Author(page.author.slug.clone());
        let title = filled(page.meta_title.as_deref()).unwrap_or(&page.author.name);
        let own = filled(page.author.bio.as_deref());
        let cover = self.bare_picture(page.cover.as_deref());
        let subject = Subject {
            title: &numbered(title, &page.posts),
            description: filled(page.meta_description.as_deref()).or(own),
            shared_description: own.or(filled(page.meta_description.as_deref())),
            picture: cover.or_else(|| self.bare_picture(page.author.image.as_deref())),
            og: NO_CARD,
            twitter: NO_CARD,
            canonical: self.url(&addresses::page(&stream, page.posts.page)),
        };
        let json_ld = json_ld::person_page(self, page);
        let streams = [
            (stream, Some(page.author.name.as_str())),
            (Stream::Site, None),
        ];
        let mut meta = self.list(subject, &streams, json_ld, &page.posts);
        meta.seo.og_type = "profile";
        meta
    }

    /// A post, or a page that stands alone.
    pub(crate) fn article(self, article: &Article) -> Meta {
        let card = &article.card;
        let excerpt = filled(Some(&card.excerpt));
        let standfirst = filled(article.standfirst.as_deref());
        let searched = filled(article.meta_description.as_deref());
        let here = self.url(&addresses::article(&card.slug));
        let subject = Subject {
            title: filled(article.meta_title.as_deref()).unwrap_or(&card.title),
            description: searched.or(excerpt),
            shared_description: standfirst.or(searched).or(excerpt),
            picture: card.picture.as_ref().map(|picture| self.picture(picture)),
            og: &article.og,
            twitter: &article.twitter,
            canonical: filled(article.canonical_url.as_deref()).map_or(here, str::to_owned),
        };
        let mut meta = self.meta(
            subject,
            &[(Stream::Site, None)],
            json_ld::article(self, article),
        );
        if article.kind == PostKind::Post {
            let seo = &mut meta.seo;
            seo.og_type = "article";
            seo.published = Some(card.published.micros());
            seo.updated = Some(card.updated.micros());
            seo.article_tags = article.tags.iter().map(|tag| tag.name.clone()).collect();
            seo.written_by = names(card.authors.iter().map(|author| &author.name));
            seo.filed_under = names(article.tags.iter().map(|tag| &tag.name));
        }
        meta
    }

    /// A page of a list: it names its neighbours.
    fn list(
        self,
        subject: Subject<'_>,
        streams: &[(Stream, Option<&str>)],
        json_ld: serde_json::Value,
        posts: &Paged<PostCard>,
    ) -> Meta {
        let (newer, older) = neighbours(&streams[0].0, posts);
        let mut meta = self.meta(subject, streams, json_ld);
        meta.seo.prev = newer.map(|path| self.url(&path));
        meta.seo.next = older.map(|path| self.url(&path));
        meta
    }
}

/// Two pages of a list never have the same title.
fn numbered(title: &str, posts: &Paged<PostCard>) -> String {
    match posts.page.get() {
        1 => title.to_owned(),
        number => format!("{title} ({number})"),
    }
}

fn names<'n>(names: impl Iterator<Item = &'n String>) -> Option<String> {
    let joined = names.map(String::as_str).collect::<Vec<_>>().join(", ");
    (!joined.is_empty()).then_some(joined)
}

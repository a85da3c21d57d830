//! The demo cooperative's articles, pages, people, settings and menus.

use std::collections::HashMap;
use std::sync::Arc;

use blog_service::writing::{AuthorDraft, Body, PostDraft, PostWriter, TagDraft};
use chrono::{NaiveDate, NaiveDateTime, Timelike, Weekday};
use contracts::blog::{
    MenuItem, Menus, OpeningHours, PostKind, PostStatus, SiteSettings, TagVisibility, Visibility,
};
use contracts::id::{AuthorId, PostId, TagId};
use contracts::{IdSource, Instant};
use data::UnitOfWork;
use demo::{Cooperative, FeatureImage, Publication, Reference};
use events_service::planning::instant_of;

use super::Illustrations;
use crate::failure::Failure;

/// Pages are published at nine in the morning.
const PAGE_HOUR: u32 = 9;

/// What one article or page is written with.
struct Desk<'a> {
    writer: PostWriter,
    work: &'a UnitOfWork,
    ids: Arc<dyn IdSource>,
    now: Instant,
    pictures: &'a Illustrations,
    cooperative: &'a Cooperative,
    tags: HashMap<&'a str, TagId>,
    authors: HashMap<&'a str, AuthorId>,
}

/// Writes everything of the blog; answers its pages.
pub(super) async fn write(
    writer: PostWriter,
    work: &UnitOfWork,
    ids: Arc<dyn IdSource>,
    now: Instant,
    pictures: &Illustrations,
    cooperative: &Cooperative,
) -> Result<HashMap<String, PostId>, Failure> {
    let (tags, authors) = (HashMap::new(), HashMap::new());
    let mut desk = Desk {
        writer,
        work,
        ids,
        now,
        pictures,
        cooperative,
        tags,
        authors,
    };
    desk.writer.write_settings(work, &desk.settings()).await?;
    desk.writer.write_menus(work, &desk.menus()).await?;
    desk.write_people().await?;
    for article in &cooperative.articles {
        desk.write_article(article).await?;
    }
    let mut pages = HashMap::new();
    for page in &cooperative.pages {
        pages.insert(page.slug.clone(), desk.write_page(page).await?);
    }
    Ok(pages)
}

impl Desk<'_> {
    fn settings(&self) -> SiteSettings {
        let settings = &self.cooperative.settings;
        SiteSettings {
            title: settings.title.clone(),
            description: settings.tagline.clone(),
            // Its logo is an emblem without the name; the header writes the name beside it when it is the icon.
            logo: None,
            icon: Some(self.pictures.address(&settings.logo)),
            cover: Some(self.pictures.address(&settings.cover)),
            accent_color: Some(settings.accent_colour.clone()),
            locale: settings.locale.clone(),
            timezone: settings.time_zone.name().to_owned(),
            currency: settings.currency.clone(),
            address: settings.contact.address.clone(),
            phone: Some(settings.contact.telephone.clone()),
            email: Some(settings.contact.email.clone()),
            opening_hours: settings
                .opening_hours
                .iter()
                .flat_map(opening_hours)
                .collect(),
            privacy_url: Some("/privacy/".into()),
            meta_description: Some(settings.description.clone()),
            ..SiteSettings::default()
        }
    }

    fn menus(&self) -> Menus {
        let settings = &self.cooperative.settings;
        Menus {
            primary: menu(&settings.primary_menu),
            secondary: menu(&settings.secondary_menu),
        }
    }

    async fn write_people(&mut self) -> Result<(), Failure> {
        for tag in &self.cooperative.tags {
            let id = TagId::new(&*self.ids);
            let draft = TagDraft {
                visibility: if tag.is_internal() {
                    TagVisibility::Internal
                } else {
                    TagVisibility::Public
                },
                description: Some(tag.description.clone()),
                picture: tag.picture.as_ref().map(|name| self.pictures.address(name)),
                ..TagDraft::new(&tag.slug, &tag.name, self.now)
            };
            self.writer.write_tag(self.work, id, &draft).await?;
            self.tags.insert(&tag.slug, id);
        }
        for author in &self.cooperative.authors {
            let id = AuthorId::new(&*self.ids);
            let draft = AuthorDraft {
                email: Some(author.email.clone()),
                image: Some(self.pictures.address(&author.portrait)),
                bio: Some(author.bio.clone()),
                location: Some(author.location.clone()),
                ..AuthorDraft::new(&author.slug, &author.name, self.now)
            };
            self.writer.write_author(self.work, id, &draft).await?;
            self.authors.insert(&author.slug, id);
        }
        Ok(())
    }

    async fn write_article(&self, article: &demo::Article) -> Result<(), Failure> {
        let local = article.publication.local(self.today());
        let published = local.map(|wall| self.instant(wall));
        let written = published.unwrap_or(self.now).min(self.now);
        let draft = PostDraft {
            status: match article.publication {
                Publication::Draft => PostStatus::Draft,
                Publication::Published { .. } => PostStatus::Published,
                Publication::Scheduled { .. } => PostStatus::Scheduled,
            },
            visibility: match article.visibility {
                demo::Visibility::Public => Visibility::Public,
                demo::Visibility::Members => Visibility::Members,
            },
            excerpt: Some(article.excerpt.clone()),
            featured: article.featured,
            meta_description: Some(article.meta_description.clone()),
            tags: article
                .tags
                .iter()
                .filter_map(|slug| self.tags.get(slug.as_str()).copied())
                .collect(),
            authors: article
                .authors
                .iter()
                .filter_map(|slug| self.authors.get(slug.as_str()).copied())
                .collect(),
            published_at: published,
            ..PostDraft::new(
                &article.slug,
                &article.title,
                self.body(&article.lexical),
                written,
            )
        };
        self.write_post(self.with_picture(draft, Some(&article.feature_image)))
            .await
            .map(drop)
    }

    async fn write_page(&self, page: &demo::Page) -> Result<PostId, Failure> {
        let date = self
            .today()
            .checked_sub_days(chrono::Days::new(u64::from(page.published_days_before)));
        let wall = date.and_then(|date| date.and_hms_opt(PAGE_HOUR, 0, 0));
        let published = wall.map_or(self.now, |wall| self.instant(wall));
        let draft = PostDraft {
            kind: PostKind::Page,
            excerpt: Some(page.excerpt.clone()),
            meta_description: Some(page.meta_description.clone()),
            authors: self
                .authors
                .get(page.author.as_str())
                .copied()
                .into_iter()
                .collect(),
            ..PostDraft::new(&page.slug, &page.title, self.body(&page.lexical), published)
        };
        self.write_post(self.with_picture(draft, page.feature_image.as_ref()))
            .await
    }

    fn with_picture(&self, draft: PostDraft, image: Option<&FeatureImage>) -> PostDraft {
        let Some(image) = image else { return draft };
        PostDraft {
            picture: Some(self.pictures.address(&image.picture)),
            picture_alt: Some(image.alt.clone()),
            picture_caption: Some(image.caption.clone()).filter(|caption| !caption.is_empty()),
            ..draft
        }
    }

    async fn write_post(&self, draft: PostDraft) -> Result<PostId, Failure> {
        let id = PostId::new(&*self.ids);
        let warnings = self.writer.write_post(self.work, id, &draft).await?;
        for warning in warnings {
            tracing::warn!(slug = draft.slug, "demo: {warning}");
        }
        Ok(id)
    }

    fn body(&self, lexical: &str) -> Body {
        let address = |reference: Reference<'_>| match reference {
            Reference::Picture(name) => self.pictures.address(name),
            Reference::Place(app, path) => place(app, path),
        };
        Body::Lexical(demo::resolve(lexical, address))
    }

    fn today(&self) -> NaiveDate {
        self.now
            .to_utc()
            .with_timezone(&self.cooperative.settings.time_zone)
            .date_naive()
    }

    fn instant(&self, wall: NaiveDateTime) -> Instant {
        instant_of(wall, self.cooperative.settings.time_zone)
    }
}

pub(super) fn menu(items: &[demo::MenuItem]) -> Vec<MenuItem> {
    let item = |item: &demo::MenuItem| MenuItem {
        label: item.label.clone(),
        href: place(item.app, &item.path),
        children: menu(&item.items),
    };
    items.iter().map(item).collect()
}

/// An address of our own that holds on every domain: a path on the blog, or `app://name/path` on another app.
fn place(app: demo::App, path: &str) -> String {
    match app {
        demo::App::Blog => path.to_owned(),
        demo::App::Market => format!("app://market{path}"),
        demo::App::Cart => format!("app://cart{path}"),
        demo::App::Events => format!("app://events{path}"),
        demo::App::Federation => format!("app://federation{path}"),
        demo::App::Account => format!("app://account{path}"),
    }
}

fn opening_hours(hours: &demo::OpeningHours) -> Vec<OpeningHours> {
    let line = |time: &demo::OpeningTime| OpeningHours {
        place: hours.place.clone(),
        days: days(&time.days),
        hours: format!("{}–{}", clock_face(time.opens), clock_face(time.closes)),
    };
    hours.times.iter().map(line).collect()
}

/// “Wed–Fri” for days in a row, “Tue, Thu” for others.
fn days(days: &[Weekday]) -> String {
    let in_a_row = days.windows(2).all(|pair| pair[0].succ() == pair[1]);
    match days {
        [first, .., last] if in_a_row => format!("{first}–{last}"),
        _ => days
            .iter()
            .map(Weekday::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn clock_face(time: chrono::NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row_are_a_range() {
        use Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
        assert_eq!(days(&[Wed, Thu, Fri]), "Wed–Fri");
        assert_eq!(days(&[Tue, Thu]), "Tue, Thu");
        assert_eq!(days(&[Sat]), "Sat");
        assert_eq!(days(&[Mon, Tue]), "Mon–Tue");
    }
}

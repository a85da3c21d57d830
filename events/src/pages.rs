//! The pages: each asks the calendars once or twice and draws one template.

use axum::extract::Path;
use contracts::container::ContainerRef;
use contracts::{AppName, ServiceError, Tag};
use web::{Answer, RequestContext, Template, ViewCheck};

use crate::views::{self, CalendarLink, EntryCard, EntryPage, EntryView, HolderView, Home};

const HOME: Template<Home> = Template::new("~events:pages/home");
const ENTRY: Template<EntryPage> = Template::new("~events:pages/entry");

/// Entries on one page.
const UPCOMING_MAX: u32 = 60;
/// Entries that another entry's page goes on with.
const MORE_MAX: u32 = 3;

pub(crate) fn views() -> Vec<ViewCheck> {
    vec![
        HOME.check().at("GET /"),
        ENTRY.check().at("GET /entry/{slug}/"),
    ]
}

pub(crate) async fn home(cx: RequestContext) -> Answer {
    whats_on(cx, None).await
}

pub(crate) async fn calendar(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    whats_on(cx, Some(&slug)).await
}

async fn whats_on(cx: RequestContext, slug: Option<&str>) -> Answer {
    cx.tag(Tag::Entries);
    let events = &cx.services().events;
    let calendars = events.calendars().await?;
    let entries = events.upcoming(slug, UPCOMING_MAX).await?;
    let calendar = match slug {
        Some(slug) => Some(
            calendars
                .iter()
                .find(|calendar| calendar.slug == slug)
                .ok_or(ServiceError::NotFound)?,
        ),
        None => None,
    };
    let holders = match calendar {
        Some(calendar) => {
            cx.tag(Tag::Container(calendar.id.0));
            // It names the pages that hold it.
            cx.tag(Tag::Posts);
            let child = ContainerRef::calendar(calendar.id);
            cx.services().containers.holders(child).await?
        }
        None => Vec::new(),
    };
    let blog = |path: &str| cx.frame().url(AppName::Blog, path);
    let home = Home {
        holders: holders
            .into_iter()
            .map(|page| HolderView::of(page, blog))
            .collect(),
        calendar: calendar.map(|calendar| CalendarLink::of(calendar, &calendars, slug)),
        calendars: calendars
            .iter()
            .map(|calendar| CalendarLink::of(calendar, &calendars, slug))
            .collect(),
        months: views::months(&entries, &calendars),
    };
    cx.page(HOME, &home).await
}

pub(crate) async fn entry(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    let events = &cx.services().events;
    let entry = events.entry(&slug).await?;
    // What is next stands below it.
    cx.tag(Tag::Entries);
    cx.tag(Tag::Entry(entry.id));
    let calendars = events.calendars().await?;
    let upcoming = events.upcoming(None, MORE_MAX + 1).await?;
    let others = upcoming.iter().filter(|other| other.id != entry.id);
    let more = others
        .take(MORE_MAX as usize)
        .map(|other| EntryCard::of(other, &calendars))
        .collect();
    let url = |path: &str| cx.frame().url(AppName::Events, path);
    let entry = EntryView::of(entry, &calendars, cx.frame().now(), url);
    cx.page(ENTRY, &EntryPage { entry, more }).await
}

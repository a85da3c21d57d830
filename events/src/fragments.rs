//! What other apps show of the calendars: links to a page's calendars, their next entries, and cards for links to them.

use contracts::container::{ContainerChild, ContainerKind, ContainerRef};
use contracts::events::Calendar;
use contracts::id::CalendarId;
use contracts::{AppName, ServiceError, ServiceResult, Tag};
use web::{
    AccountNavItem, AccountPage, ContainerCards, ContainerNav, Fault, FragmentAnswer,
    FragmentRequest, FragmentRoute, LinkCard, PictureView, Template, ViewCheck,
};

use crate::views::{EntryCard, calendar_href, entry_href, tone};

const CONTAINER_NAV: Template<ContainerNavView> = Template::new("~events:fragments/container-nav");
const CONTAINER_CARDS: Template<ContainerCardsView> =
    Template::new("~events:fragments/container-cards");
const LINK_CARD: Template<LinkCardView> = Template::new("~events:fragments/link-card");

/// Entries below a page: enough for the coming days.
const NEXT_MAX: u32 = 3;
/// Characters of a card's line.
const LINE_MAX: usize = 120;

pub(crate) fn routes() -> Vec<FragmentRoute> {
    vec![
        FragmentRoute::of(web::nav_item),
        FragmentRoute::of(container_nav),
        FragmentRoute::of(container_cards),
        FragmentRoute::of(link_card),
        FragmentRoute::of(web::nothing_yet::<AccountNavItem>),
        FragmentRoute::of(web::nothing_yet::<AccountPage>),
    ]
}

pub(crate) fn views() -> [ViewCheck; 3] {
    [
        CONTAINER_NAV
            .check()
            .at("GET /internal/fragments/container-nav"),
        CONTAINER_CARDS
            .check()
            .at("GET /internal/fragments/container-cards"),
        LINK_CARD.check().at("GET /internal/fragments/link-card"),
    ]
}

#[derive(sx::Record)]
struct ContainerNavView {
    links: Vec<LinkView>,
}

#[derive(sx::Record)]
struct LinkView {
    label: String,
    href: String,
    tone: Option<usize>,
}

/// The calendars of a page, in its order.
async fn container_nav(request: FragmentRequest, asked: ContainerNav) -> FragmentAnswer {
    let ids = held(&request, asked.container).await?;
    // Their colours go by their place among all.
    let all = request.services().events.calendars().await?;
    let calendars = ids
        .iter()
        .filter_map(|id| all.iter().find(|calendar| calendar.id == *id));
    let link = |calendar: &Calendar| LinkView {
        label: calendar.name.clone(),
        href: url(&request, &calendar_href(&calendar.slug)),
        tone: Some(tone(calendar, &all)),
    };
    let links: Vec<LinkView> = calendars.map(link).collect();
    if links.is_empty() {
        return Err(Fault::not_found());
    }
    request.draw(CONTAINER_NAV, &ContainerNavView { links })
}

#[derive(sx::Record)]
struct ContainerCardsView {
    entries: Vec<EntryCard>,
}

/// What is on next in any of a page's calendars.
async fn container_cards(request: FragmentRequest, asked: ContainerCards) -> FragmentAnswer {
    let ids = held(&request, asked.container).await?;
    request.tag(Tag::Entries);
    let events = &request.services().events;
    let entries = events.upcoming_in(&ids, NEXT_MAX).await?;
    if entries.is_empty() {
        return Err(Fault::not_found());
    }
    let all = events.calendars().await?;
    let card = |entry| EntryCard::of(entry, &all).with_host(|path| url(&request, path));
    let entries = entries.iter().map(card).collect();
    request.draw(CONTAINER_CARDS, &ContainerCardsView { entries })
}

/// The calendars that a container holds.
async fn held(
    request: &FragmentRequest,
    container: ContainerRef,
) -> ServiceResult<Vec<CalendarId>> {
    request.tag(Tag::Container(container.id));
    let children = request
        .services()
        .containers
        .children(container, Some(ContainerKind::Calendar))
        .await?;
    let id = |child: &ContainerChild| CalendarId(child.child.id);
    let ids: Vec<CalendarId> = children.iter().map(id).collect();
    for id in &ids {
        request.tag(Tag::Container(id.0));
    }
    Ok(ids)
}

/// The head of a card, as `~shared:cards/link` takes it.
#[derive(sx::Record)]
struct CardView {
    title: String,
    href: String,
    kicker: Option<String>,
    line: Option<String>,
    image: Option<PictureView>,
}

#[derive(sx::Record)]
struct LinkCardView {
    card: CardView,
    tone: usize,
    calendar: bool,
    entry: Option<EntryCard>,
}

/// A card for an entry, or for a calendar with what is next in it.
async fn link_card(request: FragmentRequest, asked: LinkCard) -> FragmentAnswer {
    let events = &request.services().events;
    let all = events.calendars().await?;
    let mut parts = asked.path.trim_matches('/').split('/');
    let view = match (parts.next(), parts.next(), parts.next()) {
        (Some("entry"), Some(slug), None) => {
            let entry = events.entry(slug).await?;
            request.tag(Tag::Entry(entry.id));
            LinkCardView {
                tone: tone(&entry.calendar, &all),
                calendar: false,
                card: CardView {
                    title: entry.title.clone(),
                    href: url(&request, &entry_href(&entry.slug)),
                    kicker: Some(entry.calendar.name.clone()),
                    line: Some(web::excerpt(&entry.description, LINE_MAX)),
                    image: entry.picture.as_ref().map(PictureView::of),
                },
                entry: Some(EntryCard::of(&entry, &all)),
            }
        }
        (Some("calendar"), Some(slug), None) => {
            let calendar = all.iter().find(|calendar| calendar.slug == slug);
            let calendar = calendar.ok_or(ServiceError::NotFound)?;
            request.tag(Tag::Entries);
            request.tag(Tag::Container(calendar.id.0));
            let next = events.upcoming_in(&[calendar.id], 1).await?;
            let next = next.first();
            LinkCardView {
                tone: tone(calendar, &all),
                calendar: true,
                card: CardView {
                    title: calendar.name.clone(),
                    href: url(&request, &calendar_href(slug)),
                    kicker: None,
                    line: Some(calendar.description.clone()).filter(|text| !text.is_empty()),
                    image: next
                        .and_then(|entry| entry.picture.as_ref())
                        .map(PictureView::of),
                },
                entry: next.map(|entry| EntryCard::of(entry, &all)),
            }
        }
        _ => return Err(Fault::not_found()),
    };
    request.draw(LINK_CARD, &view)
}

/// A fragment stands on other hosts too, so its addresses are absolute.
fn url(request: &FragmentRequest, path: &str) -> String {
    request.frame().url(AppName::Events, path)
}

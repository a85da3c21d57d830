//! What the demo cooperative's pages hold: its market, its calendars, a menu.

use std::collections::HashMap;

use blog_service::containers::attach;
use blog_service::navigation::open_menu;
use contracts::container::ContainerRef;
use contracts::id::{CalendarId, MarketId, MenuId, PostId};
use contracts::{IdSource, Instant};
use data::UnitOfWork;
use demo::{Cooperative, Holding};

use super::journal::menu;
use crate::failure::Failure;

/// What can be held, by the names that the demo gives it.
pub(super) struct Things {
    pub(super) pages: HashMap<String, PostId>,
    pub(super) market: MarketId,
    pub(super) calendars: HashMap<String, CalendarId>,
}

/// Makes the pages' menus and puts everything into its place. Names that nobody has are left out; the demo's own tests find
/// them.
pub(super) async fn write(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    things: &Things,
    cooperative: &Cooperative,
) -> Result<(), Failure> {
    let settings = &cooperative.settings;
    let mut menus = HashMap::new();
    for new in &settings.menus {
        let id = open_menu(work, ids, now, &new.slug, &new.title, &menu(&new.items)).await?;
        menus.insert(new.slug.as_str(), id);
    }
    for holding in &settings.holdings {
        let Some(page) = things.pages.get(&holding.page) else {
            continue;
        };
        for child in children(holding, things, &menus) {
            attach(work, ids, now, ContainerRef::page(*page), child)
                .await
                .map_err(|error| {
                    Failure::run(format!("demo: the page {}: {error}", holding.page))
                })?;
        }
    }
    Ok(())
}

fn children(
    holding: &Holding,
    things: &Things,
    menus: &HashMap<&str, MenuId>,
) -> Vec<ContainerRef> {
    let market = holding.market.then(|| ContainerRef::market(things.market));
    let calendars = holding
        .calendars
        .iter()
        .filter_map(|slug| things.calendars.get(slug))
        .map(|id| ContainerRef::calendar(*id));
    let menus = holding
        .menus
        .iter()
        .filter_map(|slug| menus.get(slug.as_str()))
        .map(|id| ContainerRef::menu(*id));
    market.into_iter().chain(calendars).chain(menus).collect()
}

//! What a page can hold, by name, asked of the domains that it belongs to.

use contracts::container::{ContainerKind, ContainerRef};
use contracts::id::{CalendarId, MarketId};
use contracts::{ServiceError, ServiceResult, Services};
use web::Fault;

/// The kinds that a page can hold, in the order in which they are offered.
pub(super) const KINDS: [ContainerKind; 3] = [
    ContainerKind::Market,
    ContainerKind::Calendar,
    ContainerKind::Menu,
];

/// One thing that a page can hold.
pub(super) struct Thing {
    pub(super) child: ContainerRef,
    pub(super) name: String,
}

/// All of them, and the kinds of which nothing is known now.
pub(super) struct Things {
    pub(super) all: Vec<Thing>,
    pub(super) away: Vec<ContainerKind>,
}

impl Things {
    /// Asks every domain. One that is away is no reason not to show the others.
    pub(super) async fn all(services: &Services) -> Result<Self, Fault> {
        let mut things = Self {
            all: Vec::new(),
            away: Vec::new(),
        };
        for kind in KINDS {
            match of_kind(services, kind).await {
                Ok(found) => things.all.extend(found),
                Err(ServiceError::Unavailable(_)) => things.away.push(kind),
                Err(other) => return Err(other.into()),
            }
        }
        Ok(things)
    }

    /// What a thing is called, where that is known.
    pub(super) fn name(&self, child: ContainerRef) -> Option<&str> {
        let found = self.all.iter().find(|thing| thing.child == child)?;
        Some(&found.name)
    }
}

async fn of_kind(services: &Services, kind: ContainerKind) -> ServiceResult<Vec<Thing>> {
    let thing = |child, name| Thing { child, name };
    Ok(match kind {
        ContainerKind::Market => {
            let markets = services.market.markets().await?.into_iter();
            markets
                .map(|market| thing(ContainerRef::market(market.id), market.name))
                .collect()
        }
        ContainerKind::Calendar => {
            let calendars = services.events.calendars().await?.into_iter();
            calendars
                .map(|calendar| thing(ContainerRef::calendar(calendar.id), calendar.name))
                .collect()
        }
        ContainerKind::Menu => {
            let menus = services.navigation.menus().await?.into_iter();
            menus
                .map(|menu| thing(ContainerRef::menu(menu.id), menu.title))
                .collect()
        }
        // A page holds no page.
        ContainerKind::Page => Vec::new(),
    })
}

/// Whether there is such a thing: its domain knows. A menu is looked for where it is attached.
pub(super) async fn is_there(services: &Services, child: ContainerRef) -> ServiceResult<bool> {
    Ok(match child.kind {
        ContainerKind::Market => {
            let market = [MarketId(child.id)];
            !services.market.markets_by_id(&market).await?.is_empty()
        }
        ContainerKind::Calendar => {
            let calendar = [CalendarId(child.id)];
            !services.events.calendars_by_id(&calendar).await?.is_empty()
        }
        ContainerKind::Menu => true,
        ContainerKind::Page => false,
    })
}

/// A thing as a form names it: `calendar:0198…`.
pub(super) fn value_of(child: ContainerRef) -> String {
    format!("{}:{}", child.kind.as_str(), child.id)
}

/// The thing that a form names.
pub(super) fn child_of(value: &str) -> Option<ContainerRef> {
    let (kind, id) = value.split_once(':')?;
    let kind = KINDS.into_iter().find(|one| one.as_str() == kind)?;
    let id = id.parse().ok()?;
    Some(ContainerRef { kind, id })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_a_form_names_is_read_back() {
        for kind in KINDS {
            let child = ContainerRef {
                kind,
                id: Uuid::from_u128(7),
            };
            assert_eq!(child_of(&value_of(child)), Some(child));
        }
        let page = format!("page:{}", Uuid::from_u128(7));
        for wrong in ["", "calendar", "calendar:", "calendar:x", &page] {
            assert_eq!(child_of(wrong), None, "{wrong}");
        }
    }
}

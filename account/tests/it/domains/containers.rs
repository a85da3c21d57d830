//! Pages and what they hold, a market and a calendar to hold.

use async_trait::async_trait;
use contracts::container::{
    ContainerChild, ContainerKind, ContainerPage, ContainerRef, Containers,
};
use contracts::events::{Calendar, Entry, Events};
use contracts::id::{CalendarId, MarketId, RelationId};
use contracts::market::{CategoryShelf, Market, MarketHall, MarketRef, Product};
use contracts::{ServiceError, ServiceResult};
use testing::TODAY;

use super::{Notes, id};

#[derive(Default)]
pub(crate) struct Holdings {
    pub(crate) pages: Vec<ContainerPage>,
    pub(crate) children: Vec<ContainerRef>,
    pub(crate) former: Vec<ContainerRef>,
    pub(crate) notes: Notes,
}

/// A page.
pub(crate) fn page(number: u128, slug: &str, title: &str) -> ContainerPage {
    ContainerPage {
        page: ContainerRef {
            kind: ContainerKind::Page,
            id: id(number),
        },
        slug: slug.into(),
        title: title.into(),
    }
}

fn related(children: &[ContainerRef], is_former: bool) -> Vec<ContainerChild> {
    let child = |(position, child): (usize, &ContainerRef)| ContainerChild {
        relation: RelationId(child.id),
        child: *child,
        position: u32::try_from(position).expect("a short list"),
        attached_at: TODAY,
        detached_at: is_former.then_some(TODAY),
    };
    children.iter().enumerate().map(child).collect()
}

#[async_trait]
impl Containers for Holdings {
    async fn pages(&self) -> ServiceResult<Vec<ContainerPage>> {
        Ok(self.pages.clone())
    }

    async fn page(&self, page: ContainerRef) -> ServiceResult<ContainerPage> {
        let found = self.pages.iter().find(|one| one.page == page);
        found.cloned().ok_or(ServiceError::NotFound)
    }

    async fn children(
        &self,
        _: ContainerRef,
        _: Option<ContainerKind>,
    ) -> ServiceResult<Vec<ContainerChild>> {
        Ok(related(&self.children, false))
    }

    async fn former_children(&self, _: ContainerRef) -> ServiceResult<Vec<ContainerChild>> {
        Ok(related(&self.former, true))
    }

    async fn holders(&self, _: ContainerRef) -> ServiceResult<Vec<ContainerPage>> {
        Ok(Vec::new())
    }

    async fn attach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()> {
        self.notes.write(
            format!("attach {} to {}", shown(child), shown(container)),
            (),
        )
    }

    async fn detach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()> {
        self.notes.write(
            format!("detach {} from {}", shown(child), shown(container)),
            (),
        )
    }

    async fn reorder(&self, container: ContainerRef, order: &[ContainerRef]) -> ServiceResult<()> {
        let order: Vec<String> = order.iter().map(|child| shown(*child)).collect();
        self.notes.write(
            format!("reorder {}: {}", shown(container), order.join(", ")),
            (),
        )
    }
}

fn shown(one: ContainerRef) -> String {
    format!("{} {}", one.kind.as_str(), one.id)
}

/// One market: “Farm shop”.
pub(crate) struct FarmShop;

pub(crate) const FARM_SHOP: u128 = 51;

#[async_trait]
impl Market for FarmShop {
    async fn markets(&self) -> ServiceResult<Vec<MarketRef>> {
        Ok(vec![MarketRef {
            id: MarketId(id(FARM_SHOP)),
            slug: "farm-shop".into(),
            name: "Farm shop".into(),
        }])
    }
    async fn markets_by_id(&self, ids: &[MarketId]) -> ServiceResult<Vec<MarketRef>> {
        let mut markets = self.markets().await?;
        markets.retain(|market| ids.contains(&market.id));
        Ok(markets)
    }
    async fn hall(&self, _: &str) -> ServiceResult<MarketHall> {
        Err(ServiceError::NotFound)
    }
    async fn shelves(&self) -> ServiceResult<Vec<CategoryShelf>> {
        Ok(Vec::new())
    }
    async fn shelf(&self, _: &str) -> ServiceResult<CategoryShelf> {
        Err(ServiceError::NotFound)
    }
    async fn product(&self, _: &str) -> ServiceResult<Product> {
        Err(ServiceError::NotFound)
    }
}

/// One calendar: “Workshops”.
pub(crate) struct Workshops;

pub(crate) const WORKSHOPS: u128 = 61;

#[async_trait]
impl Events for Workshops {
    async fn calendars(&self) -> ServiceResult<Vec<Calendar>> {
        Ok(vec![Calendar {
            id: CalendarId(id(WORKSHOPS)),
            slug: "workshops".into(),
            name: "Workshops".into(),
            description: String::new(),
        }])
    }
    async fn upcoming(&self, _: Option<&str>, _: u32) -> ServiceResult<Vec<Entry>> {
        Ok(Vec::new())
    }
    async fn calendars_by_id(&self, ids: &[CalendarId]) -> ServiceResult<Vec<Calendar>> {
        let mut calendars = self.calendars().await?;
        calendars.retain(|calendar| ids.contains(&calendar.id));
        Ok(calendars)
    }
    async fn upcoming_in(&self, _: &[CalendarId], _: u32) -> ServiceResult<Vec<Entry>> {
        Ok(Vec::new())
    }
    async fn entry(&self, _: &str) -> ServiceResult<Entry> {
        Err(ServiceError::NotFound)
    }
}

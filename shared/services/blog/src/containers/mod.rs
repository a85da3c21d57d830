//! Which page holds which market, calendar and menu: [`contracts::container::Containers`] over SQL.
//!
//! The blog keeps the relation and nothing of what is held: a market's name is the market's. So a page asks the owners to draw
//! what they have in it (fragments `container-nav`, `container-cards`).
//! A change locks the page's row, so the order of its children never has a gap or two in one place.

mod changing;
mod reading;

use std::sync::Arc;

use async_trait::async_trait;
use contracts::container::{
    ContainerChild, ContainerKind, ContainerPage, ContainerRef, Containers,
};
use contracts::{Clock, IdSource, ServiceResult};
use data::Database;

pub use changing::attach;
pub(crate) use changing::{holders_of, let_go};

/// The containers on our database.
#[derive(Clone)]
pub struct ContainerService {
    database: Database,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl ContainerService {
    /// A service on this database.
    pub fn new(database: Database, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Self {
        Self {
            database,
            clock,
            ids,
        }
    }
}

#[async_trait]
impl Containers for ContainerService {
    async fn pages(&self) -> ServiceResult<Vec<ContainerPage>> {
        self.read_pages().await
    }

    async fn page(&self, page: ContainerRef) -> ServiceResult<ContainerPage> {
        self.read_page(page).await
    }

    async fn children(
        &self,
        container: ContainerRef,
        kind: Option<ContainerKind>,
    ) -> ServiceResult<Vec<ContainerChild>> {
        self.read_children(container, kind).await
    }

    async fn former_children(&self, container: ContainerRef) -> ServiceResult<Vec<ContainerChild>> {
        self.read_former_children(container).await
    }

    async fn holders(&self, child: ContainerRef) -> ServiceResult<Vec<ContainerPage>> {
        self.read_holders(child).await
    }

    async fn attach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        attach(&work, self.ids.as_ref(), self.clock.now(), container, child).await?;
        Ok(work.commit().await?)
    }

    async fn detach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()> {
        self.take_out(container, child).await
    }

    async fn reorder(&self, container: ContainerRef, order: &[ContainerRef]) -> ServiceResult<()> {
        self.set_order(container, order).await
    }
}

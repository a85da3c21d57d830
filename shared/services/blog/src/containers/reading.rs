//! Reading who holds what.

use contracts::blog::{PostKind, PostStatus};
use contracts::container::{ContainerChild, ContainerKind, ContainerPage, ContainerRef};
use contracts::id::PostId;
use contracts::{ServiceError, ServiceResult};
use data::error::from_database;
use models::blog::post;
use models::containers::relation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::ContainerService;
use super::changing::CHILDREN_MAX;

/// Pages that a person can choose from at once.
const PAGES_MAX: u64 = 1_000;
/// Holders of one child that its page names.
const HOLDERS_MAX: u64 = 20;

impl ContainerService {
    pub(super) async fn read_pages(&self) -> ServiceResult<Vec<ContainerPage>> {
        let rows: Vec<(PostId, String, String)> = post::Entity::find()
            .select_only()
            .columns([post::Column::Id, post::Column::Slug, post::Column::Title])
            .filter(post::Column::Kind.eq(PostKind::Page))
            .order_by_asc(post::Column::Title)
            .order_by_asc(post::Column::Id)
            .limit(PAGES_MAX)
            .into_tuple()
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        Ok(rows.into_iter().map(page).collect())
    }

    pub(super) async fn read_page(&self, id: ContainerRef) -> ServiceResult<ContainerPage> {
        if id.kind != ContainerKind::Page {
            return Err(ServiceError::NotFound);
        }
        let row: Option<(PostId, String, String)> = post::Entity::find_by_id(PostId(id.id))
            .select_only()
            .columns([post::Column::Id, post::Column::Slug, post::Column::Title])
            .filter(post::Column::Kind.eq(PostKind::Page))
            .into_tuple()
            .one(self.database.read())
            .await
            .map_err(from_database)?;
        row.map(page).ok_or(ServiceError::NotFound)
    }

    pub(super) async fn read_children(
        &self,
        container: ContainerRef,
        kind: Option<ContainerKind>,
    ) -> ServiceResult<Vec<ContainerChild>> {
        let rows = relation::Entity::find()
            .filter(relation::Column::ContainerKind.eq(container.kind))
            .filter(relation::Column::ContainerId.eq(container.id))
            .filter(relation::Column::DetachedAt.is_null())
            .apply_if(kind, |query, kind| {
                query.filter(relation::Column::ChildKind.eq(kind))
            })
            .order_by_asc(relation::Column::Position)
            .limit(CHILDREN_MAX as u64)
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        Ok(rows.into_iter().map(child).collect())
    }

    pub(super) async fn read_former_children(
        &self,
        container: ContainerRef,
    ) -> ServiceResult<Vec<ContainerChild>> {
        let rows = relation::Entity::find()
            .filter(relation::Column::ContainerKind.eq(container.kind))
            .filter(relation::Column::ContainerId.eq(container.id))
            .filter(relation::Column::DetachedAt.is_not_null())
            .order_by_desc(relation::Column::DetachedAt)
            .order_by_asc(relation::Column::Id)
            .limit(CHILDREN_MAX as u64)
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        Ok(rows.into_iter().map(child).collect())
    }

    pub(super) async fn read_holders(
        &self,
        child: ContainerRef,
    ) -> ServiceResult<Vec<ContainerPage>> {
        let holding = relation::Entity::find()
            .select_only()
            .column(relation::Column::ContainerId)
            .filter(relation::Column::ContainerKind.eq(ContainerKind::Page))
            .filter(relation::Column::ChildKind.eq(child.kind))
            .filter(relation::Column::ChildId.eq(child.id))
            .filter(relation::Column::DetachedAt.is_null())
            .into_query();
        let rows: Vec<(PostId, String, String)> = post::Entity::find()
            .select_only()
            .columns([post::Column::Id, post::Column::Slug, post::Column::Title])
            .filter(post::Column::Id.in_subquery(holding))
            .filter(post::Column::Kind.eq(PostKind::Page))
            .filter(post::Column::Status.is_in([PostStatus::Published, PostStatus::Scheduled]))
            .filter(post::Column::PublishedAt.lte(self.clock.now()))
            .order_by_asc(post::Column::Title)
            .order_by_asc(post::Column::Id)
            .limit(HOLDERS_MAX)
            .into_tuple()
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        Ok(rows.into_iter().map(page).collect())
    }
}

fn page((id, slug, title): (PostId, String, String)) -> ContainerPage {
    ContainerPage {
        page: ContainerRef::page(id),
        slug,
        title,
    }
}

fn child(row: relation::Model) -> ContainerChild {
    ContainerChild {
        relation: row.id,
        child: ContainerRef {
            kind: row.child_kind,
            id: row.child_id,
        },
        position: u32::try_from(row.position).unwrap_or_default(),
        attached_at: row.attached_at,
        detached_at: row.detached_at,
    }
}

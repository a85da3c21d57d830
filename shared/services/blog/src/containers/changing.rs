//! Attaching, detaching and ordering children.

use contracts::blog::PostKind;
use contracts::container::{ContainerKind, ContainerRef};
use contracts::id::{MenuId, PostId, RelationId};
use contracts::{Event, FieldError, IdSource, Instant, ServiceError, ServiceResult};
use data::error::from_database;
use data::{UnitOfWork, event_log};
use models::blog::post;
use models::containers::relation;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::ContainerService;
use crate::navigation;

/// How many children a container may have: what draws them has a cache tag for each, and a fragment may have a hundred.
pub(super) const CHILDREN_MAX: usize = 80;

/// Puts a child at the end of a container, or back where it was, and writes down that it did; one that is there already
/// stays. Markets and calendars are their domains': that they exist, their domains know.
///
/// # Errors
/// `Invalid` for what cannot hold or be held, `NotFound` for a page or menu that is not there, `Conflict` when the container is
/// full.
pub async fn attach(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    container: ContainerRef,
    child: ContainerRef,
) -> ServiceResult<()> {
    match child.kind {
        ContainerKind::Page => return Err(invalid("child", "a page cannot lie in a page")),
        // Its domain is this one: a menu that is being removed is waited for.
        ContainerKind::Menu => {
            let found = navigation::lock(work, MenuId(child.id)).await;
            found
                .map_err(from_database)?
                .ok_or(ServiceError::NotFound)?;
        }
        ContainerKind::Market | ContainerKind::Calendar => {}
    }
    let mut there = lock(work, container).await?;
    if there.iter().any(|row| is(row, child)) {
        return Ok(());
    }
    if there.len() >= CHILDREN_MAX {
        return Err(ServiceError::Conflict(format!(
            "a page holds at most {CHILDREN_MAX} things"
        )));
    }
    let former = pair(container, child)
        .one(work)
        .await
        .map_err(from_database)?;
    let at = match former {
        Some(row) => {
            let back = relation::ActiveModel {
                id: Set(row.id),
                detached_at: Set(None),
                ..Default::default()
            };
            back.update_without_returning(work)
                .await
                .map_err(from_database)?;
            let at = usize::try_from(row.position).unwrap_or(usize::MAX);
            let at = at.min(there.len());
            there.insert(at, row);
            at
        }
        None => {
            let at = there.len();
            let row = relation::Model {
                id: RelationId::new(ids),
                container_kind: container.kind,
                container_id: container.id,
                child_kind: child.kind,
                child_id: child.id,
                position: i32::try_from(at).unwrap_or(i32::MAX),
                attached_at: now,
                detached_at: None,
            };
            relation::Entity::insert(relation::ActiveModel::from(row.clone()).reset_all())
                .exec_without_returning(work)
                .await
                .map_err(from_database)?;
            there.push(row);
            at
        }
    };
    // Whoever stood behind moves on; one that came back to a shorter list moves up.
    write_order(work, &there[at..], at).await?;
    let event = Event::ContainerChildAttached { container, child };
    event_log::record(work, now, ids, &event).await?;
    Ok(())
}

/// Takes a child out; says whether it was there.
pub(crate) async fn let_go(
    work: &UnitOfWork,
    now: Instant,
    container: ContainerRef,
    child: ContainerRef,
) -> ServiceResult<bool> {
    let mut there = lock(work, container).await?;
    let Some(at) = there.iter().position(|row| is(row, child)) else {
        return Ok(false);
    };
    let gone = relation::ActiveModel {
        id: Set(there.remove(at).id),
        detached_at: Set(Some(now)),
        ..Default::default()
    };
    gone.update_without_returning(work)
        .await
        .map_err(from_database)?;
    write_order(work, &there[at..], at).await?;
    Ok(true)
}

/// Every page that holds a child, in the order of their ids.
pub(crate) async fn holders_of(
    work: &UnitOfWork,
    child: ContainerRef,
) -> ServiceResult<Vec<ContainerRef>> {
    let rows = relation::Entity::find()
        .filter(relation::Column::ChildKind.eq(child.kind))
        .filter(relation::Column::ChildId.eq(child.id))
        .filter(relation::Column::DetachedAt.is_null())
        .order_by_asc(relation::Column::ContainerId)
        .all(work)
        .await
        .map_err(from_database)?;
    let holder = |row: relation::Model| ContainerRef {
        kind: row.container_kind,
        id: row.container_id,
    };
    Ok(rows.into_iter().map(holder).collect())
}

impl ContainerService {
    pub(super) async fn take_out(
        &self,
        container: ContainerRef,
        child: ContainerRef,
    ) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        if !let_go(&work, self.clock.now(), container, child).await? {
            let former = pair(container, child).one(&work).await;
            former
                .map_err(from_database)?
                .ok_or(ServiceError::NotFound)?;
            return Ok(());
        }
        self.finish(work, Event::ContainerChildDetached { container, child })
            .await
    }

    pub(super) async fn set_order(
        &self,
        container: ContainerRef,
        order: &[ContainerRef],
    ) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        let mut there = lock(&work, container).await?;
        let place = |row: &relation::Model| order.iter().position(|child| is(row, *child));
        if there.len() != order.len() || there.iter().any(|row| place(row).is_none()) {
            return Err(ServiceError::Conflict(
                "the page holds other things by now: look again".into(),
            ));
        }
        there.sort_by_key(place);
        if write_order(&work, &there, 0).await? == 0 {
            return Ok(());
        }
        self.finish(work, Event::ContainerReordered { container })
            .await
    }

    async fn finish(&self, work: UnitOfWork, event: Event) -> ServiceResult<()> {
        event_log::record(&work, self.clock.now(), self.ids.as_ref(), &event).await?;
        Ok(work.commit().await?)
    }
}

/// Locks a page's row and reads what it holds now, in order. On SQLite the unit of work is the lock.
async fn lock(work: &UnitOfWork, container: ContainerRef) -> ServiceResult<Vec<relation::Model>> {
    if container.kind != ContainerKind::Page {
        return Err(invalid("container", "only a page can hold others"));
    }
    let page: Option<PostId> = post::Entity::find_by_id(PostId(container.id))
        .select_only()
        .column(post::Column::Id)
        .filter(post::Column::Kind.eq(PostKind::Page))
        .lock_exclusive()
        .into_tuple()
        .one(work)
        .await
        .map_err(from_database)?;
    page.ok_or(ServiceError::NotFound)?;
    relation::Entity::find()
        .filter(relation::Column::ContainerKind.eq(container.kind))
        .filter(relation::Column::ContainerId.eq(container.id))
        .filter(relation::Column::DetachedAt.is_null())
        .order_by_asc(relation::Column::Position)
        .order_by_asc(relation::Column::Id)
        .all(work)
        .await
        .map_err(from_database)
}

/// Gives children their positions from `first` on; answers how many stand elsewhere now.
async fn write_order(
    work: &UnitOfWork,
    children: &[relation::Model],
    first: usize,
) -> ServiceResult<usize> {
    let mut moved = 0;
    for (row, position) in children.iter().zip(first..) {
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        if row.position == position {
            continue;
        }
        let row = relation::ActiveModel {
            id: Set(row.id),
            position: Set(position),
            ..Default::default()
        };
        row.update_without_returning(work)
            .await
            .map_err(from_database)?;
        moved += 1;
    }
    Ok(moved)
}

/// The row of a pair, whether the child is there or not.
fn pair(container: ContainerRef, child: ContainerRef) -> sea_orm::Select<relation::Entity> {
    relation::Entity::find()
        .filter(relation::Column::ContainerKind.eq(container.kind))
        .filter(relation::Column::ContainerId.eq(container.id))
        .filter(relation::Column::ChildKind.eq(child.kind))
        .filter(relation::Column::ChildId.eq(child.id))
}

fn is(row: &relation::Model, child: ContainerRef) -> bool {
    (row.child_kind, row.child_id) == (child.kind, child.id)
}

fn invalid(field: &str, reason: &str) -> ServiceError {
    ServiceError::Invalid(vec![FieldError {
        field: field.into(),
        reason: reason.into(),
    }])
}

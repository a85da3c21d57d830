//! Rows of the event log.
#![allow(
    clippy::module_inception,
    reason = "an activity is also a row of its own"
)]

use contracts::Instant;
use contracts::activity::Audience;
use contracts::id::ActivityId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::StringLen;

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
pub enum StepState {
    /// To be done when it is due, and when its object's earlier ones are over.
    Waiting,
    /// Done: what the handler wrote is there.
    Done,
    /// Given up; staff may have it tried again.
    Dead,
}

/// What happened.
pub mod activity {
    use super::*;

    /// A row of `ap_activities`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ap_activities")]
    pub struct Model {
        /// The order in which they were written.
        #[sea_orm(primary_key)]
        pub seq: i64,
        /// Id.
        pub id: ActivityId,
        /// [`contracts::Event::name`].
        pub event: String,
        /// The ActivityStreams verb.
        #[sea_orm(column_name = "type")]
        pub verb: String,
        /// The app that did it.
        pub actor: String,
        /// What kind of thing it is about.
        pub object_kind: String,
        /// Which; nil for what there is only one of.
        pub object_id: Uuid,
        /// Who may be told.
        pub visibility: Audience,
        /// ActivityStreams 2.0 JSON, with the event in `rose:event`.
        pub document: String,
        /// When it happened.
        pub created_at: Instant,
        /// Whether each handler that wants it has its step.
        pub handed_out: bool,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What each handler makes of it.
pub mod step {
    use super::*;

    /// A row of `activity_steps`: one handler's work on one activity.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activity_steps")]
    pub struct Model {
        /// [`activity::Model::seq`](super::activity::Model::seq).
        #[sea_orm(primary_key, auto_increment = false)]
        pub activity: i64,
        /// The handler's name.
        #[sea_orm(primary_key, auto_increment = false)]
        pub handler: String,
        /// The activity's.
        pub object_kind: String,
        /// The activity's.
        pub object_id: Uuid,
        /// How it stands.
        pub state: StepState,
        /// How often it was begun: who began it last knows it by this number.
        pub attempts: i32,
        /// When it may be begun; while it is under way, when whoever began it counts as lost.
        pub due_at: Instant,
        /// When it was begun last.
        pub tried_at: Option<Instant>,
        /// What the last failed attempt said.
        pub error: Option<String>,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

//! Containers hold their children in order; menus have rows of their own and become trees. What is taken out or removed
//! stays, so that it can come back where it was.
//!
//! `menu_items.menu` stays too, for processes of the release before; it is still written, and goes in a later step. The two
//! menus that every site has get the ids that `contracts::blog::MenuName` knows.

use crate::step::Step;

/// The whole step; only how an id is written differs.
macro_rules! step {
    ($primary:literal, $secondary:literal) => {
        concat!(
            "
CREATE TABLE container_relations (
    id UUID PRIMARY KEY NOT NULL,
    container_kind TEXT NOT NULL,
    container_id UUID NOT NULL,
    child_kind TEXT NOT NULL,
    child_id UUID NOT NULL,
    position INTEGER NOT NULL,
    attached_at BIGINT NOT NULL,
    detached_at BIGINT,
    UNIQUE (container_kind, container_id, child_kind, child_id)
);
CREATE INDEX container_relations_child ON container_relations (child_kind, child_id);
CREATE TABLE menus (
    id UUID PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    removed_at BIGINT
);
CREATE UNIQUE INDEX menus_slug ON menus (slug) WHERE removed_at IS NULL;
ALTER TABLE menu_items ADD COLUMN menu_id UUID REFERENCES menus (id);
ALTER TABLE menu_items ADD COLUMN parent_id UUID REFERENCES menu_items (id);
ALTER TABLE menu_items ADD COLUMN removed_at BIGINT;
ALTER TABLE menu_items ADD COLUMN removed_with UUID;
CREATE INDEX menu_items_tree ON menu_items (menu_id, parent_id, position);
INSERT INTO menus (id, slug, title) VALUES (",
            $primary,
            ", 'primary', 'Header'), (",
            $secondary,
            ", 'secondary', 'Footer');
UPDATE menu_items SET menu_id = (SELECT menus.id FROM menus WHERE menus.slug = menu_items.menu);
"
        )
    };
}

pub(crate) const STEP: Step = Step {
    name: "m0006_containers",
    sqlite: step!(
        "x'00000000000070008000000000000001'",
        "x'00000000000070008000000000000002'"
    ),
    postgres: step!(
        "'00000000-0000-7000-8000-000000000001'",
        "'00000000-0000-7000-8000-000000000002'"
    ),
};

//! Pictures and files, stored once by content; where each came from; resized copies.

use crate::step::Step;

pub(crate) const STEP: Step = Step::same(
    "m0002_media",
    "
CREATE TABLE media (
    hash TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    resizable BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE media_sources (
    path TEXT PRIMARY KEY NOT NULL,
    hash TEXT NOT NULL REFERENCES media (hash) ON DELETE CASCADE,
    name TEXT NOT NULL
);
CREATE INDEX media_sources_hash ON media_sources (hash);
",
);

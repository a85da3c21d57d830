//! Calendars and entries. An entry keeps the wall clock and zone that people agreed on, and the instants
//! computed from them for ordering.

use crate::step::Step;

pub(crate) const STEP: Step = Step::same(
    "m0004_events",
    "
CREATE TABLE calendars (
    id UUID PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE calendar_entries (
    id UUID PRIMARY KEY NOT NULL,
    calendar_id UUID NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at >= starts_at),
    price_minor BIGINT CHECK (price_minor > 0),
    currency TEXT,
    capacity INTEGER CHECK (capacity > 0),
    picture TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX calendar_entries_upcoming ON calendar_entries (ends_at, starts_at);
",
);

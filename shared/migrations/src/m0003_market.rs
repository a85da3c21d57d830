//! Markets, categories, products. Prices are minor units with an ISO 4217 code.

use crate::step::Step;

pub(crate) const STEP: Step = Step::same(
    "m0003_market",
    "
CREATE TABLE markets (
    id UUID PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE product_categories (
    id UUID PRIMARY KEY NOT NULL,
    market_id UUID NOT NULL REFERENCES markets (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (market_id, slug)
);
CREATE TABLE products (
    id UUID PRIMARY KEY NOT NULL,
    market_id UUID NOT NULL REFERENCES markets (id) ON DELETE CASCADE,
    category_id UUID NOT NULL REFERENCES product_categories (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    price_minor BIGINT NOT NULL CHECK (price_minor >= 0),
    currency TEXT NOT NULL,
    unit TEXT NOT NULL,
    producer TEXT NOT NULL,
    labels TEXT NOT NULL,
    allergens TEXT NOT NULL,
    availability TEXT NOT NULL,
    picture TEXT,
    position INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (market_id, slug)
);
CREATE INDEX products_category ON products (category_id, position);
",
);

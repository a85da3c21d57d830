//! The blog: settings, menus, posts, tags, authors. Instants are microseconds UTC in BIGINT columns.
//! Lexical documents are TEXT: they must come back as they went in.

use crate::step::Step;

pub(crate) const STEP: Step = Step::same(
    "m0001_content",
    "
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE menu_items (
    id UUID PRIMARY KEY NOT NULL,
    menu TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    href TEXT NOT NULL
);
CREATE INDEX menu_items_order ON menu_items (menu, position);
CREATE TABLE authors (
    id UUID PRIMARY KEY NOT NULL,
    ghost_id TEXT UNIQUE,
    fingerprint TEXT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT,
    image TEXT,
    cover TEXT,
    bio TEXT,
    location TEXT,
    website TEXT,
    meta_title TEXT,
    meta_description TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE tags (
    id UUID PRIMARY KEY NOT NULL,
    ghost_id TEXT UNIQUE,
    fingerprint TEXT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    visibility TEXT NOT NULL,
    description TEXT,
    picture TEXT,
    accent_color TEXT,
    meta_title TEXT,
    meta_description TEXT,
    og TEXT NOT NULL,
    twitter TEXT NOT NULL,
    canonical_url TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE posts (
    id UUID PRIMARY KEY NOT NULL,
    ghost_id TEXT UNIQUE,
    fingerprint TEXT,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    document_format TEXT NOT NULL,
    document TEXT NOT NULL,
    html TEXT NOT NULL,
    free_html TEXT NOT NULL,
    plaintext TEXT NOT NULL,
    stylesheet TEXT,
    members_stylesheet TEXT,
    warnings TEXT NOT NULL,
    excerpt TEXT,
    cut_excerpt TEXT NOT NULL,
    reading_minutes INTEGER NOT NULL,
    picture TEXT,
    picture_alt TEXT,
    picture_caption TEXT,
    featured BOOLEAN NOT NULL,
    locale TEXT,
    meta_title TEXT,
    meta_description TEXT,
    og TEXT NOT NULL,
    twitter TEXT NOT NULL,
    canonical_url TEXT,
    template TEXT,
    code_head TEXT,
    code_foot TEXT,
    published_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX posts_stream ON posts (kind, status, published_at DESC, id DESC);
CREATE TABLE posts_tags (
    post_id UUID NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag_id UUID NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX posts_tags_tag ON posts_tags (tag_id, post_id);
CREATE TABLE posts_authors (
    post_id UUID NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    author_id UUID NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (post_id, author_id)
);
CREATE INDEX posts_authors_author ON posts_authors (author_id, post_id);
",
);

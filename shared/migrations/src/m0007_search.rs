//! What visitors may find. The words are parted and folded in Rust, so that both databases find the same.

use crate::step::Step;

macro_rules! documents {
    ($key:literal, $words:literal) => {
        concat!(
            "
CREATE TABLE search_documents (
    ",
            $key,
            "
    kind TEXT NOT NULL,
    id UUID NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    address TEXT NOT NULL,
    title_words TEXT NOT NULL,
    body_words TEXT NOT NULL,
    shown_from BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ",
            $words,
            "
);
"
        )
    };
}

pub(crate) const STEP: Step = Step {
    name: "m0007_search",
    sqlite: concat!(
        documents!("number INTEGER PRIMARY KEY,", "UNIQUE (kind, id)"),
        "
CREATE VIRTUAL TABLE search_index USING fts5 (
    title_words, body_words, content = 'search_documents', content_rowid = 'number',
    tokenize = \"unicode61 remove_diacritics 0\"
);
CREATE TRIGGER search_documents_in AFTER INSERT ON search_documents BEGIN
    INSERT INTO search_index (rowid, title_words, body_words) VALUES (new.number, new.title_words, new.body_words);
END;
CREATE TRIGGER search_documents_out AFTER DELETE ON search_documents BEGIN
    INSERT INTO search_index (search_index, rowid, title_words, body_words)
    VALUES ('delete', old.number, old.title_words, old.body_words);
END;
CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
    INSERT INTO search_index (search_index, rowid, title_words, body_words)
    VALUES ('delete', old.number, old.title_words, old.body_words);
    INSERT INTO search_index (rowid, title_words, body_words) VALUES (new.number, new.title_words, new.body_words);
END;
"
    ),
    postgres: concat!(
        documents!(
            "",
            "title_index TSVECTOR NOT NULL GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(title_words, ' '), ''))
    ) STORED,
    whole_index TSVECTOR NOT NULL GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(title_words || ' ' || body_words, ' '), ''))
    ) STORED,
    PRIMARY KEY (kind, id)"
        ),
        "
CREATE INDEX search_documents_words ON search_documents USING gin (whole_index);
"
    ),
};

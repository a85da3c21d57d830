//! The tests of the language from outside: cases as files, escapes against a real HTML parser,
//! limits against hostile templates.

mod corpus;
mod escaping;
mod host;
mod limits;
mod records;
mod threads;

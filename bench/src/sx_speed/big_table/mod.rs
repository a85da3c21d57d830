//! A table of 100 rows of 100 numbers: the page of the public template benchmarks that is all loops and hardly any text.

use askama::Template;
use maud::{PreEscaped, html};

use super::contest::Engine;
use super::page;

const SOURCE: &str = include_str!("../../../templates/sx/big-table.sx");

/// The table.
#[derive(sx::Record)]
pub(super) struct Table {
    rows: Vec<Vec<usize>>,
}

#[derive(Template)]
#[template(path = "sx/big-table.html")]
struct Askama<'a> {
    table: &'a Table,
}

pub(super) fn view() -> Table {
    let row = |_| (0..100).collect();
    Table {
        rows: (0..100).map(row).collect(),
    }
}

/// All engines.
pub(super) fn engines(table: &Table) -> Vec<Engine<'_>> {
    vec![
        Engine::new("maud", || maud(table)),
        Engine::new("askama", || Askama { table }.render().expect("askama")),
        page::engine("big-table.sx", SOURCE, table),
    ]
}

fn maud(table: &Table) -> String {
    html! {
        (PreEscaped("<!doctype html>"))
        html {
            head { title { "Table" } }
            body {
                table {
                    @for row in &table.rows {
                        tr {
                            @for number in row {
                                td { (number) }
                            }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

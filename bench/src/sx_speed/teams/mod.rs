//! A table of a league: the small page of the public template benchmarks, where what a render costs before its first byte counts.

use askama::Template;
use maud::{PreEscaped, html};

use super::contest::Engine;
use super::page;

const SOURCE: &str = include_str!("../../../templates/sx/teams.sx");

/// A season of the league.
#[derive(sx::Record)]
pub(super) struct Season {
    year: u16,
    teams: Vec<Team>,
}

/// A team.
#[derive(sx::Record)]
struct Team {
    name: String,
    points: u32,
}

#[derive(Template)]
#[template(path = "sx/teams.html")]
struct Askama<'a> {
    season: &'a Season,
}

pub(super) fn view() -> Season {
    let teams = [
        ("Bakers & Millers", 41),
        ("Harbour Rovers", 33),
        ("Orchard Town", 27),
        ("Upper Valley", 12),
    ];
    let team = |(name, points): (&str, u32)| Team {
        name: name.to_owned(),
        points,
    };
    Season {
        year: 2026,
        teams: teams.into_iter().map(team).collect(),
    }
}

/// All engines.
pub(super) fn engines(season: &Season) -> Vec<Engine<'_>> {
    vec![
        Engine::new("maud", || maud(season)),
        Engine::new("askama", || Askama { season }.render().expect("askama")),
        page::engine("teams.sx", SOURCE, season),
    ]
}

fn maud(season: &Season) -> String {
    html! {
        (PreEscaped("<!doctype html>"))
        html {
            head { title { (season.year) } }
            body {
                h1 { "League " (season.year) }
                ul {
                    @for (place, team) in season.teams.iter().enumerate() {
                        li class=[(place == 0).then_some("first")] {
                            b { (team.name) } ": " (team.points)
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

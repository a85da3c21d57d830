//! What keeps a house from opening.

use axum::Router;
use contracts::AppName;
use include_dir::Dir;
use web::{App, Mode, NoFields, StartError, Template, TemplateFolder};

use crate::toy::{HOME, Toy, blog, plain, write};

fn refusal(apps: Vec<App>) -> StartError {
    refusal_in(Toy { apps, ..Toy::new() })
}

fn refusal_in(toy: Toy) -> StartError {
    toy.try_open().err().expect("this house cannot open")
}

#[test]
fn an_app_stands_once_and_there_is_at_least_one() {
    assert!(matches!(refusal(vec![]), StartError::NoApps));
    assert!(matches!(
        refusal(vec![blog(), blog()]),
        StartError::Twice(AppName::Blog)
    ));
}

#[test]
fn a_view_without_a_field_that_its_page_needs_is_found_before_the_first_visitor() {
    const LESS: Template<NoFields> = Template::new(HOME_NAME);
    const NOWHERE: Template<NoFields> = Template::new("~blog:pages/hoem");
    let app = App {
        queries: Vec::new(),
        views: vec![LESS.check(), NOWHERE.check()],
        ..blog()
    };
    let told = refusal(vec![app, plain(AppName::Market, Router::new)]).to_string();
    assert!(told.contains("word"), "{told}");
    assert!(told.contains("~blog:pages/hoem"), "{told}");
}

const HOME_NAME: &str = HOME.name();

#[test]
fn every_mistake_of_every_app_is_told_once_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "one.sx",
        "(defcomp ~blog:one ()\n  (no-such-element))",
    );
    write(folder.path(), "two.sx", "(defcomp ~blog:two (");
    let app = |name| App {
        templates: TemplateFolder {
            label: "toy/templates",
            folder: folder.path().to_owned(),
            embedded: Dir::new("", &[]),
        },
        ..plain(name, Router::new)
    };
    let apps = vec![app(AppName::Blog), app(AppName::Market)];
    let told = refusal_in(Toy {
        apps,
        mode: Mode::Dev,
        ..Toy::new()
    })
    .to_string();
    for place in ["toy/templates/one.sx:2:", "toy/templates/two.sx:1:"] {
        assert_eq!(told.matches(place).count(), 1, "{place} in {told}");
    }
}

#[test]
fn an_error_page_of_an_apps_own_must_make_do_with_what_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = "(defcomp ~shared:errors/failure (&key status colour) (p status colour))";
    write(folder.path(), "errors.sx", own);
    let templates = TemplateFolder {
        label: "toy/templates",
        folder: folder.path().to_owned(),
        embedded: Dir::new("", &[]),
    };
    let apps = vec![App {
        templates,
        ..plain(AppName::Blog, Router::new)
    }];
    let told = refusal_in(Toy {
        apps,
        mode: Mode::Dev,
        ..Toy::new()
    })
    .to_string();
    assert!(told.contains("colour"), "{told}");
}

#[test]
fn a_slip_in_a_field_is_told_once_with_the_way_from_the_route() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = "(defcomp ~blog:pages/home (&key word) (~toy:title :word word))";
    let title = "(defcomp ~toy:title (&key word) (p (context :site :titel) word))";
    write(folder.path(), "home.sx", home);
    write(folder.path(), "title.sx", title);
    let app = |name| App {
        templates: TemplateFolder {
            label: "toy/templates",
            folder: folder.path().to_owned(),
            embedded: Dir::new("", &[]),
        },
        views: vec![HOME.check().at("GET /")],
        ..plain(name, Router::new)
    };
    let told = refusal_in(Toy {
        apps: vec![app(AppName::Blog), app(AppName::Market)],
        mode: Mode::Dev,
        ..Toy::new()
    })
    .to_string();
    let way = "`SiteContext` has no field `:titel`
  |
1 | (defcomp ~toy:title (&key word) (p (context :site :titel) word))
  |                                                   ^^^^^^
  help: did you mean `:title`?
  in ~toy:title, called at toy/templates/home.sx:1:39
  in ~blog:pages/home
  for GET /";
    assert!(told.ends_with(way), "{told}");
    assert_eq!(told.matches(":titel`").count(), 1, "{told}");
}

//! Who gets to the staff screens.

use http::StatusCode;
use web::Mode;

use crate::toy::{Toy, fetch, visit};

#[tokio::test]
async fn staff_screens_are_open_to_a_developer_on_their_own_machine_alone() {
    for (mode, domain, expected) in [
        (Mode::Dev, "localhost", StatusCode::OK),
        (Mode::Dev, "coop.localhost", StatusCode::OK),
        (Mode::Dev, "coop.example", StatusCode::NOT_FOUND),
        (Mode::Installed, "localhost", StatusCode::NOT_FOUND),
        (Mode::Installed, "coop.example", StatusCode::NOT_FOUND),
    ] {
        let hosts = Toy {
            mode,
            domain,
            ..Toy::new()
        }
        .open();
        let answer = visit(&hosts, &format!("blog.{domain}/staff")).await;
        assert_eq!(answer.status, expected, "{mode:?} {domain}");
    }
}

#[tokio::test]
async fn no_header_opens_them() {
    let hosts = Toy {
        mode: Mode::Dev,
        domain: "coop.example",
        ..Toy::new()
    }
    .open();
    let claims = [
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-host", "blog.localhost"),
        ("forwarded", "for=127.0.0.1;host=blog.localhost"),
        ("x-real-ip", "127.0.0.1"),
    ];
    let answer = fetch(&hosts, "blog.coop.example/staff", &claims).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let stranger = fetch(&hosts, "blog.localhost/staff", &claims).await;
    assert_eq!(stranger.status, StatusCode::MISDIRECTED_REQUEST);
}

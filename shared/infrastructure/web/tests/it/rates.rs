//! Floods of forms, over real connections: the visitor's address comes with them.

use data::config::Network;
use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::toy::Toy;

/// A request of a visitor behind the trusted proxy that the test is; the status and head of its answer.
async fn ask(
    at: std::net::SocketAddr,
    method: &str,
    visitor: Option<&str>,
) -> (StatusCode, String) {
    let forwarded = visitor.map(|address| format!("X-Forwarded-For: {address}\r\n"));
    let request = format!(
        "{method} /count HTTP/1.1\r\nHost: blog.localhost\r\nOrigin: http://blog.localhost:8000\r\nConnection: close\r\n\
         Content-Length: 0\r\n{}\r\n",
        forwarded.unwrap_or_default()
    );
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("it writes");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    let status = answer.split(' ').nth(1).expect("a status line");
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    (status.parse().expect("a status"), head.to_owned())
}

#[tokio::test]
async fn who_sends_too_many_forms_is_told_when_to_come_back() {
    let mut toy = Toy::new();
    let proxy: Network = "127.0.0.1".parse().expect("a network");
    toy.trusted_proxies = vec![proxy];
    toy.limits.writes_per_minute = 2;
    let clock = toy.clock.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let at = listener.local_addr().expect("an address");
    tokio::spawn(web::serve(listener, toy.open(), std::future::pending()));

    let flood = Some("192.0.2.9");
    for _ in 0..2 {
        assert_eq!(ask(at, "POST", flood).await.0, StatusCode::OK);
    }
    let (status, head) = ask(at, "POST", flood).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(head.contains("retry-after: "), "{head}");
    // Reading goes on, others are not troubled, and whoever is this machine is not counted.
    assert_eq!(
        ask(at, "GET", flood).await.0,
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert_eq!(ask(at, "POST", Some("192.0.2.10")).await.0, StatusCode::OK);
    for _ in 0..5 {
        assert_eq!(ask(at, "POST", None).await.0, StatusCode::OK);
    }
    // Neighbours in one IPv6 network are one household.
    for host in 1..=2 {
        let neighbour = format!("2001:db8::{host}");
        assert_eq!(ask(at, "POST", Some(&neighbour)).await.0, StatusCode::OK);
    }
    let neighbour = ask(at, "POST", Some("2001:db8::3")).await.0;
    assert_eq!(neighbour, StatusCode::TOO_MANY_REQUESTS);
    clock.advance_seconds(60);
    assert_eq!(ask(at, "POST", flood).await.0, StatusCode::OK);
}

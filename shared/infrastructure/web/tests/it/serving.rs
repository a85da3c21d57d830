//! The listener: a quiet end.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::Request;
use hyper::body::Incoming;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

use crate::toy::Toy;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: blog.localhost\r\n\r\n";

async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    let mut piece = [0; 4096];
    while !text.contains(end) {
        let read = stream
            .read(&mut piece)
            .await
            .expect("the connection is open");
        assert!(read > 0, "the connection ended before {end}: {text}");
        text.push_str(std::str::from_utf8(&piece[..read]).expect("text"));
    }
    text
}

#[tokio::test]
async fn a_connection_serves_many_requests() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let hosts = Toy::new().open();
    let serving = tokio::spawn(web::serve(listener, hosts, async {
        let _ = stopped.await;
    }));
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    for _ in 0..3 {
        stream.write_all(REQUEST).await.expect("it writes");
        let answer = read_until(&mut stream, "</html>").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    }
    stop.send(()).expect("it still serves");
    serving
        .await
        .expect("it ends by itself, idle connections or not");
}

#[tokio::test]
async fn what_was_begun_is_finished_and_nothing_new_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (begun, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let service = {
        let (begun, finish) = (begun.clone(), finish.clone());
        tower::service_fn(move |_: Request<Incoming>| {
            let (begun, finish) = (begun.clone(), finish.clone());
            async move {
                begun.notify_one();
                finish.notified().await;
                Ok::<Response<Body>, Infallible>("finished".into_response())
            }
        })
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(web::serve(listener, service, async {
        let _ = stopped.await;
    }));
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(REQUEST).await.expect("it writes");
    begun.notified().await;
    stop.send(()).expect("it still serves");
    // The listener is gone as soon as the stop is seen, while the request is still being answered.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!serving.is_finished());
    finish.notify_one();
    let answer = read_until(&mut stream, "finished").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    serving.await.expect("it ends");
}

/// A house on a free port that trusts the loopback as a proxy, a connection to it, and what stops it.
async fn behind_a_proxy() -> (TcpStream, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    let hosts = Toy {
        trusted_proxies: proxies.clone(),
        ..Toy::new()
    }
    .open();
    let serving = tokio::spawn(async move {
        let stop = async {
            let _ = stopped.await;
        };
        web::serve_behind(listener, hosts, &proxies, stop).await;
    });
    let stream = TcpStream::connect(address).await.expect("a connection");
    (stream, stop, serving)
}

#[tokio::test]
async fn a_request_on_a_proxys_idle_connection_is_answered_also_at_the_end() {
    let (mut stream, stop, serving) = behind_a_proxy().await;
    let address = stream.peer_addr().expect("an address");
    stream.write_all(REQUEST).await.expect("it writes");
    let answer = read_until(&mut stream, "</html>").await;
    assert!(
        !answer.to_lowercase().contains("connection: close"),
        "{answer}"
    );
    stop.send(()).expect("it still serves");
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    stream.write_all(REQUEST).await.expect("it writes");
    let answer = read_until(&mut stream, "</html>").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(
        answer.to_lowercase().contains("connection: close"),
        "{answer}"
    );
    serving.await.expect("it ends");
}

#[tokio::test]
async fn who_connected_before_the_end_is_answered_although_nobody_had_looked_yet() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    // They wait in the listener's queue, with their requests, when the end comes.
    let mut waiting = Vec::new();
    for _ in 0..8 {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(REQUEST).await.expect("it writes");
        waiting.push(stream);
    }
    let hosts = Toy::new().open();
    let serving = tokio::spawn(web::serve(listener, hosts, std::future::ready(())));
    for mut stream in waiting {
        let answer = read_until(&mut stream, "</html>").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    }
    serving.await.expect("it ends");
}

#[tokio::test]
async fn the_log_tells_the_visitors_address_as_a_trusted_proxy_gave_it() {
    let (mut stream, stop, serving) = behind_a_proxy().await;
    let request = "GET /word/forwarded HTTP/1.1\r\nHost: blog.localhost\r\n\
        X-Forwarded-For: 192.0.2.66, 203.0.113.9\r\nConnection: close\r\n\r\n";
    stream
        .write_all(request.as_bytes())
        .await
        .expect("it writes");
    read_until(&mut stream, "</html>").await;
    stop.send(()).expect("it still serves");
    serving.await.expect("it ends");
    let lines = crate::logging::requests_for("/word/forwarded");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["fields"]["client"], "203.0.113.9");
}

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

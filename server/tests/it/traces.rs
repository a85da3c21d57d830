//! Traces: one over two processes, begun by nobody from outside; nothing where nothing is configured; and a collector that is
//! away or silent costs nobody anything.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;

use crate::program::{Serving, ask_with, rose_ash, told};

/// What a visitor would like us to believe.
const OF_A_VISITOR: &str =
    "traceparent: 00-0123456789abcdef0123456789abcdef-0123456789abcdef-01\r\n";
const KEY: &str = "a secret key of more than thirty-two characters";

/// Takes spans by OTLP over HTTP.
struct Collector {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    /// Of which service each span is.
    spans: Vec<(String, Span)>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let told = seen.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                told.lock().expect("whole").connections += 1;
                let told = told.clone();
                std::thread::spawn(move || while take(&stream, &told).is_some() {});
            }
        });
        Self { address, seen }
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The spans of a service.
    fn spans(&self, service: &str) -> Vec<Span> {
        let seen = self.seen.lock().expect("whole");
        let of_it = seen.spans.iter().filter(|(name, _)| name == service);
        of_it.map(|(_, span)| span.clone()).collect()
    }
}

/// Takes one request of a connection.
fn take(mut stream: &TcpStream, seen: &Mutex<Seen>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    assert!(first.starts_with("POST /v1/traces HTTP/1.1"), "{first}");
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let request = ExportTraceServiceRequest::decode(body.as_slice()).expect("OTLP");
    for of_resource in request.resource_spans {
        let attributes = of_resource.resource.expect("a resource").attributes;
        let service = attributes.iter().find(|it| it.key == "service.name");
        let service = service.and_then(|it| it.value.clone()?.value);
        let Some(Value::StringValue(service)) = service else {
            panic!("no service.name in {attributes:?}");
        };
        let spans = of_resource
            .scope_spans
            .into_iter()
            .flat_map(|scope| scope.spans)
            .map(|span| (service.clone(), span));
        seen.lock().expect("whole").spans.extend(spans);
    }
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        .ok()
}

/// An attribute of a span.
fn text<'a>(span: &'a Span, key: &str) -> &'a str {
    let attribute = span.attributes.iter().find(|it| it.key == key);
    match attribute.and_then(|it| it.value.as_ref()?.value.as_ref()) {
        Some(Value::StringValue(text)) => text,
        other => panic!("{key}: {other:?}"),
    }
}

/// A process of the site in this folder.
fn serve(folder: &Path, arguments: &[&str]) -> Serving {
    Serving::start(&mut command(folder, arguments))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = rose_ash(folder);
    command.arg("serve").args(arguments).env("SECRET_KEY", KEY);
    command
}

fn seeded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let seeded = rose_ash(folder.path()).arg("seed").output().expect("ran");
    assert_eq!(told(&seeded).1, Some(0));
    folder
}

#[test]
fn a_page_and_its_fragment_of_another_process_are_one_trace() {
    let (folder, collector) = (seeded(), Collector::start());
    let endpoint = collector.endpoint();
    let cart = serve(
        folder.path(),
        &["--apps", "cart", "--otlp-endpoint", &endpoint],
    );
    let peers = format!("cart=http://{}", cart.address());
    let blog = serve(
        folder.path(),
        &[
            "--apps",
            "blog",
            "--peers",
            &peers,
            "--otlp-endpoint",
            &endpoint,
        ],
    );
    let host = format!("localhost:{}", blog.address().port());
    // The second time it may be kept.
    for _ in 0..2 {
        assert_eq!(ask_with(blog.address(), &host, "/", OF_A_VISITOR).0, 200);
    }
    // A neighbour that was late is left alone for a while; each try is a span, and of too many the last are dropped.
    while ask_with(blog.address(), &host, "/fragments/cart-mini", OF_A_VISITOR).0 != 200 {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    // Nobody of ours asks without a signature, so that this is no part of any trace.
    let path = "/internal/fragments/cart-mini?lang=en";
    assert_eq!(ask_with(cart.address(), "cart", path, OF_A_VISITOR).0, 404);
    assert_eq!(blog.stop(), Some(0));
    assert_eq!(cart.stop(), Some(0));

    let asking = collector.spans("rose-ash-blog");
    let requests = asking.iter().filter(|span| span.name == "request");
    let told = requests.map(|it| (text(it, "url.path"), text(it, "http.route")));
    let pages = told.filter(|told| *told == ("/", "/")).count();
    assert_eq!(pages, 2, "{asking:?}");
    let done = collector.spans("rose-ash-cart");
    assert!(done.iter().all(|it| it.name != "request"), "a trace apart");
    let drawing: Vec<_> = done.iter().filter(|it| it.name == "fragment").collect();
    assert!(!drawing.is_empty(), "the cart drew nothing");
    for drawn in drawing {
        let asker = asking.iter().find(|it| it.span_id == drawn.parent_span_id);
        let asker = asker.unwrap_or_else(|| panic!("nobody asked for {drawn:?}"));
        assert_eq!(asker.trace_id, drawn.trace_id);
        assert_eq!(asker.name, "fragment");
        let page = asking.iter().find(|it| it.span_id == asker.parent_span_id);
        let page = page.unwrap_or_else(|| panic!("no page asked: {asker:?}"));
        assert_eq!(
            (page.name.as_str(), &page.trace_id),
            ("request", &drawn.trace_id)
        );
        assert!(page.parent_span_id.is_empty(), "a visitor began {page:?}");
    }
    let all = collector.seen.lock().expect("whole");
    let theirs = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef].repeat(2);
    assert!(all.spans.iter().all(|(_, span)| span.trace_id != theirs));
}

#[test]
fn nothing_is_sent_where_nothing_is_configured() {
    let (folder, collector) = (tempfile::tempdir().expect("a folder"), Collector::start());
    let mut quiet = command(folder.path(), &[]);
    // What other programs understand is no configuration of ours.
    quiet.env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    let serving = Serving::start(&mut quiet);
    assert_eq!(serving.get("localhost", "/").0, 200);
    assert_eq!(serving.stop(), Some(0));
    assert_eq!(collector.seen.lock().expect("whole").connections, 0);
}

#[test]
fn a_collector_that_is_away_or_silent_costs_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    // The one takes connections and never answers; at the other's port is nobody.
    let silent = TcpListener::bind("127.0.0.1:0").expect("bound");
    let gone = TcpListener::bind("127.0.0.1:0").expect("bound");
    let of = |listener: &TcpListener| format!("http://{}", listener.local_addr().expect("bound"));
    let endpoints = [of(&silent), of(&gone)];
    drop(gone);
    for endpoint in endpoints {
        let serving = serve(folder.path(), &["--otlp-endpoint", &endpoint]);
        for _ in 0..50 {
            assert_eq!(serving.get("localhost", "/").0, 200);
        }
        assert_eq!(serving.get("localhost", "/health/ready").0, 200);
        assert_eq!(serving.stop(), Some(0));
    }
}

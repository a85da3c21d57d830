//! A neighbour on a real socket that can do anything wrong. It speaks what `web/src/fragments/wire.rs` writes down, from
//! the outside.

use std::sync::{Arc, Mutex};

use data::config::Secret;
use data::{SigningKey, SiteKey};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use url::Url;

use crate::toy::SECRET;

/// Stands in everything that must never be seen.
pub(super) const LEAK: &str = "neighbours-secret";

/// What the neighbour does.
#[derive(Clone, Debug)]
pub(super) enum Does {
    /// Answers as it should.
    Answers(String),
    /// Answers with a body that is sealed well, whatever it is.
    Seals(Vec<u8>),
    /// Says that there is nothing.
    HasNothing,
    /// 500 with a stack trace.
    Fails,
    /// Takes the question and never answers.
    IsSilent,
    /// Resets the connection.
    Resets,
    /// Ends the connection in the middle of the body.
    Cuts,
    /// Says that the half of the body is all.
    Shortens,
    /// Sends half of the body and no more.
    Stalls,
    /// Answers with 10 MB.
    Floods,
    /// Sends the asker elsewhere.
    Redirects,
    /// Answers with another site's seal.
    SealsForAnother,
    /// Answers what somebody else was answered.
    Repeats,
    /// Answers without a seal, as another server would.
    IsAnother,
    /// Answers with tags that it did not seal.
    Retags,
}

pub(super) struct Neighbour {
    does: Arc<Mutex<Does>>,
    /// It has begun what it will not go on with.
    pub(super) stuck: Arc<Notify>,
    pub(super) address: Url,
    /// The questions that came, head by head.
    pub(super) heard: Arc<Mutex<Vec<String>>>,
}

impl Neighbour {
    pub(super) async fn start(does: Does) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let neighbour = Self {
            does: Arc::new(Mutex::new(does)),
            stuck: Arc::default(),
            // By name: our client knows that this is loopback.
            address: Url::parse(&format!("http://cart.localhost:{port}")).expect("an address"),
            heard: Arc::default(),
        };
        let shared = (
            neighbour.does.clone(),
            neighbour.stuck.clone(),
            neighbour.heard.clone(),
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (does, stuck, heard) = shared.clone();
                tokio::spawn(async move {
                    let _ = converse(stream, &does, &stuck, &heard).await;
                });
            }
        });
        neighbour
    }

    pub(super) fn now(&self, does: Does) {
        *self.does.lock().expect("free") = does;
    }
}

/// Answers question after question on one connection.
async fn converse(
    mut stream: TcpStream,
    does: &Mutex<Does>,
    stuck: &Notify,
    heard: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    loop {
        // It decides when the question is there: it may be told otherwise while it waits.
        if stream.peek(&mut [0]).await? == 0 {
            return Ok(());
        }
        let now = does.lock().expect("free").clone();
        if matches!(now, Does::Resets) {
            // What was sent and is not read makes a reset of the end.
            return Ok(());
        }
        let Some(head) = read_head(&mut stream).await? else {
            return Ok(());
        };
        heard.lock().expect("free").push(head.clone());
        let Some((answer, goes_on)) = answer(&now, &head) else {
            stuck.notify_one();
            return std::future::pending().await;
        };
        stream.write_all(&answer).await?;
        match (goes_on, &now) {
            (true, _) => {}
            (false, Does::Stalls) => {
                stuck.notify_one();
                return std::future::pending().await;
            }
            (false, _) => return Ok(()),
        }
    }
}

async fn read_head(stream: &mut TcpStream) -> std::io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
    }
    Ok(Some(String::from_utf8(head).expect("a question is text")))
}

/// The bytes to send, and whether the connection goes on; `None`: nothing ever.
fn answer(does: &Does, head: &str) -> Option<(Vec<u8>, bool)> {
    let good = format!("<b>{LEAK}</b>");
    let signature = header(head, "rose-ash-signature");
    let ours = key(SECRET);
    let sealed = |body: &[u8]| ok(body, body.len(), &seal(&ours, signature, "", body));
    let half = good.len() / 2;
    Some(match does {
        Does::Answers(html) => (sealed(html.as_bytes()), true),
        Does::Seals(body) => (sealed(body), true),
        Does::HasNothing => {
            let message = format!("answer\n{signature}\n204\n\n");
            let seal = hex(&ours.sign(message.as_bytes()));
            let head = format!("HTTP/1.1 204 No Content\r\nrose-ash-seal: {seal}\r\n\r\n");
            (head.into_bytes(), true)
        }
        Does::Fails => {
            let trace = format!("Traceback (most recent call last): {LEAK}");
            let head = "HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/html";
            let length = trace.len();
            (
                format!("{head}\r\ncontent-length: {length}\r\n\r\n{trace}").into_bytes(),
                true,
            )
        }
        Does::IsSilent | Does::Resets => return None,
        Does::Cuts | Does::Stalls => {
            let seal = seal(&ours, signature, "", good.as_bytes());
            (ok(&good.as_bytes()[..half], good.len(), &seal), false)
        }
        Does::Shortens => {
            let seal = seal(&ours, signature, "", good.as_bytes());
            (ok(&good.as_bytes()[..half], half, &seal), true)
        }
        Does::Floods => (
            sealed(&LEAK.repeat((10 << 20) / LEAK.len()).into_bytes()),
            false,
        ),
        Does::Redirects => {
            let to = format!("http://elsewhere.localhost/{LEAK}");
            (
                format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")
                    .into_bytes(),
                true,
            )
        }
        Does::SealsForAnother => {
            let another = key("another site's thirty-two characters");
            let seal = seal(&another, signature, "", good.as_bytes());
            (ok(good.as_bytes(), good.len(), &seal), true)
        }
        Does::Repeats => {
            let seal = seal(&ours, &"0".repeat(64), "", good.as_bytes());
            (ok(good.as_bytes(), good.len(), &seal), true)
        }
        Does::IsAnother => (ok(good.as_bytes(), good.len(), ""), true),
        Does::Retags => {
            let seal = seal(&ours, signature, "menus", good.as_bytes());
            (ok(good.as_bytes(), good.len(), &seal), true)
        }
    })
}

pub(super) fn key(secret: &str) -> SigningKey {
    SiteKey::of(&Secret(secret.to_owned())).derive("fragments")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn seal(key: &SigningKey, signature: &str, tags: &str, body: &[u8]) -> String {
    let head = format!("answer\n{signature}\n200\n{tags}\n");
    hex(&key.sign(&[head.as_bytes(), body].concat()))
}

fn ok(body: &[u8], length: usize, seal: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nrose-ash-tags: \r\nrose-ash-seal: {seal}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let line = head.lines().find_map(|line| line.strip_prefix(name));
    line.map_or("", |rest| rest.trim_start_matches(':').trim())
}

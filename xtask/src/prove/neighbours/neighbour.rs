//! A neighbour on a real socket that can do anything wrong.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::wire::{self, Key, SECRET};
use crate::fault::{Context, Result};

/// Stands in everything that must never be seen.
pub(super) const LEAK: &str = "what-the-neighbour-said";
const FLOOD_BYTES: usize = 10 << 20;

/// What a neighbour does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Answers every question with this word.
    Well(&'static str),
    /// 500 with a stack trace.
    Fails,
    /// Takes the question and never answers.
    IsSilent,
    /// Resets the connection.
    Resets,
    /// Ends the connection in the middle of the body.
    Cuts,
    /// Sends half of the body and no more.
    Stalls,
    /// Answers with 10 MB, sealed well.
    Floods,
    /// Seals what no page may show.
    Seals(&'static str),
    /// Answers with another site's seal.
    SealsForAnother,
    /// Does not believe the question: its clock, or ours, is off.
    Refuses,
}

/// A neighbour; gone when dropped.
pub(super) struct Neighbour {
    shared: Arc<Shared>,
    address: SocketAddr,
}

struct Shared {
    does: Mutex<Does>,
    is_over: AtomicBool,
}

impl Shared {
    fn does(&self) -> Does {
        *self.does.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it is to do something else.
    fn wait_for_a_change(&self, from: Does) {
        while self.does() == from && !self.is_over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Neighbour {
    pub(super) fn start(does: Does) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("listen as a neighbour")?;
        let address = listener.local_addr().context("listen as a neighbour")?;
        let shared = Arc::new(Shared {
            does: Mutex::new(does),
            is_over: AtomicBool::new(false),
        });
        let neighbour = Self {
            shared: shared.clone(),
            address,
        };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.is_over.load(Ordering::Relaxed) {
                    break;
                }
                let shared = shared.clone();
                // What becomes of a connection is the other side's business.
                std::thread::spawn(move || converse(&stream, &shared));
            }
        });
        Ok(neighbour)
    }

    pub(super) fn now(&self, does: Does) {
        let mut now = self
            .shared
            .does
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *now = does;
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        // Wakes who waits for the next connection.
        let _ = TcpStream::connect(self.address);
    }
}

/// Answers question after question on one connection.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        // It decides when the question is there: it may be told otherwise while it waits.
        if stream.peek(&mut [0])? == 0 {
            return Ok(());
        }
        let does = shared.does();
        if does == Does::Resets {
            // What was sent and is not read makes a reset of the end.
            return Ok(());
        }
        let head = read_head(&mut reader)?;
        let (answer, goes_on) = answer(does, &head);
        let mut writer = stream;
        writer.write_all(&answer)?;
        if !goes_on {
            if matches!(does, Does::IsSilent | Does::Stalls) {
                shared.wait_for_a_change(does);
            }
            return Ok(());
        }
    }
}

fn read_head(reader: &mut impl BufRead) -> io::Result<String> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(head)
}

/// The bytes to send, and whether the connection goes on.
fn answer(does: Does, head: &str) -> (Vec<u8>, bool) {
    let good = format!("<b>{LEAK}</b>");
    let signature = wire::signature(head);
    let sealed = |secret: &str, body: &[u8], sent: usize| {
        let seal = Key::of(secret).seal(signature, body);
        let lines = format!("rose-ash-tags: \r\nrose-ash-seal: {seal}\r\n");
        [head_of("200 OK", body.len(), &lines), body[..sent].to_vec()].concat()
    };
    let whole = |body: &str| sealed(SECRET, body.as_bytes(), body.len());
    match does {
        Does::Well(word) => (whole(&format!("<b>{word}</b>")), true),
        Does::Fails => {
            let trace = format!("Traceback (most recent call last): {LEAK}");
            let head = head_of("500 Internal Server Error", trace.len(), "");
            ([head, trace.into_bytes()].concat(), true)
        }
        Does::IsSilent | Does::Resets => (Vec::new(), false),
        Does::Cuts | Does::Stalls => (sealed(SECRET, good.as_bytes(), good.len() / 2), false),
        Does::Floods => (whole(&LEAK.repeat(FLOOD_BYTES / LEAK.len())), true),
        Does::Seals(html) => (whole(&html.replace("LEAK", LEAK)), true),
        Does::SealsForAnother => {
            let another = "the secret of another site altogether";
            (sealed(another, good.as_bytes(), good.len()), true)
        }
        Does::Refuses => (head_of("404 Not Found", 0, ""), true),
    }
}

fn head_of(status: &str, length: usize, lines: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n{lines}\r\n"
    )
    .into_bytes()
}

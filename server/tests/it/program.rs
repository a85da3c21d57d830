//! Running the binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use data::DatabaseAddress;

/// The program with nothing of the tester's environment that would configure it.
pub(crate) fn rose_ash(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rose-ash"));
    command.current_dir(folder).env_clear();
    command
}

/// How the address is written for `--database-url`.
pub(crate) fn url(address: &DatabaseAddress) -> String {
    match address {
        DatabaseAddress::Sqlite(path) => format!("sqlite://{}", path.display()),
        DatabaseAddress::Postgres(url) => url.to_string(),
    }
}

/// Standard error and the exit code.
pub(crate) fn told(output: &Output) -> (String, Option<i32>) {
    (
        String::from_utf8_lossy(&output.stderr).into_owned(),
        output.status.code(),
    )
}

/// A serving process; killed when it is dropped, so that a failed test leaves none behind.
pub(crate) struct Serving {
    child: Child,
    out: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Serving {
    /// Starts `serve` on a free port and waits until it says where it is.
    pub(crate) fn start(command: &mut Command) -> Self {
        let command = command
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("started");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert_ne!(
                out.read_line(&mut line).expect("read"),
                0,
                "it ended without saying where it is"
            );
            if let Some((_, rest)) = line.split_once(".localhost:") {
                break rest
                    .trim()
                    .trim_end_matches('/')
                    .parse::<u16>()
                    .expect("a port");
            }
        };
        Self {
            child,
            out,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        }
    }

    /// The status and body that it answers with.
    pub(crate) fn get(&self, host: &str, path: &str) -> (u16, String) {
        let (status, _, body) = self.get_all(host, path);
        (status, body)
    }

    /// The status, head and body that it answers with.
    pub(crate) fn get_all(&self, host: &str, path: &str) -> (u16, String, String) {
        let host = format!("{host}:{}", self.address.port());
        ask(self.address, &host, path)
    }

    /// The status that it answers another method with.
    pub(crate) fn ask_as(&self, method: &str, host: &str, path: &str) -> u16 {
        let port = self.address.port();
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
        send(self.address, &head).0
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells it to stop and gives its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill ran");
        assert!(told.success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("read to its end");
        self.child.wait().expect("ended").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status, head (in lower case) and body of one answer.
pub(crate) fn ask(address: SocketAddr, host: &str, path: &str) -> (u16, String, String) {
    ask_with(address, host, path, "")
}

/// The same with further headers, each with its line's end.
pub(crate) fn ask_with(
    address: SocketAddr,
    host: &str,
    path: &str,
    headers: &str,
) -> (u16, String, String) {
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
    send(address, &head)
}

fn send(address: SocketAddr, head: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(address).expect("connected");
    stream.write_all(head.as_bytes()).expect("asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("answered");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    (
        status.expect("a status"),
        head.to_ascii_lowercase(),
        body.to_owned(),
    )
}

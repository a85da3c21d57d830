//! A closed loop of requests over kept connections, one thread a connection: light enough to share the machine with
//! the server, and the server's own processor time is what the figures are about.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::fault::{Context, Fault, Result};

const TIMEOUT: Duration = Duration::from_secs(30);
const BODY_BYTES_MAX: usize = 32 << 20;
const HEAD_LINES_MAX: usize = 100;
/// Most pages come in one or two readings: what the client needs is lost to the server.
const BUFFER_BYTES: usize = 64 << 10;

/// One kept connection.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, TIMEOUT)
            .context(format!("connect to {address}"))?;
        stream.set_nodelay(true).context("set up the connection")?;
        stream
            .set_read_timeout(Some(TIMEOUT))
            .context("set up the connection")?;
        Ok(Self {
            stream: BufReader::with_capacity(BUFFER_BYTES, stream),
        })
    }

    /// Asks for an uncompressed page.
    pub(crate) fn get(&mut self, host: &str, path: &str) -> Result<Response> {
        self.get_with(host, path, "")
    }

    /// The same with more header lines, each with its end.
    pub(crate) fn get_with(&mut self, host: &str, path: &str, lines: &str) -> Result<Response> {
        let mut body = Vec::new();
        let status = self.ask(&request(host, path, "identity", lines), &mut body)?;
        Ok(Response { status, body })
    }

    /// Sends a request that was written before, and puts the body in place of what was there.
    fn ask(&mut self, request: &[u8], body: &mut Vec<u8>) -> Result<u16> {
        self.stream
            .get_mut()
            .write_all(request)
            .context("send a request")?;
        read_response(&mut self.stream, body)
    }
}

fn request(host: &str, path: &str, encoding: &str, lines: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html,*/*\r\nAccept-Encoding: {encoding}\r\n{lines}\r\n"
    )
    .into_bytes()
}

fn read_response(from: &mut impl BufRead, body: &mut Vec<u8>) -> Result<u16> {
    body.clear();
    let mut line = String::with_capacity(256);
    read_line(from, &mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| Fault::new(format!("no HTTP answer: `{line}`")))?;
    let (mut length, mut chunked) = (0, false);
    for _ in 0..HEAD_LINES_MAX {
        read_line(from, &mut line)?;
        if line.is_empty() {
            if chunked {
                read_chunks(from, &mut line, body)?;
            } else {
                read_exactly(from, length, body)?;
            }
            return Ok(status);
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().context("read content-length")?;
        }
        chunked |= name.eq_ignore_ascii_case("transfer-encoding")
            && value.trim().eq_ignore_ascii_case("chunked");
    }
    Err(Fault::new(format!(
        "more than {HEAD_LINES_MAX} header lines"
    )))
}

/// Puts the next line in place of what was there, without its end.
fn read_line(from: &mut impl BufRead, line: &mut String) -> Result<()> {
    line.clear();
    let read = from
        .take(64 << 10)
        .read_line(line)
        .context("read an answer")?;
    if read == 0 {
        return Err(Fault::new("the server closed the connection"));
    }
    line.truncate(line.trim_end().len());
    Ok(())
}

fn read_exactly(from: &mut impl BufRead, length: usize, body: &mut Vec<u8>) -> Result<()> {
    if body.len() + length > BODY_BYTES_MAX {
        return Err(Fault::new(format!("an answer of {length} bytes and more")));
    }
    let read = from.take(length as u64).read_to_end(body);
    if read.context("read a body")? < length {
        return Err(Fault::new("the server closed the connection in a body"));
    }
    Ok(())
}

fn read_chunks(from: &mut impl BufRead, line: &mut String, body: &mut Vec<u8>) -> Result<()> {
    while body.len() <= BODY_BYTES_MAX {
        read_line(from, line)?;
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default(), 16)
            .context("read a chunk")?;
        read_exactly(from, size, body)?;
        read_line(from, line)?;
        if size == 0 {
            return Ok(());
        }
    }
    Err(Fault::new("an endless answer"))
}

/// Which page, asked how.
pub(crate) struct Load<'a> {
    pub(crate) address: SocketAddr,
    pub(crate) host: String,
    pub(crate) path: &'a str,
    pub(crate) encoding: &'a str,
    pub(crate) connections: usize,
}

/// What a run of requests took.
pub(crate) struct Measured {
    latencies: Vec<Duration>,
    pub(crate) duration: Duration,
    pub(crate) body_bytes: usize,
}

impl Load<'_> {
    /// Asks `requests` times in all; every answer must be a 200.
    pub(crate) fn run(&self, requests: usize) -> Result<Measured> {
        let started_at = Instant::now();
        let each = requests.div_ceil(self.connections);
        let runs: Vec<Result<(Vec<Duration>, usize)>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.connections)
                .map(|_| scope.spawn(|| self.one(each)))
                .collect();
            threads
                .into_iter()
                .map(|thread| {
                    thread
                        .join()
                        .unwrap_or_else(|_| Err(Fault::new("a thread of the load died")))
                })
                .collect()
        });
        let duration = started_at.elapsed();
        let mut measured = Measured {
            latencies: Vec::with_capacity(requests),
            duration,
            body_bytes: 0,
        };
        for run in runs {
            let (latencies, body_bytes) = run?;
            measured.latencies.extend(latencies);
            measured.body_bytes = body_bytes;
        }
        measured.latencies.sort_unstable();
        Ok(measured)
    }

    fn one(&self, requests: usize) -> Result<(Vec<Duration>, usize)> {
        let mut connection = Connection::open(self.address)?;
        let mut latencies = Vec::with_capacity(requests);
        let request = request(&self.host, self.path, self.encoding, "");
        let mut body = Vec::new();
        for _ in 0..requests {
            let asked_at = Instant::now();
            let status = connection.ask(&request, &mut body)?;
            latencies.push(asked_at.elapsed());
            if status != 200 {
                return Err(Fault::new(format!(
                    "{}{} answers {status}",
                    self.host, self.path
                )));
            }
        }
        Ok((latencies, body.len()))
    }
}

impl Measured {
    pub(crate) fn count(&self) -> usize {
        self.latencies.len()
    }

    /// The latency that `percent` of the requests did not exceed.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        percentile(&self.latencies, percent)
    }
}

/// Of sorted latencies that which `percent` of them do not exceed.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &str) -> Result<Response> {
        let mut body = b"what was there".to_vec();
        let status = read_response(&mut answer.as_bytes(), &mut body)?;
        Ok(Response { status, body })
    }

    #[test]
    fn answers_with_a_length_and_in_chunks_are_read_whole() {
        let plain =
            read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbreadrest").expect("it is whole");
        assert_eq!((plain.status, plain.body.as_slice()), (200, &b"bread"[..]));
        let chunked = "HTTP/1.1 404 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbre\r\n2;x=y\r\nad\r\n0\r\n\r\n";
        let chunked = read(chunked).expect("it is whole");
        assert_eq!(
            (chunked.status, chunked.body.as_slice()),
            (404, &b"bread"[..])
        );
    }

    #[test]
    fn broken_answers_are_faults() {
        assert!(read("").is_err());
        assert!(read("SSH-2.0\r\n\r\n").is_err());
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbread").is_err());
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n").is_err());
    }

    #[test]
    fn percentiles_are_taken_from_the_sorted_latencies() {
        let latencies = (1..=200).map(Duration::from_millis).collect();
        let measured = Measured {
            latencies,
            duration: Duration::from_secs(1),
            body_bytes: 0,
        };
        assert_eq!(measured.percentile(50), Duration::from_millis(100));
        assert_eq!(measured.percentile(99), Duration::from_millis(198));
    }

    #[test]
    fn every_request_of_every_connection_is_counted() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..3 {
                    let (stream, _) = listener.accept().expect("a connection");
                    scope.spawn(move || answer_all(&stream));
                }
            });
            let load = Load {
                address,
                host: "x".into(),
                path: "/",
                encoding: "identity",
                connections: 3,
            };
            let measured = load.run(9).expect("all answers are 200");
            assert_eq!((measured.count(), measured.body_bytes), (9, 2));
        });
    }

    fn answer_all(mut stream: &TcpStream) {
        let mut lines = BufReader::new(stream).lines();
        while let Some(Ok(line)) = lines.next() {
            if line.is_empty() {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    .expect("the other side listens");
            }
        }
    }
}

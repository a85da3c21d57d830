//! A gate before a database server: it can be shut, as when the server is stopped, or held, as when the server hangs.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

/// The gate. Connections through it end with it.
pub(crate) struct Gate {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<Listener>,
}

struct State {
    server: String,
    held: Mutex<bool>,
    freed: Condvar,
    streams: Mutex<Vec<TcpStream>>,
}

struct Listener {
    thread: std::thread::JoinHandle<()>,
    stop: Arc<Mutex<bool>>,
}

impl Gate {
    /// An open gate before `server`, `host:port`.
    pub(crate) fn before(server: String) -> Self {
        let state = Arc::new(State {
            server,
            held: Mutex::new(false),
            freed: Condvar::new(),
            streams: Mutex::default(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("bound");
        let mut gate = Self {
            address,
            state,
            listener: None,
        };
        gate.listen(listener);
        gate
    }

    /// Where it stands.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn listen(&mut self, listener: TcpListener) {
        let (state, stop) = (self.state.clone(), Arc::new(Mutex::new(false)));
        let told = stop.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if *told.lock().expect("no panic") {
                    return;
                }
                state.connect(stream.expect("a connection"));
            }
        });
        self.listener = Some(Listener { thread, stop });
    }

    /// Every connection ends and new ones are refused.
    pub(crate) fn shut(&mut self) {
        if let Some(listener) = self.listener.take() {
            *listener.stop.lock().expect("no panic") = true;
            // Wakes the thread up, so that it sees that it shall stop.
            drop(TcpStream::connect(self.address));
            listener.thread.join().expect("no panic");
        }
        for stream in self.state.streams.lock().expect("no panic").drain(..) {
            // The other end may have closed it already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Connections come through again.
    pub(crate) fn open(&mut self) {
        self.listen(TcpListener::bind(self.address).expect("its own port"));
    }

    /// Nothing comes through, and nothing ends, until [`free`](Self::free).
    pub(crate) fn hold(&self) {
        *self.state.held.lock().expect("no panic") = true;
    }

    /// What was held goes on.
    pub(crate) fn free(&self) {
        *self.state.held.lock().expect("no panic") = false;
        self.state.freed.notify_all();
    }
}

impl State {
    fn connect(self: &Arc<Self>, inside: TcpStream) {
        let Ok(outside) = TcpStream::connect(&self.server) else {
            return;
        };
        let copy = |stream: &TcpStream| stream.try_clone().expect("another handle");
        let mut streams = self.streams.lock().expect("no panic");
        streams.extend([copy(&inside), copy(&outside)]);
        for (from, to) in [(copy(&inside), copy(&outside)), (outside, inside)] {
            let state = self.clone();
            std::thread::spawn(move || state.carry(from, to));
        }
    }

    fn carry(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; 16 << 10];
        while let Ok(read @ 1..) = from.read(&mut bytes) {
            let held = self.held.lock().expect("no panic");
            drop(self.freed.wait_while(held, |held| *held).expect("no panic"));
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.free();
        self.shut();
    }
}

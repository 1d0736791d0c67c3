//! A server of HTTP/1.1 on this machine that behaves as a test wants, and remembers who asked for what.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request.
pub struct Request {
    pub method: String,
    pub path: String,
    /// All of it up to the blank line.
    pub head: String,
    /// How many requests of this method and path came before.
    pub before: usize,
}

/// What the server does.
pub enum Reply {
    /// Status line, headers and body.
    Answer(String, Vec<u8>),
    /// These bytes, whatever was asked.
    Bytes(&'static [u8]),
    /// Closes the connection.
    HangUp,
    /// Keeps the connection and says nothing.
    Silence,
}

#[derive(Default)]
struct Seen {
    requests: Vec<(String, String)>,
    active: usize,
    most_at_once: usize,
}

/// A running server; it ends with the test's process.
pub struct Server {
    pub address: String,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    pub fn new(behaviour: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (behaviour, kept) = (Arc::new(behaviour), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behaviour, seen) = (Arc::clone(&behaviour), Arc::clone(&kept));
                thread::spawn(move || serve(stream, &*behaviour, &seen));
            }
        });
        Self { address, seen }
    }

    /// `HEAD /a GET /a`: the requests in the order of paths, those of one path in the order in which they came.
    pub fn requests(&self) -> String {
        let mut requests = self.seen.lock().expect("no test failed").requests.clone();
        requests.sort_by(|(_, a), (_, b)| a.cmp(b));
        requests.iter().map(|(method, path)| format!("{method} {path}")).collect::<Vec<_>>().join(" ")
    }

    /// The most requests that were under way at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.lock().expect("no test failed").most_at_once
    }
}

/// An answer with a status such as `200 OK`, more header lines, and a body.
pub fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        head += header;
        head += "\r\n";
    }
    Reply::Answer(head + "\r\n", body.to_vec())
}

/// A page of HTML.
pub fn page(body: impl AsRef<[u8]>) -> Reply {
    answer("200 OK", &["Content-Type: text/html; charset=utf-8"], body)
}

fn serve(mut stream: TcpStream, behaviour: &(dyn Fn(&Request) -> Reply + Send + Sync), seen: &Mutex<Seen>) {
    let Some(head) = read_head(&mut stream) else { return };
    let mut words = head.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let before = {
        let mut seen = seen.lock().expect("no test failed");
        let before = seen.requests.iter().filter(|(m, p)| *m == method && *p == path).count();
        seen.requests.push((method.clone(), path.clone()));
        seen.active += 1;
        seen.most_at_once = seen.most_at_once.max(seen.active);
        before
    };
    let request = Request { method, path, head, before };
    let reply = behaviour(&request);
    seen.lock().expect("no test failed").active -= 1;
    match reply {
        Reply::Answer(head, body) => {
            let _ = stream.write_all(head.as_bytes());
            if request.method != "HEAD" {
                let _ = stream.write_all(&body);
            }
        }
        Reply::Bytes(bytes) => drop(stream.write_all(bytes)),
        Reply::HangUp => {}
        // Until the other side gives up.
        Reply::Silence => drop(stream.read(&mut [0; 16])),
    }
}

fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        // The first byte of a handshake of TLS (RFC 8446, section 5.1), which servers of HTTP answer like this.
        if head.is_empty() && byte == [0x16] {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

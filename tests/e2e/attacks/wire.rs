//! Bytes no browser sends, against the real accept loop: framing, heads, slowness, size.

use std::time::Duration;

use tests::people::two_offices;
use tests::platform::{Platform, server_url, settings};
use tests::wire::{PATIENCE, Wire, listen};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, interval};
use web::Limits;

/// A silence after which an open connection counts as left open.
const SILENCE: Duration = Duration::from_millis(700);
const PAGE: &str = "/dane-osobowe";

/// Two offices, by host and name, behind a real port.
struct Street {
    wire: Wire,
    here: (String, String),
    there: (String, String),
    _platform: Platform,
}

impl Street {
    async fn open(change: impl FnOnce(&mut Limits)) -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let (here, there) = two_offices(&platform).await.expect("two offices");
        let mut limits = settings(&platform.url).limits;
        change(&mut limits);
        let router = platform.web_within(limits.clone()).await.expect("pages");
        let wire = Wire::serve(router, limits).await.expect("a port");
        Some(Self {
            wire,
            here: (here.host(), here.tenant.name().to_owned()),
            there: (there.host(), there.tenant.name().to_owned()),
            _platform: platform,
        })
    }

    /// A second, smuggled request, to be hidden in the body of a first.
    fn smuggled(&self) -> String {
        format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", self.there.0)
    }
}

// MT-004
#[tokio::test]
async fn two_host_lines_are_refused_and_the_connection_is_closed() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let (here, there) = (&street.here.0, &street.there.0);
    for (first, second) in [(here, there), (there, here), (here, here)] {
        let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {first}\r\nHost: {second}\r\n\r\n");
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        assert_eq!(said.statuses(), [400], "{first} {second}");
        assert!(said.closed, "{first} {second}: left open");
        for name in [&street.here.1, &street.there.1] {
            assert!(!said.text.contains(name.as_str()));
        }
    }
}

// MT-005
#[tokio::test]
async fn a_whole_address_as_target_must_agree_with_the_host() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let (here, there) = (&street.here.0, &street.there.0);
    let request = format!("GET http://{there}{PAGE} HTTP/1.1\r\nHost: {here}\r\n\r\n");
    let said = street.wire.say(&request, SILENCE).await.expect("an answer");
    assert_eq!(said.statuses(), [400]);
    assert!(!said.text.contains(&street.here.1) && !said.text.contains(&street.there.1));

    let request = format!("GET http://{here}{PAGE} HTTP/1.1\r\nHost: {here}\r\n\r\n");
    let said = street.wire.say(&request, SILENCE).await.expect("an answer");
    assert_eq!(said.statuses(), [200]);
    assert!(said.text.contains(&street.here.1));

    for target in [
        format!("http://{here}@{there}{PAGE}"),
        format!("http://{there}:80{PAGE}"),
        format!("//{there}{PAGE}"),
        format!("{there}:443"),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: {here}\r\n\r\n");
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        let statuses = said.statuses();
        assert!(
            matches!(statuses[..], [400 | 404]),
            "{target}: {statuses:?}"
        );
        assert!(!said.text.contains(&street.there.1), "{target}");
    }
}

// MT-008, MT-010
#[tokio::test]
async fn a_host_that_is_no_name_gets_nothing_and_is_not_repeated() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let here = &street.here.0;
    let long = format!("{}.{here}", "a".repeat(260));
    let label = format!("{}.ratusz.test", "a".repeat(64));
    let hosts = [
        format!("'{here}"),
        format!("{here}';drop"),
        format!("{here} x"),
        format!("{here}\tx"),
        format!("{here}\0"),
        format!("{here}/urzad"),
        format!("{here}\\x"),
        format!("x@{here}"),
        format!("{here}%00"),
        format!("{here}:80:80"),
        format!("{here}:port"),
        format!("{here}.."),
        format!(".{here}"),
        format!("{here},{}", street.there.0),
        "<script>".to_owned(),
        "127.0.0.1".to_owned(),
        "[::1]".to_owned(),
        String::new(),
        long,
        label,
    ];
    for host in &hosts {
        let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        let statuses = said.statuses();
        assert!(
            matches!(statuses[..], [400 | 404]),
            "{host:?}: {statuses:?}"
        );
        assert!(!said.text.contains(&street.here.1), "{host:?}");
        let head = said.text.to_ascii_lowercase();
        assert!(!head.contains("set-cookie"), "{host:?}");
        assert!(
            host.is_empty() || !said.text.contains(host.as_str()),
            "{host:?} came back"
        );
    }
    let request = format!("GET {PAGE} HTTP/1.0\r\n\r\n");
    let said = street.wire.say(&request, SILENCE).await.expect("an answer");
    assert!(said.text.starts_with("HTTP/1.0 400"), "{}", said.text);
}

// MT-020
#[tokio::test]
async fn a_smuggled_second_request_is_never_answered() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let here = &street.here.0;
    let second = street.smuggled();
    let heads = [
        // Two lengths that disagree.
        format!("Content-Length: 0\r\nContent-Length: {}", second.len()),
        format!("Content-Length: {}\r\nContent-Length: 0", second.len()),
        format!("Content-Length: 0, {}", second.len()),
        // A length that is none.
        "Content-Length: +5".to_owned(),
        "Content-Length: -1".to_owned(),
        "Content-Length: 0x5".to_owned(),
        "Content-Length: 99999999999999999999999".to_owned(),
        // Codings nobody knows.
        "Transfer-Encoding: xchunked".to_owned(),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Transfer-Encoding: chunked, gzip".to_owned(),
        // Names and lines out of shape.
        format!("Content-Length : {}", second.len()),
        "Transfer-Encoding : chunked".to_owned(),
        " Transfer-Encoding: chunked".to_owned(),
        "Transfer-Encoding\0: chunked".to_owned(),
    ];
    for head in &heads {
        let request = format!("POST {PAGE} HTTP/1.1\r\nHost: {here}\r\n{head}\r\n\r\n{second}");
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        assert_eq!(said.statuses(), [400], "{head}");
        assert!(said.closed, "{head}: left open");
        assert!(!said.text.contains(&street.there.1), "{head}");
    }
}

// MT-020: here the law of HTTP lets a server read the body in chunks, if it closes afterwards.
#[tokio::test]
async fn a_length_beside_a_coding_ends_the_connection() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let here = &street.here.0;
    let second = street.smuggled();
    let length = format!("Content-Length: {}", second.len() + 5);
    let coding = "Transfer-Encoding: chunked";
    for (first_line, second_line) in [(length.as_str(), coding), (coding, length.as_str())] {
        let request = format!(
            "POST {PAGE} HTTP/1.1\r\nHost: {here}\r\n{first_line}\r\n{second_line}\r\n\r\n\
             0\r\n\r\n{second}"
        );
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        assert_eq!(said.statuses().len(), 1, "{first_line}: {}", said.text);
        assert!(said.statuses()[0] >= 400, "{first_line}");
        assert!(said.closed, "{first_line}: left open");
        assert!(!said.text.contains(&street.there.1), "{first_line}");
    }
}

// MT-020: an honest connection is kept, so the closings above mean something.
#[tokio::test]
async fn two_honest_requests_share_a_connection() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", street.here.0);
    let twice = format!("{request}{request}");
    let said = street.wire.say(&twice, SILENCE).await.expect("answers");
    assert_eq!(said.statuses(), [200, 200]);
    assert!(!said.closed);
}

// MT-125
#[tokio::test]
async fn a_head_without_end_is_refused() {
    let Some(street) = Street::open(|_| {}).await else {
        return;
    };
    let here = &street.here.0;
    let many: String = (0..200).map(|n| format!("X-{n}: y\r\n")).collect();
    let long = format!("X-Long: {}\r\n", "y".repeat(80 * 1024));
    for lines in [many, long] {
        let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {here}\r\n{lines}\r\n");
        let said = street.wire.say(&request, SILENCE).await.expect("an answer");
        assert_eq!(said.statuses(), [431]);
        assert!(said.closed);
    }
    let target = format!("/{}", "a".repeat(70 * 1024));
    let request = format!("GET {target} HTTP/1.1\r\nHost: {here}\r\n\r\n");
    let said = street.wire.say(&request, SILENCE).await.expect("an answer");
    assert!(matches!(said.statuses()[..], [414 | 431]), "{}", said.text);
}

// MT-125
#[tokio::test]
async fn a_silent_connection_is_closed() {
    let quick = |limits: &mut Limits| (limits.header_seconds, limits.idle_seconds) = (30, 1);
    let Some(street) = Street::open(quick).await else {
        return;
    };
    let started = Instant::now();
    let said = street.wire.say("", PATIENCE).await.expect("a connection");
    assert!(said.closed && said.text.is_empty());
    assert!(started.elapsed() < PATIENCE);
    // Half a request and then silence; and silence after a request that was served.
    let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", street.here.0);
    let half = &request[..request.len() - 4];
    assert!(
        street
            .wire
            .say(half, PATIENCE)
            .await
            .expect("no answer")
            .closed
    );
    let served = street
        .wire
        .say(&request, PATIENCE)
        .await
        .expect("an answer");
    assert_eq!(served.statuses(), [200]);
    assert!(served.closed);
}

/// Sends a byte from time to time until the server has enough of it; what it said meanwhile.
async fn drip(stream: &mut TcpStream) -> Vec<u8> {
    let (mut read, mut write) = stream.split();
    let drops = async {
        let mut tick = interval(Duration::from_millis(50));
        for _ in 0..400 {
            tick.tick().await;
            if write.write_all(b"y").await.is_err() {
                break;
            }
        }
    };
    let mut rest = Vec::new();
    tokio::select! {
        read = read.read_to_end(&mut rest) => { read.ok(); }
        () = drops => {}
    }
    rest
}

// MT-125
#[tokio::test]
async fn a_head_sent_drop_by_drop_is_cut_off() {
    let quick = |limits: &mut Limits| (limits.header_seconds, limits.idle_seconds) = (1, 30);
    let Some(street) = Street::open(quick).await else {
        return;
    };
    let started = Instant::now();
    let mut stream = street.wire.connect().await.expect("a connection");
    stream
        .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
        .await
        .expect("sent");
    let rest = drip(&mut stream).await;
    let took = started.elapsed();
    assert!(took < Duration::from_secs(5), "cut off after {took:?} only");
    assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
}

// MT-125
#[tokio::test]
async fn a_body_sent_drop_by_drop_is_cut_off() {
    let quick = |limits: &mut Limits| {
        (
            limits.header_seconds,
            limits.idle_seconds,
            limits.request_seconds,
        ) = (30, 2, 1);
    };
    let Some(street) = Street::open(quick).await else {
        return;
    };
    let mut stream = street.wire.connect().await.expect("a connection");
    let head = format!(
        "POST /weryfikacja HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n",
        street.here.0
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    let started = Instant::now();
    drip(&mut stream).await;
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

// MT-125
#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_comes() {
    let small = |limits: &mut Limits| limits.body_bytes_max = 1_000;
    let Some(street) = Street::open(small).await else {
        return;
    };
    let head = format!(
        "POST {PAGE} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Length: 100000000\r\n\r\n",
        street.here.0
    );
    let mut stream = street.wire.connect().await.expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("sent");
    let said = listen(&mut stream, SILENCE).await;
    assert_eq!(said.statuses(), [413]);
    assert!(said.text.contains("Plik lub formularz jest za duży"));
    // MT-167: faults made before the pages carry the same guarding headers.
    assert!(
        said.text.contains("frame-ancestors 'none'"),
        "{}",
        said.text
    );
}

// A browser sends all of a form before it reads: an answer amid that would never be seen.
#[tokio::test]
async fn what_is_refused_amid_a_body_is_answered_and_the_connection_goes_on() {
    let small = |limits: &mut Limits| limits.body_bytes_max = 500_000;
    let Some(street) = Street::open(small).await else {
        return;
    };
    let here = &street.here.0;
    for bytes in [400_000, 1_900_000] {
        // Nobody is signed in, so no part of the body is of interest to anybody.
        let body = "a".repeat(bytes);
        let request = format!(
            "POST /sprawy/1/odpowiedz HTTP/1.1\r\nHost: {here}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes}\r\n\r\n\
             {body}GET {PAGE} HTTP/1.1\r\nHost: {here}\r\n\r\n"
        );
        let said = street.wire.say(&request, SILENCE).await.expect("answers");
        let statuses = said.statuses();
        assert_eq!(statuses.last(), Some(&200), "{bytes}: {statuses:?}");
        assert!(
            matches!(statuses[..], [303 | 413, 200]),
            "{bytes}: {statuses:?}"
        );
    }
    // Past four times the limit nobody listens any more.
    let bytes = 40_000_000;
    let head = format!(
        "POST /sprawy/1/odpowiedz HTTP/1.1\r\nHost: {here}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Length: {bytes}\r\n\r\n"
    );
    let request = [head.into_bytes(), vec![b'a'; bytes]].concat();
    let said = street
        .wire
        .say(&request, PATIENCE)
        .await
        .expect("a connection");
    assert!(said.closed);
}

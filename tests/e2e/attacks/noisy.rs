//! One office loud, slow or under attack; its neighbour is served all the same.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::assurance::Assurance;
use tests::people::{Office, inhabitant};
use tests::platform::{Platform, settings};
use tests::wire::{PATIENCE, Wire, listen};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;
use web::Limits;

const PAGE: &str = "/dane-osobowe";
/// Requests of the burst; many times the share of one office.
const BURST: usize = 40;

async fn street(change: impl FnOnce(&mut Limits)) -> Option<(Platform, Office, Office)> {
    let (platform, here, there) = tests::people::street().await?;
    let mut limits = settings(&platform.url).limits;
    change(&mut limits);
    let router = platform.web_within(limits).await.expect("pages");
    let here = Office::new(here.tenant, &router);
    let there = Office::new(there.tenant, &router);
    Some((platform, here, there))
}

// MT-125, MT-126
#[tokio::test]
async fn a_burst_of_slow_requests_in_one_office_leaves_its_neighbour_served() {
    let Some((_platform, here, there)) = street(|_| {}).await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let mut ewa = inhabitant(&there, "Ewa Zmyślik", Assurance::Low).await;
    // The whole share of the office is held by acts that do not end.
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(here.tenant.begin().await.expect("its share"));
    }
    let mut burst = JoinSet::new();
    for _ in 0..BURST {
        let mut anna = anna.clone();
        burst.spawn(async move { anna.get(PAGE).await.status });
    }
    let started = Instant::now();
    for _ in 0..10 {
        let answer = ewa.get(PAGE).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("Ewa Zmyślik"));
    }
    let took = started.elapsed();
    assert!(
        took < Duration::from_millis(1_500),
        "the neighbour waited {took:?}"
    );
    // Public pages of the busy office need no connection of it.
    assert_eq!(here.nobody().get(PAGE).await.status, StatusCode::OK);
    while let Some(status) = burst.join_next().await {
        assert_eq!(status.expect("answered"), StatusCode::SERVICE_UNAVAILABLE);
    }
    drop(held);
    let mut anna = anna;
    assert_eq!(
        anna.get(PAGE).await.status,
        StatusCode::OK,
        "served again afterwards"
    );
}

// MT-123, MT-014
#[tokio::test]
async fn too_many_requests_at_one_office_are_refused_there_only() {
    let few = |limits: &mut Limits| limits.requests_per_minute = 30;
    let Some((_platform, here, there)) = street(few).await else {
        return;
    };
    let mut client = here.nobody();
    let mut refused = None;
    for turn in 0..80 {
        // A header anybody can write makes nobody somebody else.
        let request = client
            .request(Method::GET, PAGE)
            .header("x-forwarded-for", format!("192.0.2.{turn}"))
            .header("x-real-ip", format!("192.0.2.{turn}"))
            .header("forwarded", format!("for=192.0.2.{turn}"));
        let answer = client.send(request, Body::empty()).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, StatusCode::OK);
    }
    let refused = refused.expect("there is a limit");
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(there.nobody().get(PAGE).await.status, StatusCode::OK);
}

// MT-123
#[tokio::test]
async fn guessing_passwords_is_slowed_before_reading_is() {
    let few = |limits: &mut Limits| limits.requests_per_minute = 50;
    let Some((_platform, here, there)) = street(few).await else {
        return;
    };
    let form = [
        ("email", "a@urzad.example"),
        ("haslo", "x"),
        ("password", "x"),
    ];
    let mut client = here.nobody();
    let mut tries = 0;
    while client.post("/urzad/logowanie", &form).await.status != StatusCode::TOO_MANY_REQUESTS {
        tries += 1;
        assert!(tries < 10, "no limit on guessing");
    }
    assert_eq!(
        client.get(PAGE).await.status,
        StatusCode::OK,
        "reading goes on"
    );
    let neighbour = there.nobody().post("/urzad/logowanie", &form).await;
    assert_ne!(neighbour.status, StatusCode::TOO_MANY_REQUESTS);
}

// MT-125
#[tokio::test]
async fn seats_taken_by_silent_connections_are_freed() {
    let tight = |limits: &mut Limits| {
        (
            limits.connections_max,
            limits.idle_seconds,
            limits.header_seconds,
        ) = (3, 1, 1);
    };
    let Some((platform, here, there)) = street(tight).await else {
        return;
    };
    let mut limits = settings(&platform.url).limits;
    tight(&mut limits);
    let wire = Wire::serve(here.router().clone(), limits)
        .await
        .expect("a port");
    let mut silent = Vec::new();
    for _ in 0..30 {
        silent.push(wire.connect().await.expect("a connection"));
    }
    let mut honest = wire.connect().await.expect("a connection");
    let request = format!(
        "GET {PAGE} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        there.host()
    );
    honest.write_all(request.as_bytes()).await.expect("sent");
    let said = listen(&mut honest, PATIENCE).await;
    assert_eq!(said.statuses(), [200]);
}

// MT-125
#[tokio::test]
async fn an_address_opens_no_more_connections_than_its_share() {
    let Some((platform, here, _there)) = street(|_| {}).await else {
        return;
    };
    let limits = Limits {
        connections_per_address: 3,
        ..settings(&platform.url).limits
    };
    let wire = Wire::serve(here.router().clone(), limits.clone())
        .await
        .expect("a port");
    let request = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", here.host());
    let ask = async |stream: &mut tokio::net::TcpStream| {
        // A refused connection may be closed before or after it was written to.
        stream.write_all(request.as_bytes()).await.ok();
        listen(stream, Duration::from_millis(300)).await
    };
    let mut open = Vec::new();
    for _ in 0..3 {
        let mut stream = wire.connect().await.expect("a connection");
        assert_eq!(ask(&mut stream).await.statuses(), [200]);
        open.push(stream);
    }
    let mut fourth = wire.connect().await.expect("taken by the system");
    let said = ask(&mut fourth).await;
    assert!(said.closed && said.text.is_empty(), "{}", said.text);
    // Those that are open go on; one that ends makes room for the next.
    assert_eq!(ask(&mut open[0]).await.statuses(), [200]);
    drop(open.pop());
    let started = Instant::now();
    loop {
        let mut next = wire.connect().await.expect("a connection");
        if ask(&mut next).await.statuses() == [200] {
            break;
        }
        assert!(started.elapsed() < PATIENCE, "no room after one has left");
    }
    // Behind a proxy everybody has the proxy's address.
    let limits = Limits {
        proxies: vec![std::net::IpAddr::from([127, 0, 0, 1])],
        ..limits
    };
    let wire = Wire::serve(here.router().clone(), limits).await;
    let wire = wire.expect("a port");
    let mut open = Vec::new();
    for _ in 0..8 {
        let mut stream = wire.connect().await.expect("a connection");
        assert_eq!(ask(&mut stream).await.statuses(), [200]);
        open.push(stream);
    }
}

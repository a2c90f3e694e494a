//! Logs: whatever is planted in a request, the lines written about it never carry it.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Method;
use domain::assurance::Assurance;
use domain::identifiers::Pesel;
use store::residents::Identity;
use store::staff_members::RoleGrant;
use tests::filings::Matter;
use tests::people::{Office, Person, RESIDENT_COOKIE, two_offices};
use tests::platform::{Platform, server_url};
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

const PESEL: &str = "44051401359";
const SECRET: &str = "tajemnica-do-odnalezienia";

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        let bytes = self.0.lock().expect("whole").clone();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("whole").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Keeps every line written by this thread from now on, down to debugging.
fn listen() -> (Lines, tracing::subscriber::DefaultGuard, Dispatch) {
    let lines = Lines::default();
    // While there is one subscriber only, a line first reached by another thread, which has none,
    // counts as wanted by nobody for good; with a second one both are asked.
    let second = Dispatch::new(tracing_subscriber::registry());
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::DEBUG)
        .with_ansi(false)
        .with_writer(lines.clone())
        .finish();
    (lines, tracing::subscriber::set_default(subscriber), second)
}

/// Visits pages, known and unknown, with the planted words in every part of a request.
async fn wander(office: &Office, anna: &mut Person, karol: &mut Person, matter: &Matter) {
    for path in [
        "/dane-osobowe".to_owned(),
        format!("/uslugi?q={SECRET}&pesel={PESEL}"),
        format!("/nie-ma/{SECRET}/{PESEL}"),
        format!("/logowanie?powrot=/{SECRET}"),
        format!("/logowanie/powrot?code={SECRET}&state={SECRET}"),
        format!("/sprawy/{}", matter.case),
        format!("/robocze/{}", matter.id),
        format!("/potwierdzenia/{}?{SECRET}", matter.receipt),
    ] {
        anna.get(&path).await;
    }
    for path in [
        format!("/urzad/zaproszenie/{SECRET}"),
        format!("/urzad?szukaj={PESEL}"),
        format!("/urzad/sprawy/{}", matter.case),
        format!("/urzad/sprawy/{SECRET}"),
    ] {
        karol.get(&path).await;
    }
    let form = [
        ("email", SECRET),
        ("password", SECRET),
        ("haslo", SECRET),
        ("pesel", PESEL),
    ];
    for path in [
        "/urzad/logowanie",
        "/weryfikacja",
        "/logowanie",
        "/robocze/x/krok/y",
    ] {
        anna.post(path, &form).await;
    }
    let mut odd = office.nobody();
    odd.set_cookie(RESIDENT_COOKIE, SECRET);
    odd.get("/dane-osobowe").await;
    for name in [
        "user-agent",
        "referer",
        "authorization",
        "x-forwarded-for",
        "host",
    ] {
        let request = odd
            .request(Method::GET, "/dane-osobowe")
            .header(name, SECRET);
        odd.send(request, Body::empty()).await;
    }
}

// MT-119 and the rule of logs: no PESEL, name, token, query or answer.
#[tokio::test]
async fn log_lines_carry_nothing_of_what_people_send() {
    let Some(server) = server_url() else { return };
    let (lines, _listening, _second) = listen();
    let platform = Platform::start(&server).await.expect("a platform");
    let (mut here, _there) = two_offices(&platform).await.expect("two offices");
    let service = here.adopts(&platform, "informacja-publiczna").await;
    let service = service.expect("a service");
    let identity = Identity {
        given_name: "Żanetta".to_owned(),
        family_name: "Odnaleziona".to_owned(),
        pesel: Some(Pesel::parse(PESEL).expect("a synthetic PESEL")),
        birth_date: None,
        email: Some(format!("{SECRET}@example.pl")),
    };
    let anna = here.resident_known_as(&identity, Assurance::High).await;
    let mut anna = anna.expect("Anna");
    let grants = [RoleGrant::everywhere("head_of_office")];
    let karol = here.staff("Kunegunda Odnaleziona", &grants).await;
    let mut karol = karol.expect("Karol");
    let matter = here.matter(&anna, &service).await.expect("a matter");
    wander(&here, &mut anna, &mut karol, &matter).await;
    let text = lines.text();
    for word in [
        SECRET,
        PESEL,
        "Odnaleziona",
        "Żanetta",
        &anna.cookie.1,
        &karol.cookie.1,
        "odśnieżanie",
        "proba@example.pl",
    ] {
        let line = text.lines().find(|line| line.contains(word));
        assert_eq!(line, None, "`{word}` was logged");
    }
    // The lines that say what happened are there, with the pattern instead of the address.
    assert!(text.contains("route=\"/dane-osobowe\""), "{text}");
    assert!(text.contains("status=404") && text.contains("request_id="));
}

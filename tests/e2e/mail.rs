//! Letters to people: each sent once, by its own office only, and again when the server was away.

mod server;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use access::Role;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use domain::assurance::Assurance;
use domain::deadline::Term;
use domain::identifiers::Pesel;
use domain::ids::StaffId;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use server::{Letters, MailServer};
use store::cases::{self, Act, Settlement};
use store::residents::Identity;
use store::staff_members::RoleGrant;
use store::units::Scope;
use store::{invitations, outbox};
use tenancy::Tenant;
use tests::filings::Service;
use tests::people::{Office, Person, now, two_offices};
use tests::platform::{Platform, plant, server_url, settings};
use web::Clock;
use web::mail::{Bell, Encryption, Smtp, Transport, Visited, Worker};

const SERVICE: &str = "informacja-publiczna";
const ADDRESS: &str = "anna.probierz@osoby.example";
const PESEL: &str = "44051401458";

/// A clock the test moves.
#[derive(Clone)]
struct Watch(Arc<Mutex<DateTime<Utc>>>);

impl Watch {
    fn at_now() -> Self {
        Self(Arc::new(Mutex::new(now() + TimeDelta::minutes(1))))
    }

    fn forward(&self, by: TimeDelta) {
        *self.0.lock().expect("the clock") += by;
    }

    fn clock(&self) -> Clock {
        let moment = Arc::clone(&self.0);
        Clock::new(move || *moment.lock().expect("the clock"))
    }
}

struct Post {
    platform: Platform,
    here: Office,
    there: Office,
    service: Service,
    foreign: Service,
    watch: Watch,
}

impl Post {
    async fn open() -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let (mut here, mut there) = two_offices(&platform).await.expect("two offices");
        let service = here.adopts(&platform, SERVICE).await.expect("a service");
        let foreign = there.adopts(&platform, SERVICE).await.expect("a service");
        Some(Self {
            platform,
            here,
            there,
            service,
            foreign,
            watch: Watch::at_now(),
        })
    }

    fn worker(&self, transport: Transport) -> Worker {
        let settings = settings(&self.platform.url);
        let place = (self.platform.tenancy.clone(), settings);
        Worker::new(place, transport, self.watch.clock(), Bell::default()).expect("a worker")
    }

    fn by_smtp(&self, server: &MailServer) -> Worker {
        self.worker(smtp(server.port))
    }
}

fn smtp(port: u16) -> Transport {
    let smtp = Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        account: None,
        from: "nie-odpowiadaj@ratusz.test".to_owned(),
    };
    Transport::smtp(&smtp).expect("a transport")
}

async fn anna(office: &Office) -> Person {
    let identity = Identity {
        given_name: "Anna".to_owned(),
        family_name: "Probierz".to_owned(),
        pesel: Some(Pesel::parse(PESEL).expect("a PESEL")),
        birth_date: None,
        email: Some(ADDRESS.to_owned()),
    };
    let anna = office
        .resident_known_as(&identity, Assurance::Substantial)
        .await;
    anna.expect("Anna")
}

/// Rows of the outbox: attempts, whether done, last fault.
async fn rows(office: &Tenant) -> Vec<(i32, bool, String)> {
    let tx = office.begin().await.expect("a transaction");
    let sql = "select attempts, done_at is not null as done, coalesce(last_fault, '') as fault \
               from outbox order by id";
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    let rows = tx.query_all_raw(statement).await.expect("rows");
    let read = |row: &sea_orm::QueryResult| {
        (
            row.try_get("", "attempts").expect("a number"),
            row.try_get("", "done").expect("yes or no"),
            row.try_get("", "fault").expect("a text"),
        )
    };
    rows.iter().map(read).collect()
}

#[tokio::test]
async fn two_workers_send_each_letter_once_and_none_of_the_neighbours() {
    let Some(post) = Post::open().await else {
        return;
    };
    let (anna, other) = (anna(&post.here).await, anna(&post.there).await);
    for _ in 0..12 {
        post.here
            .matter(&anna, &post.service)
            .await
            .expect("a matter");
    }
    post.there
        .matter(&other, &post.foreign)
        .await
        .expect("a matter");
    let server = MailServer::start().await;
    let office = post.here.tenant.clone();
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..2 {
        let (worker, office) = (post.by_smtp(&server), office.clone());
        workers.spawn(async move {
            let mut sent = 0;
            loop {
                let visited = worker.visit(&office).await.expect("a visit");
                sent += visited.sent;
                if visited == Visited::default() {
                    return sent;
                }
            }
        });
    }
    let sent: usize = workers.join_all().await.iter().sum();
    let letters = server.letters();
    let ids: BTreeSet<String> = letters.iter().map(|one| one.header("Message-ID")).collect();
    assert_eq!((sent, letters.len(), ids.len()), (12, 12, 12));
    assert!(
        rows(&office)
            .await
            .iter()
            .all(|(attempts, done, _)| *attempts == 1 && *done)
    );
    let untouched = [(0, false, String::new())];
    assert_eq!(rows(&post.there.tenant).await, untouched);
}

// MT-122, for letters.
#[tokio::test]
async fn an_office_with_many_letters_leaves_its_neighbour_its_turn() {
    const MANY: usize = 30;
    let Some(post) = Post::open().await else {
        return;
    };
    let (anna, other) = (anna(&post.here).await, anna(&post.there).await);
    for _ in 0..MANY {
        let filed = post.here.matter(&anna, &post.service).await;
        filed.expect("a matter");
    }
    let filed = post.there.matter(&other, &post.foreign).await;
    filed.expect("a matter");
    let server = MailServer::start().await;
    let worker = post.by_smtp(&server);
    let first = worker.visit(&post.here.tenant).await.expect("a visit");
    assert!(first.sent < MANY, "one visit sends some, not all");
    let next_door = worker.visit(&post.there.tenant).await.expect("a visit");
    assert_eq!(next_door.sent, 1);
    let rest = worker.visit(&post.here.tenant).await.expect("a visit");
    assert_eq!(first.sent + rest.sent, MANY);
}

#[tokio::test]
async fn what_one_worker_is_taking_the_other_passes_over() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    for _ in 0..5 {
        post.here
            .matter(&anna, &post.service)
            .await
            .expect("a matter");
    }
    let later = now() + TimeDelta::minutes(1);
    let first = post.here.tenant.begin().await.expect("a transaction");
    let second = post.here.tenant.begin().await.expect("a transaction");
    let of_first = outbox::take(&first, 2, later).await.expect("taken");
    // Neither waits for the other's transaction.
    let of_second = outbox::take(&second, 10, later).await.expect("taken");
    assert_eq!((of_first.len(), of_second.len()), (2, 3));
    first.commit().await.expect("a commit");
    drop(second);
    // A worker that died before its commit has taken nothing; the lease of the other holds.
    let third = post.here.tenant.begin().await.expect("a transaction");
    // What is dropped is rolled back soon, not at once.
    let mut of_third = Vec::new();
    for _ in 0..100 {
        of_third = outbox::take(&third, 10, later).await.expect("taken");
        if !of_third.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let ids: BTreeSet<_> = of_third.iter().map(|message| message.id).collect();
    assert_eq!(ids, of_second.iter().map(|message| message.id).collect());
}

#[tokio::test]
async fn a_receipt_is_told_without_anything_about_the_person() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    let matter = post
        .here
        .matter(&anna, &post.service)
        .await
        .expect("a matter");
    let server = MailServer::start().await;
    let visited = post.by_smtp(&server).visit(&post.here.tenant).await;
    assert_eq!(visited.expect("a visit").sent, 1);
    let letters = server.letters();
    let letter = &letters[0];
    assert_eq!(letter.to, ADDRESS);
    let text = letter.text();
    let slug = post.here.tenant.slug();
    let link = format!("http://{slug}.ratusz.test/potwierdzenia/{}", matter.receipt);
    for words in [
        "przyjęliśmy Twój wniosek",
        link.as_str(),
        post.here.tenant.name(),
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for secret in ["Anna", "Probierz", PESEL, "odśnieżanie"] {
        assert!(
            !letter.raw.contains(secret) && !text.contains(secret),
            "{secret}: {text}"
        );
    }
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
}

#[tokio::test]
async fn questions_and_settlements_are_told_with_their_page() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    let matter = post
        .here
        .matter(&anna, &post.service)
        .await
        .expect("a matter");
    let grants = [RoleGrant::everywhere(Role::Clerk.as_str())];
    let clerk = post
        .here
        .staff("Ewa Zmyślona", &grants)
        .await
        .expect("a clerk");
    let tx = post.here.tenant.begin().await.expect("a transaction");
    outbox::pass_over(&tx, now())
        .await
        .expect("the receipt is another test's");
    let mut act = Act {
        case: matter.case,
        version: 0,
        staff: StaffId(clerk.id),
        at: now(),
        today: web::dates::warsaw_date(now()),
    };
    cases::take_on(&tx, &act).await.expect("taken on");
    act.version = 1;
    let question = "Tajne pytanie o zdrowie?";
    let by = cases::ask(&tx, &act, question, Term::Days(7))
        .await
        .expect("asked");
    act.version = 2;
    let settlement = Settlement {
        outcome: domain::case_state::Outcome::Granted,
        text: "Tajne rozstrzygnięcie.",
    };
    cases::settle(&tx, &act, &settlement)
        .await
        .expect("settled");
    let case = cases::find(&tx, &Scope::All, matter.case)
        .await
        .expect("found")
        .expect("it");
    tx.commit().await.expect("a commit");
    let server = MailServer::start().await;
    let visited = post.by_smtp(&server).visit(&post.here.tenant).await;
    assert_eq!(visited.expect("a visit").sent, 2);
    let letters = server.letters();
    let [asked, settled] = letters.as_slice() else {
        panic!("two letters");
    };
    let slug = post.here.tenant.slug();
    let link = format!("http://{slug}.ratusz.test/sprawy/{}", case.id);
    for (letter, words) in [
        (asked, "potrzebujemy odpowiedzi"),
        (settled, "załatwiliśmy"),
    ] {
        let text = letter.text();
        for words in [words, link.as_str(), case.mark.as_str()] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Tajne"), "{text}");
    }
    let day = chrono::Datelike::day(&by).to_string();
    assert!(
        asked.text().contains(&format!("odpowiedzieć do {day} ")),
        "{}",
        asked.text()
    );
}

#[tokio::test]
async fn an_invitation_is_told_in_both_languages_and_an_old_link_never() {
    let Some(post) = Post::open().await else {
        return;
    };
    let slug = post.here.tenant.slug().to_owned();
    let sql = "update registry.tenant set profile = \
               jsonb_set(profile, '{languages}', '[\"pl\", \"en\"]') where slug = ";
    plant(&post.platform.url, format!("{sql}'{slug}'"))
        .await
        .expect("planted");
    post.platform.tenancy.reload().await.expect("reloaded");
    let office = post.platform.tenancy.by_slug(&slug).expect("the office");
    let tx = office.begin().await.expect("a transaction");
    let grants = [RoleGrant::everywhere("clerk")];
    let email = "nowa@urzad.example.pl";
    let old = invitations::invite(&tx, "Nowa Osoba", email, &grants, now())
        .await
        .expect("one");
    let found = store::staff_members::find_by_email(&tx, email).await;
    let id = found.expect("an answer").expect("her").id;
    outbox::invite(&tx, id, &old, now()).await.expect("left");
    let new = invitations::renew(&tx, id, now())
        .await
        .expect("renewed")
        .expect("a link");
    outbox::invite(&tx, id, &new, now()).await.expect("left");
    tx.commit().await.expect("a commit");
    let server = MailServer::start().await;
    let visited = post.by_smtp(&server).visit(&office).await.expect("a visit");
    assert_eq!((visited.sent, visited.skipped), (1, 1));
    let letters = server.letters();
    let text = letters[0].text();
    assert!(!text.contains(&old), "a dead link leads nowhere");
    for words in [
        "założył Ci konto",
        "has made an account for you",
        new.as_str(),
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let mut nobody = post.here.nobody();
    let page = nobody.get(&format!("/urzad/zaproszenie/{new}")).await;
    assert_eq!(page.status, StatusCode::OK);
    // What was sent leaves no token behind.
    let tx = office.begin().await.expect("a transaction");
    let sql = "select count(*) as n from outbox where payload ? 'token'";
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    let row = tx
        .query_one_raw(statement)
        .await
        .expect("a row")
        .expect("one");
    assert_eq!(row.try_get::<i64>("", "n").expect("a number"), 0);
}

#[tokio::test]
async fn a_server_that_is_away_gets_the_letter_later() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    post.here
        .matter(&anna, &post.service)
        .await
        .expect("a matter");
    let server = MailServer::start().await;
    let worker = post.by_smtp(&server);
    let office = &post.here.tenant;
    server.answer_recipients_with("451 4.3.0 anna.probierz@osoby.example later");
    assert_eq!(worker.visit(office).await.expect("a visit").put_off, 1);
    let waiting = rows(office).await;
    assert_eq!((waiting[0].0, waiting[0].1), (1, false));
    assert_eq!(
        waiting[0].2, "not now: the mail server says 451",
        "and no address"
    );
    server.answer_recipients_with("250 ok");
    let none = worker.visit(office).await.expect("a visit");
    assert_eq!(none, Visited::default(), "not before its time");
    post.watch.forward(TimeDelta::minutes(2));
    assert_eq!(worker.visit(office).await.expect("a visit").sent, 1);
    assert_eq!(server.letters().len(), 1);
    assert_eq!(rows(office).await[0], (2, true, String::new()));
}

#[tokio::test]
async fn a_letter_refused_for_good_or_too_often_is_dead() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    post.here
        .matter(&anna, &post.service)
        .await
        .expect("a matter");
    let server = MailServer::start().await;
    server.answer_recipients_with("550 5.1.1 anna.probierz@osoby.example unknown");
    let office = &post.here.tenant;
    let visited = post.by_smtp(&server).visit(office).await.expect("a visit");
    assert_eq!(visited.dead, 1);
    assert_eq!(
        rows(office).await[0].2,
        "refused for good: the mail server says 550"
    );
    // The neighbour's server is not there at all.
    let office = &post.there.tenant;
    let other = self::anna(&post.there).await;
    post.there
        .matter(&other, &post.foreign)
        .await
        .expect("a matter");
    let worker = post.worker(smtp(server::closed_port().await));
    let mut attempts = 0;
    for _ in 0..40 {
        let visited = worker.visit(office).await.expect("a visit");
        attempts += visited.put_off + visited.dead;
        post.watch.forward(TimeDelta::hours(4));
    }
    let found = rows(office).await;
    assert_eq!(
        attempts,
        usize::try_from(outbox::ATTEMPTS_MAX).expect("small")
    );
    assert_eq!((found[0].0, found[0].1), (outbox::ATTEMPTS_MAX, false));
    let tx = office.begin().await.expect("a transaction");
    assert_eq!(outbox::dead(&tx).await.expect("a count"), 1);
}

#[tokio::test]
async fn nobody_to_write_to_is_no_fault() {
    let Some(post) = Post::open().await else {
        return;
    };
    let level = Assurance::Substantial;
    let olga = post
        .here
        .resident("Olga Bezadresowa", level)
        .await
        .expect("Olga");
    post.here
        .matter(&olga, &post.service)
        .await
        .expect("a matter");
    let server = MailServer::start().await;
    let visited = post
        .by_smtp(&server)
        .visit(&post.here.tenant)
        .await
        .expect("a visit");
    assert_eq!((visited.sent, visited.skipped), (0, 1));
    assert_eq!(
        rows(&post.here.tenant).await[0],
        (1, true, "no address".to_owned())
    );
    assert!(server.letters().is_empty());
}

#[tokio::test]
async fn without_a_server_letters_are_files_of_their_office() {
    let Some(post) = Post::open().await else {
        return;
    };
    let anna = anna(&post.here).await;
    post.here
        .matter(&anna, &post.service)
        .await
        .expect("a matter");
    let root = settings(&post.platform.url).files_dir;
    let transport = Transport::files(root.clone(), "ratusz.test").expect("a transport");
    let visited = post.worker(transport).visit(&post.here.tenant).await;
    assert_eq!(visited.expect("a visit").sent, 1);
    let of = |office: &Tenant| root.join(office.schema().as_str()).join("poczta");
    let files: Vec<_> = std::fs::read_dir(of(&post.here.tenant))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].extension().and_then(|e| e.to_str()), Some("eml"));
    let raw = std::fs::read_to_string(&files[0]).expect("a letter");
    let letter = Letters::read(ADDRESS, &raw);
    assert!(letter.text().contains("przyjęliśmy Twój wniosek"), "{raw}");
    assert!(!of(&post.there.tenant).exists());
}

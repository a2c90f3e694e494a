//! Sessions: planted, stale, ended, of somebody who lost the right a moment ago.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use chrono::Duration;
use domain::assurance::Assurance;
use domain::ids::StaffId;
use store::accounts::Accounts;
use store::sessions::{self, PersonKind, RESIDENT_IDLE_MINUTES, SESSION_HOURS_MAX};
use store::staff_members::{self, RoleGrant};
use tenancy::{OfficeState, provision};
use tests::people::{Office, Person, RESIDENT_COOKIE, STAFF_COOKIE, inhabitant, now, street};
use web::Clock;

/// A page that shows who is signed in.
const PAGE: &str = "/dane-osobowe";
const DESK: &str = "/urzad";
const SETTINGS: &str = "/urzad/ustawienia";

async fn head(office: &Office, name: &str) -> Person {
    let grants = [RoleGrant::everywhere("head_of_office")];
    office.staff(name, &grants).await.expect("staff")
}

// MT-027
#[tokio::test]
async fn a_session_nobody_opened_is_nobody() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let mut client = here.nobody();
    for cookie in [RESIDENT_COOKIE, STAFF_COOKIE] {
        client.set_cookie(cookie, "planted-before-the-sign-in");
    }
    let answer = client.get(PAGE).await;
    assert!(!answer.body.contains("account-name"));
    assert_eq!(client.get(DESK).await.status, StatusCode::SEE_OTHER);
    // An anonymous visit leaves nothing behind that a session could be made of.
    let mut fresh = here.nobody();
    fresh.get(PAGE).await;
    assert_eq!(fresh.cookie(RESIDENT_COOKIE), None);
    assert_eq!(fresh.cookie(STAFF_COOKIE), None);
}

// MT-028
#[tokio::test]
async fn a_session_is_over_when_it_stood_idle_or_lasted_too_long() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let (began, later) = (now(), Arc::new(AtomicI64::new(0)));
    let seconds = Arc::clone(&later);
    let clock = Clock::new(move || began + Duration::seconds(seconds.load(Ordering::SeqCst)));
    let router = platform.web_by(clock).await.expect("pages");
    let mut client = Office::new(here.tenant.clone(), &router).nobody();
    let mut at = async |after: Duration| {
        later.store(after.num_seconds(), Ordering::SeqCst);
        client.set_cookie(anna.cookie.0, &anna.cookie.1);
        client.get(PAGE).await.body.contains("Anna Probierz")
    };
    let idle = Duration::minutes(RESIDENT_IDLE_MINUTES);
    assert!(!at(idle + Duration::seconds(30)).await, "idle");
    // Used every twenty minutes it lives on, but not beyond its longest life.
    let step = Duration::minutes(20);
    let whole = Duration::hours(SESSION_HOURS_MAX);
    let mut after = step;
    while after < whole {
        assert!(at(after).await, "in use at {after}");
        after += step;
    }
    assert!(!at(whole + Duration::seconds(30)).await, "too long");
}

// MT-028
#[tokio::test]
async fn a_disabled_account_is_out_at_the_next_request() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let mut karol = head(&here, "Karol Probierz").await;
    let mut other = head(&here, "Olga Zmyślik").await;
    assert_eq!(karol.get(DESK).await.status, StatusCode::OK);
    let tx = here.tenant.begin().await.expect("a transaction");
    staff_members::disable(&tx, StaffId(karol.id))
        .await
        .expect("disabled");
    tx.commit().await.expect("a commit");
    let answer = karol.get(DESK).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with("/urzad/logowanie"));
    assert_eq!(other.get(DESK).await.status, StatusCode::OK, "only Karol");
}

// MT-028: a session opened by whoever was faster than the one who disabled the account.
#[tokio::test]
async fn a_session_of_a_disabled_account_never_counts() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let karol = head(&here, "Karol Probierz").await;
    let tx = here.tenant.begin().await.expect("a transaction");
    staff_members::disable(&tx, StaffId(karol.id))
        .await
        .expect("disabled");
    tx.commit().await.expect("a commit");
    let late = here
        .session(PersonKind::Staff, karol.id, Assurance::None)
        .await;
    let mut late = late.expect("a session");
    assert_eq!(late.get(DESK).await.status, StatusCode::SEE_OTHER);
}

// MT-028
#[tokio::test]
async fn a_new_password_ends_every_session_of_the_account_and_no_other() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let mut karol = head(&here, "Karol Probierz").await;
    let second = here.session(PersonKind::Staff, karol.id, Assurance::None);
    let mut second = second.await.expect("another browser");
    let mut olga = head(&here, "Olga Zmyślik").await;
    let mut obcy = head(&there, "Karol Obcy").await;
    let tx = here.tenant.begin().await.expect("a transaction");
    let accounts = Accounts::Staff(tx);
    accounts
        .set_password(
            karol.id,
            "$argon2id$v=19$m=19456,t=2,p=1$cHJvYmFwcm9iYQ$bmlrdA",
        )
        .await
        .expect("set");
    accounts.commit().await.expect("a commit");
    for client in [&mut karol, &mut second] {
        assert_eq!(client.get(DESK).await.status, StatusCode::SEE_OTHER);
    }
    for client in [&mut olga, &mut obcy] {
        assert_eq!(client.get(DESK).await.status, StatusCode::OK);
    }
}

// MT-028
#[tokio::test]
async fn a_role_taken_away_is_gone_at_the_next_request() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let admin = [RoleGrant::everywhere("tenant_admin")];
    let mut karol = here.staff("Karol Probierz", &admin).await.expect("Karol");
    assert_eq!(karol.get(SETTINGS).await.status, StatusCode::OK);
    let auditor = vec![RoleGrant::everywhere("data_protection_officer")];
    for left in [auditor, Vec::new()] {
        let tx = here.tenant.begin().await.expect("a transaction");
        staff_members::change_roles(&tx, StaffId(karol.id), &left, now())
            .await
            .expect("changed");
        tx.commit().await.expect("a commit");
        let answer = karol.get(SETTINGS).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{left:?}");
    }
}

// MT-028
#[tokio::test]
async fn an_ended_session_is_over_on_every_program() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let mut anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let router = platform.web(None).await.expect("a second program");
    let mut elsewhere = Office::new(here.tenant.clone(), &router).nobody();
    elsewhere.set_cookie(anna.cookie.0, &anna.cookie.1);
    assert!(anna.get(PAGE).await.body.contains("Anna Probierz"));
    assert!(elsewhere.get(PAGE).await.body.contains("Anna Probierz"));
    let answer = anna.post("/wyloguj", &[]).await;
    assert!(answer.status.is_redirection() || answer.status.is_success());
    let (name, token) = anna.cookie.clone();
    anna.set_cookie(name, &token);
    for client in [&mut *anna, &mut elsewhere] {
        assert!(!client.get(PAGE).await.body.contains("Anna Probierz"));
    }
}

// MT-028, MT-082
#[tokio::test]
async fn a_suspended_office_answers_nobody_and_its_neighbour_everybody() {
    let Some((platform, here, there)) = street().await else {
        return;
    };
    let mut anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let mut karol = head(&here, "Karol Probierz").await;
    let mut ewa = inhabitant(&there, "Ewa Zmyślik", Assurance::Low).await;
    let slug = here.tenant.slug();
    provision::set_state(&platform.admin, slug, OfficeState::Suspended, Some("próba"))
        .await
        .expect("suspended");
    platform.tenancy.reload().await.expect("told");
    for (client, path) in [
        (&mut *anna, PAGE),
        (&mut *karol, DESK),
        (&mut here.nobody(), "/"),
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(!answer.body.contains("Probierz"), "{path}");
        assert!(answer.headers.contains_key("retry-after"));
    }
    let post = anna.post("/wyloguj", &[]).await;
    assert_eq!(post.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        here.tenant.begin().await.is_ok(),
        "a stale value still opens"
    );
    let known = platform.tenancy.by_slug(slug).expect("known");
    assert!(known.begin().await.is_err(), "the one known now does not");
    assert!(ewa.get(PAGE).await.body.contains("Ewa Zmyślik"));
    provision::set_state(&platform.admin, slug, OfficeState::Active, None)
        .await
        .expect("resumed");
    platform.tenancy.reload().await.expect("told");
    assert!(anna.get(PAGE).await.body.contains("Anna Probierz"));
}

// MT-033
#[tokio::test]
async fn looking_at_the_way_out_signs_nobody_out() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let karol = head(&here, "Karol Probierz").await;
    for (person, path, page) in [(anna, "/wyloguj", PAGE), (karol, "/urzad/wyloguj", DESK)] {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::OPTIONS,
            Method::PUT,
            Method::DELETE,
        ] {
            let mut client = person.clone();
            let request = client.request(method.clone(), path);
            let request = request.header("sec-fetch-site", "same-origin");
            let answer = client.send(request, Body::empty()).await;
            assert!(
                answer.status.is_client_error(),
                "{method} {path}: {}",
                answer.status
            );
            assert!(
                answer.headers.get("set-cookie").is_none(),
                "{method} {path}"
            );
        }
        let mut client = person.clone();
        assert!(client.get(page).await.body.contains("Probierz"), "{path}");
    }
}

// MT-046, MT-146
#[tokio::test]
async fn the_same_person_is_somebody_else_in_each_office() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::High).await;
    // The neighbour's database is made to hold the session under the very same hash and number.
    let tx = there.tenant.begin().await.expect("a transaction");
    let hash = tests::people::hash(&anna.cookie.1);
    let who = (PersonKind::Resident, anna.id);
    sessions::open(&tx, &hash, who, Assurance::High, false, now())
        .await
        .expect("a session of nobody here");
    tx.commit().await.expect("a commit");
    let mut client = there.nobody();
    client.set_cookie(anna.cookie.0, &anna.cookie.1);
    let answer = client.get(PAGE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.body.contains("Probierz"));
}

// MT-159
#[tokio::test]
async fn an_administrator_without_a_second_factor_administers_nothing() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let grants = ["tenant_admin", "clerk"].map(RoleGrant::everywhere);
    let mut karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    assert_eq!(karol.get(SETTINGS).await.status, StatusCode::OK);
    let (token, hash) = tests::people::token();
    let tx = here.tenant.begin().await.expect("a transaction");
    let who = (PersonKind::Staff, karol.id);
    sessions::open(&tx, &hash, who, Assurance::None, false, now())
        .await
        .expect("a session after the password alone");
    tx.commit().await.expect("a commit");
    karol.set_cookie(STAFF_COOKIE, &token);
    assert_eq!(karol.get(SETTINGS).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        karol.get(DESK).await.status,
        StatusCode::OK,
        "still a clerk"
    );
}

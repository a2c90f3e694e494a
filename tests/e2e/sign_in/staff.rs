//! Staff: invitations, passwords, second factor, lock-out, leaving.

use axum::http::StatusCode;
use chrono::Duration;
use domain::ids::StaffId;
use store::staff_members::{self, Enrolment, RoleGrant};
use tenancy::{OfficeProfile, Tenant};
use tests::{Answer, Client};
use totp_rs::{Builder, Secret};

use super::{Place, between};

pub(super) const PASSWORD: &str = "trzy bociany na dachu";
const SESSION: &str = "__Host-ratusz-urzad";
const REFUSED: &str = "Adres e-mail lub hasło są nieprawidłowe";

/// Makes an active account with [`PASSWORD`].
async fn employ(place: &Place, email: &str, role: &str, secret: Option<&[u8]>) -> StaffId {
    let hash = web::sign_in::passwords::hash(PASSWORD).expect("a hash");
    let tx = place.here.begin().await.expect("a transaction");
    let who = Enrolment {
        name: "Ewa Przykładowa",
        email,
        grants: &[RoleGrant::everywhere(role)],
        password_hash: &hash,
        totp_secret: secret,
    };
    let id = staff_members::enrol(&tx, &who, place.now())
        .await
        .expect("an account");
    tx.commit().await.expect("a commit");
    id
}

async fn invite(place: &Place, office: &Tenant, email: &str, role: &str) -> String {
    let tx = office.begin().await.expect("a transaction");
    let grants = [RoleGrant::everywhere(role)];
    let token = store::invitations::invite(&tx, "Ewa Przykładowa", email, &grants, place.now())
        .await
        .expect("a token");
    tx.commit().await.expect("a commit");
    format!("/urzad/zaproszenie/{token}")
}

async fn sign_in(browser: &mut Client, email: &str, password: &str) -> Answer {
    let form = [
        ("email", email),
        ("haslo", password),
        ("powrot", "/urzad/sprawy"),
    ];
    browser.post("/urzad/logowanie", &form).await
}

async fn is_in(browser: &mut Client) -> bool {
    browser.get("/urzad/logowanie").await.status == StatusCode::SEE_OTHER
}

/// The code an application would show now.
pub(super) fn code(secret: &str, place: &Place) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("a generator");
    let now = u64::try_from(place.now().timestamp()).expect("after 1970");
    totp.generate(now).to_string()
}

#[tokio::test]
async fn an_invitation_is_looked_at_often_and_used_once() {
    let Some(place) = Place::open().await else {
        return;
    };
    let link = invite(&place, &place.here, "Ewa@Urzad.Example ", "clerk").await;
    let mut browser = place.browser(&place.here);
    for _ in 0..3 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Ewa Przykładowa"));
        assert!(!page.body.contains("name=\"kod\""));
    }
    for (weak, why) in [
        ("sowa 12345", "za krótkie"),
        ("Wymyślin123456", "nazwie urzędu"),
        ("Password12345", "pierwszych"),
        ("ewa.przykladowa", "nazwie urzędu"),
    ] {
        let form = [("haslo", weak), ("haslo2", weak)];
        let answer = browser.post(&link, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(why), "{weak}");
        assert!(!answer.body.contains(weak), "a password is never shown");
    }
    let differs = [("haslo", PASSWORD), ("haslo2", "trzy bociany na dachu ")];
    assert!(
        browser
            .post(&link, &differs)
            .await
            .body
            .contains("różnią się")
    );
    let form = [("haslo", PASSWORD), ("haslo2", PASSWORD)];
    let done = browser.post(&link, &form).await;
    assert_eq!(done.location(), "/urzad/logowanie?gotowe=1");
    assert!(
        browser
            .get(done.location())
            .await
            .body
            .contains("Hasło zapisane")
    );
    for answer in [browser.get(&link).await, browser.post(&link, &form).await] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.body.contains("Zaproszenie nie działa"));
    }
    let answer = sign_in(&mut browser, "EWA@urzad.example", PASSWORD).await;
    assert_eq!(answer.location(), "/urzad/sprawy");
    assert!(is_in(&mut browser).await);
    let cookie = browser.cookie(SESSION).expect("a session");
    assert!(cookie.len() >= 43);
}

#[tokio::test]
async fn an_invitation_ends_after_a_day_and_with_the_next_and_is_the_offices_own() {
    let Some(place) = Place::open().await else {
        return;
    };
    let first = invite(&place, &place.here, "e@urzad.example", "clerk").await;
    let second = invite(&place, &place.here, "e@urzad.example", "clerk").await;
    let mut browser = place.browser(&place.here);
    assert_eq!(browser.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&second).await.status, StatusCode::OK);
    let mut neighbour = place.browser(&place.there);
    let there = neighbour.get(&second).await;
    let unknown = neighbour.get("/urzad/zaproszenie/nieznane").await;
    assert_eq!(there.status, StatusCode::NOT_FOUND);
    assert_eq!(there.body, unknown.body, "both look the same");
    place.wait(Duration::hours(25));
    assert_eq!(browser.get(&second).await.status, StatusCode::NOT_FOUND);
    let form = [("haslo", PASSWORD), ("haslo2", PASSWORD)];
    assert_eq!(
        browser.post(&second, &form).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_administrator_sets_up_the_second_factor_and_each_code_counts_once() {
    let Some(place) = Place::open().await else {
        return;
    };
    let link = invite(&place, &place.here, "admin@urzad.example", "tenant_admin").await;
    let mut browser = place.browser(&place.here);
    let page = browser.get(&link).await;
    let secret = between(&page, "<code>", "</code>").to_owned();
    assert_eq!(secret.len(), 39, "eight groups of four");
    assert!(page.body.contains("otpauth://totp/"));
    let form = [("haslo", PASSWORD), ("haslo2", PASSWORD), ("kod", "000000")];
    assert_eq!(
        browser.post(&link, &form).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let first = code(&secret, &place);
    let form = [("haslo", PASSWORD), ("haslo2", PASSWORD), ("kod", &first)];
    assert_eq!(
        browser.post(&link, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let answer = sign_in(&mut browser, "admin@urzad.example", PASSWORD).await;
    assert_eq!(answer.location(), "/urzad/logowanie/kod");
    assert!(
        !is_in(&mut browser).await,
        "the password alone opens nothing"
    );
    // The code that set it up is spent, and so is everything before it.
    let replay = browser
        .post("/urzad/logowanie/kod", &[("kod", &first)])
        .await;
    assert_eq!(replay.status, StatusCode::UNPROCESSABLE_ENTITY);
    place.wait(Duration::seconds(30));
    let second = code(&secret, &place);
    let answer = browser
        .post("/urzad/logowanie/kod", &[("kod", &second)])
        .await;
    assert_eq!(answer.location(), "/urzad/sprawy");
    assert!(is_in(&mut browser).await);
    let mut thief = place.browser(&place.here);
    sign_in(&mut thief, "admin@urzad.example", PASSWORD).await;
    let replay = thief
        .post("/urzad/logowanie/kod", &[("kod", &second)])
        .await;
    assert_eq!(replay.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_in(&mut thief).await);
}

// MT-159
#[tokio::test]
async fn a_new_link_gives_a_new_password_and_leaves_the_second_factor() {
    let Some(place) = Place::open().await else {
        return;
    };
    let secret = b"01234567890123456789";
    employ(&place, "a@urzad.example", "tenant_admin", Some(secret)).await;
    let link = invite(&place, &place.here, "a@urzad.example", "clerk").await;
    let mut browser = place.browser(&place.here);
    assert!(!browser.get(&link).await.body.contains("otpauth"));
    let new = "inne cztery zielone rowery";
    browser
        .post(&link, &[("haslo", new), ("haslo2", new)])
        .await;
    let answer = sign_in(&mut browser, "a@urzad.example", PASSWORD).await;
    assert!(answer.body.contains(REFUSED));
    let answer = sign_in(&mut browser, "a@urzad.example", new).await;
    assert_eq!(answer.location(), "/urzad/logowanie/kod");
}

// MT-159
#[tokio::test]
async fn an_administrator_without_a_second_factor_gets_one_before_anything_else() {
    let Some(place) = Place::open().await else {
        return;
    };
    employ(&place, "a@urzad.example", "tenant_admin", None).await;
    let mut browser = place.browser(&place.here);
    let answer = sign_in(&mut browser, "a@urzad.example", PASSWORD).await;
    assert_eq!(answer.location(), "/urzad/logowanie/urzadzenie");
    assert!(!is_in(&mut browser).await);
    let page = browser.get(answer.location()).await;
    let secret = between(&page, "<code>", "</code>").to_owned();
    let same = browser.get(answer.location()).await;
    assert!(same.body.contains(&secret), "shown again, it is the same");
    let wrong = browser.post(answer.location(), &[("kod", "123456")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = code(&secret, &place);
    let done = browser
        .post("/urzad/logowanie/urzadzenie", &[("kod", &first)])
        .await;
    assert_eq!(done.location(), "/urzad/sprawy");
    assert!(is_in(&mut browser).await);
    // The page cannot be used to put another secret over this one.
    let again = browser.get("/urzad/logowanie/urzadzenie").await;
    assert_eq!(again.location(), "/urzad/logowanie");
}

// MT-159: an office may ask for a second factor of everybody on its staff.
#[tokio::test]
async fn whoever_works_where_all_need_a_second_factor_gets_one_at_the_next_sign_in() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browsers = Vec::new();
    for office in [&place.here, &place.there] {
        let link = invite(&place, office, "e@urzad.example", "clerk").await;
        let mut browser = place.browser(office);
        assert!(!browser.get(&link).await.body.contains("otpauth"));
        let form = [("haslo", PASSWORD), ("haslo2", PASSWORD)];
        browser.post(&link, &form).await;
        let answer = sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
        assert_eq!(answer.location(), "/urzad/sprawy", "no code is asked for");
        assert_eq!(browser.get("/urzad").await.status, StatusCode::OK);
        browsers.push(browser);
    }
    let all = OfficeProfile {
        second_factor_for_all: true,
        ..OfficeProfile::default()
    };
    place.set_profile(&place.here, all).await;
    let (mut there, mut here) = (
        browsers.pop().expect("a browser"),
        browsers.pop().expect("a browser"),
    );
    // The session that began with a password alone is over; next door it goes on.
    let answer = here.get("/urzad").await;
    assert!(answer.location().starts_with("/urzad/logowanie?powrot="));
    assert_eq!(there.get("/urzad").await.status, StatusCode::OK);
    let answer = sign_in(&mut here, "e@urzad.example", PASSWORD).await;
    assert_eq!(answer.location(), "/urzad/logowanie/urzadzenie");
    assert_eq!(here.get("/urzad").await.status, StatusCode::SEE_OTHER);
    let page = here.get(answer.location()).await;
    let secret = between(&page, "<code>", "</code>").to_owned();
    let first = code(&secret, &place);
    let done = here
        .post("/urzad/logowanie/urzadzenie", &[("kod", &first)])
        .await;
    assert_eq!(done.location(), "/urzad/sprawy");
    assert_eq!(here.get("/urzad").await.status, StatusCode::OK);
    // Whoever is invited from now on sets it up with the password.
    let here = place.platform.tenancy.by_slug(place.here.slug());
    let here = here.expect("known");
    let link = invite(&place, &here, "nowa@urzad.example", "clerk").await;
    let page = place.browser(&here).get(&link).await;
    assert!(page.body.contains("otpauth"));
}

#[tokio::test]
async fn a_session_without_a_second_factor_has_no_administrators_rights() {
    let Some(place) = Place::open().await else {
        return;
    };
    let id = employ(&place, "e@urzad.example", "clerk", None).await;
    let mut browser = place.browser(&place.here);
    sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    let tx = place.here.begin().await.expect("a transaction");
    let grants = [RoleGrant::everywhere("tenant_admin")];
    staff_members::change_roles(&tx, id, &grants, place.now())
        .await
        .expect("done");
    tx.commit().await.expect("a commit");
    let people = browser.get("/urzad/osoby").await;
    assert_eq!(people.status, StatusCode::FORBIDDEN);
    browser.post("/urzad/wyloguj", &[]).await;
    let answer = sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    let page = browser.get(answer.location()).await;
    let first = code(between(&page, "<code>", "</code>"), &place);
    let kod = [("kod", first.as_str())];
    browser.post("/urzad/logowanie/urzadzenie", &kod).await;
    let people = browser.get("/urzad/osoby").await;
    assert_eq!(people.status, StatusCode::OK, "{}", people.body);
}

#[tokio::test]
async fn ten_failures_lock_one_account_for_a_quarter_of_an_hour() {
    let Some(place) = Place::open().await else {
        return;
    };
    employ(&place, "e@urzad.example", "clerk", None).await;
    employ(&place, "inna@urzad.example", "clerk", None).await;
    let mut browser = place.browser(&place.here);
    let mut bodies = Vec::new();
    for _ in 0..10 {
        let answer = sign_in(&mut browser, "e@urzad.example", "niedobre hasło").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        bodies.push(answer.body);
    }
    let right = sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bodies.iter().all(|body| *body == right.body),
        "the same text"
    );
    let unknown = sign_in(&mut browser, "x@urzad.example", PASSWORD).await;
    let unknown = unknown.body.replace("x@urzad.example", "e@urzad.example");
    assert_eq!(unknown, right.body);
    assert!(unknown.contains(REFUSED));
    let other = sign_in(
        &mut place.browser(&place.here),
        "inna@urzad.example",
        PASSWORD,
    )
    .await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    place.wait(Duration::minutes(16));
    let later = sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn guessing_codes_locks_the_account_too() {
    let Some(place) = Place::open().await else {
        return;
    };
    let secret = b"01234567890123456789";
    employ(&place, "a@urzad.example", "tenant_admin", Some(secret)).await;
    let mut browser = place.browser(&place.here);
    sign_in(&mut browser, "a@urzad.example", PASSWORD).await;
    for _ in 0..10 {
        browser
            .post("/urzad/logowanie/kod", &[("kod", "000000")])
            .await;
    }
    let secret = Secret::from(&secret[..]).to_base32();
    let right = code(&secret, &place);
    let answer = browser
        .post("/urzad/logowanie/kod", &[("kod", &right)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_in(&mut browser).await);
}

#[tokio::test]
async fn somebody_switched_off_is_out_at_once_and_stays_out() {
    let Some(place) = Place::open().await else {
        return;
    };
    let id = employ(&place, "e@urzad.example", "clerk", None).await;
    let mut browser = place.browser(&place.here);
    sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    assert!(is_in(&mut browser).await);
    let tx = place.here.begin().await.expect("a transaction");
    assert!(staff_members::disable(&tx, id).await.expect("done"));
    assert!(!staff_members::disable(&tx, id).await.expect("done"));
    tx.commit().await.expect("a commit");
    assert!(!is_in(&mut browser).await);
    let answer = sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    assert!(answer.body.contains(REFUSED));
    let tx = place.here.begin().await.expect("a transaction");
    let found = staff_members::find(&tx, id)
        .await
        .expect("rows")
        .expect("one");
    assert_eq!(found.state, staff_members::AccountState::Disabled);
    assert_eq!(found.grants, [RoleGrant::everywhere("clerk")]);
    assert_eq!(staff_members::list(&tx).await.expect("rows").len(), 1);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let Some(place) = Place::open().await else {
        return;
    };
    employ(&place, "e@urzad.example", "clerk", None).await;
    let mut browser = place.browser(&place.here);
    sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    let session = browser.cookie(SESSION).expect("a session").to_owned();
    let mut neighbour = place.browser(&place.there);
    neighbour.set_cookie(SESSION, &session);
    assert!(!is_in(&mut neighbour).await);
    let answer = browser.post("/urzad/wyloguj", &[]).await;
    assert_eq!(answer.location(), "/urzad/wylogowano");
    assert!(answer.headers.contains_key("clear-site-data"));
    browser.set_cookie(SESSION, &session);
    assert!(!is_in(&mut browser).await);
}

#[tokio::test]
async fn every_try_is_in_the_trail_without_personal_data() {
    let Some(place) = Place::open().await else {
        return;
    };
    let id = employ(&place, "e@urzad.example", "clerk", None).await;
    let mut browser = place.browser(&place.here);
    sign_in(&mut browser, "e@urzad.example", "niedobre hasło").await;
    sign_in(&mut browser, "nikt@urzad.example", "niedobre hasło").await;
    sign_in(&mut browser, "e@urzad.example", PASSWORD).await;
    let tx = place.here.begin().await.expect("a transaction");
    let kept = store::audit::newest(&tx, 3, 0).await.expect("entries");
    let told: Vec<_> = kept
        .iter()
        .map(|e| (e.action.as_str(), e.actor.as_str()))
        .collect();
    let staff = format!("staff:{id}");
    assert_eq!(
        told,
        [
            ("signed_in", staff.as_str()),
            ("sign_in_refused", "nobody"),
            ("sign_in_refused", staff.as_str()),
        ]
    );
    assert!(kept.iter().all(|entry| !entry.detail.contains('@')));
    assert!(matches!(
        store::audit::verify(&tx).await.expect("a verdict"),
        store::audit::Verdict::Whole(_)
    ));
}

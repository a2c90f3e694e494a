//! Operators at the console: invited, always with a second factor.

use axum::http::StatusCode;
use chrono::Duration;

use super::staff::{PASSWORD, code};
use super::{Place, between};

#[tokio::test]
async fn an_operator_is_invited_signs_in_with_a_code_and_out() {
    let Some(place) = Place::open().await else {
        return;
    };
    let email = format!("{}@region.example", place.here.slug());
    let tx = place
        .platform
        .tenancy
        .registry()
        .await
        .expect("a transaction");
    let token = store::operators::invite(&tx, "Olgierd Zmyślony", &email, place.now())
        .await
        .expect("a token");
    tx.commit().await.expect("a commit");
    let link = format!("/zaproszenie/{token}");
    let mut browser = place.console();
    let page = browser.get(&link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let secret = between(&page, "<code>", "</code>").to_owned();
    // An operator's link opens no office.
    let mut office = place.browser(&place.here);
    let there = office.get(&format!("/urzad{link}")).await;
    assert_eq!(there.status, StatusCode::NOT_FOUND);
    let first = code(&secret, &place);
    let without = [("haslo", PASSWORD), ("haslo2", PASSWORD)];
    let answer = browser.post(&link, &without).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("haslo", PASSWORD), ("haslo2", PASSWORD), ("kod", &first)];
    assert_eq!(
        browser.post(&link, &form).await.location(),
        "/logowanie?gotowe=1"
    );
    place.wait(Duration::seconds(30));
    let form = [
        ("email", email.as_str()),
        ("haslo", PASSWORD),
        ("powrot", "/plan"),
    ];
    let answer = browser.post("/logowanie", &form).await;
    assert_eq!(answer.location(), "/logowanie/kod");
    let answer = browser
        .post("/logowanie/kod", &[("kod", &code(&secret, &place))])
        .await;
    assert_eq!(answer.location(), "/plan");
    let session = browser
        .cookie("__Host-ratusz-admin")
        .expect("a session")
        .to_owned();
    assert_eq!(
        browser.get("/logowanie").await.status,
        StatusCode::SEE_OTHER
    );
    browser.post("/wyloguj", &[]).await;
    browser.set_cookie("__Host-ratusz-admin", &session);
    assert_eq!(browser.get("/logowanie").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_operator_enrolled_for_a_demonstration_can_be_switched_off() {
    let Some(place) = Place::open().await else {
        return;
    };
    let email = format!("{}@region.example", place.there.slug());
    let hash = web::sign_in::passwords::hash(PASSWORD).expect("a hash");
    let secret = b"01234567890123456789";
    let keys = store::operators::keys(&place.platform.secret);
    let tx = place
        .platform
        .tenancy
        .registry()
        .await
        .expect("a transaction");
    let who = ("Olgierd Zmyślony", email.as_str());
    let id = store::operators::enrol(&tx, &keys, who, &hash, secret, place.now())
        .await
        .expect("an operator");
    tx.commit().await.expect("a commit");
    let mut browser = place.console();
    let form = [("email", email.as_str()), ("haslo", PASSWORD)];
    browser.post("/logowanie", &form).await;
    let shown = totp_rs::Secret::from(&secret[..]).to_base32();
    let answer = browser
        .post("/logowanie/kod", &[("kod", &code(&shown, &place))])
        .await;
    assert_eq!(answer.location(), "/");
    let tx = place
        .platform
        .tenancy
        .registry()
        .await
        .expect("a transaction");
    assert!(store::operators::disable(&tx, id).await.expect("done"));
    tx.commit().await.expect("a commit");
    assert_eq!(browser.get("/logowanie").await.status, StatusCode::OK);
    place.wait(Duration::seconds(60));
    let answer = browser.post("/logowanie", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

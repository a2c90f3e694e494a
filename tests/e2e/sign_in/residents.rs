//! Residents: the whole way to the provider and back, and every way it must not go.

use axum::http::StatusCode;
use chrono::Duration;
use domain::identifiers::Pesel;
use tests::{Answer, Client};
use web::Mode;

use super::{Place, path_of, query_of};

const SESSION: &str = "__Host-ratusz";
const BROWSER: &str = "__Host-ratusz-logowanie";
const JAN: &str = "84031499037";

/// Goes to the provider and chooses a person there; returns the address to come back to.
async fn away(place: &Place, browser: &mut Client, start: &str, who: (&str, &str)) -> String {
    let answer = browser.get(start).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    choose(place, browser, answer.location(), who).await
}

async fn choose(
    place: &Place,
    browser: &Client,
    address: &str,
    (person, level): (&str, &str),
) -> String {
    let mut provider = browser.at(&place.host("login"));
    let list = provider.get(path_of(address)).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.body);
    assert!(list.body.contains("Jan Próbny") && list.body.contains("wymyślone"));
    let mut form = query_of(address);
    form.extend([
        ("osoba".to_owned(), person.to_owned()),
        ("poziom".to_owned(), level.to_owned()),
    ]);
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let chosen = provider.post("/wybor", &form).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    chosen.location().to_owned()
}

/// Signs in at the office the browser is at.
async fn sign_in(place: &Place, browser: &mut Client, who: (&str, &str)) -> Answer {
    let back = away(place, browser, "/logowanie/dev?powrot=/moje", who).await;
    browser.get(path_of(&back)).await
}

/// Whether the browser is signed in: the sign-in page sends it on then.
async fn is_in(browser: &mut Client) -> bool {
    browser.get("/logowanie?powrot=/moje").await.status == StatusCode::SEE_OTHER
}

// MT-025
#[tokio::test]
async fn the_whole_way_signs_in_and_keeps_the_identity_sealed() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let list = browser.get("/logowanie?powrot=/uslugi/x&poziom=high").await;
    let link = "/logowanie/dev?powrot=/uslugi/x&";
    assert!(list.body.contains(link), "{}", list.body);
    let start = browser
        .get("/logowanie/dev?powrot=/uslugi/x&poziom=high")
        .await;
    let cookie = start.headers["set-cookie"].to_str().expect("text");
    for part in [BROWSER, "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let asked = query_of(start.location());
    let value = |name: &str| {
        let found = asked.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    assert_eq!(value("code_challenge_method"), "S256");
    assert_eq!(value("acr_values"), "http://eidas.europa.eu/LoA/high");
    assert_eq!(
        value("redirect_uri"),
        format!("http://{}/logowanie/powrot", place.host(place.here.slug()))
    );
    let back = choose(&place, &browser, start.location(), ("jan", "high")).await;
    let answer = browser.get(path_of(&back)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/uslugi/x");
    assert!(browser.cookie(BROWSER).is_none());
    assert!(is_in(&mut browser).await);
    let tx = place.here.begin().await.expect("a transaction");
    let pesel = Pesel::parse(JAN).expect("a right number");
    let found = store::residents::with_pesel(&tx, &pesel)
        .await
        .expect("rows");
    assert_eq!(found.len(), 1);
    let identity = store::residents::identity(&tx, found[0])
        .await
        .expect("one");
    assert_eq!(identity.full_name(), "Jan Próbny");
    assert_eq!(identity.email.as_deref(), Some("jan@osoby.example"));
    assert_eq!(format!("{identity:?}"), "Identity(…)");
}

#[tokio::test]
async fn a_state_counts_once() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let back = away(&place, &mut browser, "/logowanie/dev", ("jan", "low")).await;
    let kept = browser.cookie(BROWSER).expect("a cookie").to_owned();
    assert_eq!(
        browser.get(path_of(&back)).await.status,
        StatusCode::SEE_OTHER
    );
    let mut again = place.browser(&place.here);
    again.set_cookie(BROWSER, &kept);
    let answer = again.get(path_of(&back)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Logowanie wygasło"));
    assert!(!is_in(&mut again).await);
}

#[tokio::test]
async fn another_browser_is_refused_and_spends_the_state() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let back = away(&place, &mut browser, "/logowanie/dev", ("jan", "low")).await;
    let mut other = place.browser(&place.here);
    assert_eq!(
        other.get(path_of(&back)).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(other.cookie(SESSION).is_none());
    assert_eq!(
        browser.get(path_of(&back)).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_sign_in_that_took_too_long_is_refused() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let begun = browser.get("/logowanie/dev").await;
    place.wait(Duration::minutes(16));
    let back = choose(&place, &browser, begun.location(), ("jan", "low")).await;
    assert_eq!(
        browser.get(path_of(&back)).await.status,
        StatusCode::FORBIDDEN
    );
}

// MT-099
#[tokio::test]
async fn what_began_here_cannot_end_at_the_neighbour() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let back = away(&place, &mut browser, "/logowanie/dev", ("jan", "low")).await;
    let mut neighbour = place.browser(&place.there);
    let kept = browser.cookie(BROWSER).expect("a cookie").to_owned();
    neighbour.set_cookie(BROWSER, &kept);
    assert_eq!(
        neighbour.get(path_of(&back)).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(neighbour.cookie(SESSION).is_none());
    // A code of this office under a sign-in of the neighbour: the exchange fails.
    let theirs = neighbour.get("/logowanie/dev").await;
    let state = query_of(theirs.location());
    let state = &state
        .iter()
        .find(|(name, _)| name == "state")
        .expect("one")
        .1;
    let ours = query_of(&back);
    let code = &ours.iter().find(|(name, _)| name == "code").expect("one").1;
    let mixed = format!("/logowanie/powrot?code={code}&state={state}");
    let answer = neighbour.get(&mixed).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Nie udało się potwierdzić tożsamości"));
}

#[tokio::test]
async fn a_resident_here_is_nobody_at_the_neighbour() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    sign_in(&place, &mut browser, ("anna", "substantial")).await;
    assert!(is_in(&mut browser).await);
    let session = browser.cookie(SESSION).expect("a session").to_owned();
    let mut neighbour = place.browser(&place.there);
    neighbour.set_cookie(SESSION, &session);
    assert!(!is_in(&mut neighbour).await);
    sign_in(&place, &mut neighbour, ("anna", "substantial")).await;
    let pesel = Pesel::parse(JAN).expect("a number");
    let (ours, theirs) = (place.here.keys(), place.there.keys());
    assert_ne!(
        ours.blind_index("pesel", pesel.as_str()),
        theirs.blind_index("pesel", pesel.as_str())
    );
    let mut seen = Vec::new();
    for office in [&place.here, &place.there] {
        let tx = office.begin().await.expect("a transaction");
        let jan = store::residents::with_pesel(&tx, &pesel)
            .await
            .expect("rows");
        assert!(jan.is_empty(), "only Anna signed in");
        let anna = Pesel::parse("91070299043").expect("a number");
        seen.extend(
            store::residents::with_pesel(&tx, &anna)
                .await
                .expect("rows"),
        );
    }
    assert_eq!(seen.len(), 2);
    assert_ne!(seen[0], seen[1], "an account belongs to one office");
}

// MT-027
#[tokio::test]
async fn a_second_sign_in_finds_the_account_and_takes_a_new_session() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    browser.set_cookie(SESSION, "planted");
    sign_in(&place, &mut browser, ("jan", "low")).await;
    let first = browser.cookie(SESSION).expect("a session").to_owned();
    assert_ne!(first, "planted");
    let back = away(
        &place,
        &mut browser,
        "/logowanie/dev?poziom=high",
        ("jan", "high"),
    )
    .await;
    browser.get(path_of(&back)).await;
    let second = browser.cookie(SESSION).expect("a session").to_owned();
    assert_ne!(first, second);
    let mut old = place.browser(&place.here);
    old.set_cookie(SESSION, &first);
    assert!(!is_in(&mut old).await, "the session before is over");
    let tx = place.here.begin().await.expect("a transaction");
    let pesel = Pesel::parse(JAN).expect("a number");
    let found = store::residents::with_pesel(&tx, &pesel)
        .await
        .expect("rows");
    assert_eq!(found.len(), 1);
}

#[tokio::test]
async fn a_level_below_the_wanted_one_is_refused_with_a_way_on() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let start = "/logowanie/dev?powrot=/moje&poziom=high";
    let back = away(&place, &mut browser, start, ("jan", "substantial")).await;
    let answer = browser.get(path_of(&back)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Potrzebne pewniejsze potwierdzenie"));
    assert!(answer.body.contains("poziom=high"));
    assert!(browser.cookie(SESSION).is_none());
    sign_in(&place, &mut browser, ("jan", "low")).await;
    let step_up = browser.get("/logowanie?poziom=high").await;
    assert_eq!(step_up.status, StatusCode::OK);
    assert!(step_up.body.contains("Masz już otwartą sesję"));
}

// MT-168
#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let Some(place) = Place::open().await else {
        return;
    };
    for foreign in [
        "//evil.example",
        "/%5Cevil.example",
        "https://evil.example",
        "/%09/evil.example",
    ] {
        let mut browser = place.browser(&place.here);
        let start = format!("/logowanie/dev?powrot={foreign}");
        let back = away(&place, &mut browser, &start, ("jan", "low")).await;
        assert_eq!(browser.get(path_of(&back)).await.location(), "/");
    }
}

#[tokio::test]
async fn a_provider_taken_out_of_the_file_is_refused_at_the_callback_too() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let back = away(&place, &mut browser, "/logowanie/dev", ("jan", "low")).await;
    place.set_providers(&place.here, Vec::new()).await;
    assert_eq!(
        browser.get(path_of(&back)).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(browser.cookie(SESSION).is_none());
    let gone = browser.get("/logowanie/dev").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let empty = browser.get("/logowanie").await;
    assert!(
        empty
            .body
            .contains("nie ma jeszcze logowania przez internet")
    );
}

#[tokio::test]
async fn another_issuer_in_the_answer_and_a_cancelled_sign_in_are_refused() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let back = away(&place, &mut browser, "/logowanie/dev", ("jan", "low")).await;
    let mixed = back.replace("login.ratusz.test", "evil.ratusz.test");
    let answer = browser.get(path_of(&mixed)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{back}");
    let begun = browser.get("/logowanie/dev").await;
    let asked = query_of(begun.location());
    let state = &asked
        .iter()
        .find(|(name, _)| name == "state")
        .expect("one")
        .1;
    let path = format!("/logowanie/powrot?error=access_denied&state={state}");
    let answer = browser.get(&path).await;
    assert!(answer.body.contains("Logowanie przerwane"));
}

// MT-028
#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    sign_in(&place, &mut browser, ("jan", "low")).await;
    let session = browser.cookie(SESSION).expect("a session").to_owned();
    assert_eq!(
        browser.get("/wyloguj").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert!(is_in(&mut browser).await);
    let answer = browser.post("/wyloguj", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert!(browser.cookie(SESSION).is_none());
    assert_eq!(browser.get("/wylogowano").await.status, StatusCode::OK);
    browser.set_cookie(SESSION, &session);
    assert!(!is_in(&mut browser).await);
}

#[tokio::test]
async fn a_foreigner_without_a_number_signs_in_as_well() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let answer = sign_in(&place, &mut browser, ("olena", "high")).await;
    assert_eq!(answer.location(), "/moje");
    assert!(is_in(&mut browser).await);
}

#[tokio::test]
async fn in_production_there_are_no_invented_people() {
    let Some(place) = Place::open_in(Mode::Production).await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let list = browser.get("/logowanie").await;
    assert!(!list.body.contains("Logowanie testowe"));
    assert_eq!(
        browser.get("/logowanie/dev").await.status,
        StatusCode::NOT_FOUND
    );
    let mut provider = browser.at(&place.host("login"));
    for path in [
        "/",
        "/.well-known/openid-configuration",
        "/klucze",
        "/wybor",
    ] {
        let answer = provider.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

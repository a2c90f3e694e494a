//! The development provider itself, and providers that are away.

use axum::http::StatusCode;

use super::{Place, path_of, query_of};

#[tokio::test]
async fn only_an_office_of_this_platform_may_send_people() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let begun = browser.get("/logowanie/dev").await;
    let mut provider = browser.at(&place.host("login"));
    let good = path_of(begun.location());
    let policy = provider.get(good).await.headers["content-security-policy"].clone();
    let policy = policy.to_str().expect("text");
    assert!(policy.contains(&format!(
        "form-action 'self' http://{}",
        place.host(place.here.slug())
    )));
    let bad = [
        good.replace(place.here.slug(), place.there.slug())
            .replacen(place.there.slug(), place.here.slug(), 1),
        good.replace("ratusz.test", "evil.example"),
        good.replace("logowanie%2Fpowrot", "moje"),
        good.replace("S256", "plain"),
        good.replace("scope=openid", "scope=none"),
        "/wybor".to_owned(),
    ];
    for path in bad {
        assert_ne!(path, good);
        let answer = provider.get(&path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn a_code_is_good_once_and_for_who_asked() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut browser = place.browser(&place.here);
    let begun = browser.get("/logowanie/dev").await;
    let asked = query_of(begun.location());
    let value = |name: &str| {
        let found = asked.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut provider = browser.at(&place.host("login"));
    let mut form: Vec<(&str, &str)> = asked
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    form.extend([("osoba", "jan"), ("poziom", "low")]);
    let (client, redirect) = (value("client_id"), value("redirect_uri"));
    let wrong = [
        (
            client.as_str(),
            redirect.as_str(),
            "wrong-verifier-wrong-verifier-wrong-verifier",
        ),
        (place.there.slug(), redirect.as_str(), "x"),
        (client.as_str(), "http://evil.example/", "x"),
    ];
    for (client, redirect, verifier) in wrong {
        let chosen = provider.post("/wybor", &form).await;
        let given = query_of(chosen.location());
        let code = &given
            .iter()
            .find(|(name, _)| name == "code")
            .expect("one")
            .1;
        let exchange = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("client_id", client),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ];
        for _ in 0..2 {
            let answer = provider.post("/token", &exchange).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.body.contains("invalid_grant"));
        }
    }
}

#[tokio::test]
async fn a_provider_that_is_away_or_lies_about_itself_is_a_page_with_a_way_on() {
    let Some(place) = Place::open().await else {
        return;
    };
    let mut away = place.provider(&place.here);
    away.issuer = "http://127.0.0.1:9".to_owned();
    let mut liar = place.provider(&place.here);
    liar.key = "liar".to_owned();
    // Addresses of the development provider are put right; those of others are taken as they are.
    liar.development = false;
    // The development provider answers here too, but says it is somebody else.
    liar.issuer = format!("http://login.ratusz.test:{}/", place.port);
    place.set_providers(&place.here, vec![away, liar]).await;
    let mut browser = place.browser(&place.here);
    for key in ["dev", "liar"] {
        let answer = browser.get(&format!("/logowanie/{key}")).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{key}");
        assert!(answer.body.contains("Logowanie chwilowo nie działa"));
    }
}

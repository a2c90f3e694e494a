//! Cookies: planted, doubled, carried to another office, put under another name.

use axum::body::Body;
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use domain::assurance::Assurance;
use store::staff_members::RoleGrant;
use tests::people::{
    ADMIN_HOST, OPERATOR_COOKIE, Person, RESIDENT_COOKIE, STAFF_COOKIE, inhabitant, operator,
    street,
};
use tests::{Answer, Client};

/// A page that shows who is signed in.
const PAGE: &str = "/dane-osobowe";
const DESK: &str = "/urzad";
/// Sends on whoever is signed in, and shows a form to everybody else.
const CONSOLE: &str = "/logowanie";

/// The answer at `path` to a browser that sends exactly these lines of cookies.
async fn sent(client: &mut Client, path: &str, lines: &[String]) -> Answer {
    let request = client.at(client.host()).request(Method::GET, path);
    let request = lines
        .iter()
        .fold(request, |request, line| request.header(COOKIE, line));
    client.send(request, Body::empty()).await
}

fn pair(person: &Person) -> String {
    format!("{}={}", person.cookie.0, person.cookie.1)
}

// MT-023, MT-022
#[tokio::test]
async fn a_cookie_sent_twice_counts_as_none() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let ewa = inhabitant(&there, "Ewa Zmyślik", Assurance::Low).await;
    let alone = sent(&mut there.nobody(), PAGE, &[pair(&ewa)]).await;
    assert!(alone.body.contains("Ewa Zmyślik"), "one cookie is enough");
    let (a, b) = (pair(&anna), pair(&ewa));
    let planted = format!("{RESIDENT_COOKIE}=planted");
    for lines in [
        vec![format!("{a}; {b}")],
        vec![format!("{b}; {a}")],
        vec![a.clone(), b.clone()],
        vec![b.clone(), a.clone()],
        vec![format!("{b};{b}")],
        vec![format!("{planted}; {b}")],
        vec![format!("{b}; {planted}")],
        vec![format!("{RESIDENT_COOKIE}=; {b}")],
    ] {
        let answer = sent(&mut there.nobody(), PAGE, &lines).await;
        assert_eq!(answer.status, StatusCode::OK, "{lines:?}");
        for name in ["Anna Probierz", "Ewa Zmyślik"] {
            assert!(!answer.body.contains(name), "{lines:?}: {name}");
        }
    }
}

// MT-035
#[tokio::test]
async fn a_cookie_of_one_office_is_nothing_at_another() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::High).await;
    let grants = [RoleGrant::everywhere("head_of_office")];
    let karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    for (person, path) in [(&anna, PAGE), (&karol, DESK)] {
        let own = sent(&mut here.nobody(), path, &[pair(person)]).await;
        assert_eq!(own.status, StatusCode::OK, "{path}");
        assert!(own.body.contains("Probierz"), "{path}");
        let foreign = sent(&mut there.nobody(), path, &[pair(person)]).await;
        let anonymous = there.nobody().get(path).await;
        assert_eq!(foreign.status, anonymous.status, "{path}");
        assert_eq!(foreign.body, anonymous.body, "{path}");
        assert_eq!(foreign.location(), anonymous.location(), "{path}");
        assert!(foreign.headers.get("set-cookie").is_none());
    }
}

// MT-023, MT-031: an operator is nobody at an office.
#[tokio::test]
async fn a_session_counts_only_under_its_own_name_and_at_its_own_site() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::High).await;
    let grants = [RoleGrant::everywhere("tenant_admin")];
    let karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    let olga = operator(&platform, here.router(), "Olga Probierz")
        .await
        .expect("Olga");
    let mut admin = here.nobody().at(ADMIN_HOST);
    let console = sent(&mut admin, CONSOLE, &[pair(&olga)]).await;
    assert_eq!(
        console.status,
        StatusCode::SEE_OTHER,
        "the console knows its operator"
    );
    for person in [&anna, &karol, &olga] {
        for (cookie, mut client, path) in [
            (RESIDENT_COOKIE, here.nobody(), PAGE),
            (STAFF_COOKIE, here.nobody(), DESK),
            (OPERATOR_COOKIE, here.nobody(), PAGE),
            (OPERATOR_COOKIE, here.nobody(), DESK),
            (OPERATOR_COOKIE, admin.at(ADMIN_HOST), CONSOLE),
            (STAFF_COOKIE, admin.at(ADMIN_HOST), CONSOLE),
            (RESIDENT_COOKIE, admin.at(ADMIN_HOST), CONSOLE),
            (STAFF_COOKIE, here.nobody(), PAGE),
            (RESIDENT_COOKIE, here.nobody(), DESK),
        ] {
            let at_home = match path {
                PAGE => RESIDENT_COOKIE,
                DESK => STAFF_COOKIE,
                _ => OPERATOR_COOKIE,
            };
            if cookie == at_home && cookie == person.cookie.0 {
                continue;
            }
            let line = format!("{cookie}={}", person.cookie.1);
            let answer = sent(&mut client, path, &[line]).await;
            let expected = match path {
                DESK => StatusCode::SEE_OTHER,
                _ => StatusCode::OK,
            };
            assert_eq!(
                answer.status, expected,
                "{} as {cookie} at {path}",
                person.cookie.0
            );
            assert!(!answer.body.contains("Probierz"), "{cookie} at {path}");
        }
    }
}

// MT-022
#[tokio::test]
async fn a_cookie_out_of_shape_is_nobody_and_no_fault() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let anna = inhabitant(&here, "Anna Probierz", Assurance::Low).await;
    let token = &anna.cookie.1;
    let values = [
        String::new(),
        "x".repeat(6_000),
        format!("\"{token}\""),
        format!("{token}%00"),
        format!(" {token}x"),
        format!("{token}, {token}"),
        token.to_uppercase(),
        "' or 1=1 --".to_owned(),
        "../../etc/passwd".to_owned(),
    ];
    for value in values {
        let line = format!("{RESIDENT_COOKIE}={value}");
        let answer = sent(&mut here.nobody(), PAGE, std::slice::from_ref(&line)).await;
        assert_eq!(answer.status, StatusCode::OK, "{line}");
        assert!(!answer.body.contains("Anna Probierz"), "{line}");
    }
    for name in [
        "__host-ratusz",
        "__Host-ratusz ",
        "ratusz",
        "__Host-ratuszx",
    ] {
        let answer = sent(&mut here.nobody(), PAGE, &[format!("{name}={token}")]).await;
        assert!(!answer.body.contains("Anna Probierz"), "{name}");
    }
}

// MT-018
#[tokio::test]
async fn a_cookie_or_field_that_names_an_office_changes_nothing() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let (slug, schema) = (there.tenant.slug(), there.tenant.schema().as_str());
    let line = format!("tenant={slug}; schema={schema}; host={slug}.ratusz.test");
    let answer = sent(&mut here.nobody(), PAGE, &[line]).await;
    assert!(answer.body.contains(here.tenant.name()));
    assert!(!answer.body.contains(there.tenant.name()));
    let form = [("tenant_id", slug), ("schema", schema), ("office", slug)];
    let answer = here.nobody().post(PAGE, &form).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(!answer.body.contains(there.tenant.name()));
}

// MT-022
#[tokio::test]
async fn every_cookie_set_is_tied_to_this_host_and_hidden_from_scripts() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let pages = [
        "/dane-osobowe?jezyk=pl",
        "/logowanie",
        "/urzad/logowanie",
        "/uslugi",
    ];
    let mut seen = 0;
    for page in pages {
        let answer = here.nobody().get(page).await;
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().expect("text").to_owned();
            let lower = line.to_ascii_lowercase();
            assert!(line.starts_with("__Host-"), "{line}");
            for part in ["secure", "httponly", "path=/", "samesite="] {
                assert!(lower.contains(part), "{line}: {part}");
            }
            assert!(!lower.contains("domain="), "{line}");
            assert!(!lower.contains("samesite=none"), "{line}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no page set a cookie");
}

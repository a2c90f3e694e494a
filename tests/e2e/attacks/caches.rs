//! What is kept in memory or by browsers: nobody gets a page made for somebody else.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::assurance::Assurance;
use store::staff_members::RoleGrant;
use tests::people::{Office, street};
use tests::{Answer, Client};

const PUBLIC: [&str; 4] = ["/", "/dane-osobowe", "/deklaracja-dostepnosci", "/uslugi"];
const EVIL: &str = "evil.example";

/// The answer's text without the number of its request.
fn text(answer: &Answer) -> String {
    let id = answer.headers["x-request-id"].to_str().expect("text");
    answer.body.replace(id, "ID")
}

fn kept_for(answer: &Answer) -> &str {
    let kept = answer.headers.get("cache-control");
    kept.and_then(|kept| kept.to_str().ok()).unwrap_or_default()
}

/// Asks for the page with everything by which an answer could be bent.
async fn bent(client: &mut Client, path: &str) -> Answer {
    let request = client
        .request(Method::GET, path)
        .header("x-forwarded-host", EVIL)
        .header("x-forwarded-proto", "gopher")
        .header("x-forwarded-port", "4443")
        .header("forwarded", format!("host={EVIL};proto=gopher"))
        .header("x-original-url", "/urzad")
        .header("x-rewrite-url", "/urzad")
        .header("x-forwarded-prefix", "//evil.example")
        .header("origin", format!("https://{EVIL}"))
        .header("referer", format!("https://{EVIL}/x"))
        .header(
            "accept-language",
            "xx\"><script>alert(1)</script>, en;q=0.9",
        )
        .header("cookie", "__Host-jezyk=\"><script>")
        .header("range", "bytes=0-10");
    client.send(request, Body::empty()).await
}

// MT-054, MT-146
#[tokio::test]
async fn a_bent_request_leaves_nothing_for_the_next_one() {
    let Some((platform, here, there)) = street().await else {
        return;
    };
    for path in PUBLIC {
        let clean = here.nobody().get(path).await;
        // A program that has kept no page yet, so that the bent request makes the first one.
        let router = platform.web(None).await.expect("a fresh program");
        let fresh = Office::new(here.tenant.clone(), &router);
        let first = bent(&mut fresh.nobody(), path).await;
        assert_eq!(first.status, StatusCode::OK, "{path}");
        for bad in [EVIL, "gopher", "4443", "<script>alert"] {
            assert!(!first.body.contains(bad), "{path}: {bad}");
        }
        assert!(first.headers.get("access-control-allow-origin").is_none());
        assert!(first.headers.get("content-range").is_none());
        let second = fresh.nobody().get(path).await;
        assert_eq!(text(&second), text(&clean), "{path}");
        let neighbour = Office::new(there.tenant.clone(), &router);
        let next_door = neighbour.nobody().get(path).await;
        assert!(!next_door.body.contains(here.tenant.name()), "{path}");
        assert!(next_door.body.contains(there.tenant.name()), "{path}");
    }
}

// MT-054: a page made for somebody is never the one kept for everybody.
#[tokio::test]
async fn a_page_of_somebody_signed_in_is_not_kept() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let anna = here.resident("Anna Probierz", Assurance::High).await;
    let anna = anna.expect("Anna");
    let grants = [RoleGrant::everywhere("head_of_office")];
    let karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    let router = platform.web(None).await.expect("a fresh program");
    let fresh = Office::new(here.tenant.clone(), &router);
    for path in PUBLIC {
        let mut hers = fresh.nobody();
        hers.set_cookie(anna.cookie.0, &anna.cookie.1);
        let own = hers.get(path).await;
        assert!(own.body.contains("Probierz"), "{path}");
        assert_eq!(kept_for(&own), "no-store", "{path}");
        for _ in 0..2 {
            let next = fresh.nobody().get(path).await;
            assert!(!next.body.contains("Probierz"), "{path}");
        }
        assert!(hers.get(path).await.body.contains("Probierz"), "{path}");
    }
    for (person, path) in [
        (&anna, "/moje"),
        (&anna, "/sprawy"),
        (&karol, "/urzad"),
        (&karol, "/urzad/osoby"),
    ] {
        let page = person.clone().get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(kept_for(&page), "no-store", "{path}");
    }
    for path in ["/logowanie", "/urzad/logowanie", "/weryfikacja"] {
        assert_eq!(
            kept_for(&here.nobody().get(path).await),
            "no-store",
            "{path}"
        );
    }
}

// MT-055: a private page under a name that somebody in between would keep.
#[tokio::test]
async fn a_private_page_does_not_answer_under_the_name_of_a_file() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let anna = here.resident("Anna Probierz", Assurance::High).await;
    let anna = anna.expect("Anna");
    let grants = [RoleGrant::everywhere("head_of_office")];
    let karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    let own = anna.clone().get("/moje").await;
    assert_eq!(own.status, StatusCode::OK);
    for path in [
        "/moje/x.css",
        "/moje.css",
        "/moje;/a.js",
        "/moje;a.css",
        "/moje%2fx.css",
        "/moje%00.css",
        "/moje/%2e%2e/static/a.css",
        "/moje/..%2fstatic/a.css",
        "/static/../moje",
        "/static/%2e%2e/moje",
        "/static/..%2fmoje",
        "/static/x/..%2f..%2fmoje",
        "/motyw/../moje",
        "/motyw/..%2fmoje",
        "/sprawy/x.css",
        "/urzad/x.css",
        "/urzad;/a.js",
        "/urzad/sprawy/x.css",
    ] {
        for person in [&anna, &karol] {
            let seen = person.clone().get(path).await;
            assert!(!seen.status.is_server_error(), "{path}: {}", seen.status);
            // Colours answer under every name of a stylesheet: they are nobody's.
            if seen.status.is_success() && path.starts_with("/motyw/") {
                assert_eq!(seen.headers["content-type"], "text/css; charset=utf-8");
                assert!(!seen.body.contains("Probierz"), "{path}");
                continue;
            }
            assert!(!seen.status.is_success(), "{path}: {}", seen.status);
            assert_eq!(kept_for(&seen), "no-store", "{path}");
        }
    }
}

// MT-058: tags and ranges of one office at another.
#[tokio::test]
async fn a_tag_or_range_of_one_office_is_nothing_at_another() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    for path in PUBLIC {
        let page = here.nobody().get(path).await;
        for header in ["etag", "last-modified", "age", "expires"] {
            assert!(!page.headers.contains_key(header), "{path}: {header}");
        }
        let whole = there.nobody().get(path).await;
        for (name, value) in [
            ("if-none-match", "*"),
            ("if-none-match", "\"x\", W/\"y\""),
            ("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"),
            ("if-range", "\"x\""),
        ] {
            let mut client = there.nobody();
            let request = client.request(Method::GET, path).header(name, value);
            let request = request.header("range", "bytes=0-100");
            let seen = client.send(request, Body::empty()).await;
            assert_eq!(seen.status, StatusCode::OK, "{path}: {name}");
            assert_eq!(text(&seen), text(&whole), "{path}: {name}");
        }
    }
    // The only thing kept for long that differs by office is its colours, under their own hash.
    let page = here.nobody().get("/").await;
    let (_, rest) = page.body.split_once("/motyw/").expect("colours");
    let (file, _) = rest.split_once('"').expect("an address");
    let own = format!("/motyw/{file}");
    assert!(kept_for(&here.nobody().get(&own).await).contains("immutable"));
    for path in ["/motyw/0123456789abcdef.css", "/static/0/ratusz.css"] {
        let other = here.nobody().get(path).await;
        assert!(!kept_for(&other).contains("immutable"), "{path}");
    }
}

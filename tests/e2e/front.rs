//! The way in: hosts, forwarded headers, cross-site posts, headers of every answer.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use tests::platform::{Platform, server_url};

// MT-004, MT-008, MT-011
#[tokio::test]
async fn a_host_is_known_exactly_or_not_at_all() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("host").await.expect("an office");
    let mut client = platform.client(&office).await.expect("a browser");
    let slug = office.slug();
    let upper = slug.to_uppercase();
    for host in [
        format!("{slug}.ratusz.test"),
        format!("{upper}.RATUSZ.test"),
        format!("{slug}.ratusz.test."),
        format!("{slug}.ratusz.test:443"),
    ] {
        let answer = client.at(&host).get("/dane-osobowe").await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
        assert!(answer.body.contains(office.name()));
    }
    for host in [
        format!("{slug}.ratusz.test.evil.example"),
        format!("evil{slug}.ratusz.test"),
        format!("x.{slug}.ratusz.test"),
        format!("{slug}ratusz.test"),
        "nobody.ratusz.test".to_owned(),
        "t_0001.ratusz.test".to_owned(),
    ] {
        let answer = client.at(&host).get("/dane-osobowe").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{host}");
        assert!(!answer.body.contains(office.name()), "{host}");
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let twice = client
        .request(Method::GET, "/dane-osobowe")
        .header("host", "admin.ratusz.test");
    assert_eq!(
        client.send(twice, Body::empty()).await.status,
        StatusCode::BAD_REQUEST
    );
}

// MT-017, MT-018
#[tokio::test]
async fn at_a_name_that_is_nobodys_the_list_of_offices_is_shown_and_nothing_else() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("nikogo").await.expect("an office");
    let client = platform.client(&office).await.expect("a browser");
    let mut nowhere = client.at("nikogo.ratusz.test");
    let page = nowhere.get("/uslugi?q=1").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("href=\"http://ratusz.test/urzedy\""));
    let links = page.body.matches("href=\"/").count();
    let looks =
        page.body.matches("href=\"/static/").count() + page.body.matches("href=\"/motyw/").count();
    assert_eq!(links, looks, "every link leaves this host");
    for href in page
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        if href.starts_with("/static/") || href.starts_with("/motyw/") {
            assert_eq!(nowhere.get(href).await.status, StatusCode::OK, "{href}");
        }
    }
    for path in ["/", "/urzedy", "/znak.svg", "/urzad", "/logowanie"] {
        let other = nowhere.get(path).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            other.body.contains("Nie ma urzędu pod tym adresem"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn nothing_but_the_host_chooses_the_office() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let here = platform.office("wybor").await.expect("an office");
    let there = platform.office("sasiad").await.expect("its neighbour");
    let mut client = platform.client(&here).await.expect("a browser");
    let foreign = format!("{}.ratusz.test", there.slug());
    let request = client
        .request(
            Method::GET,
            &format!("/dane-osobowe?tenant={0}&schema={0}", there.slug()),
        )
        .header("x-forwarded-host", &foreign)
        .header("forwarded", format!("host={foreign}"))
        .header("x-original-url", "/urzad")
        .header("x-rewrite-url", "/urzad")
        .header("x-tenant", there.slug())
        .header("x-tenant-id", there.id().to_string())
        .header("x-schema", there.schema().as_str());
    let answer = client.send(request, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(here.name()));
    assert!(!answer.body.contains(there.name()));
}

// MT-033, MT-034
#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("csrf").await.expect("an office");
    let mut client = platform.client(&office).await.expect("a browser");
    let own = format!("http://{}.ratusz.test", office.slug());
    let neighbour = "http://inny.ratusz.test".to_owned();
    let sent = [
        ("sec-fetch-site", "cross-site".to_owned()),
        ("sec-fetch-site", "same-site".to_owned()),
        ("origin", neighbour),
        ("origin", "null".to_owned()),
        ("origin", format!("{own}.evil.example")),
    ];
    for (name, value) in sent {
        let request = client
            .request(Method::POST, "/wyloguj")
            .header(name, &value);
        let answer = client.send(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}: {value}");
    }
}

// MT-167, MT-169
#[tokio::test]
async fn a_refused_form_has_a_link_back_to_its_page_and_nowhere_else() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("powrot").await.expect("an office");
    let mut client = platform.client(&office).await.expect("a browser");
    let own = format!("http://{}.ratusz.test", office.slug());
    let back = "Wróć do poprzedniej strony";
    for (referer, link) in [
        (
            format!("{own}/weryfikacja?numer=1"),
            Some("/weryfikacja?numer=1"),
        ),
        ("http://inny.ratusz.test/weryfikacja".to_owned(), None),
        (format!("{own}//zly.example/"), None),
        ("nic".to_owned(), None),
    ] {
        let request = client
            .request(Method::POST, "/weryfikacja")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", &referer);
        let answer = client
            .send(request, vec![b'a'; 3 * 1024 * 1024].into())
            .await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{referer}");
        assert!(answer.body.contains("Plik lub formularz jest za duży"));
        assert_eq!(answer.body.contains(back), link.is_some(), "{referer}");
        let link = link.unwrap_or("/");
        assert!(
            answer.body.contains(&format!("href=\"{link}\"")),
            "{referer}"
        );
        assert!(!answer.body.contains("zly.example"));
    }
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("naglowki").await.expect("an office");
    let mut client = platform.client(&office).await.expect("a browser");
    for path in ["/dane-osobowe", "/nie-ma-takiej", "/urzad"] {
        let answer = client.get(path).await;
        let header = |name: &str| {
            answer
                .headers
                .get(name)
                .and_then(|v| v.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        assert!(
            header("content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(
            !header("content-security-policy").contains("unsafe"),
            "{path}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(
            answer.headers.get("access-control-allow-origin").is_none(),
            "{path}"
        );
        assert!(!header("x-request-id").is_empty(), "{path}");
    }
}

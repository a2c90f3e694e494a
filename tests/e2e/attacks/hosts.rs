//! Hosts: ports made up by the caller, own domains not proven, private pages, forged sign-ins.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use store::staff_members::RoleGrant;
use tests::Client;
use tests::people::{ADMIN_HOST, Office, street};
use tests::platform::{Platform, plant, settings};
use web::Settings;

const PAGE: &str = "/dane-osobowe";
const REGION_HOST: &str = "ratusz.test";

// MT-009
#[tokio::test]
async fn a_port_made_up_by_the_caller_gets_into_no_address() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let with_port = Settings {
        public_port: Some(8_443),
        ..settings(&platform.url)
    };
    let router = platform.web_with(with_port).await.expect("pages");
    let office = Office::new(here.tenant.clone(), &router);
    let mut client = office.nobody().at(&format!("{}:4443", here.host()));
    for path in [
        "/urzad",
        "/moje",
        "/logowanie",
        "/deklaracja-dostepnosci",
        "/",
    ] {
        let seen = client.get(path).await;
        assert!(!seen.location().contains("4443"), "{path}");
        assert!(!seen.body.contains("4443"), "{path}");
    }
    let page = client.get("/deklaracja-dostepnosci").await;
    let own = format!("http://{}:8443", here.host());
    assert!(page.body.contains(&own), "the configured port is shown");
}

/// What the private listener says about a certificate for this name.
async fn may_be_certified(platform: &Platform, host: &str) -> bool {
    let router = platform.monitor().await.expect("the private listener");
    let mut client = Client::new(router, "127.0.0.1:8081");
    let asked = client
        .get(&format!("/internal/tls-ask?domain={host}"))
        .await;
    match asked.status {
        StatusCode::OK => true,
        StatusCode::NOT_FOUND => false,
        other => panic!("{other}"),
    }
}

// MT-012, MT-079
#[tokio::test]
async fn an_own_domain_answers_only_while_it_is_proven() {
    let Some((platform, here, there)) = street().await else {
        return;
    };
    let host = format!("eurzad.{}.example.pl", here.tenant.slug());
    let id = here.tenant.id();
    let steps = [
        ("select 1".to_owned(), false),
        (
            format!("insert into registry.host (name, tenant_id) values ('{host}', {id})"),
            false,
        ),
        (
            format!("update registry.host set verified_at = now() where name = '{host}'"),
            true,
        ),
        (
            format!("update registry.host set verified_at = null where name = '{host}'"),
            false,
        ),
        (
            format!("delete from registry.host where name = '{host}'"),
            false,
        ),
    ];
    for (sql, answers) in steps {
        plant(&platform.url, sql.clone()).await.expect("planted");
        platform.tenancy.reload().await.expect("a reload");
        for name in [host.clone(), host.to_uppercase(), format!("{host}:443")] {
            let page = here.nobody().at(&name).get(PAGE).await;
            let expected = match answers {
                true => StatusCode::OK,
                false => StatusCode::NOT_FOUND,
            };
            assert_eq!(page.status, expected, "{name} after {sql}");
            assert_eq!(page.body.contains(here.tenant.name()), answers, "{sql}");
            assert!(!page.body.contains(there.tenant.name()), "{sql}");
            assert!(page.headers.get("set-cookie").is_none());
        }
        assert_eq!(may_be_certified(&platform, &host).await, answers, "{sql}");
    }
    for (name, ours) in [
        (here.host(), true),
        (format!("x.{}", here.host()), false),
        ("nobody.ratusz.test".to_owned(), false),
        (format!("{}.evil.example", here.host()), false),
    ] {
        assert_eq!(may_be_certified(&platform, &name).await, ours, "{name}");
    }
}

// MT-118
#[tokio::test]
async fn health_and_figures_are_on_no_public_host() {
    let Some((platform, here, there)) = street().await else {
        return;
    };
    let private = [
        "/metrics",
        "/health",
        "/health/live",
        "/health/ready",
        "/health/tenants",
        "/internal/tls-ask?domain=ratusz.test",
        "/debug",
        "/status",
    ];
    for host in [&here.host(), REGION_HOST, ADMIN_HOST, "login.ratusz.test"] {
        for path in private {
            let seen = here.nobody().at(host).get(path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{host}{path}");
            assert!(!seen.body.contains(there.tenant.slug()), "{host}{path}");
        }
    }
    // They are where they belong, and there one office's figures stand beside another's.
    let router = platform.monitor().await.expect("the private listener");
    let mut client = Client::new(router, "127.0.0.1:8081");
    for path in ["/metrics", "/health/live", "/health/ready"] {
        assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
    }
    let offices = client.get("/health/tenants").await;
    assert!(offices.body.contains(here.tenant.slug()));
}

// MT-034: the attacker's own account must not come into the victim's browser.
#[tokio::test]
async fn a_sign_in_posted_from_another_site_is_refused() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let form = "email=a%40urzad.example&haslo=trzy+bociany&powrot=%2Furzad";
    let sibling = format!("http://{}", there.host());
    let from = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", sibling.as_str()),
    ];
    let doors = [
        (here.host(), "/urzad/logowanie"),
        (here.host(), "/urzad/logowanie/kod"),
        (here.host(), "/urzad/logowanie/urzadzenie"),
        (here.host(), "/wyloguj"),
        (ADMIN_HOST.to_owned(), "/logowanie"),
        (ADMIN_HOST.to_owned(), "/logowanie/kod"),
    ];
    for (host, path) in &doors {
        for (name, value) in from {
            let mut client = here.nobody().at(host);
            let request = client
                .request(Method::POST, path)
                .header("content-type", "application/x-www-form-urlencoded")
                .header(name, value);
            let seen = client.send(request, Body::from(form)).await;
            assert_eq!(
                seen.status,
                StatusCode::BAD_REQUEST,
                "{path} {name}: {value}"
            );
            assert!(seen.headers.get("set-cookie").is_none(), "{path}");
        }
        let honest = here.nobody().at(host).post(path, &[]).await;
        assert_ne!(
            honest.status,
            StatusCode::BAD_REQUEST,
            "{path} from its page"
        );
    }
}

// MT-008: however the host is spelled, it is the same office with the same session and trail.
#[tokio::test]
async fn every_spelling_of_a_host_is_the_same_office() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let grants = [RoleGrant::everywhere("data_protection_officer")];
    let iga = here.staff("Iga Probierz", &grants).await.expect("Iga");
    let seen = async || {
        let tx = here.tenant.begin().await.expect("a transaction");
        let all = store::audit::newest(&tx, 100, 0).await.expect("entries");
        let hers = format!("staff:{}", iga.id);
        let looked = all
            .iter()
            .filter(|e| e.action == "audit_seen" && e.actor == hers);
        looked.count()
    };
    let plain = here.host();
    let spellings = [
        plain.clone(),
        plain.to_uppercase(),
        format!("{plain}."),
        format!("{plain}:443"),
        format!("{}.:80", plain.to_uppercase()),
    ];
    for (turn, host) in spellings.iter().enumerate() {
        let mut client = here.nobody().at(host);
        client.set_cookie(iga.cookie.0, &iga.cookie.1);
        let page = client.get("/urzad/rejestr-zdarzen").await;
        assert_eq!(page.status, StatusCode::OK, "{host}");
        assert!(page.body.contains(here.tenant.name()), "{host}");
        assert_eq!(seen().await, turn + 1, "{host}: in the same trail");
        for line in page.headers.get_all("set-cookie") {
            let line = line.to_str().expect("text").to_ascii_lowercase();
            assert!(!line.contains("domain="), "{line}");
        }
    }
}

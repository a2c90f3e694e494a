//! The catalogue as data: what programs are told, and what search engines read.

mod described;
mod shapes;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use catalogue::Definition;
use serde_json::Value;
use store::services::InForce;
use tests::people::{Office, now, street};
use tests::{Answer, Client, Platform};

const CATALOGUE: &str = "/api/v1/catalogue";

/// Every template of the region.
fn templates() -> Vec<Definition> {
    let files = crate::platform::region_files();
    let templates = files
        .iter()
        .filter(|(file, _)| file.contains("/templates/"));
    templates
        .map(|(file, text)| catalogue::read_definition(file, text).expect("a template"))
        .collect()
}

/// Puts services on the public shelf of an office.
async fn put(platform: &Platform, office: &Office, definitions: &[Definition]) {
    let services: Vec<InForce> = definitions
        .iter()
        .map(|definition| InForce {
            slug: definition.slug.clone(),
            edition_id: store::ids::fresh(),
            number: 1,
            hash: definition.hash(),
            definition: definition.clone(),
            origin: None,
            changes: 0,
        })
        .collect();
    let tx = platform.tenancy.registry().await.expect("the registry");
    let id = office.tenant.id();
    store::published::put(&tx, id, &services, now())
        .await
        .expect("rows");
    tx.commit().await.expect("a commit");
}

/// An office with every template, and its neighbour with one service under an own title.
async fn stocked() -> Option<(Platform, Office, Office, String)> {
    let (platform, here, there) = street().await?;
    put(&platform, &here, &templates()).await;
    let mut own = templates().remove(0);
    own.title = format!("Sprawa obok {}", tests::some_id().simple());
    let title = own.title.clone();
    put(&platform, &there, &[own]).await;
    Some((platform, here, there, title))
}

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).expect("JSON")
}

fn head<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let value = answer.headers.get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn with(client: &mut Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = client.request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request, Body::empty()).await
}

#[tokio::test]
async fn an_office_tells_its_own_services_and_the_region_everybodys() {
    let Some((_platform, here, there, title)) = stocked().await else {
        return;
    };
    let own = json(&here.nobody().get(CATALOGUE).await);
    assert_eq!(own["count"], templates().len());
    assert!(!own.to_string().contains(&title));
    let next_door = json(&there.nobody().get(CATALOGUE).await);
    assert_eq!(next_door["count"], 1);
    assert_eq!(next_door["services"][0]["title"], title);
    assert_eq!(
        next_door["services"][0]["office"]["id"],
        there.tenant.slug()
    );
    let slug = next_door["services"][0]["id"].as_str().expect("a key");
    let one = format!("{CATALOGUE}/{slug}");
    assert_eq!(json(&there.nobody().get(&one).await)["title"], title);
    assert_ne!(json(&here.nobody().get(&one).await)["title"], title);
    let mut region = here.nobody().at("ratusz.test");
    let word = title.split(' ').next_back().expect("a word");
    let found = json(&region.get(&format!("{CATALOGUE}?q={word}")).await);
    assert_eq!(found["count"], 1);
    assert_eq!(found["services"][0]["office"]["name"], there.tenant.name());
    let everywhere = json(&region.get(&one).await);
    assert!(everywhere["count"].as_u64().expect("a number") >= 2);
    for absent in [
        "/api/v1/catalogue/nie-ma",
        "/api/v1/catalogue/nie-ma.ttl",
        "/api/v1/nic",
    ] {
        for client in [&mut region, &mut here.nobody()] {
            let answer = client.get(absent).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{absent}");
            assert_eq!(head(&answer, "content-type"), "application/problem+json");
        }
    }
}

#[tokio::test]
async fn nothing_meant_for_the_office_alone_is_told() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let notes: Vec<String> = templates().into_iter().flat_map(|t| t.confirm).collect();
    assert!(notes.len() > 20, "only {} notes", notes.len());
    let mut region = here.nobody().at("ratusz.test");
    for path in [
        CATALOGUE,
        "/api/v1/catalogue.jsonld",
        "/api/v1/catalogue.ttl",
    ] {
        for answer in [here.nobody().get(path).await, region.get(path).await] {
            assert_eq!(answer.status, StatusCode::OK);
            for note in &notes {
                assert!(!answer.body.contains(note.as_str()), "{path}: {note}");
            }
            for inner in [
                "\"confirm\"",
                "\"class\"",
                "\"unit\"",
                "\"form\"",
                "edition_id",
            ] {
                assert!(!answer.body.contains(inner), "{path}: {inner}");
            }
        }
    }
}

#[tokio::test]
async fn the_form_is_chosen_by_what_is_accepted_or_by_the_end_of_the_address() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let mut client = here.nobody();
    for (path, accept, kind) in [
        (CATALOGUE, "*/*", "application/json"),
        (CATALOGUE, "application/ld+json", "application/ld+json"),
        (CATALOGUE, "text/turtle", "text/turtle; charset=utf-8"),
        (
            "/api/v1/catalogue.ttl",
            "application/json",
            "text/turtle; charset=utf-8",
        ),
        (
            "/api/v1/catalogue/in-1.jsonld",
            "*/*",
            "application/ld+json",
        ),
        (
            "/api/v1/catalogue/in-1",
            "text/turtle",
            "text/turtle; charset=utf-8",
        ),
    ] {
        let answer = with(&mut client, path, &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {accept}");
        assert_eq!(head(&answer, "content-type"), kind, "{path} {accept}");
        assert!(head(&answer, "vary").contains("accept"), "{path}");
    }
    let answer = with(&mut client, CATALOGUE, &[("accept", "image/png")]).await;
    assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(head(&answer, "content-type"), "application/problem+json");
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let Some((platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let mut client = here.nobody();
    let first = client.get(CATALOGUE).await;
    let mark = head(&first, "etag").to_owned();
    assert!(
        mark.starts_with('"') && mark.ends_with('"'),
        "a strong mark: {mark}"
    );
    assert_eq!(head(&first, "cache-control"), "public, max-age=300");
    assert_eq!(head(&first, "access-control-allow-origin"), "*");
    let again = with(&mut client, CATALOGUE, &[("if-none-match", &mark)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.body, "");
    assert_eq!(head(&again, "etag"), mark);
    // Other bytes have another mark, and both are known again.
    let packed = with(&mut client, CATALOGUE, &[("accept-encoding", "gzip")]).await;
    assert_eq!(head(&packed, "content-encoding"), "gzip");
    let packed_mark = head(&packed, "etag").to_owned();
    assert_ne!(packed_mark, mark);
    let again = with(&mut client, CATALOGUE, &[("if-none-match", &packed_mark)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let request = client.request(Method::HEAD, CATALOGUE);
    let only_head = client.send(request, Body::empty()).await;
    assert_eq!(only_head.status, StatusCode::OK);
    assert_eq!(
        (head(&only_head, "etag"), only_head.body.len()),
        (mark.as_str(), 0)
    );
    // A changed service changes the mark.
    let mut changed = templates().remove(3);
    changed.title.push_str(" (nowy tytuł)");
    put(&platform, &here, &[changed]).await;
    let tx = platform.tenancy.registry().await.expect("the registry");
    tx.announce(here.tenant.id()).await.expect("announced");
    tx.commit().await.expect("a commit");
    platform.tenancy.reload().await.expect("a reload");
    let fresh = with(&mut client, CATALOGUE, &[("if-none-match", &mark)]).await;
    assert_eq!(fresh.status, StatusCode::OK);
    assert!(fresh.body.contains("(nowy tytuł)"));
}

#[tokio::test]
async fn the_list_is_narrowed_and_turned_page_by_page() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let mut client = here.nobody();
    for (query, key, value) in [
        ("category=podatki", "/category/id", "podatki"),
        ("q=wyciecie+drzew", "/category/id", "srodowisko"),
        ("q=podtaek+nieruchomsc", "/category/id", "podatki"),
    ] {
        let found = json(&client.get(&format!("{CATALOGUE}?{query}")).await);
        assert_eq!(
            found["services"][0].pointer(key).expect(key),
            value,
            "{query}"
        );
    }
    let buildings = json(&client.get(&format!("{CATALOGUE}?life_event=buduje")).await);
    let all = buildings["services"].as_array().expect("services");
    assert!(!all.is_empty());
    for service in all {
        let events = service["life_events"].as_array().expect("events");
        assert!(
            events.iter().any(|event| event["id"] == "buduje"),
            "{service}"
        );
    }
    let english = json(
        &client
            .get(&format!("{CATALOGUE}?language=en&category=podatki"))
            .await,
    );
    assert_eq!(
        english["services"][0]["category"]["label"],
        "Local taxes and fees"
    );
    let (mut seen, mut next) = (Vec::new(), Some(format!("{CATALOGUE}?limit=7&language=pl")));
    while let Some(path) = next {
        let answer = client.get(&path).await;
        let page = json(&answer);
        let services = page["services"].as_array().expect("services").clone();
        seen.extend(
            services
                .iter()
                .map(|s| s["id"].as_str().expect("a key").to_owned()),
        );
        next = page["next"].as_str().map(|url| {
            assert!(
                head(&answer, "link").contains(url),
                "the header says the same"
            );
            url.split_once(".test")
                .expect("of this deployment")
                .1
                .to_owned()
        });
    }
    assert_eq!(seen.len(), templates().len());
    seen.sort();
    seen.dedup();
    assert_eq!(
        seen.len(),
        templates().len(),
        "a service stands on one page"
    );
}

#[tokio::test]
async fn wrong_parameters_are_told_all_at_once() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let query = "category=x&life_event=%22%3E&language=xx&limit=0&page=-1&co=1&limit=2";
    let answer = here.nobody().get(&format!("{CATALOGUE}?{query}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(head(&answer, "content-type"), "application/problem+json");
    assert_eq!(head(&answer, "cache-control"), "no-store");
    let problem = json(&answer);
    assert_eq!(problem["status"], 400);
    let errors = problem["errors"].as_array().expect("errors");
    let named: Vec<&str> = errors
        .iter()
        .filter_map(|e| e["parameter"].as_str())
        .collect();
    let expected = [
        "category",
        "life_event",
        "language",
        "limit",
        "page",
        "co",
        "limit",
    ];
    assert_eq!(named, expected);
    for query in ["q=%00%22%3C", "q=%25%27--"] {
        let answer = here.nobody().get(&format!("{CATALOGUE}?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
    }
}

#[tokio::test]
async fn search_engines_find_every_card_once_for_each_language() {
    let Some((_platform, here, there, title)) = stocked().await else {
        return;
    };
    let host = format!("http://{}", here.host());
    let map = here.nobody().get("/sitemap.xml").await;
    assert_eq!(map.status, StatusCode::OK);
    for template in templates() {
        let card = format!("<loc>{host}/uslugi/{}</loc>", template.slug);
        assert_eq!(map.body.matches(&card).count(), 1, "{card}");
    }
    assert!(!map.body.contains(&there.host()));
    let robots = here.nobody().get("/robots.txt").await;
    assert!(
        robots
            .body
            .contains(&format!("Sitemap: {host}/sitemap.xml"))
    );
    assert!(robots.body.contains("Disallow: /urzad\n"));
    let region = here.nobody().at("ratusz.test").get("/sitemap.xml").await;
    for office in [&here, &there] {
        assert!(
            region
                .body
                .contains(&format!("{}/sitemap.xml</loc>", office.host()))
        );
    }
    let list = here.nobody().get("/uslugi?q=drzewo").await;
    let canonical = format!("<link rel=\"canonical\" href=\"{host}/uslugi\">");
    assert!(list.body.contains(&canonical));
    let card = here.nobody().get("/uslugi/in-1").await;
    assert!(card.body.contains(&format!("href=\"{host}/uslugi/in-1\"")));
    assert!(card.body.contains("hreflang=\"pl\"") && card.body.contains("hreflang=\"x-default\""));
    let data = structured(&card);
    assert_eq!(data["@type"], "GovernmentService");
    assert_eq!(data["url"], format!("{host}/uslugi/in-1"));
    assert_eq!(data["serviceOperator"]["name"], here.tenant.name());
    assert!(!data.to_string().contains(&title));
}

#[tokio::test]
async fn a_title_with_markup_stays_data() {
    let Some((platform, here, _there)) = street().await else {
        return;
    };
    let mut bad = templates().remove(0);
    bad.title = "A</script><script>alert(1)</script> \"b\" \\ & c".to_owned();
    put(&platform, &here, std::slice::from_ref(&bad)).await;
    let card = here.nobody().get(&format!("/uslugi/{}", bad.slug)).await;
    assert!(!card.body.contains("<script>alert(1)"));
    assert_eq!(structured(&card)["name"], bad.title);
    let told = json(
        &here
            .nobody()
            .get(&format!("{CATALOGUE}/{}", bad.slug))
            .await,
    );
    assert_eq!(told["title"], bad.title);
}

/// The data inside a card.
fn structured(card: &Answer) -> Value {
    let (_, data) = card
        .body
        .split_once("<script type=\"application/ld+json\">")
        .expect("data");
    let (data, _) = data.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("JSON")
}

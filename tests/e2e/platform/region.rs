//! The region's pages show offices put up from files.

use axum::http::StatusCode;
use tenancy::{OfficeState, provision};
use tests::platform::server_url;
use tests::{Client, Platform};

use super::{files_of, fresh, set_up};

#[tokio::test]
async fn services_of_an_office_are_found_with_the_office_named() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("szukany");
    let files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let router = platform.web(None).await.expect("the pages");
    let mut region = Client::new(router, "ratusz.test");
    assert_eq!(region.get("/").await.status, StatusCode::OK);
    let offices = region.get(&format!("/urzedy?q={slug}")).await;
    assert_eq!(offices.status, StatusCode::OK);
    assert!(offices.body.contains(&format!("{slug}.ratusz.test")));
    for words in [
        "informacja%20publiczna",
        "INFORMACJI+PUBLICZNEJ",
        "%25%27%3B--",
    ] {
        let page = region.get(&format!("/uslugi?q={words}")).await;
        assert_eq!(page.status, StatusCode::OK, "{words}");
    }
    let found = region.get("/uslugi?q=informacji%20publicznej").await;
    assert!(found.body.contains("/uslugi/informacja-publiczna"));
}

#[tokio::test]
async fn the_offices_of_a_service_are_found_by_their_names() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (one, other) = (fresh("pierwszy"), fresh("drugi"));
    set_up(&platform, &files_of(&[&one, &other])).await;
    let router = platform.web(None).await.expect("the pages");
    let mut region = Client::new(router, "ratusz.test");
    let link = |slug: &str| format!("{slug}.ratusz.test/uslugi/pzdw-zjazd");
    for (query, here, there) in [
        (format!("q=zjazd&urzad={one}"), true, false),
        (format!("q=zjazd+{other}"), false, true),
        ("q=zjadz+z+drogi".to_owned(), true, true),
        ("q=zjazd&sytuacja=buduje".to_owned(), true, true),
        ("q=zjazd&sytuacja=zdrowie".to_owned(), false, false),
        ("q=zjazd&dziedzina=podatki".to_owned(), false, false),
        ("q=xyzzy".to_owned(), false, false),
    ] {
        let page = region.get(&format!("/uslugi?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.body.contains(&link(&one)), here, "{query}");
        assert_eq!(page.body.contains(&link(&other)), there, "{query}");
        let told = page.body.contains("Czy chodziło o");
        assert_eq!(told, query.contains("zjadz"), "{query}");
    }
}

#[tokio::test]
async fn what_an_office_changes_is_found_at_once_and_a_suspended_office_is_not() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("zmienny");
    let mut files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let router = platform.web(None).await.expect("the pages");
    let mut region = Client::new(router, "ratusz.test");
    let link = format!("{slug}.ratusz.test/uslugi/pzdw-zjazd");
    let word = format!(
        "Przemianowany{}",
        &tests::some_id().simple().to_string()[..6]
    );
    let asked = format!("/uslugi?q={word}");
    assert!(!region.get(&asked).await.body.contains(&link));
    let file = format!("{slug}/services/pzdw-zjazd.toml");
    let (_, text) = files
        .iter_mut()
        .find(|(name, _)| name.ends_with(&file))
        .expect("a file");
    text.push_str(&format!("\n[set]\ntitle = \"{word} zjazd\"\n"));
    set_up(&platform, &files).await;
    platform.tenancy.reload().await.expect("a reload");
    assert!(region.get(&asked).await.body.contains(&link));
    provision::set_state(&platform.admin, &slug, OfficeState::Suspended, None)
        .await
        .expect("suspended");
    platform.tenancy.reload().await.expect("a reload");
    assert!(!region.get(&asked).await.body.contains(&link));
}

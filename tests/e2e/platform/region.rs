//! The region's pages show offices put up from files.

use axum::http::StatusCode;
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

//! Finding a service of the office: slips, filters, and ways on when there is nothing.

use axum::http::StatusCode;

use super::town::Town;

#[tokio::test]
async fn slips_endings_and_missing_diacritics_are_forgiven() {
    let Some(town) = Town::open("szukanie").await else {
        return;
    };
    let mut browser = town.browser().await;
    for words in [
        "drzewo",
        "DRZEWA",
        "drzwe",
        "usuniecie%20drzewa",
        "drzewami",
    ] {
        let page = browser.get(&format!("/uslugi?q={words}")).await;
        assert_eq!(page.status, StatusCode::OK, "{words}");
        assert!(page.body.contains("href=\"/uslugi/drzewa\""), "{words}");
        let told = page.body.contains("Czy chodziło o");
        assert_eq!(told, words == "drzwe", "{words}");
    }
}

#[tokio::test]
async fn what_was_meant_is_a_search_of_its_own_within_the_same_filters() {
    let Some(town) = Town::open("szukanie").await else {
        return;
    };
    let mut browser = town.browser().await;
    let page = browser.get("/uslugi?q=drzwe&dziedzina=srodowisko").await;
    let link = "/uslugi?q=drzew";
    let at = page.body.find(link).expect("a link");
    let href = page.body[at..].split('"').next().expect("an address");
    assert!(href.ends_with("dziedzina=srodowisko"), "{href}");
    let again = browser
        .get(&href.replace("&amp;", "&").replace("&#38;", "&"))
        .await;
    assert!(again.body.contains("href=\"/uslugi/drzewa\""));
    assert!(!again.body.contains("Czy chodziło o"));
}

#[tokio::test]
async fn an_empty_list_helps_on() {
    let Some(town) = Town::open("szukanie").await else {
        return;
    };
    let mut browser = town.browser().await;
    let page = browser.get("/uslugi?q=xyzzy").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Nie ma takiej usługi"));
    assert!(
        page.body.contains("/uslugi?dziedzina=srodowisko"),
        "a category"
    );
    assert!(!page.body.contains("W innych urzędach regionu"));
    let page = browser.get("/uslugi").await;
    assert!(!page.body.contains("Nie ma takiej usługi"));
}

#[tokio::test]
async fn what_only_another_office_offers_is_shown_with_it() {
    let Some(town) = Town::open("szukanie").await else {
        return;
    };
    let words = format!("Zwierciadlo{}", tests::some_id().simple());
    town.only_next_door(&words).await;
    let mut browser = town.browser().await;
    let page = browser.get(&format!("/uslugi?q={words}")).await;
    assert!(page.body.contains("Nie ma takiej usługi"));
    assert!(page.body.contains("W innych urzędach regionu"));
    let there = format!("{}.ratusz.test/uslugi/zwierciadlo", town.neighbour.slug());
    assert!(page.body.contains(&there), "the neighbour is named");
    // What both offer is found here, and nobody is sent away.
    let page = browser.get("/uslugi?q=drzewo").await;
    assert!(!page.body.contains("W innych urzędach regionu"));
}

#[tokio::test]
async fn whatever_is_typed_is_answered() {
    let Some(town) = Town::open("szukanie").await else {
        return;
    };
    let mut browser = town.browser().await;
    for words in [
        "%25%27%3B--",
        "%00",
        "%3Cscript%3E",
        "i+w+na",
        "%F0%9F%8C%B3",
        "a".repeat(3000).as_str(),
    ] {
        let page = browser.get(&format!("/uslugi?q={words}")).await;
        assert_eq!(page.status, StatusCode::OK, "{words}");
        assert!(!page.body.contains("<script>"), "{words}");
    }
}

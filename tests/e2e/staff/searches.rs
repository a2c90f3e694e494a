//! Searches without result: counted for the office alone, and never anybody's own words.

use access::Role;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::missed_searches::{self, ROWS_A_DAY_MAX};
use store::staff_members::RoleGrant;
use tenancy::{OfficeState, Tenant, provision};
use tests::Platform;
use tests::people::Office;
use tests::platform::server_url;
use web::AppState;

const PAGE: &str = "/urzad/uslugi/bez-wyniku";

/// Two offices behind one program, and what it keeps in memory.
async fn street() -> Option<(Platform, AppState, Office, Office)> {
    let server = server_url()?;
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = (platform.office("tu").await, platform.office("tam").await);
    let (router, state) = platform.program().await.expect("the pages");
    let office = |tenant: anyhow::Result<Tenant>| Office::new(tenant.expect("an office"), &router);
    Some((platform, state, office(here), office(there)))
}

async fn search(office: &Office, words: &str, times: usize) {
    for _ in 0..times {
        let page = office.nobody().get(&format!("/uslugi?q={words}")).await;
        assert_eq!(page.status, axum::http::StatusCode::OK);
    }
}

async fn editors_page(office: &Office, path: &str) -> String {
    let grant = RoleGrant::everywhere(Role::ServiceEditor.as_str());
    let editor = office.staff("Ewa Redaktor", &[grant]).await;
    editor.expect("an editor").get(path).await.body
}

/// Rows of the office's table, and how many of them have words.
async fn rows(office: &Office) -> (i64, i64) {
    let tx = office.tenant.begin().await.expect("a transaction");
    let sql = "select count(*) as rows, count(words) as told from missed_search";
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    let row = tx
        .query_one_raw(statement)
        .await
        .expect("a statement")
        .expect("a row");
    let column = |name: &str| row.try_get::<i64>("", name).expect(name);
    (column("rows"), column("told"))
}

#[tokio::test]
async fn frequent_words_are_told_to_the_editors_of_this_office_alone() {
    let Some((_platform, state, here, there)) = street().await else {
        return;
    };
    search(&here, "Basen+Miejski", 2).await;
    search(&here, "kosiarka", 2).await;
    assert_eq!(rows(&here).await, (0, 0), "no page waits for writing");
    assert_eq!(state.write_counts().await, 0);
    assert_eq!(
        rows(&here).await,
        (2, 0),
        "the words of rare searches stand nowhere"
    );
    assert!(!editors_page(&here, PAGE).await.contains("basen"));
    search(&here, "basen+miejski", 1).await;
    state.write_counts().await;
    assert_eq!(rows(&here).await, (2, 1));
    let page = editors_page(&here, PAGE).await;
    assert!(page.contains("basen miejski"));
    assert!(!page.contains("kosiarka"));
    let chosen = editors_page(&here, &format!("{PAGE}?slowo=basen%20miejski")).await;
    assert!(chosen.contains("basen miejski”"), "the words are chosen");
    let made_up = editors_page(&here, &format!("{PAGE}?slowo=wymyslone")).await;
    assert!(!made_up.contains("wymyslone"));
    assert_eq!(rows(&there).await, (0, 0));
    assert!(!editors_page(&there, PAGE).await.contains("basen"));
}

#[tokio::test]
async fn what_could_tell_who_somebody_is_is_not_counted() {
    let Some((_platform, state, here, _there)) = street().await else {
        return;
    };
    for words in [
        "85010112345",
        "jan%40example.com",
        "kowalski+jan+ulica+dluga+dom+za+rogiem",
        "a",
        "%00%01",
    ] {
        search(&here, words, 3).await;
    }
    state.write_counts().await;
    assert_eq!(rows(&here).await, (0, 0));
}

#[tokio::test]
async fn a_flood_fills_no_more_than_a_days_share() {
    let Some((_platform, _state, here, _there)) = street().await else {
        return;
    };
    let day = "2026-10-05".parse().expect("a day");
    let letters = |number: u32| -> String {
        let digits = number.to_string().into_bytes().into_iter();
        digits
            .map(|digit| char::from(b'a' + digit - b'0'))
            .collect()
    };
    for start in [0_u32, 1_000] {
        let flood: Vec<(String, u32)> = (start..start + 500)
            .map(|number| (format!("bzdura {}", letters(number)), 1))
            .collect();
        let tx = here.tenant.begin().await.expect("a transaction");
        missed_searches::add(&tx, day, &flood).await.expect("rows");
        tx.commit().await.expect("a commit");
        assert_eq!(rows(&here).await.0, ROWS_A_DAY_MAX);
    }
    // What is counted already goes on being counted.
    let tx = here.tenant.begin().await.expect("a transaction");
    let again: Vec<(String, u32)> = (0..500)
        .map(|n| (format!("bzdura {}", letters(n)), 5))
        .collect();
    missed_searches::add(&tx, day, &again).await.expect("rows");
    tx.commit().await.expect("a commit");
    let (all, told) = rows(&here).await;
    assert_eq!(all, ROWS_A_DAY_MAX);
    assert!(told > 0);
    // Two months later all of it is forgotten.
    let later = "2026-12-10".parse().expect("a day");
    let tx = here.tenant.begin().await.expect("a transaction");
    missed_searches::add(&tx, later, &[("basen".to_owned(), 1)])
        .await
        .expect("rows");
    tx.commit().await.expect("a commit");
    assert_eq!(rows(&here).await.0, 1);
}

#[tokio::test]
async fn counts_that_cannot_be_written_wait() {
    let Some((platform, state, here, _there)) = street().await else {
        return;
    };
    search(&here, "kosiarka", 3).await;
    let slug = here.tenant.slug();
    for (office_is, left, told) in [(OfficeState::Suspended, 1, 0), (OfficeState::Active, 0, 1)] {
        provision::set_state(&platform.admin, slug, office_is, None)
            .await
            .expect("switched");
        platform.tenancy.reload().await.expect("a reload");
        assert_eq!(state.write_counts().await, left);
        assert_eq!(rows(&here).await, (told, told));
    }
}

#[tokio::test]
async fn what_is_counted_is_written_when_the_program_ends() {
    let Some((_platform, state, here, _there)) = street().await else {
        return;
    };
    search(&here, "kosiarka", 3).await;
    state.keep_counts(std::future::ready(())).await;
    assert_eq!(rows(&here).await, (1, 1));
}

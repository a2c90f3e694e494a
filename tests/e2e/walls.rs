//! The walls between offices.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tenancy::{Tenancy, TenancyError};
use tests::platform::{Platform, config, plant, server_url};

// MT-141
#[tokio::test]
async fn prove_tries_everything_and_nothing_gets_through() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let here = platform.office("tu").await.expect("an office");
    platform.office("tam").await.expect("its neighbour");
    let report = tenancy::prove::prove(&platform.admin, Some(here.slug()), |_| {})
        .await
        .expect("a report");
    let breaches: Vec<_> = report
        .attempts
        .iter()
        .flat_map(|t| t.breaches.iter())
        .collect();
    assert!(report.holds(), "{breaches:?}");
    assert!(report.attempts.len() > 50);
    assert!(report.pairs > 0);
}

// MT-143
#[tokio::test]
async fn a_transaction_is_logged_in_as_the_offices_own_role() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let here = platform.office("rola").await.expect("an office");
    let tx = here.begin().await.expect("a transaction");
    let row = tx
        .query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            "select current_user::text as u",
        ))
        .await
        .expect("a row")
        .expect("one");
    assert_eq!(
        row.try_get::<String>("", "u").expect("text"),
        here.schema().as_str()
    );
}

// MT-141
#[tokio::test]
async fn a_hole_in_the_wall_is_proved_and_stops_the_program_from_starting() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start_in(&server, "ratusz_test_hole")
        .await
        .expect("a platform");
    let here = platform.office("dziura").await.expect("an office");
    let there = platform.office("obok").await.expect("its neighbour");
    let (role, foreign) = (here.schema(), there.schema());
    let holes = [
        (
            format!(
                "grant usage on schema {foreign} to {role}; \
                 grant select on {foreign}.resident to {role}"
            ),
            format!(
                "revoke all on {foreign}.resident from {role}; \
                 revoke all on schema {foreign} from {role}"
            ),
        ),
        (
            format!("grant {foreign} to {role}"),
            format!("revoke {foreign} from {role}"),
        ),
        (
            format!("grant update on {role}.audit_entry to {role}"),
            format!("revoke update on {role}.audit_entry from {role}"),
        ),
        (
            "grant select on pg_catalog.pg_namespace to public".to_owned(),
            "revoke select on pg_catalog.pg_namespace from public".to_owned(),
        ),
        (
            format!("create role somebody_else; grant {role} to somebody_else"),
            format!("revoke {role} from somebody_else; drop role somebody_else"),
        ),
    ];
    for (hole, mended) in holes {
        plant(&platform.url, hole.clone()).await.expect("planted");
        let report = tenancy::prove::prove(&platform.admin, Some(here.slug()), |_| {})
            .await
            .expect("a report");
        // What others may do with this role cannot be tried from inside it.
        let inside = !hole.contains("somebody_else");
        assert_eq!(report.holds(), !inside, "not proved: {hole}");
        let started = Tenancy::connect(config(&platform.url)).await;
        assert!(
            matches!(started, Err(TenancyError::Wall(_))),
            "started despite: {hole}"
        );
        plant(&platform.url, mended).await.expect("mended");
    }
    let report = tenancy::prove::prove(&platform.admin, Some(here.slug()), |_| {})
        .await
        .expect("a report");
    assert!(report.holds(), "mended");
    Tenancy::connect(config(&platform.url))
        .await
        .expect("starts again");
}

/// What an office's role may do about itself: PostgreSQL lets every role.
fn self_harm(role: &str, foreign: &str) -> [String; 6] {
    [
        format!("alter role {role} set search_path = {foreign}"),
        format!("alter role {role} in database ratusz_test_self set search_path = {foreign}, ext"),
        format!("alter role {role} in database ratusz_test_self set statement_timeout = 0"),
        format!("alter role {role} in database ratusz_test_self reset all"),
        format!("alter role {role} set role = '{foreign}'"),
        format!("alter role {role} password 'taken-over'"),
    ]
}

// MT-147
#[tokio::test]
async fn what_a_role_does_to_itself_stops_neither_the_program_nor_its_neighbour() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start_in(&server, "ratusz_test_self")
        .await
        .expect("a platform");
    let here = platform.office("sam").await.expect("an office");
    let there = platform.office("obok").await.expect("its neighbour");
    let candidates = tenancy::migrate::candidates(&platform.admin).await;
    let mut candidates = candidates.expect("offices");
    candidates.retain(|office| office.id == here.id());
    let put_right = platform.admin.put_right(&candidates).await;
    assert!(put_right.expect("done").is_empty(), "as it was made");
    let (role, foreign) = (here.schema().as_str(), there.schema().as_str());
    for harm in self_harm(role, foreign) {
        // As if injected: by the office's own role, on the program's own connection.
        let tx = here.begin().await.expect("a transaction");
        tx.execute_unprepared(&harm).await.expect("it is allowed");
        tx.commit().await.expect("a commit");
        let started = Tenancy::connect(config(&platform.url)).await;
        let started = started.expect("the program starts");
        // Where the server asks for passwords, one changed its own lock; nobody else's.
        let is_locked_out = harm.contains("password");
        for office in [&here, &there] {
            let office = started.by_slug(office.slug()).expect("known");
            let tx = match office.begin().await {
                Err(_) if is_locked_out && office.id() == here.id() => continue,
                opened => opened.expect("it opens"),
            };
            let sql = "select current_user || ' ' || current_schemas(false)::text || ' ' || \
                       current_setting('statement_timeout') as all";
            let row = tx.query_one_raw(Statement::from_string(DbBackend::Postgres, sql));
            let row = row.await.expect("an answer").expect("a row");
            let own = office.schema();
            assert_eq!(
                row.try_get::<String>("", "all").expect("text"),
                format!("{own} {{{own},ext}} 15s"),
                "{harm}"
            );
        }
        started.close().await;
        let done = platform.admin.put_right(&candidates).await;
        let done = done.expect("put right");
        assert_eq!(done.len(), 1, "{harm}: {done:?}");
        assert_eq!(done[0].slug, here.slug());
        let expected = match harm.contains("password") {
            true => "password",
            false => "settings",
        };
        assert_eq!(done[0].what, expected, "{harm}");
        let again = platform.admin.put_right(&candidates).await;
        assert!(again.expect("nothing left").is_empty(), "{harm}");
    }
}

// MT-126: an office that has locked itself out.
#[tokio::test]
async fn an_office_whose_role_cannot_log_in_is_alone_with_that() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start_in(&server, "ratusz_test_self")
        .await
        .expect("a platform");
    let here = platform.office("zamkniety").await.expect("an office");
    let there = platform.office("obok").await.expect("its neighbour");
    let tx = here.begin().await.expect("a transaction");
    let harm = format!(
        "alter role {} set local_preload_libraries = 'nie-ma'",
        here.schema()
    );
    tx.execute_unprepared(&harm).await.expect("it is allowed");
    tx.commit().await.expect("a commit");
    let fresh = Platform::start_in(&server, "ratusz_test_self").await;
    let fresh = fresh.expect("the program starts");
    let mut browser = fresh.client(&here).await.expect("a browser");
    browser.set_cookie("__Host-ratusz", "some-session");
    let answer = browser.get("/dane-osobowe").await;
    assert_eq!(answer.status.as_u16(), 503);
    assert!(answer.headers.contains_key("retry-after"));
    let mut next_door = fresh.client(&there).await.expect("a browser");
    next_door.set_cookie("__Host-ratusz", "some-session");
    assert_eq!(next_door.get("/dane-osobowe").await.status.as_u16(), 200);
    let monitor = fresh.monitor().await.expect("the private listener");
    let mut monitor = tests::Client::new(monitor, "127.0.0.1");
    let ready = monitor.get("/health/ready").await;
    assert_eq!(ready.status.as_u16(), 200, "one office is not the whole");
    let candidates = tenancy::migrate::candidates(&fresh.admin).await;
    let mut candidates = candidates.expect("offices");
    candidates.retain(|office| office.id == here.id());
    let done = fresh.admin.put_right(&candidates).await.expect("put right");
    assert_eq!(done.len(), 1, "{done:?}");
    assert_eq!(browser.get("/dane-osobowe").await.status.as_u16(), 200);
}

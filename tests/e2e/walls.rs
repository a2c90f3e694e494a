//! The walls between offices.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tenancy::{Tenancy, TenancyError};
use tests::platform::{Platform, config, plant, server_url};

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
            format!("alter role {role} in database ratusz_test_hole set search_path = {foreign}"),
            format!("alter role {role} in database ratusz_test_hole set search_path = {role}, ext"),
        ),
    ];
    for (hole, mended) in holes {
        plant(&platform.url, hole.clone()).await.expect("planted");
        let report = tenancy::prove::prove(&platform.admin, Some(here.slug()), |_| {})
            .await
            .expect("a report");
        assert!(!report.holds(), "not proved: {hole}");
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

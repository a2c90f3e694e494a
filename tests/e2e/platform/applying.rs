//! Applying the files.

use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use store::onboarding::{Act, Area, Outcome};
use tenancy::{OfficeState, Tenant, prove, provision};
use tests::Platform;
use tests::platform::server_url;

use super::{apply, edit, files_of, fresh, plan, region_files, set_up};

/// What an office has written down, as numbers that a repeat must not change.
async fn counts(office: &Tenant) -> String {
    let sql = "select concat_ws(' ', (select count(*) from unit), \
               (select count(*) from office_class), (select count(*) from setting), \
               (select count(*) from service), (select count(*) from service_edition), \
               (select count(*) from staff_member), (select count(*) from invitation), \
               (select count(*) from audit_entry)) as counts";
    let tx = office.begin_in_any_state().await.expect("a transaction");
    let row = tx
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .expect("a row")
        .expect("one");
    row.try_get("", "counts").expect("text")
}

#[tokio::test]
async fn the_offices_of_the_region_stand_apart_and_answer() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let files = region_files();
    let applied = set_up(&platform, &files).await;
    assert_eq!(applied.len(), 16);
    let again = plan(&platform, &files).await;
    assert!(
        again.is_empty(),
        "{:?}",
        again.changed().collect::<Vec<_>>()
    );
    for office in &applied {
        let report = prove::prove(&platform.admin, Some(&office.slug), |_| {})
            .await
            .expect("a report");
        assert!(report.holds(), "{report:?}");
        assert!(report.pairs > 0);
    }
    let grajewo = platform.tenancy.by_slug("grajewo").expect("an office");
    let mut browser = platform.client(&grajewo).await.expect("a browser");
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    let card = browser.get("/uslugi/in-1").await;
    assert_eq!(card.status, StatusCode::OK);
    assert!(card.body.contains("IN-1"));
}

#[tokio::test]
async fn applying_twice_changes_nothing() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("drogi");
    let files = files_of(&[&slug]);
    let first = plan(&platform, &files).await;
    let applied = apply(&platform, &first).await.expect("a run");
    assert!(matches!(applied[0].outcome, Ok(Outcome::Added)));
    assert!(!applied[0].invitations.is_empty());
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let before = counts(&office).await;
    // The old plan once more, as if its answer had been lost; then a new one.
    let repeated = apply(&platform, &first).await.expect("a run");
    assert!(matches!(repeated[0].outcome, Ok(Outcome::Unchanged)));
    assert!(repeated[0].invitations.is_empty());
    let second = plan(&platform, &files).await;
    assert!(second.is_empty(), "{:?}", second.offices);
    assert_eq!(counts(&office).await, before);
}

// MT-126
#[tokio::test]
async fn a_broken_office_leaves_the_others_and_can_be_resumed() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (good, broken) = (fresh("dobry"), fresh("zajety"));
    let host = format!("{broken}.example.pl");
    let mut files = files_of(&[&good, &broken]);
    let ending = format!("{broken}/tenant.toml");
    edit(
        &mut files,
        &ending,
        "hosts = []",
        &format!("hosts = [\"{host}\"]"),
    );
    let owner = platform.office("wlasciciel").await.expect("an office");
    let sql = format!(
        "insert into registry.host (name, tenant_id, verified_at) values ('{host}', {}, now())",
        owner.id()
    );
    tests::platform::plant(&platform.url, sql)
        .await
        .expect("a host");
    let first = plan(&platform, &files).await;
    let applied = apply(&platform, &first).await.expect("a run");
    let outcome = |slug: &str| {
        let office = applied.iter().find(|office| office.slug == slug);
        office.expect("told of").outcome.as_ref()
    };
    assert!(matches!(outcome(&good), Ok(Outcome::Added)));
    assert!(outcome(&broken).is_err());
    let answers = platform.tenancy.resolve(&format!("{broken}.ratusz.test"));
    assert!(answers.is_none(), "half an office answers");
    edit(
        &mut files,
        &ending,
        &format!("hosts = [\"{host}\"]"),
        "hosts = []",
    );
    let applied = set_up(&platform, &files).await;
    let outcomes: Vec<_> = applied.iter().map(|o| o.outcome.as_ref().ok()).collect();
    assert!(outcomes.contains(&Some(&Outcome::Added)));
    assert!(outcomes.contains(&Some(&Outcome::Unchanged)));
}

#[tokio::test]
async fn a_changed_service_gets_the_next_edition_and_a_removed_one_is_withdrawn() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("zmiana");
    let mut files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let ending = format!("{slug}/services/informacja-publiczna.toml");
    edit(
        &mut files,
        &ending,
        "unit = \"OA\"",
        "unit = \"OA\"\n\"card.time\" = \"do 10 dni\"",
    );
    files.retain(|(file, _)| !file.ends_with(&format!("{slug}/services/pzdw-zjazd.toml")));
    let applied = set_up(&platform, &files).await;
    assert!(matches!(applied[0].outcome, Ok(Outcome::Changed)));
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let tx = platform.tenancy.registry().await.expect("the registry");
    let published = store::published::of_office(&tx, office.id())
        .await
        .expect("services");
    let number = |slug: &str| {
        let found = published.iter().find(|service| service.slug == slug);
        found.map(|service| service.edition_number)
    };
    assert_eq!(number("informacja-publiczna"), Some(2));
    assert_eq!(number("pismo-ogolne"), Some(1));
    assert_eq!(number("pzdw-zjazd"), None);
}

#[tokio::test]
async fn what_staff_changed_in_the_browser_stays() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("dryf");
    let mut files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let tx = office.begin().await.expect("a transaction");
    let own = json!("Sekretariat dyrektora");
    store::settings::change(&tx, &[("mail.sender_name", &own)], super::now())
        .await
        .expect("a change");
    tx.commit().await.expect("a commit");
    let ending = format!("{slug}/tenant.toml");
    edit(
        &mut files,
        &ending,
        "sender_name = \"",
        "sender_name = \"Nowy ",
    );
    let plan = plan(&platform, &files).await;
    let planned = plan
        .offices
        .iter()
        .find(|o| o.slug == slug)
        .expect("planned");
    // What the file says now is noted for whoever goes back to it; nothing is overwritten.
    let acts: Vec<Act> = planned.changes.iter().map(|change| change.act).collect();
    assert_eq!(acts, [Act::Remember], "{:?}", planned.changes);
    assert_eq!(planned.drift.len(), 1);
    assert_eq!(planned.drift[0].in_browser, "Sekretariat dyrektora");
    set_up(&platform, &files).await;
    let tx = office.begin().await.expect("a transaction");
    let settings = store::settings::list(&tx).await.expect("settings");
    let kept = settings.iter().find(|s| s.key == "mail.sender_name");
    assert_eq!(kept.expect("there").value, own);
}

#[tokio::test]
async fn settings_changed_by_staff_are_shown_and_never_trampled() {
    use store::settings::{Act as Saving, Part};
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("ustaw");
    let mut files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let in_file = office.profile().contact.address.clone();
    let tx = office.begin().await.expect("a transaction");
    let standing = store::settings::standing(&tx, Part::Contact)
        .await
        .expect("a part");
    let mut own = standing.value.clone();
    own["address"] = json!("ul. Przeglądarkowa 1");
    let mut act = Saving {
        version: standing.version,
        by: domain::ids::StaffId(tests::some_id()),
        at: super::now(),
    };
    store::settings::save(&tx, Part::Contact, &own, act)
        .await
        .expect("saved");
    tx.commit().await.expect("a commit");
    // Cut off before the profile was written: the next run of `apply` finishes it.
    set_up(&platform, &files).await;
    let shown = |platform: &Platform| {
        let office = platform.tenancy.by_slug(&slug).expect("the office");
        let contact = office.profile().contact.clone();
        (contact.address, contact.phone)
    };
    assert_eq!(shown(&platform).0, "ul. Przeglądarkowa 1");
    let ending = format!("{slug}/tenant.toml");
    edit(&mut files, &ending, "address = \"", "address = \"Nowa ");
    let planned = plan(&platform, &files).await;
    let planned = planned
        .offices
        .iter()
        .find(|o| o.slug == slug)
        .expect("planned");
    assert_eq!(planned.count(Area::Fact), 0, "{:?}", planned.changes);
    assert_eq!(planned.drift.len(), 1, "{:?}", planned.drift);
    assert_eq!(planned.drift[0].key, "contact.address");
    assert_eq!(planned.drift[0].in_browser, "ul. Przeglądarkowa 1");
    set_up(&platform, &files).await;
    assert_eq!(shown(&platform).0, "ul. Przeglądarkowa 1");
    // Noted, though: going back to the file brings what it says now.
    let again = plan(&platform, &files).await;
    assert!(again.changed().all(|office| office.slug != slug));
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let tx = office.begin().await.expect("a transaction");
    act.version = store::settings::standing(&tx, Part::Contact)
        .await
        .expect("a part")
        .version;
    store::settings::back_to_file(&tx, Part::Contact, act)
        .await
        .expect("back");
    tx.commit().await.expect("a commit");
    store::onboarding::bring_profile_in_line(&platform.tenancy, &office)
        .await
        .expect("shown");
    platform.tenancy.reload().await.expect("a reload");
    assert_eq!(shown(&platform).0, format!("Nowa {in_file}"));
}

#[tokio::test]
async fn a_suspended_office_shows_a_notice_and_stays_suspended() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("wylaczony");
    let mut files = files_of(&[&slug]);
    set_up(&platform, &files).await;
    let reason = Some("Przerwa techniczna");
    provision::set_state(&platform.admin, &slug, OfficeState::Suspended, reason)
        .await
        .expect("suspended");
    platform.tenancy.reload().await.expect("a reload");
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    let mut browser = platform.client(&office).await.expect("a browser");
    let page = browser.get("/uslugi").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key("retry-after"));
    // Files may change while it is off; that does not switch it on.
    let ending = format!("{slug}/tenant.toml");
    edit(&mut files, &ending, "ul. Drogowa 0", "ul. Drogowa 1");
    set_up(&platform, &files).await;
    let office = platform.tenancy.by_slug(&slug).expect("the office");
    assert_eq!(office.state(), OfficeState::Suspended);
    assert_eq!(office.profile().contact.address, "ul. Drogowa 1");
    provision::set_state(&platform.admin, &slug, OfficeState::Active, None)
        .await
        .expect("resumed");
    platform.tenancy.reload().await.expect("a reload");
    assert_eq!(browser.get("/uslugi").await.status, StatusCode::OK);
}

// MT-081
#[tokio::test]
async fn two_at_once_put_one_office_up() {
    let Some(server) = server_url() else { return };
    let one = Platform::start(&server).await.expect("a platform");
    let other = Platform::start(&server).await.expect("a platform");
    let slug = fresh("naraz");
    let files = files_of(&[&slug]);
    let first = plan(&one, &files).await;
    let second = plan(&other, &files).await;
    let (first, second) = tokio::join!(apply(&one, &first), apply(&other, &second));
    for applied in [first.expect("a run"), second.expect("a run")] {
        assert!(applied[0].outcome.is_ok(), "{:?}", applied[0].outcome);
    }
    let office = one.tenancy.by_slug(&slug).expect("the office");
    let services = files
        .iter()
        .filter(|(file, _)| file.contains(&format!("{slug}/services/")))
        .count();
    let tx = office.begin().await.expect("a transaction");
    let row = tx
        .query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            "select count(*) as editions, max(number) as newest from service_edition",
        ))
        .await
        .expect("a row")
        .expect("one");
    let editions: i64 = row.try_get("", "editions").expect("a number");
    assert_eq!(usize::try_from(editions).expect("small"), services);
    assert_eq!(row.try_get::<i32>("", "newest").expect("a number"), 1);
}

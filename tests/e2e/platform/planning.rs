//! Planning: mistakes told all at once, and nothing done while there are any.

use store::onboarding::{OnboardingError, Planning};
use tests::Platform;
use tests::platform::server_url;

use super::{apply, edit, files_of, fresh, plan};

#[tokio::test]
async fn every_mistake_is_told_with_its_place_and_nothing_is_done() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (good, bad) = (fresh("dobry"), fresh("zly"));
    let mut files = files_of(&[&good, &bad]);
    let office = format!("{bad}/tenant.toml");
    edit(
        &mut files,
        &office,
        "primary = \"#7a3b00\"",
        "primary = \"#eeeeee\"",
    );
    edit(
        &mut files,
        &office,
        "seat = \"Białystok\"",
        "seet = \"Białystok\"",
    );
    let service = format!("{bad}/services/informacja-publiczna.toml");
    edit(&mut files, &service, "unit = \"OA\"", "unit = \"NIEMA\"");
    let service = format!("{bad}/services/pismo-ogolne.toml");
    edit(
        &mut files,
        &service,
        "template = \"",
        "template = \"nie-ma-",
    );
    let plan = plan(&platform, &files).await;
    for wanted in [
        "tenant.toml",
        "informacja-publiczna.toml",
        "pismo-ogolne.toml",
    ] {
        let found = plan.problems.iter().any(|p| p.file.ends_with(wanted));
        // A service is fitted to its office only once the office can be read.
        assert!(
            found || wanted == "informacja-publiczna.toml",
            "{wanted}: {:?}",
            plan.problems
        );
    }
    let of_office = plan.problems.iter().filter(|p| p.file.ends_with(&office));
    assert!(of_office.count() >= 2, "{:?}", plan.problems);
    assert!(
        plan.problems
            .iter()
            .all(|p| p.line > 0 && !p.message.is_empty())
    );
    let refused = apply(&platform, &plan).await;
    assert!(matches!(refused, Err(OnboardingError::Problems(_))));
    platform.tenancy.reload().await.expect("a reload");
    assert!(platform.tenancy.by_slug(&good).is_none());
}

#[tokio::test]
async fn mistakes_elsewhere_do_not_stop_the_one_office_asked_for() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (good, bad) = (fresh("sam"), fresh("zly"));
    let mut files = files_of(&[&good, &bad]);
    edit(
        &mut files,
        &format!("{bad}/tenant.toml"),
        "seat = ",
        "seet = ",
    );
    let planning = Planning {
        files: &files,
        only: Some(&good),
        production: false,
    };
    let plan = store::onboarding::plan(&platform.tenancy, planning)
        .await
        .expect("a plan");
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let applied = apply(&platform, &plan).await.expect("a run");
    assert_eq!(applied.len(), 1);
    assert!(applied[0].outcome.is_ok());
    let planning = Planning {
        only: Some("nie-ma-takiego"),
        ..planning
    };
    let unknown = store::onboarding::plan(&platform.tenancy, planning).await;
    assert!(matches!(unknown, Err(OnboardingError::UnknownOffice(_))));
}

#[tokio::test]
async fn an_edition_of_a_template_cannot_be_changed_once_published() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (slug, template) = (fresh("wzor"), fresh("wzorzec"));
    let mut files = files_of(&[&slug]);
    let (_, text) = files
        .iter()
        .find(|(file, _)| file.ends_with("/templates/pismo-ogolne.toml"))
        .expect("a template");
    let text = text.replace("slug = \"pismo-ogolne\"", &format!("slug = \"{template}\""));
    let name = format!("tenants/podlaskie/templates/{template}.toml");
    files.push((name.clone(), text));
    super::set_up(&platform, &files).await;
    edit(&mut files, &name, "title = \"", "title = \"Nowe: ");
    let plan = plan(&platform, &files).await;
    assert_eq!(plan.problems.len(), 1, "{:?}", plan.problems);
    assert_eq!(plan.problems[0].file, name);
    assert!(plan.problems[0].hint.contains('3'), "{:?}", plan.problems);
}

#[tokio::test]
async fn production_refuses_sign_in_with_invented_people() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let slug = fresh("proba");
    let files = files_of(&[&slug]);
    let planning = Planning {
        files: &files,
        only: Some(&slug),
        production: true,
    };
    let plan = store::onboarding::plan(&platform.tenancy, planning)
        .await
        .expect("a plan");
    assert_eq!(plan.problems.len(), 1, "{:?}", plan.problems);
}

// MT-078: also against offices that are on the platform and in no file.
#[tokio::test]
async fn an_office_that_looks_like_one_on_the_platform_is_refused() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let known = platform.office("jasne").await.expect("an office");
    let alike = known.slug().replace('-', "");
    let files = files_of(&[&alike]);
    let plan = plan(&platform, &files).await;
    assert_eq!(plan.problems.len(), 1, "{:?}", plan.problems);
    let told = &plan.problems[0];
    assert!(
        told.file.ends_with(&format!("{alike}/tenant.toml")),
        "{told:?}"
    );
    assert!(told.message.contains(known.slug()), "{told:?}");
    let (_, text) = files
        .iter()
        .find(|(file, _)| *file == told.file)
        .expect("the file");
    let line = text.lines().nth(told.line - 1).expect("the line");
    assert!(line.starts_with("slug = "), "{line}");
    assert!(!told.hint.is_empty());
    let refused = apply(&platform, &plan).await;
    assert!(matches!(refused, Err(OnboardingError::Problems(_))));
}

#[tokio::test]
async fn what_staff_changed_of_a_service_is_told_part_by_part() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (slug, neighbour) = (fresh("szkic"), fresh("obok"));
    let files = files_of(&[&slug, &neighbour]);
    super::set_up(&platform, &files).await;
    let office = platform.tenancy.by_slug(&slug).expect("an office");
    let tx = office.begin().await.expect("a transaction");
    let kept = store::services::kept(&tx).await.expect("services");
    let kept = kept.iter().find(|kept| kept.slug == "pismo-ogolne");
    let kept = kept.expect("a service");
    let mut changed = kept.definition.clone();
    changed.title = "Napisz do nas".to_owned();
    let hash = changed.hash();
    let new = store::services::ToPublish {
        id: Some(kept.id),
        definition: &changed,
        hash: &hash,
        adopted: None,
        edition_id: None,
        number: kept.number,
    };
    let by = (store::settings::Source::Browser, "staff:somebody");
    store::services::publish(&tx, &[new], by, super::now())
        .await
        .expect("published");
    tx.commit().await.expect("kept");
    let plan = plan(&platform, &files).await;
    let of = |slug: &str| plan.offices.iter().find(|o| o.slug == slug).expect("there");
    assert!(of(&neighbour).drift.is_empty());
    let [drift] = of(&slug).drift.as_slice() else {
        panic!("{:?}", of(&slug).drift)
    };
    assert_eq!(drift.key, "services.pismo-ogolne");
    let [change] = drift.changes.as_slice() else {
        panic!("{:?}", drift.changes)
    };
    assert_eq!(change.place.path, "title");
    assert_eq!(change.new, Some("Napisz do nas".into()));
}

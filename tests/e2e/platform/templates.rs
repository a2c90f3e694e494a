//! Templates in files and in the browser side by side: nothing of either is lost silently.

use catalogue::{Definition, read_definition};
use sea_orm::ConnectionTrait;
use store::onboarding::PlanProblem;
use store::templates::{self, NextEdition};
use tests::Platform;
use tests::platform::server_url;

use super::{Files, edit, files_of, fresh, plan, set_up};

/// A template of its own among the files, and the path of its file.
fn with_template(files: &mut Files) -> (String, String) {
    let slug = fresh("wzorzec");
    let (_, text) = files
        .iter()
        .find(|(file, _)| file.ends_with("/templates/pismo-ogolne.toml"))
        .expect("a template");
    let text = text.replace("slug = \"pismo-ogolne\"", &format!("slug = \"{slug}\""));
    let name = format!("tenants/podlaskie/templates/{slug}.toml");
    let edition = text.lines().find(|line| line.starts_with("edition = "));
    let edition = edition.expect("its number").to_owned();
    files.push((name.clone(), text.replacen(&edition, "edition = 1", 1)));
    (slug, name)
}

/// What the file of a template says.
fn in_file(files: &Files, name: &str) -> Definition {
    let (_, text) = files.iter().find(|(file, _)| file == name).expect("it");
    read_definition(name, text).expect("a template")
}

async fn publish(platform: &Platform, definition: &Definition) {
    let tx = platform.tenancy.registry().await.expect("the registry");
    let next = NextEdition {
        definition,
        release_notes: "Nowy tytuł.",
        due: None,
        by: "operator:00000000-0000-0000-0000-000000000000",
    };
    templates::publish_next(&tx, next, super::now())
        .await
        .expect("an edition");
    tx.commit().await.expect("a commit");
}

async fn kept(platform: &Platform, slug: &str, edition: u32) -> Option<Definition> {
    let tx = platform.tenancy.registry().await.expect("the registry");
    let found = templates::find(&tx, slug, edition).await;
    found.expect("a look")
}

/// The file of a service made of the template in its first edition.
fn adopting(office: &str, template: &str) -> (String, String) {
    let name = format!("tenants/{office}/services/{template}.toml");
    let text =
        format!("# Ze wzorca.\ntemplate = \"{template}\"\nedition = 1\n[set]\nunit = \"OA\"\n");
    (name, text)
}

fn at<'p>(problems: &'p [PlanProblem], file: &str) -> &'p PlanProblem {
    let found = problems.iter().find(|problem| problem.file == file);
    found.unwrap_or_else(|| panic!("nothing at {file}: {problems:?}"))
}

#[tokio::test]
async fn what_the_lead_published_in_the_browser_stays_and_is_told() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let mut files = files_of(&[&fresh("obok")]);
    let (slug, name) = with_template(&mut files);
    set_up(&platform, &files).await;
    let mut next = in_file(&files, &name);
    (next.edition, next.title) = (2, "Z przeglądarki".to_owned());
    publish(&platform, &next).await;

    // The file is older: told with what differs, and left alone.
    let asked = plan(&platform, &files).await;
    assert!(asked.problems.is_empty(), "{:?}", asked.problems);
    let drift = asked.template_drift.iter().find(|one| one.slug == slug);
    let drift = drift.expect("the template");
    assert_eq!((drift.in_file, drift.in_browser), (Some(1), 2));
    assert_eq!(drift.changes.len(), 1, "{:?}", drift.changes);
    assert!(asked.templates.iter().all(|one| one.slug != slug));
    set_up(&platform, &files).await;
    assert_eq!(kept(&platform, &slug, 2).await, Some(next.clone()));

    // The same number with other content is a mistake at its line.
    edit(&mut files, &name, "edition = 1", "edition = 2");
    let refused = plan(&platform, &files).await;
    let problem = at(&refused.problems, &name);
    assert!(problem.message.contains("w przeglądarce") && problem.line > 1);
    assert!(problem.hint.contains("template export") && problem.hint.contains('3'));

    // The next number follows it, and says what it changes of it.
    edit(&mut files, &name, "edition = 2", "edition = 3");
    let asked = plan(&platform, &files).await;
    let after = asked.templates.iter().find(|one| one.slug == slug);
    let after = after.expect("to publish");
    assert_eq!((after.edition, after.after_browser), (3, Some(2)));
    assert_eq!(after.changes.len(), 1, "{:?}", after.changes);
    set_up(&platform, &files).await;
    assert_eq!(kept(&platform, &slug, 2).await, Some(next.clone()));

    // What is written to a file is what was published, and no difference any more.
    let there = files.iter_mut().find(|(file, _)| *file == name);
    let third = kept(&platform, &slug, 3).await.expect("the third");
    there.expect("it").1 = third.to_toml();
    let asked = plan(&platform, &files).await;
    assert!(asked.template_drift.iter().all(|one| one.slug != slug));
    assert!(asked.templates.iter().all(|one| one.slug != slug));
    // A number before the newest is no way back.
    let mut far = third.clone();
    far.edition = 5;
    publish(&platform, &far).await;
    let older = third.to_toml().replacen("edition = 3", "edition = 4", 1);
    let there = files.iter_mut().find(|(file, _)| *file == name);
    there.expect("it").1 = older;
    let refused = plan(&platform, &files).await;
    let problem = at(&refused.problems, &name);
    assert!(problem.message.contains("wcześniejsze"), "{problem:?}");
    assert!(problem.hint.contains('6'), "{problem:?}");
}

#[tokio::test]
async fn a_template_removed_while_adopted_is_told_where_it_is_used() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = fresh("bierze");
    let mut files = files_of(&[&office]);
    let (slug, name) = with_template(&mut files);
    let service = adopting(&office, &slug);
    files.push(service.clone());
    set_up(&platform, &files).await;

    // Only the template's file is gone: told at the line that names it.
    let (_, removed) = files.remove(
        files
            .iter()
            .position(|(file, _)| *file == name)
            .expect("it"),
    );
    let refused = plan(&platform, &files).await;
    assert_eq!(refused.problems.len(), 1, "{:?}", refused.problems);
    let problem = at(&refused.problems, &service.0);
    assert_eq!(problem.line, 2);
    assert!(problem.message.contains(&slug) && problem.message.contains("już nie ma"));
    assert!(problem.hint.contains(&format!("template export {slug}")));

    // Both files gone: the office gives the service up, and nothing is in the way.
    files.retain(|(file, _)| *file != service.0);
    let asked = plan(&platform, &files).await;
    assert!(asked.problems.is_empty(), "{:?}", asked.problems);

    // Staff changed the service in the browser, so it stays, and the office's file is where it
    // is told.
    let tenant = platform.tenancy.by_slug(&office).expect("the office");
    let tx = tenant.begin().await.expect("a transaction");
    let sql = format!("update service set source = 'browser' where slug = '{slug}'");
    tx.execute_unprepared(&sql).await.expect("a change");
    tx.commit().await.expect("a commit");
    let refused = plan(&platform, &files).await;
    assert_eq!(refused.problems.len(), 1, "{:?}", refused.problems);
    let problem = at(&refused.problems, &format!("tenants/{office}/tenant.toml"));
    assert!(problem.message.contains(&slug) && problem.line > 0);

    // The file back, all is well.
    files.push((name, removed));
    let asked = plan(&platform, &files).await;
    assert!(asked.problems.is_empty(), "{:?}", asked.problems);
}

#[tokio::test]
async fn a_template_of_the_browser_needs_no_file_to_be_adopted() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = fresh("bez-pliku");
    let mut files = files_of(&[&office]);
    let (slug, name) = with_template(&mut files);
    publish(&platform, &in_file(&files, &name)).await;
    files.retain(|(file, _)| *file != name);
    files.push(adopting(&office, &slug));
    let asked = plan(&platform, &files).await;
    assert!(asked.problems.is_empty(), "{:?}", asked.problems);
    let drift = asked.template_drift.iter().find(|one| one.slug == slug);
    assert_eq!(drift.expect("the template").in_file, None);
    set_up(&platform, &files).await;
    let tx = platform.tenancy.registry().await.expect("the registry");
    let all = templates::adopters(&tx, Some(&slug)).await.expect("a look");
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].office.as_str(), all[0].edition),
        (office.as_str(), 1)
    );
}

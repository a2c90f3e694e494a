//! People leave and units are closed: their work goes to others, all of it or none.

use axum::http::StatusCode;
use domain::ids::{CaseId, StaffId};
use store::cases::{self, Reader};
use store::units;
use tests::{Answer, Client};

use super::desk::{Desk, execute};

const DAY: &str = "2026-10-05";
const YES: (&str, &str) = ("potwierdzam", "tak");

async fn admin(desk: &Desk) -> Client {
    let id = desk.staff("Adam Zmyślony", "tenant_admin", None).await;
    desk.staff_browser(id, DAY).await
}

/// Cases of taxes kept by `keeper`.
async fn kept(desk: &Desk, keeper: StaffId, count: usize) -> Vec<CaseId> {
    let mut cases = Vec::new();
    for _ in 0..count {
        let case = desk.files_in("FN", None, "2026-10-01").await.id;
        desk.taken_on(case, keeper, "2026-10-02").await;
        cases.push(case);
    }
    cases
}

/// What a confirmation carries, as the browser posts it back.
fn hidden(asked: &Answer) -> Vec<(String, String)> {
    let tags = asked.body.split("<input type=\"hidden\" ").skip(1);
    tags.map(|tag| {
        let value = |name: &str| {
            let (_, rest) = tag.split_once(&format!("{name}=\"")).expect("an attribute");
            rest.split('"').next().expect("its end").to_owned()
        };
        (value("name"), value("value"))
    })
    .collect()
}

async fn confirm(browser: &mut Client, path: &str, asked: &Answer) -> Answer {
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    let pairs = hidden(asked);
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert!(pairs.contains(&YES), "a confirmation: {}", asked.body);
    browser.post(path, &pairs).await
}

async fn entries(desk: &Desk, action: &str) -> usize {
    let tx = desk.tx().await;
    let all = store::audit::newest(&tx, 5_000, 0).await.expect("a trail");
    all.iter().filter(|entry| entry.action == action).count()
}

#[tokio::test]
async fn a_leavers_cases_go_to_whoever_may_keep_them() {
    let Some(desk) = Desk::open("odejscie").await else {
        return;
    };
    let (ewa, jan) = (
        desk.clerk("Ewa Zmyślona").await,
        desk.clerk("Jan Zmyślony").await,
    );
    let roads = desk.staff("Rita Drogowa", "clerk", Some(desk.roads)).await;
    let mut admin = admin(&desk).await;
    let cases = kept(&desk, ewa, 3).await;
    let path = format!("/urzad/osoby/{ewa}/sprawy");
    let person = admin.get(&format!("/urzad/osoby/{ewa}")).await;
    assert!(
        person.body.contains(&path) && person.body.contains("3 sprawy"),
        "{}",
        person.body
    );
    let page = admin.get(&path).await;
    assert!(page.body.contains("Jan Zmyślony") && !page.body.contains("Rita Drogowa"));
    assert!(!page.body.contains("FN.3124"), "numbers only, no cases");
    let field = format!("dla-{}", desk.taxes);
    let (jan_id, roads_id, ewa_id) = (jan.to_string(), roads.to_string(), ewa.to_string());
    for wrong in ["", "nikt", &roads_id, &ewa_id] {
        let refused = admin.post(&path, &[(&field, wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let asked = admin.post(&path, &[(&field, &jan_id)]).await;
    assert!(
        asked.body.contains("3 sprawy → Jan Zmyślony"),
        "{}",
        asked.body
    );
    // One more came meanwhile: nothing moves unseen.
    let fourth = kept(&desk, ewa, 1).await;
    let stale = confirm(&mut admin, &path, &asked).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(desk.case(cases[0]).await.assignee, Some(ewa), "all or none");
    assert_eq!(entries(&desk, "case_passed_on").await, 0);
    let asked = admin.post(&path, &[(&field, &jan_id)]).await;
    let done = confirm(&mut admin, &path, &asked).await;
    assert_eq!(
        done.location(),
        format!("/urzad/osoby/{ewa}?po=przekazanie")
    );
    for case in cases.iter().chain(&fourth) {
        assert_eq!(desk.case(*case).await.assignee, Some(jan));
    }
    assert_eq!(entries(&desk, "case_passed_on").await, 4);
    let again = confirm(&mut admin, &path, &asked).await;
    assert_eq!(again.location(), done.location(), "sent twice, done once");
    assert_eq!(entries(&desk, "case_passed_on").await, 4);
    let tx = desk.tx().await;
    let events = cases::events(&tx, cases[0], Reader::Staff)
        .await
        .expect("events");
    assert!(events.iter().any(|event| event.kind == "passed_on"));
    let told = cases::events(&tx, cases[0], Reader::Resident)
        .await
        .expect("events");
    assert!(told.iter().all(|event| event.kind != "passed_on"));
    drop(tx);
    let mut of_jan = desk.staff_browser(jan, DAY).await;
    let page = of_jan.get(&format!("/urzad/sprawy/{}", cases[0])).await;
    assert!(
        page.body
            .contains("Sprawę przekazano po zmianie prowadzącego")
    );
}

#[tokio::test]
async fn a_thousand_cases_go_back_to_the_unit_and_the_account_off() {
    let Some(desk) = Desk::open("tysiac").await else {
        return;
    };
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let mut admin = admin(&desk).await;
    let first = kept(&desk, ewa, 1).await[0];
    let tx = desk.tx().await;
    let copies = "insert into case_file (id, service_slug, edition_id, title, procedure, unit_id, \
        class, number, year, mark, state, assignee_id, opened_on) \
        select md5(n::text)::uuid, service_slug, edition_id, title, procedure, unit_id, class, \
          n, year, 'FN.3124.' || n || '.2026', state, assignee_id, opened_on \
        from case_file, generate_series(2, 1000) n where case_file.id = $1";
    execute(&tx, copies, vec![first.0.into()]).await;
    tx.commit().await.expect("a commit");
    let off = format!("/urzad/osoby/{ewa}/wylacz");
    let asked = admin.post(&off, &[]).await;
    assert!(asked.body.contains("1000 spraw"), "{}", asked.body);
    assert_eq!(
        confirm(&mut admin, &off, &asked).await.status,
        StatusCode::SEE_OTHER
    );
    let path = format!("/urzad/osoby/{ewa}/sprawy");
    let field = format!("dla-{}", desk.taxes);
    let asked = admin.post(&path, &[(&field, "referat")]).await;
    let done = confirm(&mut admin, &path, &asked).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let tx = desk.tx().await;
    assert!(cases::held(&tx, ewa).await.expect("cases").is_empty());
    assert!(desk.case(first).await.assignee.is_none());
    assert_eq!(entries(&desk, "case_passed_on").await, 1_000);
    assert!(matches!(
        store::audit::verify(&tx).await.expect("a verdict"),
        store::audit::Verdict::Whole(_)
    ));
}

#[tokio::test]
async fn only_an_administrator_of_this_office_hands_work_on() {
    let Some(desk) = Desk::open("obcy").await else {
        return;
    };
    let ewa = desk.clerk("Ewa Zmyślona").await;
    kept(&desk, ewa, 1).await;
    let path = format!("/urzad/osoby/{ewa}/sprawy");
    let head = desk.staff("Szefowa Zmyślona", "head_of_office", None).await;
    for who in [head, ewa] {
        let mut browser = desk.staff_browser(who, DAY).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
    }
    let mut admin = admin(&desk).await;
    let mut next = admin.at(&format!("{}.ratusz.test", desk.neighbour.slug()));
    assert!(
        next.get(&path)
            .await
            .location()
            .starts_with("/urzad/logowanie")
    );
    let tx = desk.neighbour.begin().await.expect("a transaction");
    let stranger = store::staff_members::list(&tx).await.expect("staff");
    assert!(stranger.is_empty());
    assert!(cases::held(&tx, ewa).await.expect("cases").is_empty());
    drop(tx);
    let nobody = format!("/urzad/osoby/{}/sprawy", tests::some_id());
    assert_eq!(admin.get(&nobody).await.status, StatusCode::NOT_FOUND);
}

async fn unit(desk: &Desk, code: &str) -> units::Unit {
    let tx = desk.tx().await;
    let all = units::list(&tx).await.expect("units");
    let found = all.into_iter().find(|unit| unit.code == code);
    found.expect("the unit")
}

#[tokio::test]
async fn units_are_added_and_renamed_with_every_fault_told() {
    let Some(desk) = Desk::open("komorki").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let list = "/urzad/komorki";
    let added = [("kod", "FN-P"), ("nazwa", "Podatki <b>"), ("nad", "FN")];
    let done = admin.post(list, &added).await;
    assert_eq!(done.location(), "/urzad/komorki?po=dodano", "{}", done.body);
    assert_eq!(unit(&desk, "FN-P").await.parent, Some(desk.taxes));
    let page = admin.get(list).await;
    assert!(page.body.contains("Podatki &#60;b&#62;"), "{}", page.body);
    for wrong in [
        [("kod", "FN"), ("nazwa", "Druga"), ("nad", "")],
        [("kod", "a b"), ("nazwa", "Druga"), ("nad", "")],
        [("kod", "X"), ("nazwa", ""), ("nad", "")],
        [("kod", "X"), ("nazwa", "Druga"), ("nad", "NIE")],
    ] {
        let refused = admin.post(list, &wrong).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong:?}"
        );
        assert!(refused.body.contains("error-summary"));
    }
    let one = format!("{list}/{}", desk.taxes);
    let circle = [("wersja", "0"), ("nazwa", "Finanse"), ("nad", "FN-P")];
    let refused = admin.post(&one, &circle).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let renamed = [("wersja", "0"), ("nazwa", "Finanse"), ("nad", "")];
    assert_eq!(
        admin.post(&one, &renamed).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(unit(&desk, "FN").await.name, "Finanse");
    assert_eq!(
        admin.post(&one, &renamed).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(entries(&desk, "unit_added").await, 1);
    assert_eq!(entries(&desk, "unit_changed").await, 1);
    // Next door nothing is there, and of here nothing is known.
    let tx = desk.neighbour.begin().await.expect("a transaction");
    assert!(
        units::list(&tx)
            .await
            .expect("units")
            .iter()
            .all(|unit| unit.code != "FN-P")
    );
    drop(tx);
    let mut next = admin.at(&format!("{}.ratusz.test", desk.neighbour.slug()));
    assert!(
        next.get(&one)
            .await
            .location()
            .starts_with("/urzad/logowanie")
    );
    let clerk = desk.clerk("Klara Zmyślona").await;
    let mut clerk = desk.staff_browser(clerk, DAY).await;
    assert_eq!(clerk.post(list, &added).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_closed_units_cases_services_and_new_applications_go_to_its_successor() {
    let Some(desk) = Desk::open("zamkniecie").await else {
        return;
    };
    let (ewa, jan) = (
        desk.clerk("Ewa Zmyślona").await,
        desk.staff("Jan Wszędzie", "clerk", None).await,
    );
    let mut admin = admin(&desk).await;
    let hers = kept(&desk, ewa, 1).await[0];
    let his = kept(&desk, jan, 1).await[0];
    let path = format!("/urzad/komorki/{}", desk.taxes);
    let page = admin.get(&path).await;
    assert!(
        page.body.contains("Sprawy, których nie zakończono"),
        "{}",
        page.body
    );
    let close = format!("{path}/zamknij");
    for wrong in ["", "FN", "NIE"] {
        let refused = admin.post(&close, &[("nastepca", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let asked = admin.post(&close, &[("nastepca", "DR")]).await;
    kept(&desk, ewa, 1).await;
    let stale = confirm(&mut admin, &close, &asked).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "one more came");
    assert_eq!(desk.case(hers).await.unit, desk.taxes);
    let asked = admin.post(&close, &[("nastepca", "DR")]).await;
    let done = confirm(&mut admin, &close, &asked).await;
    assert_eq!(
        done.location(),
        "/urzad/komorki?po=zamknieto",
        "{}",
        done.body
    );
    let (hers, his) = (desk.case(hers).await, desk.case(his).await);
    assert_eq!(
        (hers.unit, hers.assignee),
        (desk.roads, None),
        "she may not there"
    );
    assert_eq!((his.unit, his.assignee), (desk.roads, Some(jan)));
    assert!(his.mark.starts_with("FN."), "marks stay");
    assert_eq!(entries(&desk, "case_handed_over").await, 3);
    assert_eq!(entries(&desk, "unit_closed").await, 1);
    // The edition in force still says FN.
    let new = desk.files_in("FN", None, "2026-10-05").await;
    assert_eq!(new.unit, desk.roads);
    let twice = confirm(&mut admin, &close, &asked).await;
    assert_eq!(
        twice.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "closed once"
    );
    assert_eq!(entries(&desk, "case_handed_over").await, 3);
    let people = admin.get("/urzad/osoby").await;
    assert!(
        !people.body.contains("FN – Referat Finansowy"),
        "no new rights there"
    );
    let back = admin.post(&format!("{path}/otworz"), &[]).await;
    assert_eq!(back.location(), "/urzad/komorki?po=otwarto");
    assert!(!unit(&desk, "FN").await.is_closed);
}

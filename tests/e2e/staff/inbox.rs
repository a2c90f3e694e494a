//! The inbox: tabs, filters, search and whose cases are in it.

use domain::ids::StaffId;
use store::inbox::{self, Due, Filter, Tab};
use store::units::Scope;
use uuid::Uuid;

use super::desk::{Desk, date, execute};

const ANNAS_PESEL: &str = "44051401458";

fn filter(scope: Scope, asker: StaffId, tab: Tab) -> Filter {
    Filter {
        scope,
        asker,
        today: date("2026-10-05"),
        tab,
        state: None,
        unit: None,
        assignee: None,
        service: None,
        due: None,
        search: String::new(),
    }
}

async fn marks(desk: &Desk, filter: &Filter) -> Vec<String> {
    let tx = desk.tx().await;
    let found = inbox::find(&tx, filter, 1).await.expect("an inbox");
    assert_eq!(
        usize::try_from(found.total).expect("a count"),
        found.lines.len()
    );
    found.lines.into_iter().map(|line| line.mark).collect()
}

#[tokio::test]
async fn shows_each_tab_what_it_says_due_first() {
    let Some(desk) = Desk::open("zakladki").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let late = desk.files(anna, "2026-09-01").await;
    let soon = desk.files(anna, "2026-09-05").await;
    desk.files(anna, "2026-10-01").await;
    desk.taken_on(soon.id, ewa, "2026-09-06").await;

    let all = filter(Scope::All, ewa, Tab::Unassigned);
    assert_eq!(
        marks(&desk, &all).await,
        ["FN.3124.1.2026", "FN.3124.3.2026"]
    );
    let mine = Filter {
        tab: Tab::Mine,
        ..all.clone()
    };
    assert_eq!(marks(&desk, &mine).await, ["FN.3124.2.2026"]);
    let overdue = Filter {
        tab: Tab::Overdue,
        ..all.clone()
    };
    assert_eq!(marks(&desk, &overdue).await, [late.mark.to_string()]);
    let open = Filter {
        tab: Tab::Open,
        ..all.clone()
    };
    assert_eq!(marks(&desk, &open).await.len(), 3);
    let today = Filter {
        due: Some(Due::Today),
        ..open.clone()
    };
    assert_eq!(marks(&desk, &today).await, ["FN.3124.2.2026"]);
    let week = Filter {
        due: Some(Due::Week),
        ..open.clone()
    };
    assert_eq!(marks(&desk, &week).await, ["FN.3124.2.2026"]);

    let tx = desk.tx().await;
    let counts = inbox::counts(&tx, &all).await.expect("counts");
    assert_eq!((counts.unassigned, counts.mine, counts.overdue), (2, 1, 1));
    assert_eq!((counts.waiting, counts.open, counts.done), (0, 3, 0));
}

#[tokio::test]
async fn holds_the_cases_of_the_units_granted_and_no_others() {
    let Some(desk) = Desk::open("referaty").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    desk.files(anna, "2026-10-01").await;
    desk.files_in("DR", Some(anna), "2026-10-01").await;
    let taxes = filter(Scope::Units(vec![desk.taxes]), ewa, Tab::Open);
    assert_eq!(marks(&desk, &taxes).await, ["FN.3124.1.2026"]);
    let pushed = Filter {
        unit: Some(desk.roads),
        ..taxes.clone()
    };
    assert!(marks(&desk, &pushed).await.is_empty());
    let none = filter(Scope::Units(Vec::new()), ewa, Tab::Open);
    assert!(marks(&desk, &none).await.is_empty());
    let tx = desk.tx().await;
    assert_eq!(inbox::counts(&tx, &taxes).await.expect("counts").open, 1);
    assert_eq!(inbox::counts(&tx, &none).await.expect("counts").open, 0);
    let there = desk.neighbour.begin().await.expect("a transaction");
    let all = filter(Scope::All, ewa, Tab::Open);
    assert_eq!(
        inbox::find(&there, &all, 1).await.expect("an inbox").total,
        0
    );
}

#[tokio::test]
async fn is_searched_by_mark_title_and_whole_pesel() {
    let Some(desk) = Desk::open("szukanie").await else {
        return;
    };
    let anna = desk.resident("Anna", Some(ANNAS_PESEL)).await;
    let jan = desk.resident("Jan", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    desk.files(anna, "2026-10-01").await;
    desk.files(jan, "2026-10-01").await;
    let all = filter(Scope::All, ewa, Tab::Open);
    let search = |words: &str| Filter {
        search: words.to_owned(),
        ..all.clone()
    };
    assert_eq!(marks(&desk, &search("3124.2")).await, ["FN.3124.2.2026"]);
    assert_eq!(marks(&desk, &search("ŚWIADCZENIE prób")).await.len(), 2);
    assert!(marks(&desk, &search("%")).await.is_empty());
    assert!(marks(&desk, &search("' or true --")).await.is_empty());
    assert_eq!(marks(&desk, &search(ANNAS_PESEL)).await, ["FN.3124.1.2026"]);
    assert!(marks(&desk, &search("Anna")).await.is_empty());
}

#[tokio::test]
async fn finds_its_page_among_a_hundred_thousand_cases() {
    let Some(desk) = Desk::open("duzo").await else {
        return;
    };
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let tx = desk.tx().await;
    let sql = "insert into case_file (id, service_slug, edition_id, title, procedure, unit_id, \
                 class, number, year, mark, state, opened_on, due_on) \
               select gen_random_uuid(), 'proba', $1, 'Sprawa ' || n, 'kpa', $2, '3124', n, 2026, \
                 'FN.3124.' || n || '.2026', (array['registered', 'in_progress', 'settled', \
                 'waiting_for_applicant', 'closed'])[1 + n % 5], date '2026-01-01' + n % 300, \
                 date '2026-02-01' + n % 300 from generate_series($3::int, $3::int + 9999) n";
    let edition: Uuid = desk.edition;
    // In parts: a statement has only seconds, and a busy machine is slow.
    for first in (0..10).map(|part| part * 10_000 + 1) {
        let values = vec![edition.into(), desk.taxes.0.into(), first.into()];
        execute(&tx, sql, values).await;
    }
    tx.commit().await.expect("a commit");
    let tx = desk.tx().await;
    let mut open = filter(Scope::Units(vec![desk.taxes]), ewa, Tab::Open);
    inbox::counts(&tx, &open).await.expect("counts");
    let found = inbox::find(&tx, &open, 100).await.expect("an inbox");
    assert_eq!((found.total, found.lines.len()), (60_000, 25));
    open.search = "3124.77777".to_owned();
    assert_eq!(inbox::find(&tx, &open, 1).await.expect("an inbox").total, 0);
}

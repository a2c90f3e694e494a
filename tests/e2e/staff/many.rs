//! Several cases at once: taking the list away and assigning; and handing one over to another unit.

use axum::http::StatusCode;
use domain::ids::CaseId;
use store::audit;
use store::cases::{self, Reader};
use store::messages;
use tests::Client;

use super::desk::{Desk, execute};

const DAY: &str = "2026-10-05";
const YES: (&str, &str) = ("potwierdzam", "tak");

/// The newest entry of the trail with this act: its subject and detail.
async fn noted(desk: &Desk, action: &str) -> Option<(String, String)> {
    let tx = desk.tx().await;
    let newest = audit::newest(&tx, 50, 0).await.expect("the trail");
    let found = newest.into_iter().find(|entry| entry.action == action)?;
    Some((found.subject, found.detail))
}

#[tokio::test]
async fn the_list_taken_away_is_what_the_filter_shows() {
    let Some(desk) = Desk::open("lista").await else {
        return;
    };
    let anna = desk.resident("Anna", Some("44051401458")).await;
    let kept = desk.files(anna, "2026-10-01").await;
    desk.files_in("DR", Some(anna), "2026-10-02").await;
    let tx = desk.tx().await;
    let sql = "update case_file set title = $2 where id = $1";
    let title = "=HYPERLINK(\"http://zlo.example\";\"Żółw\")";
    execute(&tx, sql, vec![kept.id.0.into(), title.into()]).await;
    tx.commit().await.expect("a commit");
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let mut client = desk.staff_browser(ewa, DAY).await;
    let answer = client
        .get("/urzad/sprawy.csv?widok=w-toku&q=44051401458")
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let name = answer.headers["content-disposition"]
        .to_str()
        .expect("text");
    assert!(name.starts_with("attachment") && name.contains("sprawy-2026-10-05.csv"));
    assert_eq!(&answer.bytes[..3], b"\xef\xbb\xbf");
    let text = String::from_utf8(answer.bytes[3..].to_vec()).expect("UTF-8");
    assert_eq!(
        text,
        "Sprawa;Czego dotyczy;Komórka;Stan;Prowadzi;Wpłynęła;Termin;Nowa odpowiedź\r\n\
         FN.3124.1.2026;\"'=HYPERLINK(\"\"http://zlo.example\"\";\"\"Żółw\"\")\";FN;\
         Zarejestrowana;;2026-10-01;2026-11-02;Nie\r\n",
        "her unit only"
    );
    let (subject, detail) = noted(&desk, "inbox_exported").await.expect("an entry");
    assert_eq!(
        (subject.as_str(), detail.as_str()),
        ("inbox", "rows:1 tab:w-toku search:yes")
    );
    let none = client.get("/urzad/sprawy.csv?widok=zalatwione").await;
    assert_eq!(
        none.body.lines().count(),
        1,
        "only the heading: {}",
        none.body
    );
    // Neither a resident nor somebody without an inbox.
    let admin = desk.staff("Adam Zmyślony", "tenant_admin", None).await;
    let mut of_admin = desk.staff_browser(admin, DAY).await;
    let refused = of_admin.get("/urzad/sprawy.csv").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

fn pick(id: CaseId, version: i32) -> String {
    format!("{id}:{version}")
}

#[tokio::test]
async fn assigning_several_tells_which_were_not_and_why() {
    let Some(desk) = Desk::open("przydzial").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let good = desk.files(anna, "2026-10-01").await.id;
    let stale = desk.files(anna, "2026-10-01").await.id;
    let over = desk.files(anna, "2026-10-01").await.id;
    let roads = desk.files_in("DR", Some(anna), "2026-10-01").await.id;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let head = desk.staff("Szefowa Zmyślona", "head_of_office", None).await;
    let tx = desk.tx().await;
    let sql = "update case_file set state = 'settled' where id = $1";
    execute(&tx, sql, vec![over.0.into()]).await;
    tx.commit().await.expect("a commit");
    let mut client = desk.staff_browser(head, DAY).await;
    let inbox = client.get("/urzad?widok=w-toku").await;
    assert!(
        inbox.body.contains(&format!("value=\"{}\"", pick(good, 0))),
        "{}",
        inbox.body
    );
    assert!(inbox.body.contains("name=\"wroc\" value=\"widok=w-toku\""));
    let picked = [
        pick(good, 0),
        pick(stale, 7),
        pick(over, 0),
        pick(roads, 0),
        pick(CaseId(uuid::Uuid::nil()), 0),
    ];
    let keeper = ewa.to_string();
    let mut form: Vec<(&str, &str)> = picked.iter().map(|one| ("sprawa", one.as_str())).collect();
    form.extend([("osoba", keeper.as_str()), ("wroc", "widok=w-toku")]);
    let report = client.post("/urzad/przydziel", &form).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.body);
    for words in [
        "Przydzielono 1 sprawę.",
        "Ktoś zmienił tę sprawę w międzyczasie.",
        "Sprawa jest już załatwiona.",
        "Ta osoba nie prowadzi spraw komórki DR.",
        "Nie ma takiej sprawy albo nie możesz jej przydzielać.",
        "/urzad?widok=w-toku",
    ] {
        assert!(report.body.contains(words), "{words}: {}", report.body);
    }
    assert_eq!(desk.case(good).await.assignee, Some(ewa));
    for left in [stale, over, roads] {
        assert_eq!(desk.case(left).await.assignee, None);
    }
    let (subject, _) = noted(&desk, "case_assigned").await.expect("an entry");
    assert_eq!(subject, format!("case:{good}"));
}

#[tokio::test]
async fn assigning_nothing_to_nobody_is_said_and_clerks_assign_none() {
    let Some(desk) = Desk::open("nikomu").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let case = desk.files(anna, "2026-10-01").await.id;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let keeper = ewa.to_string();
    let picked = pick(case, 0);
    let head = desk
        .staff("Szef Dróg", "head_of_office", Some(desk.roads))
        .await;
    let mut of_head = desk.staff_browser(head, DAY).await;
    let empty = of_head
        .post("/urzad/przydziel", &[("osoba", &keeper)])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.body.contains("Nie wybrano żadnej sprawy."),
        "{}",
        empty.body
    );
    let nobody = of_head
        .post("/urzad/przydziel", &[("sprawa", &picked)])
        .await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The head of the roads knows nothing of the cases of taxes.
    let form = [("sprawa", picked.as_str()), ("osoba", keeper.as_str())];
    let foreign = of_head.post("/urzad/przydziel", &form).await;
    assert!(
        foreign.body.contains("Nie ma takiej sprawy"),
        "{}",
        foreign.body
    );
    assert!(!foreign.body.contains("FN.3124"), "its mark stays unknown");
    let mut of_ewa = desk.staff_browser(ewa, DAY).await;
    let refused = of_ewa.post("/urzad/przydziel", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!of_ewa.get("/urzad").await.body.contains("name=\"sprawa\""));
    assert_eq!(desk.case(case).await.assignee, None);
}

fn hand_over<'a>(unit: &'a str, version: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("wersja", version),
        ("referat", unit),
        ("powod", "Sprawa dotyczy drogi gminnej."),
    ]
}

async fn read(client: &mut Client, case: CaseId) -> StatusCode {
    client.get(&format!("/urzad/sprawy/{case}")).await.status
}

#[tokio::test]
async fn a_case_handed_over_keeps_its_mark_and_changes_its_readers() {
    let Some(desk) = Desk::open("przekazanie").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let case = desk.files(anna, "2026-10-01").await.id;
    // The other unit has a case of the same class, number and year.
    desk.files_in("DR", Some(anna), "2026-10-01").await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let jan = desk.staff("Jan Drogowy", "clerk", Some(desk.roads)).await;
    let (mut of_ewa, mut of_jan) = (
        desk.staff_browser(ewa, DAY).await,
        desk.staff_browser(jan, DAY).await,
    );
    let taken = format!("/urzad/sprawy/{case}/przejmij");
    of_ewa.post(&taken, &[("wersja", "0")]).await;
    let path = format!("/urzad/sprawy/{case}/przekaz");
    assert_eq!(of_ewa.get(&path).await.status, StatusCode::OK);
    let unit = desk.roads.to_string();
    let form = hand_over(&unit, "1");
    for (field, value) in [("referat", ""), ("powod", ""), ("referat", "nie")] {
        let wrong = form.map(|(name, old)| (name, if name == field { value } else { old }));
        let answer = of_ewa.post(&path, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    let asked = of_ewa.post(&path, &form).await;
    assert!(asked.body.contains("DR – Referat Dróg"), "{}", asked.body);
    assert_eq!(desk.case(case).await.unit, desk.taxes, "only asked so far");
    let late = [hand_over(&unit, "0").to_vec(), vec![YES]].concat();
    assert_eq!(of_ewa.post(&path, &late).await.status, StatusCode::CONFLICT);
    let sure = [form.to_vec(), vec![YES]].concat();
    let done = of_ewa.post(&path, &sure).await;
    assert_eq!(
        done.location(),
        "/urzad?po=przekazanie",
        "she does not see it any more"
    );
    assert!(
        of_ewa
            .get(done.location())
            .await
            .body
            .contains("Sprawa została przekazana")
    );
    let moved = desk.case(case).await;
    assert_eq!(moved.unit, desk.roads);
    assert_eq!(
        (moved.mark.as_str(), moved.assignee),
        ("FN.3124.1.2026", None)
    );
    assert_eq!(read(&mut of_ewa, case).await, StatusCode::NOT_FOUND);
    let page = of_jan.get(&format!("/urzad/sprawy/{case}")).await;
    for words in [
        "Przekazano sprawę do innej komórki",
        "Z FN do DR",
        "Sprawa dotyczy drogi",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let (subject, detail) = noted(&desk, "case_handed_over").await.expect("an entry");
    assert_eq!(subject, format!("case:{case}"));
    assert!(!detail.contains("drogi"), "the reason is sealed: {detail}");
    // The applicant sees nothing of the inside of the office.
    let tx = desk.tx().await;
    let seen = cases::events(&tx, case, Reader::Resident)
        .await
        .expect("events");
    assert!(seen.iter().all(|event| event.kind != "handed_over"));
    let letters = messages::of_case(&tx, case, Reader::Resident)
        .await
        .expect("letters");
    assert!(letters.is_empty());
}

#[tokio::test]
async fn whoever_has_no_reach_hands_nothing_over() {
    let Some(desk) = Desk::open("cudze").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let case = desk.files(anna, "2026-10-01").await.id;
    let path = format!("/urzad/sprawy/{case}/przekaz");
    let unit = desk.roads.to_string();
    let sure = [hand_over(&unit, "0").to_vec(), vec![YES]].concat();
    let jan = desk.staff("Jan Drogowy", "clerk", Some(desk.roads)).await;
    let mut of_jan = desk.staff_browser(jan, DAY).await;
    assert_eq!(of_jan.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        of_jan.post(&path, &sure).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(desk.case(case).await.unit, desk.taxes);
    // Reception passes on what it may not read.
    let rita = desk.staff("Rita Przyjmująca", "reception", None).await;
    let mut of_rita = desk.staff_browser(rita, DAY).await;
    assert_eq!(read(&mut of_rita, case).await, StatusCode::FORBIDDEN);
    assert!(of_rita.get("/urzad").await.body.contains(&path));
    let done = of_rita.post(&path, &sure).await;
    assert_eq!(done.location(), "/urzad?po=przekazanie");
    assert_eq!(desk.case(case).await.unit, desk.roads);
}

#[tokio::test]
async fn clerks_see_who_looked_at_the_cases_of_their_unit() {
    let Some(desk) = Desk::open("wglady").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let case = desk.files(anna, "2026-10-01").await.id;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let jan = desk.clerk("Jan Zmyślony").await;
    let mut of_ewa = desk.staff_browser(ewa, DAY).await;
    let mut of_jan = desk.staff_browser(jan, DAY).await;
    assert_eq!(read(&mut of_jan, case).await, StatusCode::OK);
    let page = of_ewa.get(&format!("/urzad/sprawy/{case}")).await;
    let looks = page
        .body
        .split("Kto oglądał sprawę")
        .nth(1)
        .expect("the list");
    assert!(looks.contains("Jan Zmyślony"), "{looks}");
}

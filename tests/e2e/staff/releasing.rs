//! Publishing by two people and at a date: who may, what exactly comes into force, and when.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::services::{self, ToPublish};
use store::settings::Source;
use store::sketches;
use tests::Client;
use web::Clock;
use web::publishing::Publisher;

use super::designer::{at, fill, version};
use super::desk::{Desk, noon};

const DAY: &str = "2026-10-05";
const SLUG: &str = "zaswiadczenie-probne";

pub(super) async fn person(desk: &Desk, name: &str, roles: &[&str]) -> Client {
    let id = desk.staff(name, roles[0], None).await;
    for role in &roles[1..] {
        desk.grant(id, role).await;
    }
    desk.staff_browser(id, DAY).await
}

/// From now on the office wants two people for a publication.
async fn wants_two_people(desk: &Desk) {
    know(desk, "{\"four_eyes\": true}").await;
}

/// Changes what the registry knows of the office.
pub(super) async fn know(desk: &Desk, facts: &str) {
    let tx = desk.platform.tenancy.registry().await.expect("a registry");
    let sql = "update tenant set profile = profile || $2::jsonb, changed_at = now() where id = $1";
    let values = [desk.office.id().0.into(), facts.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    tx.execute_raw(statement).await.expect("facts");
    tx.announce(desk.office.id()).await.expect("said so");
    tx.commit().await.expect("a commit");
    desk.platform.tenancy.reload().await.expect("a reload");
}

pub(super) async fn count(desk: &Desk, sql: &str) -> i64 {
    let tx = desk.tx().await;
    let row = tx.query_one_raw(Statement::from_string(DbBackend::Postgres, sql));
    let row = row.await.expect("a statement").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

async fn ask(browser: &mut Client, note: &str) -> tests::Answer {
    fill(browser, &at("/prosba"), &[("notka", note)]).await
}

pub(super) async fn publish(browser: &mut Client) -> tests::Answer {
    let page = browser.get(&at("/wydanie")).await;
    // The button is not on every page: whoever is barred might still send the form.
    let shown = match page.body.contains("name=\"wersja\"") {
        true => version(&page),
        false => version(&browser.get(&at("/czesc/karta")).await),
    };
    browser.post(&at("/wydanie"), &[("wersja", &shown)]).await
}

pub(super) const EDITIONS: &str = "select count(*) from service_edition";

mod two_people {
    use super::*;

    #[tokio::test]
    async fn one_asks_and_another_publishes_exactly_that() {
        let Some(desk) = Desk::open("cztery-oczy").await else {
            return;
        };
        wants_two_people(&desk).await;
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
        let mut ewa = person(&desk, "Ewa Pisząca", &["service_editor"]).await;
        let mut wiktor = person(&desk, "Wiktor Wydający", &["publisher", "service_editor"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Nowa nazwa")]).await;
        let own = publish(&mut ada).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        assert!(own.body.contains("Ostatnia zmiana w tym szkicu jest Twoja"));
        let unasked = publish(&mut wiktor).await;
        assert_eq!(unasked.status, StatusCode::FORBIDDEN);
        assert!(unasked.body.contains("Najpierw ktoś, kto zmienia usługi"));
        let asked = ask(&mut ada, "Stawka z uchwały 12/2026").await;
        assert_eq!(asked.location(), at("?po=ask"));
        let seen = wiktor.get(&at("/wydanie")).await;
        assert!(seen.body.contains("Ada Pisząca prosi o wydanie"));
        assert!(seen.body.contains("Stawka z uchwały 12/2026"));
        // Somebody changes the draft after the request: consent does not reach that far.
        fill(
            &mut ewa,
            &at("/czesc/karta"),
            &[("card.how", "Sposób Ewy.")],
        )
        .await;
        let outdated = publish(&mut wiktor).await;
        assert_eq!(outdated.status, StatusCode::FORBIDDEN);
        assert!(outdated.body.contains("Szkic zmienił się po prośbie"));
        assert!(outdated.body.contains("Sposób Ewy."), "what changed since");
        ask(&mut ada, "").await;
        let own = publish(&mut ada).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        assert!(own.body.contains("Prośba jest Twoja"));
        assert_eq!(count(&desk, EDITIONS).await, 1, "nothing was published");
        let done = publish(&mut wiktor).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(count(&desk, EDITIONS).await, 2);
        let noted = "select count(*) from audit_entry where action in \
                     ('service_publication_asked', 'service_published')";
        assert_eq!(count(&desk, noted).await, 3);
        let granted = "select count(*) from service_publication where state = 'approved'";
        assert_eq!(count(&desk, granted).await, 1);
    }

    #[tokio::test]
    async fn a_request_is_sent_back_with_a_note_and_taken_back() {
        let Some(desk) = Desk::open("odeslane").await else {
            return;
        };
        wants_two_people(&desk).await;
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor"]).await;
        let mut wiktor = person(&desk, "Wiktor Wydający", &["publisher"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Nowa nazwa")]).await;
        ask(&mut ada, "").await;
        let empty = wiktor
            .post(&at("/wydanie/odeslij"), &[("uwaga", " ")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("href=\"#uwaga\""));
        let note = [("uwaga", "Podaj <numer> uchwały.")];
        let back = wiktor.post(&at("/wydanie/odeslij"), &note).await;
        assert_eq!(back.location(), at("?po=send-back"));
        let told = ada.get(&at("")).await;
        assert!(
            told.body
                .contains("Wiktor Wydający odsyła szkic do poprawy")
        );
        assert!(told.body.contains("Podaj &#60;numer&#62; uchwały."));
        ask(&mut ada, "Poprawione.").await;
        let told = ada.get(&at("")).await;
        assert!(!told.body.contains("odsyła szkic"), "the answer is history");
        let taken = ada.post(&at("/prosba/wycofaj"), &[]).await;
        assert_eq!(taken.location(), at("?po=unask"));
        let outdated = ada.post(&at("/prosba"), &[("wersja", "1")]).await;
        assert_eq!(outdated.status, StatusCode::CONFLICT);
        let long = "a".repeat(2_001);
        let refused = ask(&mut ada, &long).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&long), "what was typed stays");
        let open = "select count(*) from service_publication where state = 'asked'";
        assert_eq!(count(&desk, open).await, 0);
        // The neighbour's table knows nothing of it, and its people are nobody here.
        let tx = desk.neighbour.begin().await.expect("a transaction");
        let all = Statement::from_string(
            DbBackend::Postgres,
            "select count(*) from service_publication",
        );
        let row = tx.query_one_raw(all).await.expect("a statement");
        let there: i64 = row.expect("a row").try_get_by_index(0).expect("a number");
        assert_eq!(there, 0);
        let mut next = wiktor.at(&format!("{}.ratusz.test", desk.neighbour.slug()));
        let refused = next.post(&at("/wydanie/odeslij"), &note).await;
        assert!(refused.location().starts_with("/urzad/logowanie"));
    }
}

mod at_a_date {
    use super::*;

    fn publisher(desk: &Desk, now: &str) -> Publisher {
        let now: DateTime<Utc> = now.parse().expect("an instant");
        let tenancy = desk.platform.tenancy.clone();
        Publisher::new(tenancy, Clock::new(move || now))
    }

    async fn schedule(browser: &mut Client, day: &str, time: &str) -> tests::Answer {
        let page = browser.get(&at("/wydanie")).await;
        let typed = [
            ("wersja", version(&page)),
            ("dzien", day.to_owned()),
            ("godzina", time.to_owned()),
        ];
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        browser.post(&at("/wydanie/termin"), &typed).await
    }

    #[tokio::test]
    async fn what_was_scheduled_comes_into_force_once_and_nothing_later() {
        let Some(desk) = Desk::open("termin").await else {
            return;
        };
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Od jutra")]).await;
        let set = schedule(&mut ada, "2026-10-06", "07:30").await;
        assert_eq!(set.location(), at("?po=schedule"), "{}", set.body);
        let overview = ada.get(&at("")).await;
        assert!(
            overview
                .body
                .contains("Wydanie zaplanowane: 6 października 2026, 7:30")
        );
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Za późno")]).await;
        let overview = ada.get(&at("")).await;
        assert!(overview.body.contains("Szkic zmienił się po zaplanowaniu"));
        publisher(&desk, "2026-10-06T05:29:59Z")
            .tend(&desk.office)
            .await
            .expect("a round");
        assert_eq!(count(&desk, EDITIONS).await, 1, "not yet");
        let (one, other) = (
            publisher(&desk, "2026-10-06T05:30:01Z"),
            publisher(&desk, "2026-10-06T05:30:01Z"),
        );
        let (first, second) = tokio::join!(one.tend(&desk.office), other.tend(&desk.office));
        first.and(second).expect("two rounds");
        one.tend(&desk.office).await.expect("one more round");
        assert_eq!(count(&desk, EDITIONS).await, 2, "exactly once");
        let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
        let list = nobody.get("/uslugi").await;
        assert!(list.body.contains("Od jutra") && !list.body.contains("Za późno"));
        let tx = desk.tx().await;
        let left = sketches::find(&tx, SLUG).await.expect("a look");
        let left = left.expect("what was written later is still being written");
        assert_eq!(left.definition.title, "Za późno");
        drop(tx);
        let noted = "select count(*) from audit_entry where actor = 'program' \
                     and action = 'service_published'";
        assert_eq!(count(&desk, noted).await, 1);
        let tx = desk.neighbour.begin().await.expect("a transaction");
        assert!(services::kept(&tx).await.expect("a list").is_empty());
    }

    #[tokio::test]
    async fn a_lost_signal_is_found_again_and_a_cancelled_date_never_comes() {
        let Some(desk) = Desk::open("odwolane").await else {
            return;
        };
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Od jutra")]).await;
        schedule(&mut ada, "2026-10-05", "13:30").await;
        let cancelled = ada.post(&at("/wydanie/odwolaj"), &[]).await;
        assert_eq!(cancelled.location(), at("?po=unschedule"));
        // Before anything of the other tests is due: a round looks at every office.
        let later = publisher(&desk, "2026-10-05T11:31:00Z");
        later.round().await.expect("a round");
        assert_eq!(count(&desk, EDITIONS).await, 1);
        schedule(&mut ada, "2026-10-05", "13:30").await;
        let tx = desk.platform.tenancy.registry().await.expect("a registry");
        let sql = "delete from job_signal where tenant_id = $1";
        let values = [desk.office.id().0.into()];
        let lost = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        tx.execute_raw(lost).await.expect("a statement");
        tx.commit().await.expect("a commit");
        later.round().await.expect("a round");
        assert_eq!(count(&desk, EDITIONS).await, 1, "nobody knows of it");
        later.recall(&desk.office).await;
        later.round().await.expect("a round");
        assert_eq!(count(&desk, EDITIONS).await, 2);
        let sketches = "select count(*) from service_sketch";
        assert_eq!(
            count(&desk, sketches).await,
            0,
            "it is in force as it was written"
        );
    }

    #[tokio::test]
    async fn a_date_overtaken_by_another_edition_fails_and_says_so() {
        let Some(desk) = Desk::open("wyprzedzone").await else {
            return;
        };
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Od jutra")]).await;
        schedule(&mut ada, "2026-10-06", "07:30").await;
        let tx = desk.tx().await;
        let service = services::find(&tx, SLUG).await.expect("a look");
        let service = service.expect("the service");
        let mut definition = desk.definition.clone();
        definition.title = "Z plików".to_owned();
        let hash = definition.hash();
        let new = ToPublish {
            id: Some(service.id),
            definition: &definition,
            hash: &hash,
            adopted: None,
            edition_id: None,
            number: service.newest,
        };
        let by = (Source::File, "apply");
        let done = services::publish(&tx, &[new], by, noon(DAY)).await;
        done.expect("an edition");
        tx.commit().await.expect("a commit");
        let later = publisher(&desk, "2026-10-06T10:00:00Z");
        later.tend(&desk.office).await.expect("a round");
        assert_eq!(
            count(&desk, EDITIONS).await,
            2,
            "only the one from the files"
        );
        for page in ["", "/wydanie"] {
            let told = ada.get(&at(page)).await;
            assert!(
                told.body.contains("Nie udało się wydać usługi w terminie"),
                "{page}"
            );
            assert!(
                told.body.contains("wydano inne wydanie tej usługi"),
                "{page}"
            );
        }
        let noted = "select count(*) from audit_entry \
                     where action = 'service_publication_failed'";
        assert_eq!(count(&desk, noted).await, 1);
    }

    #[tokio::test]
    async fn a_bad_moment_is_told_at_its_box_and_keeps_what_was_typed() {
        let Some(desk) = Desk::open("zly-termin").await else {
            return;
        };
        let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
        fill(&mut ada, &at("/czesc/karta"), &[("title", "Od jutra")]).await;
        for (day, time, field, words) in [
            ("", "07:30", "dzien", "Podaj dzień wydania"),
            ("2026-10-06", "rano", "godzina", "Podaj godzinę wydania"),
            (
                "2026-10-05",
                "07:30",
                "dzien",
                "Wybierz termin w przyszłości",
            ),
            ("2027-03-28", "02:30", "godzina", "takiej godziny nie ma"),
            ("2029-01-01", "07:30", "dzien", "w ciągu dwóch lat"),
        ] {
            let refused = schedule(&mut ada, day, time).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.body.contains(words), "{words}");
            assert!(
                refused.body.contains(&format!("href=\"#{field}\"")),
                "{words}"
            );
            assert!(
                refused.body.contains(&format!("value=\"{time}\"")),
                "{words}"
            );
        }
        let both = schedule(&mut ada, "", "").await;
        for field in ["dzien", "godzina"] {
            let link = format!("href=\"#{field}\"");
            assert!(both.body.contains(&link), "all at once: {field}");
        }
        let rows = "select count(*) from service_publication";
        assert_eq!(count(&desk, rows).await, 0);
        let mut writer = person(&desk, "Ewa Pisząca", &["service_editor"]).await;
        for path in ["/wydanie/termin", "/wydanie/odwolaj", "/wydanie/odeslij"] {
            let refused = writer.post(&at(path), &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}

//! Checks before publishing: what stands in the way and what deserves a look, each with its place.

use axum::http::StatusCode;
use catalogue::definition::{Fee, Payee};
use catalogue::rules::Rule;
use catalogue::{Definition, Field, FieldKind};
use store::sketches::{self, Change};
use tests::Client;

use super::designer::{at, fill};
use super::desk::{Desk, noon};
use super::releasing::{EDITIONS, count, know, person, publish};

const DAY: &str = "2026-10-05";
const SLUG: &str = "zaswiadczenie-probne";

/// The publishing page of the desk's service after a change of its sketch.
async fn page_after(
    desk: &Desk,
    browser: &mut Client,
    change: impl FnOnce(&mut Definition),
) -> String {
    browser.post(&at("/szkic"), &[]).await;
    let tx = desk.tx().await;
    let sketch = sketches::lock(&tx, SLUG).await.expect("a look");
    let sketch = sketch.expect("a sketch");
    let mut definition = desk.definition.clone();
    change(&mut definition);
    let change = Change {
        act: "part-karta",
        by: tests::some_id(),
        at: noon(DAY),
    };
    let saved = sketches::save(&tx, &sketch, &definition, change).await;
    saved.expect("a state");
    tx.commit().await.expect("a commit");
    browser.get(&at("/wydanie")).await.body
}

fn first_field(definition: &mut Definition) -> &mut Field {
    &mut definition.form.steps[0].fields[0]
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of faults")]
async fn what_stands_in_the_way_leads_to_its_place() {
    let Some(desk) = Desk::open("przeszkody").await else {
        return;
    };
    let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
    know(&desk, "{\"languages\": [\"pl\", \"en\"]}").await;
    let key = first_field(&mut desk.definition.clone()).key.clone();
    type Damage = fn(&mut Definition);
    let damages: [(&str, Damage, String); 7] = [
        (
            "pusty",
            |it| first_field(it).label.clear(),
            format!("/pole/{key}"),
        ),
        (
            "nieznane pole",
            |it| {
                first_field(it).show_if = Rule::parse("{\"!!\":[{\"var\":\"nie_ma\"}]}").ok();
            },
            format!("/pole/{key}"),
        ),
        (
            "nikt nie zobaczy",
            |it| {
                first_field(it).show_if = Rule::parse("false").ok();
            },
            format!("/pole/{key}"),
        ),
        (
            "podstawy prawnej",
            |it| it.card.legal_basis.clear(),
            "/czesc/karta".to_owned(),
        ),
        (
            "termin załatwienia",
            |it| it.deadline = None,
            "/czesc/postepowanie".to_owned(),
        ),
        (
            "nie ma rachunku bankowego",
            |it| {
                it.fees.push(Fee {
                    key: "za_kopie".to_owned(),
                    title: "Za kopie".to_owned(),
                    amount: Some("5.00".to_owned()),
                    basis: "uchwała".to_owned(),
                    payee: Payee::Office,
                    ..Fee::default()
                })
            },
            "/czesc/oplaty".to_owned(),
        ),
        (
            "Brakuje tłumaczenia na angielski",
            |it| {
                it.languages = vec!["pl".to_owned(), "en".to_owned()];
            },
            format!("/pole/{key}"),
        ),
    ];
    for (words, damage, place) in damages {
        let page = page_after(&desk, &mut ada, damage).await;
        let link = format!("<a href=\"{}\">", at(&place));
        let told = page.split(&link).skip(1).any(|rest| {
            rest.split("</a>")
                .next()
                .unwrap_or_default()
                .contains(words)
        });
        assert!(told, "{words} at {place}");
        assert!(!page.contains("Wydaj w wybranym terminie"), "{words}");
        let refused = publish(&mut ada).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
    }
    assert_eq!(count(&desk, EDITIONS).await, 1);
    let page = page_after(&desk, &mut ada, |_| {}).await;
    assert!(page.contains("Kontrast kolorów urzędu – sprawdzono"));
}

#[tokio::test]
async fn what_deserves_a_look_leads_to_its_place_and_stops_nobody() {
    let Some(desk) = Desk::open("uwagi").await else {
        return;
    };
    let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
    let page = page_after(&desk, &mut ada, |it| {
        it.card.how = "bardzo ".repeat(30);
        let question = |at: usize| Field {
            key: format!("dodatkowe_{at}"),
            label: format!("Dodatkowe pytanie {at}"),
            required: false,
            ..Field::default()
        };
        it.form.steps[0].fields.extend((0..41).map(question));
        it.form.steps[0].fields.push(Field {
            key: "telefon".to_owned(),
            kind: FieldKind::Phone,
            label: "Telefon".to_owned(),
            required: true,
            ..Field::default()
        });
    })
    .await;
    for (place, words) in [
        ("/formularz", "Powyżej 40 wiele osób rezygnuje"),
        ("/krok/", "Podziel go"),
        ("/czesc/karta", "zdanie ma 30 słów"),
        ("/pole/telefon", "„Telefon”: to dane osobowe"),
        ("/pole/uwagi", "„Dodatkowe pytanie 40”"),
    ] {
        let link = format!("<a href=\"{}", at(place));
        let told = page.split(&link).skip(1).any(|rest| {
            rest.split("</a>")
                .next()
                .unwrap_or_default()
                .contains(words)
        });
        assert!(told, "{words} at {place}");
    }
    let done = publish(&mut ada).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn the_pages_residents_get_are_looked_over_and_faults_are_found() {
    let Some(desk) = Desk::open("dostepnosc").await else {
        return;
    };
    let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
    let page = page_after(&desk, &mut ada, |_| {}).await;
    let told = page.split("Sprawdzono").nth(1).unwrap_or_default();
    let told = told.split("</p>").next().unwrap_or_default();
    assert!(told.contains("1 języku: bez uwag"), "{told}");
    // A key that takes the identifier of a part of the page.
    let page = page_after(&desk, &mut ada, |it| {
        it.form.steps[0].fields.push(Field {
            key: "glowna-tresc".to_owned(),
            label: "Główne".to_owned(),
            ..Field::default()
        });
    })
    .await;
    assert!(page.contains("dwa elementy mają identyfikator „glowna-tresc”"));
    let link = format!("<a href=\"{}\">", at("/pole/glowna-tresc"));
    assert!(page.contains(&link), "the way to the field");
}

#[tokio::test]
async fn a_purpose_is_shown_to_whoever_is_asked() {
    let Some(desk) = Desk::open("po-co").await else {
        return;
    };
    let mut ada = person(&desk, "Ada Pisząca", &["service_editor", "publisher"]).await;
    let key = first_field(&mut desk.definition.clone()).key.clone();
    let path = at(&format!("/pole/{key}"));
    let saved = fill(&mut ada, &path, &[("purpose", "Bez tego nie odpiszemy.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let preview = ada.get(&at("/podglad")).await;
    assert!(
        preview
            .body
            .contains("Po co pytamy: Bez tego nie odpiszemy.")
    );
    let page = ada.get(&at("/wydanie")).await;
    assert!(page.body.contains("po co pytamy"), "told among the changes");
}

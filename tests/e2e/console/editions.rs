//! The life of an edition of a template, from the first change to who is late.

use axum::http::StatusCode;
use chrono::Days;
use tests::Client;
use tests::people::now;
use web::dates::warsaw_date;

use super::{Lead, page, trail};
use crate::staff::designer::{fill, version};

#[tokio::test]
async fn a_template_is_changed_published_and_told_to_the_offices() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let own = [("title", "Nasza własna nazwa"), ("card.time", "Tydzień.")];
    let first = lead.adopting("wzorowy", &lead.template, &[]).await;
    let second = lead.adopting("wlasny", &lead.template, &own).await;
    let mut olga = lead.operator("Olga Wzorcowa").await;
    let list = page(&mut olga, "/szablony").await;
    assert!(list.contains(&lead.at("")), "the list names it");
    let overview = page(&mut olga, &lead.at("")).await;
    assert!(overview.contains("Korzystają 2 urzędy."), "{overview}");

    // Nothing is written yet, so there is nothing to publish.
    let nothing = page(&mut olga, &lead.at("/wydanie")).await;
    assert!(nothing.contains("nie ma czego wydawać") && !nothing.contains("name=\"opis\""));

    let saved = fill(
        &mut olga,
        &lead.at("/czesc/karta"),
        &[("card.time", "Do 14 dni.")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    for rest in ["/formularz", "/podglad", "/czesc/postepowanie", "/porzuc"] {
        page(&mut olga, &lead.at(rest)).await;
    }
    let ready = page(&mut olga, &lead.at("/wydanie")).await;
    for words in ["Do 14 dni.", first.name(), second.name(), "Ogłoś wydanie 2"] {
        assert!(ready.contains(words), "{words}");
    }

    told_what_is_wrong(&lead, &mut olga).await;
    let today = warsaw_date(now()).to_string();
    let said = [
        ("opis", "Krótszy czas.\n<b>Art. 35</b> kpa."),
        ("termin", today.as_str()),
        ("powod", "zmiana ustawy"),
    ];
    let published = fill(&mut olga, &lead.at("/wydanie"), &said).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.body
    );
    let next = lead.edition(2).await.expect("the edition");
    assert_eq!((next.edition, next.card.time.as_str()), (2, "Do 14 dni."));
    assert_eq!(lead.edition(1).await.expect("the first"), lead.template);
    assert_eq!(trail(&lead).await, ["template_published"]);
    let shown = page(&mut olga, &lead.at("/wydania/2")).await;
    assert!(shown.contains("Krótszy czas.") && shown.contains("zmiana ustawy"));
    assert!(!shown.contains("<b>Art. 35"), "notes are no markup");

    // The day it is due nobody is late; an office that took it on never is.
    let adopters = page(&mut olga, &lead.at("/urzedy")).await;
    assert!(adopters.contains("Na starszym wydaniu: 2 urzędy."));
    assert!(adopters.contains("Czas do:") && !adopters.contains("Po terminie"));
    lead.adopt(&second, &next, &own).await;
    let tomorrow = now() + Days::new(1);
    let mut olga = lead.browser_at(&olga, tomorrow).await;
    let adopters = page(&mut olga, &lead.at("/urzedy")).await;
    assert!(adopters.contains("Na starszym wydaniu: 1 urząd."));
    assert!(adopters.contains("Po terminie: 1 urząd."), "{adopters}");
    let (_, line) = adopters.split_once(second.name()).expect("its line");
    let line = line.split("</tr>").next().expect("its end");
    assert!(
        line.contains("Najnowsze") && line.contains(">2</td>"),
        "{line}"
    );
    let list = page(&mut olga, "/szablony").await;
    let (_, line) = list.split_once(&lead.template.slug).expect("its line");
    let line = line.split("</tr>").next().expect("its end");
    assert!(line.contains("tag-late"), "{line}");
}

/// Everything wrong is told at once, and what was typed stays.
async fn told_what_is_wrong(lead: &Lead, olga: &mut Client) {
    let yesterday = (warsaw_date(now()) - Days::new(1)).to_string();
    let wrong = [("opis", ""), ("termin", yesterday.as_str()), ("powod", "")];
    let refused = fill(olga, &lead.at("/wydanie"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["#opis", "#termin", "#powod", yesterday.as_str()] {
        assert!(refused.body.contains(field), "{field}");
    }
    assert!(lead.edition(2).await.is_none());
}

#[tokio::test]
async fn two_editors_of_the_lead_lose_nothing_of_each_other() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let mut olga = lead.operator("Olga Pierwsza").await;
    let mut iza = lead.operator("Iza Druga").await;
    olga.post(&lead.at("/szkic"), &[]).await;
    let path = lead.at("/czesc/karta");
    let before = olga.get(&path).await;
    let saved = fill(&mut iza, &path, &[("card.time", "Izy.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let shown = version(&before);
    let mut boxes = crate::staff::designer::boxes(&before);
    for (name, value) in &mut boxes {
        if name == "card.time" {
            value.replace_range(.., "Olgi.");
        }
    }
    let pairs: Vec<(&str, &str)> = boxes
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let refused = olga.post(&path, &pairs).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("Iza Druga") && refused.body.contains("Olgi."));

    // What was seen before the other one's change is not published.
    let stale = [("wersja", shown.as_str()), ("opis", "Nowe.")];
    let refused = olga.post(&lead.at("/wydanie"), &stale).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(lead.edition(2).await.is_none());
    let published = fill(&mut olga, &lead.at("/wydanie"), &[("opis", "Nowe.")]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER);
    let next = lead.edition(2).await.expect("the edition");
    assert_eq!(next.card.time, "Izy.");

    // Back to the first edition, as the third.
    let back = olga.post(&lead.at("/wydania/1"), &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    fill(&mut olga, &lead.at("/wydanie"), &[("opis", "Z powrotem.")]).await;
    let third = lead.edition(3).await.expect("the edition");
    assert_eq!(third.card.time, lead.template.card.time);
}

#[tokio::test]
async fn a_new_template_comes_from_nothing_a_copy_or_a_file() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let mut olga = lead.operator("Olga Nowa").await;
    let id = tests::some_id().simple().to_string();
    let title = format!("Nowy wzorzec {id}");
    let way = [("sposob", "pusta"), ("tytul", title.as_str())];
    let made = olga.post("/szablony/nowy", &way).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let place = made.location();
    let place = place.split('?').next().expect("a path").to_owned();
    let overview = page(&mut olga, &place).await;
    assert!(overview.contains(&title));
    let blocked = page(&mut olga, &format!("{place}/wydanie")).await;
    assert!(!blocked.contains("name=\"opis\""), "it has no form yet");
    let dropped = olga.post(&format!("{place}/porzuc"), &[]).await;
    assert_eq!(dropped.location(), "/szablony?po=drop");

    let title = format!("Kopia {id}");
    let way = [
        ("sposob", "kopia"),
        ("tytul", title.as_str()),
        ("kopia", lead.template.slug.as_str()),
    ];
    let made = olga.post("/szablony/nowy", &way).await;
    let place = made.location();
    let place = place.split('?').next().expect("a path").to_owned();
    let first = fill(&mut olga, &format!("{place}/wydanie"), &[("opis", "Jest.")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let tx = lead
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let slug = place.trim_start_matches("/szablony/");
    let known = store::templates::editions_of(&tx, slug)
        .await
        .expect("a look");
    drop(tx);
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].release_notes, "Jest.");
    assert_eq!(known[0].source, store::settings::Source::Browser);

    // A file of a known address, and a file with mistakes.
    let text = lead.template.to_toml();
    let way = [("sposob", "plik"), ("plik", text.as_str())];
    let taken = olga.post("/szablony/nowy", &way).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = format!("z-pliku-{id}");
    let text = text.replace(&lead.template.slug, &other);
    let broken = text.replace("title = ", "tytul = ");
    let way = [("sposob", "plik"), ("plik", broken.as_str())];
    let refused = olga.post("/szablony/nowy", &way).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Linia "));
    let way = [("sposob", "plik"), ("plik", text.as_str())];
    let made = olga.post("/szablony/nowy", &way).await;
    assert_eq!(made.location(), format!("/szablony/{other}?po=create"));
}

#[tokio::test]
async fn an_office_and_the_lead_do_not_reach_each_others_desk() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let office = lead.adopting("osobny", &lead.template, &[]).await;
    let host = format!("{}.ratusz.test", office.slug());
    let mut olga = lead.operator("Olga Sama").await;
    for rest in ["", "/czesc/karta", "/wydanie", "/urzedy"] {
        // The console's pages are at no office, whoever asks.
        let mut there = olga.at(&host);
        let answer = there.get(&lead.at(rest)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let of_office = format!("/urzad/uslugi/{}", lead.template.slug);
    for rest in ["", "/czesc/karta", "/wydanie"] {
        let here = olga.get(&format!("{of_office}{rest}")).await;
        assert_eq!(here.status, StatusCode::NOT_FOUND, "{rest}");
        let mut there = olga.at(&host);
        let there = there.get(&format!("{of_office}{rest}")).await;
        assert!(there.location().starts_with("/urzad/logowanie"), "{rest}");
    }
    // What the lead writes stays out of the office's tables, and the other way round.
    olga.post(&lead.at("/szkic"), &[]).await;
    let tx = office.begin().await.expect("a transaction");
    let slug = &lead.template.slug;
    let there = store::sketches::find(&tx, slug).await.expect("a look");
    assert!(there.is_none());
    drop(tx);
    let tx = lead
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let here = store::sketches::find(&tx, slug).await.expect("a look");
    assert!(here.is_some());
}

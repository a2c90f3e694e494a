//! Updates of templates at the office, over HTTP: seen, compared, chosen, previewed, accepted, put
//! off, left for good.

mod leaving;
mod stage;

use axum::http::StatusCode;
use catalogue::Adoption;
use store::{onboarding, services};

use super::designer::{boxes, fill};
use stage::Adopted;

#[tokio::test]
async fn an_update_without_conflicts_comes_by_itself_and_can_be_undone() {
    let Some(mut stage) = Adopted::open("bez-sporu").await else {
        return;
    };
    stage
        .changes(|own| own.title = "Zgoda na ognisko w parku".to_owned())
        .await;
    stage.publish().await;
    let quiet = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(!quiet.body.contains(&stage.path("")), "nothing waits yet");
    stage
        .lead_publishes(
            2,
            "Stawka wzrosła.\n\nZmieniła ją ustawa.",
            Some("2026-12-01"),
            |new| {
                new.fees[0].amount = Some("21.00".to_owned());
            },
        )
        .await;
    let list = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(list.body.contains(&stage.path("")) && list.body.contains("Nowe wydanie wzorca: 2"));
    assert!(list.body.contains("najpóźniej od 1 grudnia 2026"));
    let overview = stage.editor.get(&stage.path("")).await;
    assert!(overview.body.contains(&stage.path("/aktualizacja")));
    let path = stage.path("/aktualizacja");
    let page = stage.editor.get(&path).await;
    for words in [
        "Stawka wzrosła.",
        "Zmieniła ją ustawa.",
        "17,00 zł",
        "21,00 zł",
        "Zmieni się samo",
        "Zgoda na ognisko w parku",
        "Zostaje Wasze",
        "Nie ma nic do wyboru",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let preview = fill(&mut stage.editor, &path, &[]).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.body.contains("21,00 zł") && preview.body.contains("Po co ognisko?"));
    assert!(stage.sketch().await.is_none(), "looking keeps nothing");
    let accepted = stage.accept(&preview).await;
    assert_eq!(accepted.location(), stage.path("?po=update"));
    let sketch = stage.sketch().await.expect("a sketch");
    assert_eq!(sketch.template, Some((stage.template.clone(), 2)));
    assert_eq!(sketch.definition.title, "Zgoda na ognisko w parku");
    assert_eq!(sketch.definition.fees[0].amount.as_deref(), Some("21.00"));
    let list = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(list.body.contains("Nowe wydanie jest w szkicu"));
    // Undone, the sketch follows the edition before, and the update waits again.
    stage.editor.post(&stage.path("/cofnij"), &[]).await;
    let sketch = stage.sketch().await.expect("a sketch");
    assert_eq!(sketch.template, Some((stage.template.clone(), 1)));
    assert_eq!(sketch.definition.fees[0].amount.as_deref(), Some("17.00"));
    let preview = fill(&mut stage.editor, &path, &[]).await;
    stage.accept(&preview).await;
    stage.publish().await;
    let mut nobody = stage.nobody().await;
    let card = nobody.get(&format!("/uslugi/{}", stage.template)).await;
    assert!(card.body.contains("21,00") && card.body.contains("Zgoda na ognisko w parku"));
    let list = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(
        !list.body.contains(&stage.path("")),
        "nothing waits any more"
    );
    let none = stage.editor.get(&path).await;
    assert!(none.body.contains("najnowszym wydaniu wzorca"));
    assert_eq!(stage.trail("service_update_accepted").await, 2);
}

#[tokio::test]
async fn what_is_accepted_is_a_small_overlay_on_the_new_edition() {
    let Some(mut stage) = Adopted::open("nakladka").await else {
        return;
    };
    stage
        .changes(|own| own.card.who = "Mieszkańcy gminy.".to_owned())
        .await;
    stage.publish().await;
    stage
        .lead_publishes(2, "", None, |new| {
            new.card.how = "Wypełnij krótki wniosek.".to_owned();
            new.fees[0].amount = Some("21.00".to_owned());
        })
        .await;
    let preview = stage.fills("/aktualizacja", &[]).await;
    stage.accept(&preview).await;
    stage.publish().await;
    let tx = stage.desk.tx().await;
    let all = services::kept(&tx).await.expect("services");
    let kept = all.into_iter().find(|one| one.slug == stage.template);
    let (template, edition, overlay) = kept.expect("it").adopted.expect("adopted");
    drop(tx);
    assert_eq!((template.as_str(), edition), (stage.template.as_str(), 2));
    let overlay = Adoption::from_json(&overlay).expect("an overlay");
    let set: Vec<&String> = overlay.set.keys().collect();
    assert_eq!(set, ["card.who"], "only what the office changed");
    // Written as a file and read back, nothing differs.
    let (tenancy, office) = (&stage.desk.platform.tenancy, &stage.desk.office);
    let files = onboarding::write_services(tenancy, office, Some(&stage.template)).await;
    let files = files.expect("files");
    assert!(files[0].text.contains("edition = 2"), "{}", files[0].text);
    let files: Vec<(String, String)> = files
        .into_iter()
        .map(|file| (format!("{}.toml", file.slug), file.text))
        .collect();
    let compared = onboarding::compare_services(tenancy, office, &files).await;
    let compared = compared.expect("a comparison");
    assert!(compared.problems.is_empty(), "{:?}", compared.problems);
    let differs = compared.differences.iter().any(|one| match one {
        onboarding::Difference::Differs { .. } => true,
        onboarding::Difference::OnlyInFile { .. } => true,
        // The office's other service has no file here.
        onboarding::Difference::OnlyInOffice { slug, .. } => *slug == stage.template,
    });
    assert!(!differs && compared.same == 1, "{:?}", compared.differences);
}

#[tokio::test]
async fn conflicts_of_each_kind_are_chosen_one_by_one() {
    let Some(mut stage) = Adopted::open("spor").await else {
        return;
    };
    stage.both_change().await;
    let path = stage.path("/aktualizacja");
    let page = stage.editor.get(&path).await;
    for words in [
        "6 rzeczy jest do wyboru",
        "Województwo i urząd zmieniły to inaczej.",
        "Województwo to usunęło, a urząd to zmienił.",
        "Urząd to usunął, a województwo to zmieniło.",
        "Województwo i urząd ułożyły to w innej kolejności.",
        "Opis województwa.",
        "Opis urzędu.",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    // Nothing chosen: every one of them is told.
    let refused = fill(&mut stage.editor, &path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.body.matches("wybierz, co zostaje").count(),
        12,
        "twice each"
    );
    // One missing, one without its text, one that is no amount; the rest is kept.
    let refused = fill(
        &mut stage.editor,
        &path,
        &[
            ("_wybor.card.summary", "wzorzec"),
            ("_wybor.card.who", "wlasne"),
            ("_wybor.fees.oplata.price", "wlasne"),
            ("_tresc.fees.oplata.price", "dużo"),
            ("_wybor.fields.goscie", "nasze"),
            ("_wybor.fields.uwagi", "nasze"),
        ],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for place in [
        "href=\"#_tresc.card.who\"",
        "href=\"#_tresc.fees.oplata.price\"",
        "href=\"#_wybor.steps.wniosek.fields\"",
    ] {
        assert!(refused.body.contains(place), "{place}");
    }
    let kept = boxes(&refused);
    for (name, value) in [
        ("_wybor.card.summary", "wzorzec"),
        ("_tresc.fees.oplata.price", "dużo"),
        ("_wybor.fields.uwagi", "nasze"),
    ] {
        let pair = (name.to_owned(), value.to_owned());
        assert!(kept.contains(&pair), "{name}");
    }
}

#[tokio::test]
async fn the_whole_is_tried_out_before_it_is_kept() {
    let Some(mut stage) = Adopted::open("calosc").await else {
        return;
    };
    stage.both_change().await;
    let page = stage.editor.get(&stage.path("/aktualizacja")).await;
    let preview = stage.choose(&page).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    for words in [
        "19,50 zł",
        "Opis województwa.",
        "Ilu gości?",
        "Kto chce ogniska.",
    ] {
        assert!(preview.body.contains(words), "{words}");
    }
    // Tried out: a missing answer is told, right answers lead to the end, choices stay.
    let tried = stage.tries(&preview, &[]).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    let tried = stage
        .tries(
            &tried,
            &[("cel", "Urodziny"), ("gdzie", "Park"), ("kiedy", "W maju")],
        )
        .await;
    assert!(tried.body.contains("Koniec formularza") && tried.body.contains("19,50 zł"));
    assert!(stage.sketch().await.is_none(), "still nothing is kept");
    let back = stage.goes_back(&tried).await;
    assert_eq!(back.status, StatusCode::OK);
    let pair = ("_tresc.fees.oplata.price".to_owned(), "19,50".to_owned());
    assert!(boxes(&back).contains(&pair), "the choices are shown again");
    stage.accept(&tried).await;
    let sketch = stage.sketch().await.expect("a sketch").definition;
    assert_eq!(sketch.card.summary, "Opis województwa.");
    assert_eq!(sketch.card.who, "Kto chce ogniska.");
    assert_eq!(sketch.fees[0].amount.as_deref(), Some("19.50"));
    let guests = sketch
        .field("goscie")
        .expect("kept though the lead removed it");
    assert_eq!(guests.hint, "Także dzieci.");
    assert!(sketch.field("uwagi").is_none(), "stays removed");
    let keys: Vec<&str> = sketch.fields().map(|field| field.key.as_str()).collect();
    assert_eq!(
        keys,
        ["gdzie", "cel", "kiedy", "goscie"],
        "the order of the office"
    );
    stage.publish().await;
}

#[tokio::test]
async fn a_sketch_under_way_is_where_the_update_begins() {
    let Some(mut stage) = Adopted::open("w-szkicu").await else {
        return;
    };
    stage.publish().await;
    stage
        .lead_publishes(2, "", None, |new| {
            new.card.summary = "Opis województwa.".to_owned()
        })
        .await;
    let mut ewa = stage.another("Ewa Druga").await;
    stage
        .changes(|own| own.card.summary = "Opis urzędu.".to_owned())
        .await;
    let path = stage.path("/aktualizacja");
    let page = stage.editor.get(&path).await;
    assert!(page.body.contains("Usługa ma szkic") && page.body.contains("Opis urzędu."));
    // Ewa changes the sketch while the page is open.
    let card = fill(
        &mut ewa,
        &stage.path("/czesc/karta"),
        &[("card.how", "Sposób Ewy.")],
    )
    .await;
    assert_eq!(card.status, StatusCode::SEE_OTHER);
    let mut pairs = boxes(&page);
    pairs.push(("_wybor.card.summary".to_owned(), "nasze".to_owned()));
    let late = stage.posts(&path, &pairs).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Ewa Druga") && late.body.contains("Sposób Ewy."));
    let again = boxes(&late);
    assert!(again.contains(&("_wybor.card.summary".to_owned(), "nasze".to_owned())));
    let preview = stage.posts(&path, &again).await;
    assert_eq!(preview.status, StatusCode::OK);
    // And once more, between the preview and the acceptance.
    fill(
        &mut ewa,
        &stage.path("/czesc/karta"),
        &[("card.result", "Wynik Ewy.")],
    )
    .await;
    let late = stage.accept(&preview).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let preview = stage.posts(&path, &boxes(&late)).await;
    let done = stage.accept(&preview).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let sketch = stage.sketch().await.expect("a sketch").definition;
    assert_eq!(
        [&sketch.card.summary, &sketch.card.how, &sketch.card.result],
        ["Opis urzędu.", "Sposób Ewy.", "Wynik Ewy."]
    );
    // The lead is faster than the editor.
    stage
        .lead_publishes(3, "", None, |new| new.card.who = "Wszyscy.".to_owned())
        .await;
    let page = stage.editor.get(&path).await;
    stage
        .lead_publishes(4, "", None, |new| {
            new.card.who = "Wszyscy pełnoletni.".to_owned()
        })
        .await;
    let late = stage.posts(&path, &boxes(&page)).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Wszyscy pełnoletni."));
}

//! Putting off, leaving for good, templates that are gone; and who may do none of it.

use axum::http::StatusCode;
use store::services;
use store::services::postponed;

use super::stage::{Adopted, DAY};
use crate::staff::designer::fill;

#[tokio::test]
async fn an_update_is_put_off_until_a_day_or_the_next_edition() {
    let Some(mut stage) = Adopted::open("odlozenie").await else {
        return;
    };
    stage
        .lead_publishes(2, "", Some("2026-10-01"), |new| {
            new.card.who = "Wszyscy.".to_owned()
        })
        .await;
    let path = stage.path("/aktualizacja/odloz");
    for (day, reason) in [
        ("", ""),
        ("2026-10-05", "Po sesji"),
        ("2028-01-01", "Po sesji"),
    ] {
        let typed = [("do", day), ("powod", reason)];
        let refused = fill(&mut stage.editor, &path, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(refused.body.contains("error-summary") && refused.body.contains(reason));
    }
    let typed = [("do", "2026-11-30"), ("powod", "Czekamy na sesję <b>rady")];
    let done = fill(&mut stage.editor, &path, &typed).await;
    assert_eq!(done.location(), stage.path("?po=postpone"));
    let overview = stage.editor.get(&stage.path("")).await;
    for words in [
        "Odłożona do 30 listopada 2026",
        "Czekamy na sesję",
        "4 dni po terminie",
    ] {
        assert!(overview.body.contains(words), "{words}: late stays late");
    }
    assert!(!overview.body.contains("<b>rady"), "a reason is no markup");
    let list = stage.editor.get("/urzad/uslugi").await;
    assert!(list.body.contains("Odłożona do 30 listopada 2026"));
    stage
        .editor
        .post(&stage.path("/aktualizacja/przywroc"), &[])
        .await;
    let overview = stage.editor.get(&stage.path("")).await;
    assert!(!overview.body.contains("Odłożona") && overview.body.contains("wzorca: 2"));
    fill(&mut stage.editor, &path, &typed).await;
    stage
        .lead_publishes(3, "", None, |new| {
            new.card.who = "Wszyscy dorośli.".to_owned()
        })
        .await;
    let overview = stage.editor.get(&stage.path("")).await;
    assert!(!overview.body.contains("Odłożona") && overview.body.contains("wzorca: 3"));
    assert_eq!(stage.trail("service_update_postponed").await, 2);
    assert_eq!(stage.trail("service_update_resumed").await, 1);
    // Accepting ends it as well.
    let preview = stage.fills("/aktualizacja", &[]).await;
    stage.accept(&preview).await;
    let tx = stage.desk.tx().await;
    assert!(postponed::postponed(&tx).await.expect("a look").is_empty());
}

#[tokio::test]
async fn a_service_leaves_its_template_and_comes_back() {
    let Some(mut stage) = Adopted::open("odlaczenie").await else {
        return;
    };
    stage
        .lead_publishes(2, "", None, |new| new.card.who = "Wszyscy.".to_owned())
        .await;
    let path = stage.path("/odlacz");
    let page = stage.editor.get(&path).await;
    assert!(page.body.contains("Nie będzie więcej aktualizacji"));
    let done = stage.editor.post(&path, &[]).await;
    assert_eq!(done.location(), stage.path("?po=detach"));
    assert_eq!(stage.sketch().await.expect("a sketch").template, None);
    // Undone, it follows the template again.
    stage.editor.post(&stage.path("/cofnij"), &[]).await;
    let sketch = stage.sketch().await.expect("a sketch");
    assert_eq!(sketch.template, Some((stage.template.clone(), 1)));
    stage.editor.post(&path, &[]).await;
    stage.publish().await;
    let tx = stage.desk.tx().await;
    let service = services::find(&tx, &stage.template).await.expect("a look");
    drop(tx);
    assert_eq!(
        service.expect("the service").template,
        None,
        "the office's own"
    );
    let none = stage.editor.get(&stage.path("/aktualizacja")).await;
    assert!(none.body.contains("nie idzie za żadnym wzorcem"));
    let list = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(!list.body.contains(&stage.path("")));
    // An earlier edition comes back with the template it followed.
    stage.editor.post(&stage.path("/wydania/1"), &[]).await;
    let sketch = stage.sketch().await.expect("a sketch");
    assert_eq!(sketch.template, Some((stage.template.clone(), 1)));
    stage.publish().await;
    let list = stage.editor.get("/urzad/uslugi?widok=aktualizacje").await;
    assert!(
        list.body.contains(&stage.path("")),
        "and its update waits again"
    );
    assert_eq!(stage.trail("service_template_detached").await, 2);
}

#[tokio::test]
async fn a_template_that_is_gone_leaves_the_service_working() {
    let Some(mut stage) = Adopted::open("znikniety").await else {
        return;
    };
    stage.lead_forgets(">= 1").await;
    let overview = stage.editor.get(&stage.path("")).await;
    assert!(
        overview.body.contains("nie ma już tego wzorca"),
        "the office is told"
    );
    let page = stage.editor.get(&stage.path("/aktualizacja")).await;
    assert!(page.body.contains("nie ma już tego wzorca") && page.status == StatusCode::OK);
    let mut nobody = stage.nobody().await;
    let card = nobody.get(&format!("/uslugi/{}", stage.template)).await;
    assert_eq!(card.status, StatusCode::OK);
    // It can be changed and published, and is not cut off unasked.
    stage
        .changes(|own| own.title = "Ognisko w parku".to_owned())
        .await;
    stage.publish().await;
    let tx = stage.desk.tx().await;
    let service = services::find(&tx, &stage.template).await.expect("a look");
    drop(tx);
    let template = service.expect("the service").template;
    assert_eq!(template, Some((stage.template.clone(), 1)));
}

#[tokio::test]
async fn without_the_edition_before_everything_that_differs_is_chosen() {
    let Some(mut stage) = Adopted::open("bez-podstawy").await else {
        return;
    };
    stage
        .changes(|own| own.card.who = "Mieszkańcy gminy.".to_owned())
        .await;
    stage.publish().await;
    stage
        .lead_publishes(2, "", None, |new| new.card.how = "Inaczej.".to_owned())
        .await;
    stage.lead_forgets("= 1").await;
    let path = stage.path("/aktualizacja");
    let page = stage.editor.get(&path).await;
    assert!(page.body.contains("Nie ma wydania, od którego zaczęliście"));
    let chosen = [("_wybor.card.who", "nasze"), ("_wybor.card.how", "wzorzec")];
    let preview = fill(&mut stage.editor, &path, &chosen).await;
    assert_eq!(preview.status, StatusCode::OK);
    stage.accept(&preview).await;
    let sketch = stage.sketch().await.expect("a sketch").definition;
    assert_eq!(
        (sketch.card.who.as_str(), sketch.card.how.as_str()),
        ("Mieszkańcy gminy.", "Inaczej.")
    );
}

#[tokio::test]
async fn only_editors_of_the_office_update() {
    let Some(mut stage) = Adopted::open("nie-swoje").await else {
        return;
    };
    stage
        .lead_publishes(2, "", None, |new| new.card.who = "Wszyscy.".to_owned())
        .await;
    let clerk = stage.desk.clerk("Klara Referent").await;
    let mut clerk = stage.desk.staff_browser(clerk, DAY).await;
    let head = stage
        .desk
        .staff("Hanna Kierownik", "head_of_office", None)
        .await;
    let mut head = stage.desk.staff_browser(head, DAY).await;
    let releaser = stage.desk.staff("Wiktor Wydający", "publisher", None).await;
    let mut releaser = stage.desk.staff_browser(releaser, DAY).await;
    let looked_at = ["/aktualizacja", "/aktualizacja/odloz", "/odlacz"];
    let sent_to = [
        "/aktualizacja/podglad",
        "/aktualizacja/przyjmij",
        "/aktualizacja/przywroc",
    ];
    for browser in [&mut clerk, &mut head, &mut releaser] {
        for rest in looked_at {
            let path = stage.path(rest);
            assert_eq!(
                browser.get(&path).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        for rest in looked_at.iter().chain(&sent_to) {
            let path = stage.path(rest);
            let refused = browser
                .post(&path, &[("do", "2026-12-01"), ("powod", "x")])
                .await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    // The head sees that an update waits, without the ways to act on it.
    let overview = head.get(&stage.path("")).await;
    assert!(overview.body.contains("Nowe wydanie wzorca: 2"));
    assert!(!overview.body.contains(&stage.path("/aktualizacja")));
    assert!(stage.sketch().await.is_none());
    // At the neighbour's address the editor is nobody, and the neighbour put nothing off.
    let mut next = stage
        .editor
        .at(&format!("{}.ratusz.test", stage.desk.neighbour.slug()));
    for rest in looked_at {
        let answer = next.get(&stage.path(rest)).await;
        assert!(answer.location().starts_with("/urzad/logowanie"), "{rest}");
    }
    let typed = [("do", "2026-12-01"), ("powod", "Po sesji")];
    stage.fills("/aktualizacja/odloz", &typed).await;
    let tx = stage.desk.neighbour.begin().await.expect("a transaction");
    assert!(postponed::postponed(&tx).await.expect("a look").is_empty());
    drop(tx);
    let tx = stage.desk.tx().await;
    assert_eq!(postponed::postponed(&tx).await.expect("a look").len(), 1);
}

//! Services written in the browser, over HTTP: from the first change to what residents see.

use axum::http::StatusCode;
use domain::ids::StaffId;
use tests::{Answer, Client};

use super::desk::Desk;

const DAY: &str = "2026-10-05";
const SLUG: &str = "zaswiadczenie-probne";

async fn editor(desk: &Desk, name: &str) -> (StaffId, Client) {
    let id = desk.staff(name, "service_editor", None).await;
    desk.grant(id, "publisher").await;
    (id, desk.staff_browser(id, DAY).await)
}

/// The address of the desk's service and a page below it.
pub(super) fn at(rest: &str) -> String {
    format!("/urzad/uslugi/{SLUG}{rest}")
}

/// The version a page's form carries.
pub(super) fn version(answer: &Answer) -> String {
    let (_, rest) = answer
        .body
        .split_once("name=\"wersja\" value=\"")
        .expect("a version");
    rest.split('"').next().expect("its end").to_owned()
}

/// What the boxes of a page hold, as a browser would post them back.
pub(super) fn boxes(answer: &Answer) -> Vec<(String, String)> {
    let body = &answer.body;
    let mut found = Vec::new();
    for tag in body.split('<').skip(1) {
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            rest.split('"').next().map(unescaped)
        };
        let Some(name) = attribute("name") else {
            continue;
        };
        let is_ticked = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
        if tag.starts_with("input") {
            if !is_ticked || tag.contains(" checked") {
                found.push((name, attribute("value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            let text = tag
                .split_once('>')
                .map(|(_, text)| text)
                .unwrap_or_default();
            found.push((name, unescaped(text.trim_start_matches('\n'))));
        } else if tag.starts_with("select") {
            let (_, rest) = body.split_once(&format!("<{tag}")).expect("itself");
            let options = rest.split("</select>").next().unwrap_or_default();
            let chosen = options.split("<option").find(|o| o.contains(" selected"));
            let value = chosen.and_then(|o| o.split('"').nth(1)).unwrap_or_default();
            found.push((name, unescaped(value)));
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// Posts a page back with some boxes filled in otherwise.
pub(super) async fn fill(browser: &mut Client, path: &str, changes: &[(&str, &str)]) -> Answer {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let mut pairs = boxes(&page);
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    browser.post(path, &pairs).await
}

#[tokio::test]
async fn a_service_is_changed_and_tried_out() {
    let Some(desk) = Desk::open("projekt").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let list = editor.get("/urzad/uslugi").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains(&at("")));
    let started = editor.post(&at("/szkic"), &[]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER);
    let saved = fill(
        &mut editor,
        &at("/czesc/karta"),
        &[("title", "Nowa nazwa <b>")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let shown = editor.get(&at("/czesc/karta")).await;
    assert!(
        !shown.body.contains("Nowa nazwa <b>"),
        "texts are no markup"
    );
    let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
    let form = editor.get(&at("/formularz")).await;
    assert_eq!(form.status, StatusCode::OK);
    let step = desk.definition.form.steps[0].key.clone();
    let (name, kind) = (format!("nazwa-{step}"), format!("rodzaj-{step}"));
    let add = [
        ("akt", format!("field-add:{step}")),
        (name.as_str(), "Ile stron?".to_owned()),
        (kind.as_str(), "number".to_owned()),
    ];
    let add: Vec<(&str, &str)> = add.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let added = editor.post(&at("/formularz"), &add).await;
    assert!(
        added.location().starts_with(&at("/pole/ile_stron")),
        "{}",
        added.location()
    );
    let first = desk.definition.form.steps[0].fields[0].clone();
    let (value, label) = (&first.options[0].value, &first.options[0].label);
    let field = fill(
        &mut editor,
        &at("/pole/ile_stron"),
        &[
            ("max", "20"),
            ("show-if-0-pole", &first.key),
            ("show-if-0-znak", "is"),
            ("show-if-0-wartosc", label),
        ],
    )
    .await;
    assert_eq!(field.status, StatusCode::SEE_OTHER, "{}", field.body);
    let outline = editor.get(&at("/formularz")).await;
    assert!(
        outline.body.contains(&format!("to „{label}”")),
        "the condition in words"
    );
    let tried = fill(&mut editor, &at("/podglad"), &[(&first.key, value)]).await;
    assert!(
        tried.body.contains("Ile stron?"),
        "shown by the answer just given"
    );
    let page = editor.get(&at("/wydanie")).await;
    assert!(page.body.contains("Ile stron?") && page.body.contains("Nowa nazwa"));
    let before = nobody.get("/uslugi").await;
    assert!(!before.body.contains("Nowa nazwa"), "not published yet");
}

#[tokio::test]
async fn a_service_is_published_taken_back_and_withdrawn() {
    let Some(desk) = Desk::open("wydanie").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
    editor.post(&at("/szkic"), &[]).await;
    fill(&mut editor, &at("/czesc/karta"), &[("title", "Nowa nazwa")]).await;
    let page = editor.get(&at("/wydanie")).await;
    let outdated = editor.post(&at("/wydanie"), &[("wersja", "1")]).await;
    assert_eq!(outdated.status, StatusCode::CONFLICT);
    let published = editor
        .post(&at("/wydanie"), &[("wersja", &version(&page))])
        .await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.body
    );
    let after = nobody.get("/uslugi").await;
    assert!(after.body.contains("Nowa nazwa"));
    let overview = editor.get(&at("")).await;
    assert!(overview.body.contains("Wydanie 2") && overview.body.contains("Wydanie 1"));
    // Back to the first edition, as a third one.
    let restored = editor.post(&at("/wydania/1"), &[]).await;
    assert_eq!(restored.status, StatusCode::SEE_OTHER);
    let page = editor.get(&at("/wydanie")).await;
    editor
        .post(&at("/wydanie"), &[("wersja", &version(&page))])
        .await;
    let back = nobody.get("/uslugi").await;
    assert!(back.body.contains(&desk.definition.title) && !back.body.contains("Nowa nazwa"));
    let withdrawn = editor.post(&at("/wycofaj"), &[]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    let gone = nobody.get(&format!("/uslugi/{SLUG}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_editors_lose_nothing_of_each_other() {
    let Some(desk) = Desk::open("dwoje").await else {
        return;
    };
    let (_, mut ada) = editor(&desk, "Ada Pierwsza").await;
    let (_, mut ewa) = editor(&desk, "Ewa Druga").await;
    ada.post(&at("/szkic"), &[]).await;
    let seen_by_ewa = ewa.get(&at("/czesc/karta")).await;
    fill(&mut ada, &at("/czesc/odbiorcy"), &[("maturity", "3")]).await;
    // Another part was changed meanwhile: both stay.
    let mut pairs = boxes(&seen_by_ewa);
    pairs.retain(|(name, _)| name != "card.who");
    pairs.push(("card.who".to_owned(), "Każdy, kto pyta.".to_owned()));
    let own: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert_eq!(
        ewa.post(&at("/czesc/karta"), &own).await.status,
        StatusCode::SEE_OTHER
    );
    let both = ada.get(&at("/czesc/odbiorcy")).await;
    assert!(boxes(&both).contains(&("maturity".to_owned(), "3".to_owned())));
    // The same part: who was faster is told, what was typed stays, and can be saved knowingly.
    let seen_by_ada = ada.get(&at("/czesc/karta")).await;
    fill(
        &mut ewa,
        &at("/czesc/karta"),
        &[("card.how", "Sposób Ewy.")],
    )
    .await;
    let mut pairs = boxes(&seen_by_ada);
    pairs.retain(|(name, _)| name != "card.how");
    pairs.push(("card.how".to_owned(), "Sposób Ady.".to_owned()));
    let own: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let late = ada.post(&at("/czesc/karta"), &own).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Ewa Druga") && late.body.contains("Sposób Ady."));
    let again = boxes(&late);
    let again: Vec<(&str, &str)> = again
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert_eq!(
        ada.post(&at("/czesc/karta"), &again).await.status,
        StatusCode::SEE_OTHER
    );
    // And Ewa's text is one step back.
    ada.post(&at("/cofnij"), &[]).await;
    let undone = ada.get(&at("/czesc/karta")).await;
    assert!(undone.body.contains("Sposób Ewy."));
    ada.post(&at("/cofnij"), &[]).await;
    let undone = ada.get(&at("/czesc/karta")).await;
    assert!(!undone.body.contains("Sposób") && undone.body.contains("Każdy, kto pyta."));
}

#[tokio::test]
async fn bad_input_is_told_at_its_box_and_changes_nothing() {
    let Some(desk) = Desk::open("bledy").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    editor.post(&at("/szkic"), &[]).await;
    let before = editor.get(&at("/wydanie")).await;
    let choices: String = (0..10_000).map(|n| format!("v{n}; Nr {n}\n")).collect();
    let deep = format!("{}1{}", "{\"!\":[".repeat(50), "]}".repeat(50));
    let field = desk.definition.form.steps[0].fields[0].key.clone();
    let path = at(&format!("/pole/{field}"));
    for change in [
        ("options", choices.as_str()),
        ("options", "a; A\na; B"),
        ("show-if-regula", deep.as_str()),
        ("show-if-regula", "{"),
        ("type", "nieznany"),
        ("show-if-0-pole", "nie_ma"),
    ] {
        let refused = fill(&mut editor, &path, &[change]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            change.0
        );
        assert!(refused.body.contains("error-summary"), "{}", change.0);
    }
    let other = desk.definition.form.steps[0].fields[1].key.clone();
    let taken = fill(&mut editor, &path, &[("key", &other)]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nameless = editor
        .post(&at("/formularz"), &[("akt", "step-add:nowy")])
        .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let file = "slug = \"x\"\ntitle = 3\nkind = \"wniosek\"\n";
    let refused = editor
        .post("/urzad/uslugi/nowa", &[("sposob", "plik"), ("plik", file)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Linia 2") && refused.body.contains("Linia 3"));
    let after = editor.get(&at("/wydanie")).await;
    assert_eq!(version(&before), version(&after), "nothing was kept");
}

#[tokio::test]
async fn what_cannot_be_published_says_where_and_is_not() {
    let Some(desk) = Desk::open("braki").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let new = [("sposob", "pusta"), ("tytul", "Rezerwacja świetlicy")];
    let created = editor.post("/urzad/uslugi/nowa", &new).await;
    assert_eq!(
        created.location(),
        "/urzad/uslugi/rezerwacja-swietlicy?po=create"
    );
    let path = "/urzad/uslugi/rezerwacja-swietlicy";
    let page = editor.get(&format!("{path}/wydanie")).await;
    for place in ["/czesc/karta", "/krok/wniosek", "/czesc/postepowanie"] {
        assert!(
            page.body.contains(&format!("href=\"{path}{place}\"")),
            "{place}"
        );
    }
    let forced = [("wersja", "1")];
    let refused = editor.post(&format!("{path}/wydanie"), &forced).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = editor.post("/urzad/uslugi/nowa", &new).await;
    assert_eq!(
        again.location(),
        "/urzad/uslugi/rezerwacja-swietlicy-2?po=create"
    );
    let dropped = editor.post(&format!("{path}/porzuc"), &[]).await;
    assert_eq!(dropped.location(), "/urzad/uslugi?po=drop");
    assert_eq!(editor.get(path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn texts_are_formatted_and_never_run_anything() {
    let Some(desk) = Desk::open("formatowanie").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
    editor.post(&at("/szkic"), &[]).await;
    let how = "Przynieś **oryginały**:\n\n- dowód\n- [wzór](https://example.pl/w)\n\n\
               <script>alert(1)</script> [x](javascript:alert(2))";
    let changes = [
        ("card.how", how),
        ("card.summary", "Szybko i **bez opłat**"),
        ("card.who", "<img src=x onerror=alert(3)>"),
    ];
    fill(&mut editor, &at("/czesc/karta"), &changes).await;
    let first = desk.definition.form.steps[0].fields[0].key.clone();
    let hint = [("hint", "Zobacz *wzór* <b>x</b>")];
    fill(&mut editor, &at(&format!("/pole/{first}")), &hint).await;
    let help = editor.get(&at("/czesc/karta")).await;
    assert!(help.body.contains("Jak formatować tekst"));
    let preview = editor.get(&at("/podglad")).await;
    assert!(
        preview
            .body
            .contains("Zobacz <em>wzór</em> &lt;b&gt;x&lt;/b&gt;"),
        "{}",
        preview.body
    );
    let page = editor.get(&at("/wydanie")).await;
    editor
        .post(&at("/wydanie"), &[("wersja", &version(&page))])
        .await;
    let card = nobody.get(&format!("/uslugi/{SLUG}")).await;
    let list = "<ul><li>dowód</li><li><a href=\"https://example.pl/w\" rel=\"noopener\">wzór</a></li></ul>";
    assert!(card.body.contains("<strong>oryginały</strong>") && card.body.contains(list));
    for attack in ["<script>alert", "href=\"javascript", "<img src=x"] {
        assert!(!card.body.contains(attack), "{attack}");
    }
    // Where there is no markup, there are no signs of it either.
    let list = nobody.get("/uslugi").await;
    assert!(list.body.contains("Szybko i bez opłat"), "{}", list.body);
}

#[tokio::test]
async fn editors_do_not_publish_and_publishers_do_not_write() {
    let Some(desk) = Desk::open("dwie-role").await else {
        return;
    };
    let writer = desk.staff("Edyta Pisząca", "service_editor", None).await;
    let mut writer = desk.staff_browser(writer, DAY).await;
    let releaser = desk.staff("Wiktor Wydający", "publisher", None).await;
    let mut releaser = desk.staff_browser(releaser, DAY).await;
    for path in [at("/czesc/karta"), at("/formularz"), at("/szkic")] {
        let refused = releaser.post(&path, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    writer.post(&at("/szkic"), &[]).await;
    fill(&mut writer, &at("/czesc/karta"), &[("title", "Nowa nazwa")]).await;
    let own = writer.get(&at("")).await;
    assert!(
        !own.body.contains(&at("/wydanie")) && own.body.contains("Wydawca usług"),
        "the editor is told who publishes"
    );
    for path in [at("/wydanie"), at("/wycofaj")] {
        for refused in [writer.get(&path).await, writer.post(&path, &[]).await] {
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    let page = releaser.get(&at("/wydanie")).await;
    assert!(page.body.contains("Nowa nazwa"));
    let done = releaser
        .post(&at("/wydanie"), &[("wersja", &version(&page))])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
    assert!(nobody.get("/uslugi").await.body.contains("Nowa nazwa"));
}

#[tokio::test]
async fn only_editors_write_and_the_neighbour_sees_nothing() {
    let Some(desk) = Desk::open("granica").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    editor.post(&at("/szkic"), &[]).await;
    let clerk = desk.clerk("Klara Referent").await;
    let mut clerk = desk.staff_browser(clerk, DAY).await;
    let head = desk.staff("Hanna Kierownik", "head_of_office", None).await;
    let mut head = desk.staff_browser(head, DAY).await;
    assert_eq!(head.get("/urzad/uslugi").await.status, StatusCode::OK);
    for path in [at("/czesc/karta"), at("/formularz"), at("/wydanie")] {
        assert_eq!(
            clerk.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(
            head.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(
            head.post(&path, &[]).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let tx = desk.neighbour.begin().await.expect("a transaction");
    let foreign = store::sketches::find(&tx, SLUG).await.expect("a look");
    assert!(foreign.is_none());
    assert!(
        store::sketches::offered(&tx)
            .await
            .expect("a list")
            .is_empty()
    );
    drop(tx);
    // The editor's session is no session next door.
    let mut next = editor.at(&format!("{}.ratusz.test", desk.neighbour.slug()));
    let answer = next.get(&at("/czesc/karta")).await;
    assert!(
        answer.location().starts_with("/urzad/logowanie"),
        "{}",
        answer.status
    );
}

//! The form of a service, written with and without the script: saved by itself, shown beside,
//! answers as a table, formulas from words, things dragged; and what is refused.

use axum::http::StatusCode;
use serde_json::Value;
use tests::{Answer, Client};

use super::designer::{at, boxes, editor, fill, version};
use super::desk::Desk;

/// Posts the boxes of a page with some of them changed, as the script does by itself.
async fn by_itself(
    browser: &mut Client,
    page: &Answer,
    path: &str,
    own: &[(&str, &str)],
) -> Answer {
    let mut pairs = boxes(page);
    pairs.retain(|(name, _)| !own.iter().any(|(own, _)| own == name));
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (&**n, &**v)).collect();
    pairs.extend_from_slice(own);
    pairs.push(("_samo", "1"));
    browser.post(path, &pairs).await
}

/// Adds a field to the first step; its path.
async fn add(editor: &mut Client, desk: &Desk, (label, kind): (&str, &str)) -> String {
    let step = desk.definition.form.steps[0].key.clone();
    let (name, of) = (format!("nazwa-{step}"), format!("rodzaj-{step}"));
    let act = format!("field-add:{step}");
    let pairs = [("akt", &*act), (&*name, label), (&*of, kind)];
    let added = editor.post(&at("/formularz"), &pairs).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let (path, _) = added.location().split_once('?').expect("an act");
    path.to_owned()
}

#[tokio::test]
async fn what_is_written_is_kept_by_itself_and_nobody_overwrites_another() {
    let Some(desk) = Desk::open("samo").await else {
        return;
    };
    let (_, mut ada) = editor(&desk, "Ada Pierwsza").await;
    let (_, mut ewa) = editor(&desk, "Ewa Druga").await;
    ada.post(&at("/szkic"), &[]).await;
    for path in [
        at("/czesc/karta"),
        at("/pole/uwagi"),
        at("/krok/wniosek"),
        at("/jezyk/en"),
    ] {
        let page = ada.get(&path).await;
        let own = match path.rsplit('/').next() {
            Some("karta") => ("card.who", "Każdy."),
            Some("uwagi") => ("hint", "Krótko."),
            Some("wniosek") => ("hint", "Zacznij tutaj."),
            _ => ("tekst.title", "A certificate"),
        };
        let kept = by_itself(&mut ada, &page, &path, &[own]).await;
        assert_eq!(kept.status, StatusCode::OK, "{path}: {}", kept.body);
        let told: Value = serde_json::from_str(&kept.body).expect("JSON");
        let before: i64 = version(&page).parse().expect("a number");
        assert_eq!(
            (&told["wersja"], &told["adres"]),
            (&Value::from(before + 1), &Value::from(&*path))
        );
        let shown = ada.get(&path).await;
        assert!(shown.body.contains(own.1), "{path}");
    }
    // The same field, two editors: who is late is told and nothing is lost.
    let path = at("/pole/uwagi");
    let seen = ada.get(&path).await;
    let faster = fill(&mut ewa, &path, &[("hint", "Podpowiedź Ewy.")]).await;
    assert_eq!(faster.status, StatusCode::SEE_OTHER);
    let late = by_itself(&mut ada, &seen, &path, &[("hint", "Podpowiedź Ady.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Ewa Druga") && late.body.contains("Podpowiedź Ady."));
    let knowingly = by_itself(&mut ada, &late, &path, &[]).await;
    assert_eq!(knowingly.status, StatusCode::OK, "{}", knowingly.body);
    // Another field changed meanwhile does not matter.
    let seen = ada.get(&path).await;
    fill(&mut ewa, &at("/pole/kto"), &[("hint", "Ty.")]).await;
    let beside = by_itself(&mut ada, &seen, &path, &[("hint", "Na końcu.")]).await;
    assert_eq!(beside.status, StatusCode::OK, "{}", beside.body);
    let wrong = by_itself(&mut ada, &seen, &path, &[("max_length", "dużo")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("error-summary") && wrong.body.contains("value=\"dużo\""));
    // A new key: the page at hand goes on under its new address.
    let page = ada.get(&path).await;
    let renamed = by_itself(&mut ada, &page, &path, &[("key", "dopiski")]).await;
    let told: Value = serde_json::from_str(&renamed.body).expect("JSON");
    assert_eq!(told["adres"], at("/pole/dopiski"));
}

#[tokio::test]
async fn the_preview_is_shown_inside_of_pages_of_the_same_address_only() {
    let Some(desk) = Desk::open("obok").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    editor.post(&at("/szkic"), &[]).await;
    let header = |answer: &Answer, name: &str| {
        let value = answer.headers.get(name).expect("the header");
        value.to_str().expect("a text").to_owned()
    };
    let policy = "content-security-policy";
    let framed = editor.get(&at("/podglad?okno=tak")).await;
    assert!(header(&framed, policy).contains("frame-ancestors 'self'"));
    assert_eq!(header(&framed, "x-frame-options"), "SAMEORIGIN");
    assert!(!framed.body.contains("<header") && framed.body.contains("Po co Ci"));
    for path in ["/podglad", "/czesc/karta", "/formularz", ""] {
        let whole = editor.get(&at(path)).await;
        assert!(
            header(&whole, policy).contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(header(&whole, "x-frame-options"), "DENY", "{path}");
    }
    for path in ["/formularz", "/pole/uwagi", "/krok/wniosek", "/czesc/karta"] {
        let page = editor.get(&at(path)).await;
        assert!(header(&page, policy).contains("frame-src 'self'"), "{path}");
        assert!(page.body.contains("data-beside=\""), "{path}");
        assert!(page.body.contains("Podgląd formularza</a>"), "{path}");
    }
    // Filled in inside of the window: it stays there, and nothing is kept.
    let before = version(&editor.get(&at("/czesc/karta")).await);
    let filled = fill(&mut editor, &at("/podglad?okno=tak"), &[("cel", "bank")]).await;
    assert!(filled.body.contains("okno=tak") && !filled.body.contains("<header"));
    let after = version(&editor.get(&at("/czesc/karta")).await);
    assert_eq!(before, after);
}

#[tokio::test]
async fn answers_are_a_table_whose_values_stay() {
    let Some(desk) = Desk::open("odpowiedzi").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let path = at("/pole/cel");
    let values = |page: &Answer| -> Vec<String> {
        let all = boxes(page);
        let values = all.iter().filter(|(name, _)| name.ends_with(".wartosc"));
        values
            .map(|(_, value)| value.clone())
            .filter(|v| !v.is_empty())
            .collect()
    };
    let changes = [
        ("options.0.tekst", "Do banku"),
        ("options.2.tekst", "Do szkoły"),
    ];
    fill(&mut editor, &path, &changes).await;
    let page = editor.get(&path).await;
    assert!(page.body.contains("Do banku") && !page.body.contains("Dla banku"));
    assert_eq!(values(&page), ["bank", "sad", "do_szkoly"]);
    let moved = fill(&mut editor, &path, &[("wiersz", "options.2.up")]).await;
    assert!(moved.location().starts_with(&path), "stays at the field");
    assert_eq!(
        values(&editor.get(&path).await),
        ["bank", "do_szkoly", "sad"]
    );
    fill(&mut editor, &path, &[("wiersz", "options.0.remove")]).await;
    assert_eq!(values(&editor.get(&path).await), ["do_szkoly", "sad"]);
    // Pasted from a spreadsheet: what was there keeps its value.
    fill(
        &mut editor,
        &path,
        &[("options", "Dla sądu\nurz\tDla urzędu\tInnego")],
    )
    .await;
    let page = editor.get(&path).await;
    assert_eq!(values(&page), ["sad", "urz"]);
    let many: String = (0..10_000).map(|n| format!("Nr {n}\n")).collect();
    let refused = fill(&mut editor, &path, &[("options", &many)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("najwyżej 500") && refused.body.contains("Nr 9999"));
    assert_eq!(values(&editor.get(&path).await), ["sad", "urz"]);
    let emptied = fill(&mut editor, &path, &[("options.0.tekst", "")]).await;
    assert_eq!(emptied.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn formulas_are_built_from_words() {
    let Some(desk) = Desk::open("wzory").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let pages = add(&mut editor, &desk, ("Ile stron?", "number")).await;
    assert!(pages.ends_with("/ile_stron"));
    let path = add(&mut editor, &desk, ("Razem", "computed")).await;
    let product = [
        ("value.ksztalt", "product"),
        ("value.0.liczba", "12,50"),
        ("value.1.pole", "ile_stron"),
    ];
    let saved = fill(&mut editor, &path, &product).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = editor.get(&path).await;
    assert!(page.body.contains("Wynik: 12,5 × „Ile stron?”"), "in words");
    assert!(page.body.contains("&#34;*&#34;"), "and as JSON Logic");
    let either = [
        ("value.ksztalt", "either"),
        ("value.0.liczba", ""),
        ("value.0.pole", "ile_stron"),
        ("value.1.pole", ""),
        ("value.1.liczba", "0"),
        ("value.warunek-pole", "cel"),
        ("value.warunek-znak", "is"),
        ("value.warunek-wartosc", "Dla banku"),
    ];
    let saved = fill(&mut editor, &path, &either).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = editor.get(&path).await;
    assert!(page.body.contains("w innym razie: 0"), "in words");
    formulas_refused(&mut editor, &path).await;
}

async fn formulas_refused(editor: &mut Client, path: &str) {
    for (change, kept) in [
        (
            [("value.ksztalt", "sum"), ("value.1.liczba", "dużo")],
            "value=\"dużo\"",
        ),
        (
            [("value.ksztalt", "constant"), ("value.1.liczba", "3")],
            "ile_stron",
        ),
        (
            [("value.ksztalt", "own"), ("value.regula", "{")],
            "{</textarea>",
        ),
        (
            [("value.ksztalt", "inny"), ("value.regula", "1")],
            "ile_stron",
        ),
    ] {
        let refused = fill(editor, path, &change).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{change:?}"
        );
        assert!(
            refused.body.contains(kept),
            "{change:?}: what was typed stays"
        );
    }
    // What words cannot say stays as JSON Logic, with an explanation.
    let own = r#"{"-":[{"var":"ile_stron"},1]}"#;
    fill(
        editor,
        path,
        &[("value.ksztalt", "own"), ("value.regula", own)],
    )
    .await;
    let page = editor.get(path).await;
    assert!(page.body.contains("mówi więcej"), "said");
    let again = fill(editor, path, &[("label", "Suma")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let page = editor.get(path).await;
    assert!(page.body.contains("{&#34;-&#34;:"), "kept as it was");
}

#[tokio::test]
async fn a_fee_follows_the_answers_and_has_exemptions_in_rows() {
    let Some(desk) = Desk::open("oplaty").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    add(&mut editor, &desk, ("Ile stron?", "number")).await;
    let path = at("/czesc/oplaty");
    let fee = [
        ("fees.0.title", "Opłata skarbowa"),
        ("fees.0.basis", "ustawa o opłacie skarbowej"),
        ("fees.0.payee", "gmina_of_seat"),
        ("fees.0.formula.ksztalt", "product"),
        ("fees.0.formula.0.liczba", "5"),
        ("fees.0.formula.1.pole", "ile_stron"),
        ("fees.0.exemptions.0.tekst", "Małżonek"),
        ("fees.0.exemptions.0.wiecej", "cz. IV"),
    ];
    let saved = fill(&mut editor, &path, &fee).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let more = [("fees.0.exemptions.1.tekst", "Rodzic")];
    fill(&mut editor, &path, &more).await;
    let page = editor.get(&path).await;
    assert!(page.body.contains("Wynik: 5 × „Ile stron?”"));
    for text in ["Małżonek", "cz. IV", "Rodzic"] {
        assert!(page.body.contains(&format!("value=\"{text}\"")), "{text}");
    }
    fill(
        &mut editor,
        &path,
        &[("wiersz", "fees.0.exemptions.0.remove")],
    )
    .await;
    let page = editor.get(&path).await;
    assert!(!page.body.contains("Małżonek") && page.body.contains("Rodzic"));
    let broken = [
        ("fees.0.formula.1.pole", ""),
        ("fees.0.formula.1.liczba", "x"),
    ];
    let refused = fill(&mut editor, &path, &broken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("To nie jest liczba"));
}

#[tokio::test]
async fn what_is_dragged_lands_where_it_was_let_go() {
    let Some(desk) = Desk::open("miejsca").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let new = [("akt", "step-add:nowy"), ("nowy-krok", "Drugi krok")];
    editor.post(&at("/formularz"), &new).await;
    let place = |what: &str, step: &str, before: &str| {
        [("akt", what), ("krok", step), ("przed", before)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let acts = [
        place("field-place:gdzie", "wniosek", "cel"),
        place("field-place:uwagi", "drugi_krok", ""),
        place("step-place:drugi_krok", "", "wniosek"),
        // Nothing is lost when somebody removed it meanwhile.
        place("field-place:nie_ma", "wniosek", ""),
        place("field-place:kto", "nie_ma", ""),
        place("field-place:pokoje.metry", "wniosek", "cel"),
    ];
    for act in &acts {
        let pairs: Vec<(&str, &str)> = act.iter().map(|(n, v)| (&**n, &**v)).collect();
        let answer = editor.post(&at("/formularz"), &pairs).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let outline = editor.get(&at("/formularz")).await;
    let places = outline.body.split("data-place=\"").skip(1);
    let order: Vec<&str> = places.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        order,
        ["uwagi", "gdzie", "cel", "pokoje", "pokoje.metry", "kto"]
    );
}

#[tokio::test]
async fn odd_names_and_deep_rules_are_answered_clearly() {
    let Some(desk) = Desk::open("dziwne").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let odd = "\"Cudzysłów\" 'apostrof' <script>alert(1)</script> & </textarea>";
    let path = add(&mut editor, &desk, (odd, "text")).await;
    for page in [
        path.clone(),
        at("/formularz"),
        at("/podglad"),
        at("/wydanie"),
        at("/jezyk/en"),
    ] {
        let shown = editor.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        assert!(!shown.body.contains("<script>alert"), "{page}");
        assert!(shown.body.contains("&#60;script&#62;"), "{page}");
    }
    let page = editor.get(&path).await;
    assert!(
        boxes(&page).contains(&("label".to_owned(), odd.to_owned())),
        "as typed"
    );
    let long = "ą".repeat(2_001);
    let refused = fill(&mut editor, &path, &[("label", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("za długi") && refused.body.contains(&long));
    let deep = format!("{}1{}", "{\"!\":[".repeat(50), "]}".repeat(50));
    let ruled = [("show-if-regula", &*deep)];
    let refused = fill(&mut editor, &path, &ruled).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("JSON Logic"));
    let computed = add(&mut editor, &desk, ("Razem", "computed")).await;
    let ruled = [("value.ksztalt", "own"), ("value.regula", &*deep)];
    let refused = fill(&mut editor, &computed, &ruled).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for key in ["\"", "<b>", "A b", ""] {
        let refused = fill(&mut editor, &path, &[("key", key)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
    }
}

//! Reading definitions and adoptions: every mistake is told, at its line, with a hint.

#[path = "sample/service.rs"]
mod sample;

use catalogue::definition::FIELDS_MAX;
use catalogue::{Definition, Problem, adopt, read_adoption, read_definition};
use sample::SERVICE;

fn problems(text: &str) -> Vec<Problem> {
    read_definition("x.toml", text).expect_err("a mistake must be told")
}

/// The problem a changed sample has, which must be one, at the line of `marker`.
fn only(from: &str, to: &str, marker: &str) -> Problem {
    assert!(SERVICE.contains(from), "the sample has no {from}");
    let text = SERVICE.replacen(from, to, 1);
    let found = problems(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    let line = text
        .lines()
        .position(|line| line.contains(marker))
        .expect("a marked line")
        + 1;
    assert_eq!(found[0].line, line, "{:?}", found[0]);
    found[0].clone()
}

#[test]
fn the_sample_is_read_and_goes_through_json_unchanged() {
    let definition = read_definition("x.toml", SERVICE).unwrap();
    let json = definition.to_json();
    let again = Definition::from_json(&json).unwrap();
    assert_eq!(again, definition);
    assert_eq!(again.hash(), definition.hash());
    assert_eq!(definition.hash().len(), 64);
    let mut other = definition.clone();
    other.title.push('!');
    assert_ne!(other.hash(), definition.hash());
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_name() {
    let problem = only(
        "label = \"Rodzaj\"",
        "label = \"Rodzaj\"\nhnt = \"x\"",
        "hnt =",
    );
    assert!(
        problem.message.contains("hnt") && problem.hint.contains("„hint”"),
        "{problem}"
    );
    assert_eq!(problem.column, 1);
}

#[test]
fn a_rule_that_reads_an_unknown_field_is_told_at_its_line() {
    let problem = only(
        "{\"var\":\"kind\"},\"firm\"",
        "{\"var\":\"kid\"},\"firm\"",
        "\"kid\"",
    );
    assert!(problem.hint.contains("„kind”"), "{problem}");
}

#[test]
fn a_rule_that_compares_with_no_option_is_told() {
    let problem = only(
        "{\"var\":\"kind\"},\"firm\"",
        "{\"var\":\"kind\"},\"frim\"",
        "\"frim\"",
    );
    assert!(problem.hint.contains("„firm”"), "{problem}");
}

#[test]
fn fields_that_wait_for_each_other_are_told() {
    let waiting = r#"[[form.steps.fields]]
key = "first"
type = "text"
label = "Pierwsze"
show_if = '{"!":[{"var":"second"}]}'

[[form.steps.fields]]
key = "second"
type = "computed"
label = "Drugie"
value = '{"var":"first"}'

[texts.en]"#;
    let text = SERVICE.replacen("[texts.en]", waiting, 1);
    let found = problems(&text);
    assert_eq!(found.len(), 2, "{found:#?}");
    for (problem, start) in found.iter().zip(["show_if", "value"]) {
        assert!(problem.message.contains("first, second"), "{problem}");
        let line = text.lines().nth(problem.line - 1).unwrap();
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn a_rule_of_an_item_cannot_read_outside_of_it() {
    let problem = only(
        "{\"var\":\"current.area\"}",
        "{\"var\":\"kind\"}",
        "\"accumulator\"",
    );
    assert!(problem.message.contains("„kind”"), "{problem}");
}

#[test]
fn a_step_nobody_reaches_is_told() {
    let never = "title = \"Działki\"\nshow_if = '{\"==\":[1,2]}'";
    let problem = only("title = \"Działki\"", never, "[1,2]");
    assert!(problem.message.contains("nikt nie zobaczy"), "{problem}");
    let own = "title = \"Działki\"\nshow_if = '{\"var\":\"total\"}'";
    let problem = only(
        "title = \"Działki\"",
        own,
        "show_if = '{\"var\":\"total\"}'",
    );
    assert!(problem.message.contains("późniejszego"), "{problem}");
}

#[test]
fn what_the_law_needs_must_be_there() {
    let problem = only(
        "[deadline]\nterm = \"M1\"\nbasis = \"art. 35 § 3 KPA\"\n",
        "",
        "kind = \"app",
    );
    assert!(problem.message.contains("termin"), "{problem}");
    let problem = only(
        "legal_basis = [\"art. 217 KPA\"]",
        "legal_basis = []",
        "legal_basis",
    );
    assert!(problem.message.contains("podstawy prawnej"), "{problem}");
}

#[test]
fn doubled_keys_and_missing_labels_are_told() {
    let problem = only(
        "key = \"note\"",
        "key = \"kind\"",
        "key = \"kind\" # second",
    );
    assert!(problem.message.contains("„kind”"), "{problem}");
    let problem = only("label = \"Rodzaj\"", "label = \"\"", "label = \"\"");
    assert!(problem.message.contains("label"), "{problem}");
    let problem = only("label = \"Rodzaj\"\n", "", "[[form.steps.fields]] # first");
    assert!(problem.message.contains("„label”"), "{problem}");
}

#[test]
fn a_wrong_kind_of_field_makes_no_other_noise() {
    let problem = only("type = \"radio\"", "type = \"raido\"", "\"raido\"");
    assert!(problem.hint.contains("„radio”"), "{problem}");
}

#[test]
fn a_translation_of_nothing_is_told() {
    let problem = only("\"card.summary\" =", "\"card.sumary\" =", "card.sumary");
    assert_eq!(problem.column, 1, "{problem}");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = SERVICE
        .replacen("kind = \"application\"", "kind = \"aplication\"", 1)
        .replacen("amount = \"17.00\"", "amount = \"dużo\"", 1)
        .replacen("min = 1", "minimum = 1", 1);
    let found = problems(&text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found.is_sorted_by_key(|problem| problem.line));
}

#[test]
fn a_text_falls_back_to_polish() {
    let definition = read_definition("x.toml", SERVICE).unwrap();
    assert_eq!(definition.text("en", "card.summary"), "What it is for.");
    assert_eq!(definition.text("en", "fields.kind.label"), "Rodzaj");
    assert_eq!(
        definition.text("uk", "fields.plots.area.label"),
        "Powierzchnia"
    );
    assert_eq!(definition.text("pl", "fields.kind.options.firm"), "Firma");
    assert_eq!(definition.text("pl", "fields.nothing.label"), "");
}

#[test]
fn an_adoption_changes_adds_and_removes() {
    let template = read_definition("t.toml", SERVICE).unwrap();
    let overlay = r#"
template = "sample"
edition = 1
slug = "u-nas"
remove_fields = ["note"]

[set]
unit = "FN"
"card.time" = "do 14 dni"
"card.needed.1" = "Mapa"
"fees.stamp.amount" = "21.00"
"fields.kind.options.firm" = "Przedsiębiorca"
"fields.plots.area.hint" = "W metrach"

[[add_fields]]
step = "about"
after = "kind"
key = "extra"
type = "text"
label = "Dodatkowe"
"#;
    let adoption = read_adoption("a.toml", overlay).unwrap();
    let service = adopt(&template, &adoption).unwrap();
    assert_eq!(
        (service.slug.as_str(), service.unit.as_str()),
        ("u-nas", "FN")
    );
    assert_eq!(service.fees[0].amount.as_deref(), Some("21.00"));
    assert_eq!(
        service.text("pl", "fields.kind.options.firm"),
        "Przedsiębiorca"
    );
    assert_eq!(service.text("pl", "fields.plots.area.hint"), "W metrach");
    assert_eq!(service.card.needed, ["Dowód", "Mapa"]);
    assert!(service.field("note").is_none());
    assert_eq!(service.form.steps[0].fields[1].key, "extra");
    let again = catalogue::Adoption::from_json(&adoption.to_json()).unwrap();
    assert_eq!(again, adoption);
}

#[test]
fn wrong_paths_of_an_adoption_are_told_at_their_lines() {
    let template = read_definition("t.toml", SERVICE).unwrap();
    let overlay = r#"template = "sample"
edition = 2
remove_fields = ["nothing", "kind"]
[set]
"card.tme" = "x"
"fields.kindd.hint" = "x"
"fields.plots.type" = "text"
"fees.stamp.amount" = "dużo"
[[add_fields]]
step = "abut"
key = "x"
type = "text"
label = "X"
"#;
    let adoption = read_adoption("a.toml", overlay).unwrap();
    let found = adopt(&template, &adoption).unwrap_err();
    let lines: Vec<usize> = found.iter().map(|problem| problem.line).collect();
    for line in [2, 3, 5, 6, 7, 8, 10] {
        assert!(lines.contains(&line), "line {line}: {found:#?}");
    }
    // A rule of the template reads the removed field: told where it was removed.
    assert!(
        found
            .iter()
            .any(|p| p.line == 3 && p.message.contains("„kind”")),
        "{found:#?}"
    );
}

#[test]
fn a_form_has_limits() {
    let field = |at: usize| {
        format!("[[form.steps.fields]]\nkey = \"f{at}\"\ntype = \"text\"\nlabel = \"F\"\n")
    };
    let many: String = (0..FIELDS_MAX).map(field).collect();
    let found = problems(&format!(
        "{}{many}",
        SERVICE.split("[texts").next().unwrap()
    ));
    assert!(
        found.iter().any(|p| p.message.contains("najwyżej 1000")),
        "{found:#?}"
    );
    let deep = "type = \"group\"\nlabel = \"G\"\nfields = [{ key = \"g\", ";
    let mut text = String::from("[[form.steps.fields]]\nkey = \"g\"\n");
    for _ in 0..6 {
        text.push_str(&deep.replace('\n', ", "));
    }
    let closed = format!("{text}type = \"text\", label = \"T\" {}", "}]".repeat(6))
        .replacen("label = \"G\", fields", "label = \"G\"\nfields", 1)
        .replacen("type = \"group\", label", "type = \"group\"\nlabel", 1);
    let found = problems(&format!(
        "{}{closed}\n",
        SERVICE.split("[texts").next().unwrap()
    ));
    assert!(
        found.iter().any(|p| p.message.contains("za głęboko")),
        "{found:#?}"
    );
    let huge = format!("{SERVICE}\n#{}", "x".repeat(1024 * 1024));
    assert!(problems(&huge)[0].message.contains("1 MiB"));
}

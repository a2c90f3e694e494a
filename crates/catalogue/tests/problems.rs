//! What stands in the way of publishing: each kind found, at its place.

#[path = "sample/service.rs"]
mod sample;

use catalogue::rules::Rule;
use catalogue::{Definition, edit, read_definition};
use sample::SERVICE;

fn service() -> Definition {
    let mut service = read_definition("x.toml", SERVICE).expect("the sample is right");
    // Its English is not finished, which is a matter of its own.
    service.languages = vec!["pl".to_owned()];
    service.texts.clear();
    service
}

/// Paths and messages of what stands in the way after a change.
fn said(change: impl Fn(&mut Definition)) -> Vec<(String, String)> {
    let mut service = service();
    change(&mut service);
    let mut problems = edit::problems(&service);
    problems.extend(edit::untranslated(&service, &service.languages));
    let problems = problems.into_iter();
    problems.map(|one| (one.path, one.message)).collect()
}

fn rule(text: &str) -> Option<Rule> {
    Some(Rule::parse(text).expect("a rule"))
}

#[test]
fn the_sample_has_nothing_in_the_way() {
    assert_eq!(said(|_| {}), []);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of faults")]
fn each_fault_is_told_at_its_place() {
    type Change = fn(&mut Definition);
    let changes: [(&str, Change, &str, &str); 9] = [
        (
            "an unknown reference",
            |it| it.form.steps[1].show_if = rule("{\"==\":[{\"var\":\"nie_ma\"},1]}"),
            "form.steps.1.show_if",
            "nieznane pole",
        ),
        (
            "a cycle",
            |it| {
                let fields = &mut it.form.steps[0].fields;
                fields[1].show_if = rule("{\"!!\":[{\"var\":\"note\"}]}");
                fields[2].show_if = rule("{\"!!\":[{\"var\":\"nip\"}]}");
            },
            "form.steps.0.fields.",
            "",
        ),
        (
            "a step nobody reaches",
            |it| {
                let both = "{\"and\":[{\"==\":[{\"var\":\"kind\"},\"person\"]},\
                            {\"==\":[{\"var\":\"kind\"},\"firm\"]}]}";
                it.form.steps[1].show_if = rule(both);
            },
            "form.steps.1.show_if",
            "Tego kroku nikt nie zobaczy",
        ),
        (
            "a question nobody reaches",
            |it| it.form.steps[0].fields[2].show_if = rule("false"),
            "form.steps.0.fields.2.show_if",
            "Tego pytania nikt nie zobaczy",
        ),
        (
            "a missing label",
            |it| it.form.steps[0].fields[0].label.clear(),
            "form.steps.0.fields.0.label",
            "pusty",
        ),
        (
            "a missing legal basis",
            |it| it.card.legal_basis.clear(),
            "card.legal_basis",
            "podstawy prawnej",
        ),
        (
            "a missing deadline",
            |it| it.deadline = None,
            "kind",
            "termin załatwienia",
        ),
        (
            "a deadline without its basis",
            |it| {
                if let Some(deadline) = &mut it.deadline {
                    deadline.basis.clear();
                }
            },
            "deadline.basis",
            "pusty",
        ),
        (
            "a missing language",
            |it| it.languages.push("en".to_owned()),
            "form.steps.0.fields.0.label",
            "Brakuje tłumaczenia na angielski",
        ),
    ];
    for (name, change, path, message) in changes {
        let said = said(change);
        let told = said
            .iter()
            .any(|(at, text)| at.starts_with(path) && text.contains(message));
        assert!(told, "{name}: {said:?}");
    }
}

#[test]
fn a_condition_some_answer_fulfils_is_left_alone() {
    for text in [
        "{\"==\":[{\"var\":\"kind\"},\"firm\"]}",
        "{\"!\":[{\"var\":\"kind\"}]}",
        "{\"==\":[{\"var\":\"note\"},\"cokolwiek\"]}",
    ] {
        let said = said(|it| it.form.steps[1].show_if = rule(text));
        assert_eq!(said, [], "{text}");
    }
}

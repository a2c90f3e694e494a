//! What does not stand in the way of publishing but deserves a look: long forms, hard texts,
//! questions nobody uses, personal data asked for without saying why.

mod reading;

use std::collections::HashSet;

use crate::definition::{Definition, Field, FieldKind, Step};
use crate::rules::Rule;

pub use reading::Hard;

/// Questions of one step beyond which a page is long: twice what fits a screen of a computer.
pub const STEP_QUESTIONS_MAX: usize = 12;
/// Questions of a whole form beyond which people give up: an own rule of thumb.
pub const FORM_QUESTIONS_MAX: usize = 40;

/// One piece of advice, at a path as in `[set]` of adoptions or the path of a complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    pub path: String,
    pub about: About,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    LongForm {
        questions: usize,
    },
    LongStep {
        title: String,
        questions: usize,
    },
    /// A sentence of a text that is hard to read.
    HardText(Hard),
    /// Labels of the questions that need no answer, which no rule, fee or computed value reads
    /// and of which nobody said why they are asked.
    Unused(Vec<String>),
    /// Personal data asked for without a purpose; the label of the question.
    NoPurpose(String),
}

/// All advice on a definition, in the order of its parts.
pub fn advice(definition: &Definition) -> Vec<Advice> {
    let mut all = Vec::new();
    length(definition, &mut all);
    texts(definition, &mut all);
    purposes(definition, &mut all);
    unused(definition, &mut all);
    all
}

fn length(definition: &Definition, all: &mut Vec<Advice>) {
    let steps = &definition.form.steps;
    let questions = |step: &Step| step.fields.iter().map(questions_in).sum::<usize>();
    let whole: usize = steps.iter().map(questions).sum();
    if whole > FORM_QUESTIONS_MAX {
        all.push(Advice {
            path: "form".to_owned(),
            about: About::LongForm { questions: whole },
        });
    }
    for (at, step) in steps.iter().enumerate() {
        let questions = questions(step);
        if questions > STEP_QUESTIONS_MAX {
            all.push(Advice {
                path: format!("form.steps.{at}"),
                about: About::LongStep {
                    title: step.title.clone(),
                    questions,
                },
            });
        }
    }
}

/// A group asks as often as it has fields, however many items it gets.
fn questions_in(field: &Field) -> usize {
    match field.kind {
        FieldKind::Group => field.fields.iter().map(questions_in).sum(),
        kind => usize::from(kind.is_asked()),
    }
}

/// Calls `visit` with every field and its path.
fn each_field<'d>(definition: &'d Definition, visit: &mut dyn FnMut(&'d Field, &str)) {
    fn inside<'d>(fields: &'d [Field], path: &str, visit: &mut dyn FnMut(&'d Field, &str)) {
        for (at, field) in fields.iter().enumerate() {
            let path = format!("{path}.fields.{at}");
            visit(field, &path);
            inside(&field.fields, &path, visit);
        }
    }
    for (at, step) in definition.form.steps.iter().enumerate() {
        inside(&step.fields, &format!("form.steps.{at}"), visit);
    }
}

/// The hardest sentence of each text people read. Names of laws are left out: they are as they are.
fn texts(definition: &Definition, all: &mut Vec<Advice>) {
    let mut look = |path: String, text: &str| {
        if let Some(hard) = reading::hardest(text) {
            all.push(Advice {
                path,
                about: About::HardText(hard),
            });
        }
    };
    let card = &definition.card;
    for (name, text) in [
        ("summary", &card.summary),
        ("who", &card.who),
        ("how", &card.how),
        ("result", &card.result),
        ("time", &card.time),
        ("appeal", &card.appeal),
        ("personal_data", &card.personal_data),
    ] {
        look(format!("card.{name}"), text);
    }
    for (at, text) in card.needed.iter().enumerate() {
        look(format!("card.needed.{at}"), text);
    }
    for (at, attachment) in definition.attachments.iter().enumerate() {
        look(format!("attachments.{at}.note"), &attachment.note);
    }
    for (at, step) in definition.form.steps.iter().enumerate() {
        look(format!("form.steps.{at}.hint"), &step.hint);
    }
    each_field(definition, &mut |field, path| {
        look(format!("{path}.label"), &field.label);
        look(format!("{path}.hint"), &field.hint);
        look(format!("{path}.purpose"), &field.purpose);
    });
}

/// Whether the answer says who somebody is or how to reach them.
fn is_personal(field: &Field) -> bool {
    let kind = matches!(
        field.kind,
        FieldKind::Pesel
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Nrb
            | FieldKind::Address
            | FieldKind::Party
    );
    let source = field.prefill.as_deref().unwrap_or_default();
    kind || source.starts_with("person.")
}

fn purposes(definition: &Definition, all: &mut Vec<Advice>) {
    each_field(definition, &mut |field, path| {
        if is_personal(field) && field.purpose.trim().is_empty() {
            all.push(Advice {
                path: format!("{path}.purpose"),
                about: About::NoPurpose(field.label.clone()),
            });
        }
    });
}

/// What a clerk reads with their own eyes cannot be known; a question that needs no answer, that
/// nothing reads and of which nobody said why it is asked is the one to think about.
fn unused(definition: &Definition, all: &mut Vec<Advice>) {
    let read = keys_read(definition);
    let mut found = Vec::new();
    let mut path = String::new();
    each_field(definition, &mut |field, at| {
        let is_needed = field.required || field.required_if.is_some();
        let is_used = read.contains(&field.key) || !field.purpose.trim().is_empty();
        let can_be = field.kind.is_asked()
            && !matches!(
                field.kind,
                FieldKind::Group | FieldKind::File | FieldKind::Declaration
            );
        if can_be && !is_needed && !is_used {
            if found.is_empty() {
                at.clone_into(&mut path);
            }
            found.push(field.label.clone());
        }
    });
    if !found.is_empty() {
        all.push(Advice {
            path,
            about: About::Unused(found),
        });
    }
}

/// Keys of all fields that a rule reads, whichever group they stand in.
fn keys_read(definition: &Definition) -> HashSet<String> {
    let mut keys = HashSet::new();
    let mut note = |rule: Option<&Rule>| {
        for reference in rule.iter().flat_map(|rule| rule.references()) {
            keys.extend(reference.path.split('.').map(str::to_owned));
        }
    };
    for fee in &definition.fees {
        note(fee.formula.as_ref());
    }
    for step in &definition.form.steps {
        note(step.show_if.as_ref());
    }
    each_field(definition, &mut |field, _| {
        for rule in [&field.show_if, &field.required_if, &field.value] {
            note(rule.as_ref());
        }
    });
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    fn field(kind: FieldKind, key: &str) -> Field {
        Field {
            key: key.to_owned(),
            kind,
            label: format!("Pytanie {key}"),
            required: true,
            ..Field::default()
        }
    }

    fn with(fields: Vec<Field>) -> Definition {
        let mut definition = edit::blank("proba", "Próba");
        definition.form.steps[0].fields = fields;
        definition
    }

    fn abouts(definition: &Definition) -> Vec<About> {
        advice(definition)
            .into_iter()
            .map(|one| one.about)
            .collect()
    }

    #[test]
    fn a_plain_form_needs_no_advice() {
        let definition = with(vec![field(FieldKind::Text, "sprawa")]);
        assert_eq!(advice(&definition), []);
    }

    #[test]
    fn long_steps_and_forms_are_told_with_their_questions() {
        let many = |count: usize| {
            (0..count)
                .map(|at| field(FieldKind::Text, &format!("p{at}")))
                .collect::<Vec<_>>()
        };
        assert_eq!(advice(&with(many(STEP_QUESTIONS_MAX))), []);
        let mut definition = with(many(FORM_QUESTIONS_MAX + 1));
        definition.form.steps[0]
            .fields
            .push(field(FieldKind::Info, "nota"));
        let title = definition.form.steps[0].title.clone();
        let questions = FORM_QUESTIONS_MAX + 1;
        assert_eq!(
            abouts(&definition),
            [
                About::LongForm { questions },
                About::LongStep { title, questions }
            ]
        );
    }

    #[test]
    fn personal_data_want_a_purpose_each_at_its_field() {
        let mut known = field(FieldKind::Phone, "telefon");
        known.purpose = "Zadzwonimy, gdy czegoś zabraknie.".to_owned();
        let mut inside = field(FieldKind::Group, "osoby");
        inside.fields = vec![field(FieldKind::Pesel, "pesel")];
        let definition = with(vec![field(FieldKind::Email, "poczta"), known, inside]);
        let all = advice(&definition);
        let paths: Vec<&str> = all.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "form.steps.0.fields.0.purpose",
                "form.steps.0.fields.2.fields.0.purpose"
            ]
        );
    }

    #[test]
    fn questions_nobody_reads_are_gathered_in_one_line() {
        let optional = |kind, key: &str| Field {
            required: false,
            ..field(kind, key)
        };
        let mut used = optional(FieldKind::Text, "czytane");
        used.required = false;
        let mut shown = field(FieldKind::Text, "opis");
        shown.show_if = Rule::parse("{\"==\":[{\"var\":\"czytane\"},\"tak\"]}").ok();
        let definition = with(vec![
            optional(FieldKind::Text, "jedno"),
            used,
            shown,
            optional(FieldKind::Date, "drugie"),
            field(FieldKind::Text, "konieczne"),
        ]);
        let expected = ["Pytanie jedno", "Pytanie drugie"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(abouts(&definition), [About::Unused(expected)]);
    }

    #[test]
    fn a_hard_text_is_told_where_it_stands() {
        let mut definition = with(vec![field(FieldKind::Text, "sprawa")]);
        definition.form.steps[0].fields[0].hint = "słowo ".repeat(40);
        let all = advice(&definition);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].path, "form.steps.0.fields.0.hint");
        assert!(matches!(&all[0].about, About::HardText(hard) if hard.words == 40));
    }
}

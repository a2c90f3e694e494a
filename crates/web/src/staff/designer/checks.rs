//! What is checked before a service is published: what stands in the way, what deserves a look.

use catalogue::definition::Payee;
use catalogue::edit::advice::{self, About, Advice};
use catalogue::{Definition, FieldKind};

use super::{Editor, Fault, outline};
use crate::PageError;
use crate::resident::looked_over::{self, Placed};

/// Characters of a sentence shown.
const SENTENCE_CHARS: usize = 200;

/// What stands in the way of publishing.
pub(super) fn problems(editor: &Editor, definition: &Definition) -> Vec<Fault> {
    let mut found = editor.faults(definition);
    for fee in &definition.fees {
        if fee.payee == Payee::Office && !has_account(editor, "office") {
            found.push(Fault {
                text: editor
                    .visit
                    .t1("designer-problem-account", "fee", &fee.title),
                href: editor.path("/czesc/oplaty"),
            });
        }
    }
    found
}

/// Whether nothing stands in the way.
pub(super) fn is_fit(editor: &Editor, definition: &Definition) -> bool {
    problems(editor, definition).is_empty()
}

fn has_account(editor: &Editor, purpose: &str) -> bool {
    let tenant = editor.visit.0.tenant.as_ref();
    let accounts = tenant.map(|tenant| tenant.profile().accounts.as_slice());
    let mut known = accounts.unwrap_or_default().iter();
    known.any(|(known, ..)| known == purpose)
}

/// What does not stand in the way but deserves a look.
pub(super) fn warnings(editor: &Editor, definition: &Definition) -> Vec<Fault> {
    let visit = &editor.visit;
    let mut found = Vec::new();
    let mut warn = |key: &str, place: &str| {
        found.push(Fault {
            text: visit.t(key),
            href: editor.path(place),
        });
    };
    let asks_persons = definition.fields().any(|field| {
        use FieldKind::{Address, Email, Party, Pesel, Phone};
        matches!(field.kind, Address | Email | Party | Pesel | Phone)
    });
    if asks_persons && definition.card.personal_data.is_empty() {
        warn("designer-warning-purpose", "/czesc/karta");
    }
    if definition.card.time.is_empty() {
        warn("designer-warning-time", "/czesc/karta");
    }
    if !definition.confirm.is_empty() {
        warn("designer-warning-confirm", "/czesc/odbiorcy");
    }
    let is_seat = |fee: &catalogue::definition::Fee| fee.payee == Payee::GminaOfSeat;
    if definition.fees.iter().any(is_seat) && !has_account(editor, "stamp_duty") {
        warn("designer-warning-account", "/czesc/oplaty");
    }
    let advice = advice::advice(definition);
    found.extend(advice.iter().map(|one| told(editor, definition, one)));
    found
}

fn told(editor: &Editor, definition: &Definition, advice: &Advice) -> Fault {
    let visit = &editor.visit;
    let text = match &advice.about {
        About::LongForm { questions } => visit.tn(
            "designer-warning-long-form",
            &[
                ("questions", &questions.to_string()),
                ("max", &advice::FORM_QUESTIONS_MAX.to_string()),
            ],
        ),
        About::LongStep { title, questions } => visit.tn(
            "designer-warning-long-step",
            &[
                ("step", title),
                ("questions", &questions.to_string()),
                ("max", &advice::STEP_QUESTIONS_MAX.to_string()),
            ],
        ),
        About::HardText(hard) => {
            let place = named(editor, definition, &advice.path);
            let sentence = shortened(&hard.sentence);
            match hard.index {
                None => visit.tn(
                    "designer-warning-sentence",
                    &[
                        ("place", &place),
                        ("words", &hard.words.to_string()),
                        ("sentence", &sentence),
                    ],
                ),
                Some(index) => visit.tn(
                    "designer-warning-fog",
                    &[
                        ("place", &place),
                        ("index", &index.to_string()),
                        ("sentence", &sentence),
                        ("hard", &hard.hard_words.join(", ")),
                    ],
                ),
            }
        }
        About::Unused(labels) => {
            let fields: Vec<String> = labels.iter().map(|label| format!("„{label}”")).collect();
            visit.t1("designer-warning-unused", "fields", &fields.join(", "))
        }
        About::NoPurpose(label) => visit.t1("designer-warning-no-purpose", "field", label),
    };
    Fault {
        text,
        href: editor.place(definition, &advice.path),
    }
}

/// What the place is called: a question, a step, or the card.
fn named(editor: &Editor, definition: &Definition, path: &str) -> String {
    let visit = &editor.visit;
    match outline::named(definition, path) {
        outline::Named::Field(_, label) => label,
        outline::Named::Step(_, title) => title,
        outline::Named::Form => visit.t("designer-warning-place-form"),
        outline::Named::Other => {
            let name = path.split('.').nth(1).unwrap_or_default();
            let key = format!("designer-property-{}", name.replace('_', "-"));
            match visit.t(&key) {
                text if text == key => visit.t("designer-warning-place-other"),
                text => text,
            }
        }
    }
}

fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(SENTENCE_CHARS) {
        Some((at, _)) => format!("{}…", &sentence[..at]),
        None => sentence.to_owned(),
    }
}

/// What came of looking over the pages as residents get them.
pub(super) struct Looked {
    pub(super) told: String,
    pub(super) findings: Vec<Fault>,
}

/// Renders the pages of the sketch and looks over them.
pub(super) async fn look_over(
    editor: &Editor,
    definition: &Definition,
) -> Result<Looked, PageError> {
    let visit = &editor.visit;
    let looked = looked_over::look_over(visit, definition).await?;
    let values = [
        ("pages", looked.pages.to_string()),
        ("languages", looked.languages.len().to_string()),
        ("count", looked.findings.len().to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let key = match looked.findings.is_empty() {
        true => "designer-accessibility-fine",
        false => "designer-accessibility-found",
    };
    let findings = looked.findings.iter();
    Ok(Looked {
        told: visit.tn(key, &values),
        findings: findings.map(|one| found(editor, definition, one)).collect(),
    })
}

fn found(editor: &Editor, definition: &Definition, placed: &Placed) -> Fault {
    let visit = &editor.visit;
    let key = format!("designer-accessibility-{}", placed.finding.kind.key());
    let thing = &placed.finding.thing;
    let page = match &placed.step {
        Some(step) => definition.text(&placed.language, &format!("steps.{step}.title")),
        None => definition.text(&placed.language, "title"),
    };
    // The identifier of a box is the path of its field; those of its parts begin with it.
    let top = thing.split(['.', '-']).next().unwrap_or_default();
    let field = [thing.as_str(), top]
        .into_iter()
        .find(|key| definition.field(key).is_some());
    let href = match (field, &placed.step) {
        (Some(field), _) => editor.path(&format!("/pole/{field}")),
        (None, Some(step)) => editor.path(&format!("/krok/{step}")),
        (None, None) => editor.path("/czesc/karta"),
    };
    let said = visit.t1(&key, "thing", thing);
    Fault {
        text: format!("{page} ({}): {said}", placed.language),
        href,
    }
}

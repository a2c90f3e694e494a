//! A draft begun on an earlier edition: telling so, and taking its answers over to the new one.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use catalogue::difference::{Change, Subject, difference};
use catalogue::form::{DropReason, Dropped};
use catalogue::{Answers, Definition};
use chrono::NaiveDate;
use serde_json::Value;
use store::drafts::{self, Content};
use uuid::Uuid;

use super::filling::{self, Filling, Found, Newer};
use super::{entry, places, summary};
use crate::address::Path;
use crate::page::{self, Page, see_other};
use crate::routes::Routes;
use crate::staff::designer::changes::{self, Told};
use crate::texts::STAFF_LANGUAGES;
use crate::visit::Visit;
use crate::{PageError, dates};

/// Properties of a service as a whole that matter to whoever fills its form in; the others are
/// the office's own business.
const OF_SERVICE: &[&str] = &["title", "identity", "languages"];

pub(super) fn routes() -> Routes {
    let moving = "/robocze/{draft}/nowa-wersja";
    Routes::office()
        .get(moving, Action::EditDraft, ask)
        .post(moving, Action::EditDraft, move_over)
}

/// Told on the pages of a draft when its service changed.
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) changes: Vec<Told>,
    pub(super) href: String,
}

/// The notice for a draft; `None` when nothing changed that its holder would see.
pub(super) fn notice(visit: &Visit, filling: &Filling) -> Option<Notice> {
    let newer = filling.newer.as_ref()?;
    let changes = told(visit, filling.definition(), &newer.service.definition);
    (!changes.is_empty()).then(|| Notice {
        text: visit.t1("resident-newer-text", "when", &since(visit, newer)),
        changes,
        href: filling.path("/nowa-wersja"),
    })
}

fn since(visit: &Visit, newer: &Newer) -> String {
    let day = dates::warsaw_date(newer.since);
    dates::long(visit.app().texts(), visit.lang(), day)
}

/// What changed, as far as residents see it.
fn told(visit: &Visit, old: &Definition, new: &Definition) -> Vec<Told> {
    let mut changes = difference(old, new);
    changes.retain(|change| concerns_residents(visit, change));
    let mut told = changes::told(visit, &changes);
    for (told, change) in told.iter_mut().zip(&changes) {
        // Rules and codes say nothing to people; that they changed does.
        if [&change.old, &change.new]
            .into_iter()
            .flatten()
            .any(is_code)
        {
            told.old.clear();
            told.new.clear();
        }
        // The designer's words are Polish and English.
        if !STAFF_LANGUAGES.contains(&visit.lang()) {
            for words in [
                &mut told.place,
                &mut told.what,
                &mut told.old,
                &mut told.new,
            ] {
                *words = visit.polish(words);
            }
        }
    }
    told
}

fn concerns_residents(visit: &Visit, change: &Change) -> bool {
    let place = &change.place;
    let property = place.property.as_deref().unwrap_or_default();
    let is_spoken = place
        .language
        .as_deref()
        .is_none_or(|language| language == visit.lang());
    is_spoken && (place.subject != Subject::Service || OF_SERVICE.contains(&property))
}

fn is_code(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.contains_key("amount"),
        Value::Bool(_) => true,
        Value::Array(values) => values.iter().any(|value| !value.is_string()),
        Value::Null | Value::Number(_) | Value::String(_) => false,
    }
}

/// An answer that is not taken over, in words.
struct Lost {
    label: String,
    value: String,
    why: String,
}

#[derive(Template)]
#[template(path = "resident/drafts/move.html")]
struct MovePage {
    page: Page,
    title: String,
    lead: String,
    outdated: bool,
    changes: Vec<Told>,
    lost: Vec<Lost>,
    again: Vec<String>,
    action: String,
    version: i32,
    edition: Uuid,
    back: String,
}

/// `GET /robocze/{draft}/nowa-wersja`
async fn ask(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Result<Response, PageError> {
    let filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    match &filling.newer {
        Some(newer) => confirm(&visit, &filling, newer, StatusCode::OK),
        None => Ok(see_other(&filling.path(""))),
    }
}

fn confirm(
    visit: &Visit,
    filling: &Filling,
    newer: &Newer,
    status: StatusCode,
) -> Result<Response, PageError> {
    let (old, new) = (filling.definition(), &newer.service.definition);
    let taken = take_over(old, new, &filling.draft.content, visit.app().today());
    let lost = taken.dropped.iter().map(|dropped| Lost {
        label: summary::label_at(visit, old, &dropped.path),
        value: summary::answer_at(visit, old, &dropped.path, &dropped.answer),
        why: visit.t(match dropped.reason {
            DropReason::Gone => "resident-move-gone",
            DropReason::OtherKind => "resident-move-other-kind",
            DropReason::NoLongerFits => "resident-move-no-longer-fits",
        }),
    });
    let step_title = |key: &String| visit.told(new, &format!("steps.{key}.title"));
    let page = MovePage {
        title: visit.told(new, "title"),
        lead: visit.t1("resident-newer-text", "when", &since(visit, newer)),
        outdated: status == StatusCode::CONFLICT,
        changes: told(visit, old, new),
        lost: lost.collect(),
        again: taken.again.iter().map(step_title).collect(),
        action: filling.path("/nowa-wersja"),
        version: filling.draft.version,
        edition: newer.service.edition_id,
        back: filling.path(""),
        page: visit.page(visit.t("resident-move-title")),
    };
    page::html(status, &page)
}

/// `POST /robocze/{draft}/nowa-wersja`: pressing twice moves once.
async fn move_over(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = |name: &str| {
        let found = pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let (tx, found) = filling::lock(&visit, &headers, id).await?;
    let mut filling = match found {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let asked = posted("wydanie").parse::<Uuid>().ok();
    if asked == Some(filling.draft.edition_id) {
        return Ok(see_other(&filling.path("?przeniesiono=1")));
    }
    let Some(newer) = filling.newer.take() else {
        return Ok(see_other(&filling.path("")));
    };
    let is_seen = posted("wersja").parse() == Ok(filling.draft.version)
        && asked == Some(newer.service.edition_id);
    if !is_seen {
        return confirm(&visit, &filling, &newer, StatusCode::CONFLICT);
    }
    let new = &newer.service.definition;
    if !visit.actor().assurance().satisfies(new.identity) {
        let path = filling.path("/nowa-wersja");
        return Ok(see_other(&entry::step_up(&path, new.identity)));
    }
    let app = visit.app();
    let content = &filling.draft.content;
    filling.draft.content = take_over(filling.definition(), new, content, app.today()).content;
    let needed = files_of(&filling.draft.content);
    let edition = (newer.service.edition_id, newer.service.number);
    let whose = (&filling.draft, &filling.holder);
    let gone = drafts::move_over(&tx, whose, edition, &needed, app.now()).await?;
    tx.commit().await?;
    app.files().remove(visit.office()?, &gone).await;
    Ok(see_other(&filling.path("?przeniesiono=1")))
}

fn files_of(content: &Content) -> Vec<Uuid> {
    let mut found = Vec::new();
    let typed = content.typed.values();
    let all = std::iter::once(&content.answers).chain(typed);
    for value in all.flat_map(Answers::values) {
        places::file_ids(value, &mut found);
    }
    found
}

/// What becomes of a draft on another edition.
struct TakenOver {
    content: Content,
    dropped: Vec<Dropped>,
    /// Keys of the steps its holder has to look at again: new ones, and those that changed.
    again: Vec<String>,
}

/// Steps that did not change stay as they are. In the others the answers stand as if typed and
/// not yet saved, so that nobody sends what they never saw asked.
fn take_over(old: &Definition, new: &Definition, content: &Content, today: NaiveDate) -> TakenOver {
    let is_same = |key: &str| new.step(key).is_some() && new.step(key) == old.step(key);
    let mut shown = content.answers.clone();
    for (step, typed) in &content.typed {
        let fields = old.step(step).map(|step| step.fields.as_slice());
        for field in fields.unwrap_or_default() {
            match typed.get(&field.key) {
                Some(value) => shown.insert(field.key.clone(), value.clone()),
                None => shown.remove(&field.key),
            };
        }
    }
    let carried = new.carry(old, &shown, today);
    let mut taken = Content {
        answers: new.carry(old, &content.answers, today).answers,
        prefilled: new.carry(old, &content.prefilled, today).answers,
        ..Content::default()
    };
    let mut again = Vec::new();
    for step in &new.form.steps {
        let key = &step.key;
        if is_same(key) {
            let typed = content.typed.get(key);
            taken
                .typed
                .extend(typed.map(|typed| (key.clone(), typed.clone())));
            let is_saved = content.saved.contains(key);
            taken.saved.extend(is_saved.then(|| key.clone()));
            continue;
        }
        again.push(key.clone());
        let typed = filling::part_of(new, key, &carried.answers);
        if !typed.is_empty() {
            taken.typed.insert(key.clone(), typed);
        }
    }
    let visible = new.visible(&carried.answers);
    again.retain(|key| visible.step(key));
    TakenOver {
        content: taken,
        dropped: carried.dropped,
        again,
    }
}

#[cfg(test)]
mod tests {
    use catalogue::read_definition;
    use serde_json::json;

    use super::*;

    const BEFORE: &str = r#"
slug = "lampa"
title = "Zepsuta lampa"
edition = 1
kind = "notification"
procedure = "notification"
category = "inne"
identity = "none"
class = "6131"
unit = "SR"
languages = ["pl"]
[card]
summary = "Zgłoś lampę."
needed = ["Nic."]
legal_basis = ["art. 241 KPA"]
[deadline]
term = "M1"
basis = "art. 35 § 3 KPA"
[[form.steps]]
key = "kto"
title = "Kto"
[[form.steps.fields]]
key = "imie"
type = "text"
label = "Imię"
[[form.steps]]
key = "gdzie"
title = "Gdzie"
[[form.steps.fields]]
key = "ulica"
type = "text"
label = "Ulica"
[[form.steps.fields]]
key = "plan"
type = "file"
label = "Plan"
accept = ["pdf", "png"]
"#;

    fn definition(text: &str) -> Definition {
        read_definition("x.toml", text).expect("a right definition")
    }

    fn answers(value: Value) -> Answers {
        value.as_object().cloned().expect("an object")
    }

    fn file(id: u128, name: &str) -> Value {
        json!({ "id": Uuid::from_u128(id), "name": name, "size": 4, "sha256": "07",
            "media_type": "x" })
    }

    #[test]
    fn steps_that_did_not_change_stay_and_the_others_are_looked_at_again() {
        let old = definition(BEFORE);
        let changed = BEFORE
            .replace("label = \"Ulica\"", "label = \"Ulica\"\nmax_length = 5")
            .replace(", \"png\"]", "]");
        let new = definition(&changed);
        let content = Content {
            answers: answers(json!({ "imie": "Anna", "ulica": "Lipowa",
                "plan": [file(1, "a.pdf"), file(2, "b.png")] })),
            saved: vec!["kto".to_owned(), "gdzie".to_owned()],
            ..Content::default()
        };
        let today = NaiveDate::default();
        let taken = take_over(&old, &new, &content, today);
        assert_eq!(taken.content.saved, ["kto"]);
        assert_eq!(taken.again, ["gdzie"]);
        let lost: Vec<&str> = taken
            .dropped
            .iter()
            .map(|lost| lost.path.as_str())
            .collect();
        assert_eq!(lost, ["ulica", "plan"]);
        assert_eq!(files_of(&taken.content)[0], Uuid::from_u128(1));
        assert!(!files_of(&taken.content).contains(&Uuid::from_u128(2)));
        assert_eq!(taken.content.answers.get("imie"), Some(&json!("Anna")));
        // To the same edition nothing happens at all.
        let same = take_over(&old, &old, &content, today);
        assert_eq!(same.content, content);
        assert!(same.dropped.is_empty() && same.again.is_empty());
    }

    #[test]
    fn what_was_typed_and_not_saved_goes_along_to_wherever_its_question_stands() {
        let old = definition(BEFORE);
        let moved = BEFORE.replace("key = \"gdzie\"\ntitle", "key = \"miejsce\"\ntitle");
        let new = definition(&moved);
        let content = Content {
            answers: answers(json!({ "imie": "Anna" })),
            typed: [("gdzie".to_owned(), answers(json!({ "ulica": "Lip" })))].into(),
            saved: vec!["kto".to_owned()],
            ..Content::default()
        };
        let taken = take_over(&old, &new, &content, NaiveDate::default());
        let typed = &taken.content.typed["miejsce"];
        assert_eq!(typed.get("ulica"), Some(&json!("Lip")));
        assert!(taken.dropped.is_empty());
    }
}

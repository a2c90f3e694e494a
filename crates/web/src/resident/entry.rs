//! Starting a draft: the identity the service asks for, and what is known beforehand.

use access::{Action, Actor, Resource};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use catalogue::{Answers, Definition, Field, FieldKind};
use domain::assurance::Assurance;
use serde_json::{Map, Value, json};
use store::drafts::{self, Content, Holder, NewDraft};
use store::residents::{self, Identity};
use uuid::Uuid;

use super::browser_key;
use crate::PageError;
use crate::address::Path;
use crate::error::encode;
use crate::page::see_other;
use crate::visit::Visit;

/// `GET /uslugi/{service}/wniosek`: where somebody lands after signing in.
pub(super) async fn card(Path(slug): Path<String>) -> Result<Response, PageError> {
    // Dots and slashes would lead somewhere else.
    match slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        true => Ok(see_other(&format!("/uslugi/{slug}"))),
        false => Err(PageError::NotFound),
    }
}

/// `POST /uslugi/{service}/wniosek`
pub(super) async fn start(
    visit: Visit,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let app = visit.app();
    let tenant = visit.office()?;
    let service = app.catalogue().service(app, tenant, &slug).await?;
    let service = service.ok_or(PageError::NotFound)?;
    let definition = &service.definition;
    let is_filed = definition.kind.is_filed();
    let card = format!("/uslugi/{}", service.slug);
    if !is_filed || !definition.open_on(app.today()).is_open() {
        return Ok(see_other(&card));
    }
    if !visit.actor().assurance().satisfies(definition.identity) {
        return Ok(see_other(&step_up(&card, definition.identity)));
    }
    let (holder, cookie) = match visit.actor() {
        Actor::Resident { id, .. } => (Holder::resident(*id), None),
        Actor::Nobody | Actor::Staff { .. } | Actor::Operator { .. } => {
            browser_key::for_new_draft(&headers)
        }
    };
    let resource = Resource::Draft {
        owner: holder.resident,
    };
    app.access()
        .require(visit.actor(), Action::StartDraft, &resource)?;
    let tx = tenant.begin().await?;
    let identity = match holder.resident {
        Some(id) => Some(residents::identity(&tx, id).await?),
        None => None,
    };
    let content = Content {
        prefilled: known_beforehand(definition, identity.as_ref()),
        ..Content::default()
    };
    let new = NewDraft {
        id: store::ids::fresh(),
        edition_id: service.edition_id,
        service_slug: &service.slug,
        holder,
        content: &content,
        now: app.now(),
    };
    drafts::start(&tx, &new).await?;
    tx.commit().await?;
    let mut response = see_other(&first_page(&new.id, definition));
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The sign-in that gives the level `wanted` and comes back to `path`.
pub(super) fn step_up(path: &str, wanted: Assurance) -> String {
    format!(
        "/logowanie?powrot={}&poziom={}",
        encode(path),
        wanted.as_str()
    )
}

/// Short forms begin with their first question, long ones with the list of tasks.
fn first_page(draft: &Uuid, definition: &Definition) -> String {
    const SHORT: usize = 2;
    match definition.form.steps.first() {
        Some(step) if definition.form.steps.len() <= SHORT => {
            format!("/robocze/{draft}/krok/{}", step.key)
        }
        _ => format!("/robocze/{draft}"),
    }
}

/// Answers from the account and the definition, shown until somebody says otherwise.
fn known_beforehand(definition: &Definition, identity: Option<&Identity>) -> Answers {
    let mut known = Answers::new();
    let first_party = definition
        .fields()
        .find(|field| field.kind == FieldKind::Party)
        .map(|field| field.key.clone());
    for field in definition.fields() {
        let from_account = identity.and_then(|identity| match &field.prefill {
            Some(source) => from_account(source, field, identity),
            None if first_party.as_ref() == Some(&field.key) => Some(person(identity)),
            None => None,
        });
        if let Some(value) = from_account.or_else(|| default(field)) {
            known.insert(field.key.clone(), value);
        }
    }
    known
}

fn from_account(source: &str, field: &Field, identity: &Identity) -> Option<Value> {
    if field.kind == FieldKind::Party {
        return Some(person(identity));
    }
    let text = match source {
        "person.name" => Some(identity.full_name()),
        "person.pesel" => identity
            .pesel
            .as_ref()
            .map(|pesel| pesel.as_str().to_owned()),
        "person.email" => identity.email.clone(),
        _ => None,
    };
    text.filter(|text| !text.is_empty()).map(Value::from)
}

fn person(identity: &Identity) -> Value {
    let mut person = Map::new();
    person.insert("kind".to_owned(), json!("person"));
    person.insert("first_name".to_owned(), json!(identity.given_name));
    person.insert("last_name".to_owned(), json!(identity.family_name));
    if let Some(pesel) = &identity.pesel {
        person.insert("pesel".to_owned(), json!(pesel.as_str()));
    } else if let Some(born_on) = identity.birth_date {
        person.insert("born_on".to_owned(), json!(born_on.to_string()));
    }
    Value::Object(person)
}

/// The value a field has until it is answered.
pub(super) fn default(field: &Field) -> Option<Value> {
    let text = field.default.as_deref()?;
    Some(match field.kind {
        FieldKind::YesNo => json!(text == "true"),
        FieldKind::Checkboxes => json!([text]),
        FieldKind::Number => match text.parse::<i64>() {
            Ok(number) => json!(number),
            Err(_) => json!(text),
        },
        _ => json!(text),
    })
}

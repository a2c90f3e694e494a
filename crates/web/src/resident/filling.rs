//! A draft opened for its holder, with the edition it is pinned to.

use std::sync::Arc;

use access::{Action, Actor, Resource};
use axum::http::HeaderMap;
use axum::response::Response;
use catalogue::{Answers, Definition};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use store::drafts::{self, Draft, DraftState, Edition, EditionRef, Holder};
use store::receipts;
use tenancy::TenantTx;
use uuid::Uuid;

use super::{browser_key, places};
use crate::PageError;
use crate::catalogue::PublishedService;
use crate::page::see_other;
use crate::visit::Visit;

/// The edition of a draft: mostly the one published now, kept in memory.
pub(super) enum Pinned {
    Current(Arc<PublishedService>),
    Older(Box<Edition>),
}

impl Pinned {
    pub(super) fn definition(&self) -> &Definition {
        self.edition().definition
    }

    pub(super) fn edition(&self) -> EditionRef<'_> {
        match self {
            Self::Current(service) => EditionRef {
                id: service.edition_id,
                number: service.number,
                hash: &service.hash,
                definition: &service.definition,
            },
            Self::Older(edition) => edition.as_ref().as_ref(),
        }
    }
}

/// The edition that came after the one of a draft.
pub(super) struct Newer {
    pub(super) service: Arc<PublishedService>,
    /// Published then.
    pub(super) since: DateTime<Utc>,
}

/// An open draft of the visitor.
pub(super) struct Filling {
    pub(super) draft: Draft,
    pub(super) newer: Option<Newer>,
    pub(super) pinned: Pinned,
    pub(super) holder: Holder,
}

/// What the address of a draft leads to.
pub(super) enum Found {
    Open(Box<Filling>),
    /// It was filed: to its receipt.
    Filed(Response),
}

impl Filling {
    pub(super) fn definition(&self) -> &Definition {
        self.pinned.definition()
    }

    /// The address of a page of this draft.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("/robocze/{}{rest}", self.draft.id)
    }

    /// Answers as the page of `step` shows them: what was typed there, else what is saved, else
    /// what is known beforehand.
    pub(super) fn answers_in(&self, step: &str) -> Answers {
        shown_in(self.definition(), &self.draft, step)
    }
}

/// See [`Filling::answers_in`].
pub(super) fn shown_in(definition: &Definition, draft: &Draft, step: &str) -> Answers {
    let content = &draft.content;
    let mut answers = content.answers.clone();
    let is_saved = content.saved.iter().any(|saved| saved == step);
    let over = match content.typed.get(step) {
        Some(typed) => Some(typed),
        None if !is_saved => Some(&content.prefilled),
        None => None,
    };
    let Some(step) = definition.step(step) else {
        return answers;
    };
    for field in &step.fields {
        let typed = content.typed.contains_key(&step.key);
        match over.and_then(|over| over.get(&field.key)) {
            Some(value) => {
                answers.insert(field.key.clone(), value.clone());
            }
            None if typed => {
                answers.remove(&field.key);
            }
            None => {}
        }
    }
    answers
}

/// The answers of one step's fields among `answers`.
pub(super) fn part_of(definition: &Definition, step: &str, answers: &Answers) -> Answers {
    let fields = definition.step(step).map(|step| step.fields.as_slice());
    let of_step = fields.unwrap_or_default().iter();
    of_step
        .filter_map(|field| Some((field.key.clone(), answers.get(&field.key)?.clone())))
        .collect::<Map<String, Value>>()
}

/// Opens the draft `id` of the visitor.
///
/// # Errors
/// [`PageError::SignIn`] to nobody, whether the draft exists or not, because the session may have
/// ended meanwhile; [`PageError::OutOfReach`] to others who do not hold it.
pub(super) async fn open(visit: &Visit, headers: &HeaderMap, id: Uuid) -> Result<Found, PageError> {
    let published = published(visit).await?;
    let holder = browser_key::holder(visit, headers);
    let tx = visit.office()?.begin().await?;
    let draft = drafts::find_own(&tx, &holder, id).await?;
    found(visit, &tx, &published, holder, draft).await
}

/// As [`open`], and others wait with their changes until the transaction ends.
///
/// # Errors
/// As [`open`].
pub(super) async fn lock(
    visit: &Visit,
    headers: &HeaderMap,
    id: Uuid,
) -> Result<(TenantTx, Found), PageError> {
    let published = published(visit).await?;
    let holder = browser_key::holder(visit, headers);
    let tx = visit.office()?.begin().await?;
    let draft = drafts::lock_own(&tx, &holder, id).await?;
    let found = found(visit, &tx, &published, holder, draft).await?;
    Ok((tx, found))
}

type Services = Arc<Vec<Arc<PublishedService>>>;

/// Asked before a transaction begins: the registry may have to be read, and nobody waits for a
/// second connection with one in hand.
async fn published(visit: &Visit) -> Result<Services, PageError> {
    let app = visit.app();
    app.catalogue().services(app, visit.office()?).await
}

async fn found(
    visit: &Visit,
    tx: &TenantTx,
    published: &Services,
    holder: Holder,
    draft: Option<Draft>,
) -> Result<Found, PageError> {
    let draft = draft.ok_or_else(|| not_yours(visit))?;
    require(visit, Action::EditDraft, &draft)?;
    if draft.state == DraftState::Filed {
        let receipt = receipts::of_application(tx, draft.id).await?;
        let receipt = receipt.ok_or(PageError::NotFound)?;
        return Ok(Found::Filed(see_other(&places::receipt(&receipt.number))));
    }
    let current = published
        .iter()
        .find(|service| service.edition_id == draft.edition_id);
    let (pinned, newer) = match current {
        Some(service) => (Pinned::Current(Arc::clone(service)), None),
        None => {
            let edition = drafts::edition(tx, draft.edition_id).await?;
            let edition = edition.ok_or(PageError::NotFound)?;
            let newer = newer(tx, published, &draft, edition.number).await?;
            (Pinned::Older(Box::new(edition)), newer)
        }
    };
    Ok(Found::Open(Box::new(Filling {
        draft,
        newer,
        pinned,
        holder,
    })))
}

/// What is published now at the address of a draft, when that is a later edition with a form.
async fn newer(
    tx: &TenantTx,
    published: &Services,
    draft: &Draft,
    number: i32,
) -> Result<Option<Newer>, PageError> {
    let service = published
        .iter()
        .find(|service| service.slug == draft.service_slug)
        .filter(|service| service.number > number && service.definition.kind.is_filed());
    let Some(service) = service else {
        return Ok(None);
    };
    let since = drafts::published_at(tx, service.edition_id).await?;
    Ok(since.map(|since| Newer {
        service: Arc::clone(service),
        since,
    }))
}

/// The same fault for what is not there and what is somebody else's.
pub(super) fn not_yours(visit: &Visit) -> PageError {
    match visit.actor() {
        Actor::Nobody => PageError::SignIn,
        Actor::Resident { .. } | Actor::Staff { .. } | Actor::Operator { .. } => {
            PageError::OutOfReach
        }
    }
}

/// Asks `access` about a draft just read.
pub(super) fn require(visit: &Visit, action: Action, draft: &Draft) -> Result<(), PageError> {
    let resource = Resource::Draft { owner: draft.owner };
    let access = visit.app().access();
    Ok(access.require(visit.actor(), action, &resource)?)
}

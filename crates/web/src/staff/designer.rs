//! Services written in the browser: the list, the sketch of the next edition, publishing it.
//!
//! Every page but the list is about one service, named by its address. What is changed is changed
//! in its sketch; residents see nothing of it before it is published.

mod changes;
mod concerns;
mod conditions;
mod create;
mod field;
mod inputs;
mod list;
mod options;
mod outline;
mod overview;
mod parts;
mod preview;
mod publish;

use std::collections::HashMap;

use access::{Action, Resource};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use catalogue::{Definition, edit};
use store::StoreError;
use store::audit::{self, Entry};
use store::drafts::{self, Edition};
use store::services::{self, Standing};
use store::sketches::{self, Change, NewSketch, Sketch};
use tenancy::TenantTx;

use crate::address::Path;
use crate::page::{Crumb, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

pub(super) fn routes() -> Routes {
    Routes::office()
        .and(list::routes())
        .and(create::routes())
        .and(overview::routes())
        .and(parts::routes())
        .and(outline::routes())
        .and(field::routes())
        .and(preview::routes())
        .and(publish::routes())
}

/// Something wrong with what was typed, at a box.
pub(super) struct Said {
    field: String,
    text: String,
}

/// One of a choice.
#[derive(Clone)]
pub(super) struct Choice {
    value: String,
    label: String,
    hint: String,
    chosen: bool,
}

/// A problem of the sketch in words, and the page where it is put right.
struct Fault {
    text: String,
    href: String,
}

/// Somebody at the sketch of one service.
struct Editor {
    visit: Visit,
    app: AppState,
    staff: StaffIn,
    slug: String,
}

impl FromRequestParts<AppState> for Editor {
    type Rejection = PageError;

    /// The service is the part `{service}` of the address; none at the pages about all of them.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let staff = StaffIn::from_request_parts(parts, app).await?;
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let slug = named?.0.remove("service").unwrap_or_default();
        Ok(Self {
            visit,
            app: app.clone(),
            staff,
            slug,
        })
    }
}

impl Editor {
    async fn begin(&self, action: Action) -> Result<TenantTx, PageError> {
        let tx = self.visit.office()?.begin().await?;
        let access = self.app.access();
        access.require(self.visit.actor(), action, &Resource::Catalogue)?;
        Ok(tx)
    }

    /// The sketch, to be looked at; what is in force where nothing is being written, at version 0.
    async fn sketch(&self, tx: &TenantTx) -> Result<Sketch, PageError> {
        if let Some(sketch) = sketches::find(tx, &self.slug).await? {
            return Ok(sketch);
        }
        let (service, edition) = self.in_force(tx).await?;
        Ok(Sketch {
            id: uuid::Uuid::nil(),
            service: Some(service.id),
            slug: service.slug,
            template: service.template,
            base_edition: Some(edition.id),
            version: 0,
            definition: edition.definition,
            changed_at: self.app.now(),
            changed_by: self.staff.staff,
        })
    }

    /// The sketch, to be changed in this transaction; started from what is in force where nothing
    /// is being written.
    async fn locked(&self, tx: &TenantTx) -> Result<Sketch, PageError> {
        if let Some(sketch) = sketches::lock(tx, &self.slug).await? {
            return Ok(sketch);
        }
        let (service, edition) = self.in_force(tx).await?;
        let template = service.template.as_ref();
        let new = NewSketch {
            service: Some(service.id),
            template: template.map(|(slug, edition)| (slug.as_str(), *edition)),
            base_edition: Some(edition.id),
            definition: &edition.definition,
        };
        sketches::start(tx, new, self.change("start")).await?;
        let found = sketches::lock(tx, &self.slug).await?;
        found.ok_or(PageError::NotFound)
    }

    async fn in_force(&self, tx: &TenantTx) -> Result<(Standing, Edition), PageError> {
        let service = services::find(tx, &self.slug).await?;
        let service = service.ok_or(PageError::NotFound)?;
        let edition = service.edition_id.ok_or(PageError::NotFound)?;
        let edition = drafts::edition(tx, edition).await?;
        Ok((service, edition.ok_or(PageError::NotFound)?))
    }

    fn change<'a>(&self, act: &'a str) -> Change<'a> {
        Change {
            act,
            by: self.staff.staff,
            at: self.app.now(),
        }
    }

    /// Keeps `definition` as the sketch's next state, unless nothing changed.
    async fn keep(
        &self,
        tx: TenantTx,
        sketch: &Sketch,
        definition: &Definition,
        act: &str,
    ) -> Result<(), PageError> {
        if *definition == sketch.definition {
            return Ok(());
        }
        sketches::save(&tx, sketch, definition, self.change(act)).await?;
        Ok(tx.commit().await?)
    }

    async fn note(&self, tx: &TenantTx, action: &str, detail: &str) -> Result<(), StoreError> {
        let entry = Entry {
            at: self.app.now(),
            actor: &format!("staff:{}", self.staff.staff),
            action,
            subject: &format!("service:{}", self.slug),
            detail,
        };
        audit::note(tx, &entry).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/urzad/uslugi/{}{rest}", self.slug)
    }

    fn page(&self, title: String) -> Page {
        self.visit.page(title)
    }

    /// List › service › `here`.
    fn crumbs(&self, service: &str, here: &str) -> Vec<Crumb> {
        let crumb = |href: String, label: &str| Crumb {
            href,
            label: label.to_owned(),
        };
        let mut crumbs = vec![
            crumb("/urzad/uslugi".to_owned(), &self.visit.t("designer-list")),
            crumb(self.path(""), service),
        ];
        if !here.is_empty() {
            crumbs.push(crumb(String::new(), here));
        }
        crumbs
    }

    fn when(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        dates::long_time(self.app.texts(), self.visit.lang(), at)
    }

    /// What stands in the way of publishing, with the page to put it right.
    fn faults(&self, definition: &Definition) -> Vec<Fault> {
        edit::problems(definition)
            .into_iter()
            .map(|complaint| Fault {
                href: self.place(definition, &complaint.path),
                text: self.described(definition, &complaint.path, &complaint.message),
            })
            .collect()
    }

    /// The problem with the name of the step or field it is about.
    fn described(&self, definition: &Definition, path: &str, message: &str) -> String {
        let name = match outline::named(definition, path) {
            outline::Named::Field(_, label) if !label.is_empty() => label,
            outline::Named::Step(_, title) if !title.is_empty() => title,
            _ => return message.to_owned(),
        };
        format!("{name}: {message}")
    }

    /// The page on which the value at a path of the definition is edited.
    fn place(&self, definition: &Definition, path: &str) -> String {
        match outline::named(definition, path) {
            outline::Named::Field(at, _) => self.path(&format!("/pole/{at}")),
            outline::Named::Step(key, _) => self.path(&format!("/krok/{key}")),
            outline::Named::Form => self.path("/formularz"),
            outline::Named::Other => {
                let part = concerns::part_of(path);
                self.path(&format!("/czesc/{part}"))
            }
        }
    }
}

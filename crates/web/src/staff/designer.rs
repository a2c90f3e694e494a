//! Services written in the browser: the list, the sketch of the next edition, publishing it.
//!
//! The pages of a sketch serve two desks: an office's, and the lead's for templates (`admin`).
//! Every page but the list is about one service, named by its address. What is changed is changed
//! in its sketch; residents see nothing of it before it is published.

pub(crate) mod acts;
mod asking;
mod beside;
mod blocks;
pub(crate) mod changes;
mod checks;
mod computed;
mod concerns;
mod conditions;
mod create;
mod desk;
mod field;
mod import;
mod inputs;
mod keeping;
mod kinds;
mod list;
mod options;
mod outline;
mod overview;
mod parts;
mod preview;
mod publish;
mod release;
mod tables;
mod translations;
mod update;
mod values;

use std::collections::HashMap;

use access::Action;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use catalogue::{Definition, edit};
use store::audit::{self, Entry};
use store::sketches::{self, Change, DeskTx, NewSketch, Side, Sketch};
use store::{StoreError, drafts, operators, services, templates};
use tenancy::{RegistryTx, TenantTx};
use uuid::Uuid;

use crate::address::Path;
use crate::page::{Crumb, Page};
use crate::routes::Routes;
use crate::visit::{OperatorIn, Site, StaffIn, Visit};
use crate::{AppState, PageError, dates};

pub(crate) use desk::Desk;

pub(super) fn routes() -> Routes {
    sketch_routes(Desk::Office)
        .and(list::routes())
        .and(import::routes())
        .and(overview::routes())
        .and(publish::routes())
        .and(update::routes())
        .and(release::routes())
        .and(asking::routes())
}

/// A new sketch and the pages of one, the same at both desks.
pub(crate) fn sketch_routes(desk: Desk) -> Routes {
    desk.routes()
        .and(create::routes(desk))
        .and(acts::routes(desk))
        .and(parts::routes(desk))
        .and(outline::routes(desk))
        .and(field::routes(desk))
        .and(preview::routes(desk))
        .and(translations::routes(desk))
}

/// Something wrong with what was typed, at a box.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) field: String,
    pub(crate) text: String,
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
pub(crate) struct Fault {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// Somebody at the sketch of one service, or of one template.
pub(crate) struct Editor {
    pub(crate) visit: Visit,
    pub(crate) app: AppState,
    desk: Desk,
    /// Somebody of the staff; at the lead's desk, an operator.
    by: Uuid,
    pub(crate) slug: String,
}

impl FromRequestParts<AppState> for Editor {
    type Rejection = PageError;

    /// The service is the part `{service}` of the address; none at the pages about all of them.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let (desk, by) = match visit.site() {
            Site::Admin => {
                let operator = OperatorIn::from_request_parts(parts, app).await?;
                (Desk::Lead, operator.id)
            }
            Site::Office | Site::Region | Site::Login => {
                let staff = StaffIn::from_request_parts(parts, app).await?;
                (Desk::Office, staff.staff.0)
            }
        };
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let slug = named?.0.remove("service").unwrap_or_default();
        Ok(Self {
            visit,
            app: app.clone(),
            desk,
            by,
            slug,
        })
    }
}

impl Editor {
    /// A transaction of the office; there is none at the lead's desk.
    async fn begin(&self, action: Action) -> Result<TenantTx, PageError> {
        let tx = self.visit.office()?.begin().await?;
        self.require(action)?;
        Ok(tx)
    }

    /// A transaction of the registry at the lead's desk.
    pub(crate) async fn begin_lead(&self, action: Action) -> Result<RegistryTx, PageError> {
        if self.desk != Desk::Lead {
            return Err(PageError::NotFound);
        }
        self.require(action)?;
        Ok(self.app.tenancy().registry().await?)
    }

    /// A transaction at whichever desk it is; `action` is one of an office's.
    async fn open(&self, action: Action) -> Result<DeskTx, PageError> {
        Ok(match self.desk {
            Desk::Office => self.begin(action).await?.into(),
            Desk::Lead => self.begin_lead(action).await?.into(),
        })
    }

    fn require(&self, action: Action) -> Result<(), PageError> {
        let access = self.app.access();
        let (action, resource) = (self.desk.act(action), self.desk.resource());
        Ok(access.require(self.visit.actor(), action, &resource)?)
    }

    pub(crate) fn may(&self, action: Action) -> bool {
        let (action, resource) = (self.desk.act(action), self.desk.resource());
        let access = self.app.access();
        access.allows(self.visit.actor(), action, &resource)
    }

    /// The sketch, to be looked at; what is in force where nothing is being written, at version 0.
    pub(crate) async fn sketch(&self, tx: &impl sketches::Desk) -> Result<Sketch, PageError> {
        match sketches::find(tx, &self.slug).await? {
            Some(sketch) => Ok(sketch),
            None => self.in_force(tx, &self.slug).await,
        }
    }

    /// The sketch, to be changed in this transaction; started from what is in force where nothing
    /// is being written.
    pub(crate) async fn locked(&self, tx: &impl sketches::Desk) -> Result<Sketch, PageError> {
        if let Some(sketch) = sketches::lock(tx, &self.slug).await? {
            return Ok(sketch);
        }
        let known = self.in_force(tx, &self.slug).await?;
        let template = known.template.as_ref();
        let new = NewSketch {
            service: known.service,
            template: template.map(|(slug, edition)| (slug.as_str(), *edition)),
            base_edition: known.base_edition,
            definition: &known.definition,
        };
        sketches::start(tx, new, self.change("start")).await?;
        let found = sketches::lock(tx, &self.slug).await?;
        found.ok_or(PageError::NotFound)
    }

    /// What is in force, as if it were a sketch at version 0.
    async fn in_force(&self, tx: &impl sketches::Desk, slug: &str) -> Result<Sketch, PageError> {
        let known = match tx.side() {
            Side::Office(tx) => {
                let service = services::find(tx, slug).await?;
                let service = service.ok_or(PageError::NotFound)?;
                let edition = service.edition_id.ok_or(PageError::NotFound)?;
                let edition = drafts::edition(tx, edition).await?;
                let edition = edition.ok_or(PageError::NotFound)?;
                let ids = (Some(service.id), Some(edition.id));
                (ids, service.template, edition.definition)
            }
            Side::Lead(tx) => {
                let newest = templates::newest_of(tx, slug).await?;
                let newest = newest.ok_or(PageError::NotFound)?;
                let number = newest.edition;
                ((None, None), Some((slug.to_owned(), number)), newest)
            }
        };
        let ((service, base_edition), template, definition) = known;
        Ok(Sketch {
            id: Uuid::nil(),
            service,
            slug: slug.to_owned(),
            template,
            base_edition,
            version: 0,
            definition,
            changed_at: self.app.now(),
            changed_by: self.by,
        })
    }

    pub(crate) fn change<'a>(&self, act: &'a str) -> Change<'a> {
        Change {
            act,
            by: self.by,
            at: self.app.now(),
        }
    }

    /// Keeps `definition` as the sketch's next state, unless nothing changed; the version that
    /// now stands.
    async fn keep(
        &self,
        tx: impl Into<DeskTx>,
        sketch: &Sketch,
        definition: &Definition,
        act: &str,
    ) -> Result<i32, PageError> {
        let tx = tx.into();
        if *definition == sketch.definition {
            return Ok(sketch.version);
        }
        sketches::save(&tx, sketch, definition, self.change(act)).await?;
        tx.commit().await?;
        Ok(sketch.version + 1)
    }

    /// Notes an act in the trail of the office, or of the platform.
    pub(crate) async fn note(
        &self,
        tx: &impl sketches::Desk,
        action: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        let at = self.app.now();
        match tx.side() {
            Side::Office(tx) => {
                let entry = Entry {
                    at,
                    actor: &self.signature(),
                    action,
                    subject: &format!("service:{}", self.slug),
                    detail,
                };
                audit::note(tx, &entry).await
            }
            Side::Lead(tx) => {
                let action = action.replace("service_", "template_");
                let detail = format!("template:{} {detail}", self.slug);
                operators::note(tx, Some(self.by), &action, detail.trim_end(), at).await
            }
        }
    }

    /// Who writes, as kept beside what they publish.
    pub(crate) fn signature(&self) -> String {
        match self.desk {
            Desk::Office => format!("staff:{}", self.by),
            Desk::Lead => format!("operator:{}", self.by),
        }
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("{}/{}{rest}", self.desk.list(), self.slug)
    }

    /// Shows everything in this language; an empty one changes nothing.
    fn read_in(&mut self, language: &'static str) {
        if !language.is_empty() {
            self.visit = self.visit.in_language(language);
        }
    }

    pub(crate) fn page(&self, title: String) -> Page {
        self.visit.page(title)
    }

    /// List › `here`.
    fn crumbs_of_new(&self, here: &str) -> Vec<Crumb> {
        let mut crumbs = self.crumbs(here, "");
        if let Some(last) = crumbs.last_mut() {
            last.href.clear();
        }
        crumbs
    }

    /// List › service › `here`.
    pub(crate) fn crumbs(&self, service: &str, here: &str) -> Vec<Crumb> {
        let crumb = |href: String, label: &str| Crumb {
            href,
            label: label.to_owned(),
        };
        let list = self.visit.t(self.desk.list_key());
        let mut crumbs = vec![
            crumb(self.desk.list().to_owned(), &list),
            crumb(self.path(""), service),
        ];
        if !here.is_empty() {
            crumbs.push(crumb(String::new(), here));
        }
        crumbs
    }

    pub(crate) fn when(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        dates::long_time(self.app.texts(), self.visit.lang(), at)
    }

    /// Says who changed the sketch meanwhile, and when.
    async fn told_outdated(
        &self,
        tx: &impl sketches::Desk,
        sketch: &Sketch,
    ) -> Result<String, PageError> {
        let who = acts::names(tx).await?;
        let who = who.get(&sketch.changed_by).cloned().unwrap_or_default();
        let when = self.when(sketch.changed_at);
        let values = [("who", who.as_str()), ("when", when.as_str())];
        Ok(self.visit.tn("designer-outdated", &values))
    }

    /// What stands in the way of publishing, with the page to put it right.
    pub(crate) fn faults(&self, definition: &Definition) -> Vec<Fault> {
        let tenant = self.visit.0.tenant.as_ref();
        let spoken = tenant.map(|tenant| tenant.profile().languages.as_slice());
        let spoken = spoken.unwrap_or(&definition.languages);
        let untranslated = edit::untranslated(definition, spoken).into_iter();
        edit::problems(definition)
            .into_iter()
            .chain(untranslated)
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
            outline::Named::Other if path.starts_with("blocks") => self.path("/formularz"),
            outline::Named::Other if path.starts_with("texts.") => {
                let language = path.split('.').nth(1).unwrap_or_default();
                self.path(&format!("/jezyk/{language}"))
            }
            outline::Named::Other => {
                let part = concerns::part_of(path);
                self.path(&format!("/czesc/{part}"))
            }
        }
    }
}

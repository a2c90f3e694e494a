//! Somebody at one page of the settings: showing it, saving it, going back.

use std::collections::HashMap;

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Form, FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use catalogue::office::colour;
use serde_json::Value;
use store::audit::{self, Entry};
use store::settings::{self, Act, Part, Source, Standing};
use store::{StoreError, onboarding, staff_members};
use tenancy::TenantTx;

use super::sheets::{self, Kind, Sheet, Slot, Typed};
use super::tell;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::staff::acts::Posted;
use crate::staff::case_page::Choice;
use crate::staff::confirm::{self, Question};
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

pub(super) struct Desk {
    pub(super) visit: Visit,
    pub(super) app: AppState,
    staff: StaffIn,
    pub(super) sheet: &'static Sheet,
}

impl FromRequestParts<AppState> for Desk {
    type Rejection = PageError;

    /// The page is the part `{part}` of the address, or its last word.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let staff = StaffIn::from_request_parts(parts, app).await?;
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, app).await?;
        let name = named.0.get("part").map_or("logo", String::as_str);
        app.access()
            .require(visit.actor(), Action::ChangeSettings, &Resource::Settings)?;
        Ok(Self {
            sheet: Sheet::named(name).ok_or(PageError::NotFound)?,
            visit,
            app: app.clone(),
            staff,
        })
    }
}

/// Something wrong with what was typed, at its box.
pub(super) struct Said {
    pub(super) field: String,
    pub(super) text: String,
}

/// A box as the page shows it.
struct Shown {
    kind: &'static str,
    name: String,
    label: String,
    hint: String,
    error: String,
    value: String,
    required: bool,
    options: Vec<Choice>,
    /// How well a colour can be read; and the same words for every degree, for the script.
    contrast: String,
    /// What is kept now, where somebody else was faster.
    now: String,
}

struct Before {
    when: String,
    who: String,
    names: String,
    href: String,
    number: i32,
}

#[derive(Template)]
#[template(path = "staff/settings/part.html")]
struct PartPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lead: String,
    here: String,
    version: i32,
    faults: Vec<Said>,
    outdated: String,
    boxes: Vec<Shown>,
    contrasts: Vec<(&'static str, String)>,
    source: String,
    is_changed: bool,
    is_logo: bool,
    has_logo: bool,
    logo_href: String,
    before: Vec<Before>,
}

impl PartPage {
    /// Whether there is a box whose text may be formatted.
    fn takes_texts(&self) -> bool {
        self.boxes.iter().any(|shown| shown.kind == "text")
    }
}

/// What a page shows besides what is kept.
#[derive(Default)]
pub(super) struct Extra {
    pub(super) typed: Option<Typed>,
    pub(super) faults: Vec<Said>,
    pub(super) is_outdated: bool,
    pub(super) notice: Option<String>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    po: String,
}

pub(super) type Fields = Form<Vec<(String, String)>>;

impl Desk {
    pub(super) async fn begin(&self) -> Result<TenantTx, PageError> {
        Ok(self.visit.office()?.begin().await?)
    }

    fn path(&self, rest: &str) -> String {
        format!("/urzad/ustawienia/{}{rest}", self.sheet.name)
    }

    fn title(&self) -> String {
        self.visit.t(&format!("settings-{}", self.sheet.name))
    }

    pub(super) fn act(&self, version: i32) -> Act {
        Act {
            version,
            by: self.staff.staff,
            at: self.app.now(),
        }
    }

    /// Keeps what was made of the part, in force for everybody at once.
    pub(super) async fn finish(
        &self,
        tx: TenantTx,
        (before, after): (&Value, &Value),
        (action, done): (&str, &str),
    ) -> Result<Response, PageError> {
        let detail = tell::detail(self.sheet, before, after);
        let entry = Entry {
            at: self.app.now(),
            actor: &format!("staff:{}", self.staff.staff),
            action,
            subject: &format!("setting:{}", self.sheet.part.key()),
            detail: &detail,
        };
        audit::note(&tx, &entry).await?;
        tx.commit().await?;
        let tenancy = self.app.tenancy();
        onboarding::bring_profile_in_line(tenancy, self.visit.office()?).await?;
        tenancy.reload().await?;
        Ok(see_other(&self.path(&format!("?po={done}"))))
    }

    pub(super) async fn respond(
        &self,
        tx: TenantTx,
        status: StatusCode,
        extra: Extra,
    ) -> Result<Response, PageError> {
        let visit = &self.visit;
        let standing = settings::standing(&tx, self.sheet.part).await?;
        let earlier = settings::earlier(&tx, self.sheet.part).await?;
        let people = staff_members::list(&tx).await?;
        drop(tx);
        let who = |id: Option<domain::ids::StaffId>| {
            let found = people.iter().find(|one| Some(one.id) == id);
            found.map_or_else(|| visit.t("settings-by-file"), |one| one.name.clone())
        };
        let when = |at| dates::long_time(self.app.texts(), visit.lang(), at);
        let kept = self.sheet.typed(&standing.value);
        let typed = extra.typed.as_ref().unwrap_or(&kept);
        let shown = |slot: Slot| self.shown(slot, typed, &extra, &kept);
        let boxes = self.sheet.slots(visit, typed).into_iter().map(shown);
        let mut after = &standing.value;
        let mut before = Vec::new();
        for one in &earlier {
            before.push(Before {
                when: when(one.changed_at),
                who: who(one.changed_by),
                names: tell::names(visit, self.sheet, &one.value, after),
                href: self.path(&format!("/wersje/{}", one.version)),
                number: one.version,
            });
            after = &one.value;
        }
        let profile = visit.office()?.profile();
        let is_changed = standing.source == Source::Browser;
        let title = self.title();
        let page = PartPage {
            crumbs: self.crumbs(&title),
            lead: visit.t(&format!("settings-{}-lead", self.sheet.name)),
            here: self.path(""),
            version: standing.version,
            outdated: match extra.is_outdated {
                true => visit.t1("settings-outdated", "who", &who(standing.changed_by)),
                false => String::new(),
            },
            boxes: boxes.collect(),
            contrasts: tell::contrasts(visit),
            source: match standing.changed_at.filter(|_| is_changed) {
                Some(at) => {
                    let by = who(standing.changed_by);
                    let values = [("when", when(at)), ("who", by)];
                    let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
                    visit.tn("settings-from-browser", &values)
                }
                None => visit.t("settings-from-file"),
            },
            is_changed,
            is_logo: self.sheet.part == Part::Logo,
            has_logo: profile.look.picture.is_some() || !profile.look.logo_svg.is_empty(),
            logo_href: crate::assets::mark_href(&profile.look),
            before,
            page: visit
                .page(title)
                .with_errors(!extra.faults.is_empty())
                .with_notice(extra.notice),
            faults: extra.faults,
        };
        page::html(status, &page)
    }

    fn crumbs(&self, title: &str) -> Vec<Crumb> {
        let all = self.visit.t("staff-settings-title");
        self.visit
            .crumbs(&[("/urzad/ustawienia", &all), ("", title)])
    }

    fn shown(&self, slot: Slot, typed: &Typed, extra: &Extra, kept: &Typed) -> Shown {
        let value = sheets::get(typed, &slot.name).to_owned();
        let fault = extra.faults.iter().find(|said| said.field == slot.name);
        let now = sheets::get(kept, &slot.name);
        let prefix = format!("settings-{}", self.sheet.part.key().replace('_', "-"));
        Shown {
            kind: match slot.kind {
                Kind::Line | Kind::PostalCode | Kind::Hours => "line",
                Kind::Email => "email",
                Kind::Url => "url",
                Kind::Text => "text",
                Kind::Day => "day",
                Kind::Colour => "colour",
                Kind::Code(_) => "code",
            },
            options: match slot.kind {
                Kind::Code(codes) => codes
                    .iter()
                    .map(|code| Choice {
                        value: (*code).to_owned(),
                        label: self.visit.t(&format!("{prefix}-{}-{code}", slot.name)),
                        hint: String::new(),
                        chosen: *code == value,
                    })
                    .collect(),
                _ => Vec::new(),
            },
            contrast: match (slot.kind, colour::contrast_of(&value)) {
                (Kind::Colour, Some(contrast)) => tell::contrast(&self.visit, contrast),
                _ => String::new(),
            },
            now: match extra.is_outdated && now != value {
                true if now.is_empty() => self.visit.t("none"),
                true => now.to_owned(),
                false => String::new(),
            },
            error: fault.map(|said| said.text.clone()).unwrap_or_default(),
            name: slot.name,
            label: slot.label,
            hint: slot.hint,
            required: slot.required,
            value,
        }
    }

    fn faults(&self, typed: &Typed) -> Vec<Said> {
        let mut faults: Vec<Said> = self
            .sheet
            .slots(&self.visit, typed)
            .iter()
            .filter_map(|slot| {
                let (key, value) = sheets::fault(slot, sheets::get(typed, &slot.name))?;
                Some(Said {
                    text: self.visit.t1(key, "value", &value),
                    field: slot.name.clone(),
                })
            })
            .collect();
        if faults.is_empty()
            && let Some((field, key)) = sheets::together(self.sheet, typed)
        {
            faults.push(Said {
                field,
                text: self.visit.t(key),
            });
        }
        faults
    }

    /// Asks before a part goes back to `after`.
    fn ask(
        &self,
        (before, after): (&Value, &Value),
        (key, rest): (&str, &str),
        version: i32,
    ) -> Result<Response, PageError> {
        let visit = &self.visit;
        let all = visit.t("staff-settings-title");
        let (here, title) = (self.path(""), self.title());
        let asked = Question {
            title: visit.t(&format!("settings-{key}-title")),
            crumbs: &[("/urzad/ustawienia", &all), (&here, &title)],
            warning: visit.t(&format!("settings-{key}-warning")),
            rows: tell::rows(visit, self.sheet, before, after),
            action: &self.path(rest),
            values: vec![("wersja".to_owned(), version.to_string())],
            yes: visit.t(&format!("settings-{key}-yes")),
            back: &here,
        };
        confirm::ask(visit, asked)
    }

    pub(super) async fn outdated(
        &self,
        tx: TenantTx,
        typed: Option<Typed>,
    ) -> Result<Response, PageError> {
        let extra = Extra {
            typed,
            is_outdated: true,
            ..Extra::default()
        };
        self.respond(tx, StatusCode::CONFLICT, extra).await
    }
}

pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let tx = desk.begin().await?;
    let key = match asked.po.as_str() {
        "zapis" => Some("settings-saved"),
        "plik" => Some("settings-back-done"),
        _ => None,
    };
    let extra = Extra {
        notice: key.map(|key| desk.visit.t(key)),
        ..Extra::default()
    };
    desk.respond(tx, StatusCode::OK, extra).await
}

pub(super) async fn save(desk: Desk, Form(pairs): Fields) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let version = posted.version();
    let typed: Typed = posted.0;
    let tx = desk.begin().await?;
    let faults = desk.faults(&typed);
    if !faults.is_empty() {
        let extra = Extra {
            typed: Some(typed),
            faults,
            ..Extra::default()
        };
        return desk
            .respond(tx, StatusCode::UNPROCESSABLE_ENTITY, extra)
            .await;
    }
    let Standing { value, .. } = settings::standing(&tx, desk.sheet.part).await?;
    let wanted = desk.sheet.value(&typed);
    match settings::save(&tx, desk.sheet.part, &wanted, desk.act(version)).await {
        Ok(()) => {
            let done = ("settings_changed", "zapis");
            desk.finish(tx, (&value, &wanted), done).await
        }
        Err(StoreError::Stale(_)) => {
            drop(tx);
            let tx = desk.begin().await?;
            desk.outdated(tx, Some(typed)).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Back to what the file says; asks first.
pub(super) async fn back_to_file(desk: Desk, Form(pairs): Fields) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = desk.begin().await?;
    let standing = settings::standing(&tx, desk.sheet.part).await?;
    let both = (&standing.value, &standing.file_value);
    if !posted.is_confirmed() {
        return desk.ask(both, ("back", "/plik"), standing.version);
    }
    let act = desk.act(posted.version());
    match settings::back_to_file(&tx, desk.sheet.part, act).await {
        Ok(()) => {
            desk.finish(tx, both, ("settings_back_to_file", "plik"))
                .await
        }
        Err(StoreError::Stale(_)) => {
            drop(tx);
            let tx = desk.begin().await?;
            desk.outdated(tx, None).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Back to an earlier state; asks first.
pub(super) async fn restore(
    desk: Desk,
    Path((_, number)): Path<(String, i32)>,
    Form(pairs): Fields,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = desk.begin().await?;
    let standing = settings::standing(&tx, desk.sheet.part).await?;
    let earlier = settings::earlier(&tx, desk.sheet.part).await?;
    let found = earlier.into_iter().find(|one| one.version == number);
    let wanted = found.ok_or(PageError::NotFound)?.value;
    let both = (&standing.value, &wanted);
    if !posted.is_confirmed() {
        let rest = format!("/wersje/{number}");
        return desk.ask(both, ("restore", &rest), standing.version);
    }
    let act = desk.act(posted.version());
    match settings::save(&tx, desk.sheet.part, &wanted, act).await {
        Ok(()) => desk.finish(tx, both, ("settings_restored", "zapis")).await,
        Err(StoreError::Stale(_)) => {
            drop(tx);
            let tx = desk.begin().await?;
            desk.outdated(tx, None).await
        }
        Err(fault) => Err(fault.into()),
    }
}

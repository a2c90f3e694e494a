//! All services of the office, published and being written.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::sketches::{self, Offered};

use super::acts::act_in_words;
use super::overview::state_tag;
use crate::page::{self, Page};
use crate::routes::Routes;
use crate::staff::words::Tag;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

pub(super) fn routes() -> Routes {
    Routes::office().get("/urzad/uslugi", Action::SeeServices, show)
}

struct Line {
    href: String,
    title: String,
    slug: String,
    state: Tag,
    is_written: bool,
    edition: String,
    template: String,
    unit: String,
    cases: String,
    changed: String,
}

#[derive(Template)]
#[template(path = "staff/designer/list.html")]
struct ListPage {
    page: Page,
    lines: Vec<Line>,
    may_change: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let access = app.access();
    access.require(visit.actor(), Action::SeeServices, &Resource::Catalogue)?;
    let tx = visit.office()?.begin().await?;
    let all = sketches::offered(&tx).await?;
    drop(tx);
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(act_in_words(&visit, act)),
    };
    let page = ListPage {
        lines: all.iter().map(|one| line(&visit, one)).collect(),
        may_change: access.allows(visit.actor(), Action::ChangeServices, &Resource::Catalogue),
        page: visit
            .page(visit.t("designer-list"))
            .with_notice(notice.filter(|text| !text.is_empty())),
    };
    page::html(StatusCode::OK, &page)
}

fn line(visit: &Visit, one: &Offered) -> Line {
    Line {
        href: format!("/urzad/uslugi/{}", one.slug),
        title: match one.title.is_empty() {
            true => visit.t("designer-unnamed"),
            false => one.title.clone(),
        },
        slug: one.slug.clone(),
        state: state_tag(visit, &one.state),
        is_written: one.is_written && one.service.is_some(),
        edition: one
            .edition
            .map(|number| number.to_string())
            .unwrap_or_default(),
        template: match &one.template {
            Some(_) => visit.t("designer-template-yes"),
            None => visit.t("designer-template-no"),
        },
        unit: one.unit.clone().unwrap_or_default(),
        cases: one.cases.to_string(),
        changed: dates::long(
            visit.app().texts(),
            visit.lang(),
            dates::warsaw_date(one.changed_at),
        ),
    }
}

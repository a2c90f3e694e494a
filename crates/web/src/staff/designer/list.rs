//! All services of the office, published and being written.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::services::postponed;
use store::sketches::{self, Offered};
use store::templates;

use super::acts::act_in_words;
use super::overview::state_tag;
use super::update::waiting::{self, Followed, Standing};
use crate::page::{self, NavLink, Page};
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
    update: Vec<Tag>,
    unit: String,
    cases: String,
    changed: String,
}

#[derive(Template)]
#[template(path = "staff/designer/list.html")]
struct ListPage {
    page: Page,
    /// All of them, or those for which an update waits.
    tabs: Vec<NavLink>,
    lines: Vec<Line>,
    is_filtered: bool,
    may_change: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
    /// `aktualizacje` for services with an update.
    widok: String,
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let access = app.access();
    access.require(visit.actor(), Action::SeeServices, &Resource::Catalogue)?;
    // The registry first: nobody waits for it with a connection of the office in hand.
    let tx = app.tenancy().registry().await?;
    let editions = waiting::by_template(templates::announced(&tx, None).await?);
    drop(tx);
    let tx = visit.office()?.begin().await?;
    let all = sketches::offered(&tx).await?;
    let put_off = postponed::postponed(&tx).await?;
    drop(tx);
    let lines = all.iter().map(|one| {
        let followed = Followed {
            in_force: one.template.as_ref(),
            sketch: one.is_written.then_some(one.sketch_template.as_ref()),
        };
        let put_off = one.service.and_then(|service| put_off.get(&service));
        let today = app.today();
        let update = match waiting::standing(followed, &editions, put_off, today) {
            Standing::Waiting(update) => update.tags(&visit, today),
            Standing::Own | Standing::Current | Standing::Gone => Vec::new(),
        };
        line(&visit, one, update)
    });
    let mut lines: Vec<Line> = lines.collect();
    let waits = lines.iter().filter(|line| !line.update.is_empty()).count();
    let is_filtered = asked.widok == "aktualizacje";
    let tab = |href: &str, key: &str, count: usize, current| NavLink {
        href: href.to_owned(),
        label: visit.t1(key, "count", &count.to_string()),
        current,
    };
    let tabs = vec![
        tab(
            "/urzad/uslugi",
            "designer-update-all",
            lines.len(),
            !is_filtered,
        ),
        tab(
            "/urzad/uslugi?widok=aktualizacje",
            "designer-update-filter",
            waits,
            is_filtered,
        ),
    ];
    lines.retain(|line| !is_filtered || !line.update.is_empty());
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(act_in_words(&visit, act)),
    };
    let page = ListPage {
        tabs,
        lines,
        is_filtered,
        may_change: access.allows(visit.actor(), Action::ChangeServices, &Resource::Catalogue),
        page: visit
            .page(visit.t("designer-list"))
            .with_notice(notice.filter(|text| !text.is_empty())),
    };
    page::html(StatusCode::OK, &page)
}

fn line(visit: &Visit, one: &Offered, update: Vec<Tag>) -> Line {
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
        update,
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

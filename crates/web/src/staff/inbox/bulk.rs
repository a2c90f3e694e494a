//! Assigning several cases at once, with a report of those that were not and why.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{CaseId, StaffId};
use store::cases::{self, Act, StepFault};

use crate::page::{self, Crumb, Page};
use crate::staff::acts::Posted;
use crate::staff::{resource, scope};
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Cases taken in one post: a page of the inbox, with room.
const CASES_MAX: usize = 100;

/// What became of one case.
struct Outcome {
    mark: String,
    href: String,
    title: String,
    /// Why it was not assigned; empty when it was.
    why: String,
}

#[derive(Template)]
#[template(path = "staff/assigned.html")]
struct ReportPage {
    page: Page,
    crumbs: Vec<Crumb>,
    /// Wrong with the whole post: nobody or nothing was chosen.
    fault: String,
    keeper: String,
    done: Vec<Outcome>,
    left: Vec<Outcome>,
    back: String,
}

/// `POST /urzad/przydziel`: one transaction for all; a case that cannot be assigned keeps none of
/// the others from it.
pub(super) async fn assign(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(posted);
    let picked: Vec<(CaseId, i32)> = posted
        .all("sprawa")
        .take(CASES_MAX)
        .filter_map(pick)
        .collect();
    let tx = visit.office()?.begin().await?;
    let keepers = cases::keepers(&tx).await?;
    let wanted = posted.get("osoba").parse().ok().map(StaffId);
    let keeper = keepers.iter().find(|keeper| Some(keeper.id) == wanted);
    let mut report = ReportPage {
        crumbs: visit.crumbs(&[("", &visit.t("staff-bulk-title"))]),
        page: visit.page(visit.t("staff-bulk-title")),
        fault: String::new(),
        keeper: keeper.map(|keeper| keeper.name.clone()).unwrap_or_default(),
        done: Vec::new(),
        left: Vec::new(),
        back: back(posted.get("wroc")),
    };
    let Some(keeper) = keeper.filter(|_| !picked.is_empty()) else {
        drop(tx);
        report.fault = visit.t(match picked.is_empty() {
            true => "staff-bulk-none",
            false => "staff-fault-keeper",
        });
        report.page = report.page.with_errors(true);
        return page::html(StatusCode::UNPROCESSABLE_ENTITY, &report);
    };
    let within = scope(&app, visit.actor(), Action::Assign);
    for (id, version) in picked {
        // What the person may not assign is not told apart from what is not there.
        let found = cases::find(&tx, &within, id).await?;
        let Some(case) = found.filter(|case| may(&visit, &app, &resource(case))) else {
            report.left.push(Outcome {
                mark: visit.t("staff-bulk-unknown"),
                href: String::new(),
                title: String::new(),
                why: visit.t("staff-bulk-absent"),
            });
            continue;
        };
        let act = Act {
            case: id,
            version,
            staff: staff.staff,
            at: app.now(),
            today: app.today(),
        };
        let why = match cases::assign(&tx, &act, keeper.id).await {
            Ok(()) => String::new(),
            Err(StepFault::Stale) => visit.t("staff-bulk-stale"),
            Err(StepFault::Refused(_)) => visit.t("staff-bulk-over"),
            Err(StepFault::Absent) => visit.t1("staff-bulk-unit", "unit", &case.unit_code),
            Err(StepFault::Store(fault)) => return Err(fault.into()),
        };
        let list = match why.is_empty() {
            true => &mut report.done,
            false => &mut report.left,
        };
        list.push(Outcome {
            href: format!("/urzad/sprawy/{}", case.id),
            mark: case.mark,
            title: case.title,
            why,
        });
    }
    tx.commit().await?;
    page::html(StatusCode::OK, &report)
}

fn may(visit: &Visit, app: &AppState, case: &Resource) -> bool {
    app.access().allows(visit.actor(), Action::Assign, case)
}

/// A case as the box of its row names it: identifier and version.
fn pick(value: &str) -> Option<(CaseId, i32)> {
    let (id, version) = value.split_once(':')?;
    Some((id.parse().map(CaseId).ok()?, version.parse().ok()?))
}

/// Back to the same inbox; anything else leads to the inbox as it opens.
fn back(query: &str) -> String {
    let is_query = query
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || "=&%-_.+".contains(sign));
    match is_query && !query.is_empty() {
        true => format!("/urzad?{query}"),
        false => "/urzad".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn the_way_back_stays_in_the_inbox() {
        assert_eq!(
            back("widok=w-toku&q=pas%20drogi"),
            "/urzad?widok=w-toku&q=pas%20drogi"
        );
        for strange in [
            "",
            "//zlo.example",
            "x\r\nset-cookie: a",
            "a#b",
            "\"><script>",
        ] {
            assert_eq!(back(strange), "/urzad", "{strange:?}");
        }
    }
}

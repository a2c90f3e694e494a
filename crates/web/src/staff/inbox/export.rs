//! The inbox as a file for a spreadsheet: what the filter shows, nothing more.

use std::collections::BTreeMap;

use access::Action;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use store::audit::{self, Entry};
use store::inbox::{self, Filter, Line, Tab};

use super::{Address, TABS};
use crate::staff::{scope, words};
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, files};

/// Cases in one file at most; the last line says when there are more.
const ROWS_MAX: u32 = 20_000;
/// Spreadsheets take a file for UTF-8 when it begins so.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Polish spreadsheets part columns at semicolons, because the comma is in their numbers.
const SEPARATOR: char = ';';
const COLUMNS: [&str; 8] = [
    "staff-col-case",
    "staff-col-title",
    "staff-col-unit",
    "staff-col-state",
    "staff-col-keeper",
    "staff-col-opened",
    "staff-col-due",
    "staff-unread",
];

/// `GET /urzad/sprawy.csv` with the address of the inbox.
pub(super) async fn download(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Query(parts): Query<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    app.access()
        .require(visit.actor(), Action::SeeInbox, &access::Resource::Office)?;
    let scope = scope(&app, visit.actor(), Action::SeeInbox);
    let filter = Address(parts).filter(scope, &staff, &app);
    let tx = visit.office()?.begin().await?;
    let found = inbox::first(&tx, &filter, ROWS_MAX).await?;
    let entry = Entry {
        at: app.now(),
        actor: &format!("staff:{}", staff.staff),
        action: "inbox_exported",
        subject: "inbox",
        detail: &detail(&filter, found.lines.len()),
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    let mut text = format!("{BYTE_ORDER_MARK}{}", row(&COLUMNS.map(|key| visit.t(key))));
    for line in &found.lines {
        text.push_str(&row(&cells(&visit, line)));
    }
    if usize::try_from(found.total).is_ok_and(|total| total > found.lines.len()) {
        let shown = found.lines.len().to_string();
        let total = found.total.to_string();
        let values = [("shown", shown.as_str()), ("total", total.as_str())];
        text.push_str(&row(&[visit.tn("staff-export-cut", &values)]));
    }
    let name = format!("sprawy-{}.csv", filter.today);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, files::disposition(&name)),
    ];
    Ok((headers, text).into_response())
}

fn cells(visit: &Visit, line: &Line) -> [String; 8] {
    [
        line.mark.clone(),
        line.title.clone(),
        line.unit_code.clone(),
        words::state(visit, line.state, None).text,
        line.assignee_name.clone().unwrap_or_default(),
        // Spreadsheets know ISO dates in every language.
        line.opened_on.to_string(),
        line.due_on.map(|due| due.to_string()).unwrap_or_default(),
        visit.t(if line.unread { "yes" } else { "no" }),
    ]
}

/// Which filters were in force; what was searched for stays out, it may be somebody's number.
fn detail(filter: &Filter, rows: usize) -> String {
    let tab = TABS.into_iter().find(|(tab, _)| *tab == filter.tab);
    let tab = tab.map_or("wszystkie", |(_, word)| word);
    let mut detail = format!("rows:{rows} tab:{tab}");
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            detail.push_str(&format!(" {name}:{value}"));
        }
    };
    add("state", filter.state.map(|state| state.as_str().to_owned()));
    add("unit", filter.unit.map(|unit| unit.to_string()));
    add("keeper", filter.assignee.map(|keeper| keeper.to_string()));
    add("service", filter.service.clone());
    add(
        "search",
        (!filter.search.is_empty()).then(|| "yes".to_owned()),
    );
    if filter.tab == Tab::Any && filter.search.is_empty() {
        add("whole", Some("yes".to_owned()));
    }
    detail
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(&SEPARATOR.to_string()))
}

/// A cell as it is written: in quotes where it must be, and never the beginning of a formula,
/// which spreadsheets would count.
fn quoted(cell: &str) -> String {
    let begins_formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%'])
        || cell.starts_with(['\t', '\r', '\n']);
    let cell = match begins_formula {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    };
    match cell.contains([SEPARATOR, '"', '\r', '\n', ',']) || cell != cell.trim() {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for formula in [
            "=1+1",
            "+48 600",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =cmd|' /C calc'!A0",
            "|x",
            "%0A=1",
        ] {
            let cell = quoted(formula);
            let bare = cell.trim_start_matches('"');
            assert!(bare.starts_with('\''), "{formula:?} became {cell:?}");
        }
        assert_eq!(quoted("FN.3124.1.2026"), "FN.3124.1.2026");
        assert_eq!(quoted("2026-11-26"), "2026-11-26");
    }

    #[test]
    fn signs_of_the_format_are_quoted() {
        assert_eq!(quoted("a;b"), "\"a;b\"");
        assert_eq!(quoted("„\"x\"”"), "\"„\"\"x\"\"”\"");
        assert_eq!(quoted("a\nb"), "\"a\nb\"");
        assert_eq!(row(&["Żółw".into(), "1,5".into()]), "Żółw;\"1,5\"\r\n");
    }
}

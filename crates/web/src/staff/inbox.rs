//! The inbox: cases of the person's units, by tab, filter and search, all of it in the address.

mod bulk;
mod choices;
mod export;

use std::collections::BTreeMap;

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case_state::CaseState;
use domain::ids::{StaffId, UnitId};
use store::cases;
use store::inbox::{self, Counts, Due, Filter, Line, PAGE_ROWS, Tab};
use store::units::{self, Scope, Unit};

use super::case_page::Choice;
use super::scope;
use super::words::{self, Tag};
use crate::error::encode;
use crate::page::{self, NavLink, Page, see_other};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

/// Longest search, in characters.
const SEARCH_CHARS_MAX: usize = 200;

pub(super) fn routes() -> Routes {
    // Everybody of the staff comes in here; who has no inbox is sent on by the handler.
    Routes::office()
        .get("/urzad", Action::SeeDesk, show)
        .get("/urzad/sprawy.csv", Action::SeeInbox, export::download)
        .post("/urzad/przydziel", Action::Assign, bulk::assign)
}

/// A line of the table.
struct Row {
    href: String,
    /// For whoever may pass the case on without reading it.
    hand_over: String,
    /// What the box of the row posts; empty when the person may not assign the case.
    pick: String,
    mark: String,
    title: String,
    unit: String,
    state: Tag,
    keeper: String,
    is_mine: bool,
    opened: String,
    due: String,
    distance: String,
    is_late: bool,
    is_paused: bool,
    unread: bool,
}

#[derive(Template)]
#[template(path = "staff/inbox.html")]
struct InboxPage {
    page: Page,
    tabs: Vec<NavLink>,
    tab: String,
    search: String,
    chips: Vec<choices::Chip>,
    states: Vec<Choice>,
    units: Vec<Choice>,
    services: Vec<Choice>,
    dues: Vec<Choice>,
    assignees: Vec<Choice>,
    rows: Vec<Row>,
    total: String,
    where_we_are: String,
    previous: String,
    next: String,
    export: String,
    /// To whom the picked cases can be assigned; nobody when the person assigns none.
    keepers: Vec<Choice>,
    /// The address to come back to.
    query: String,
}

#[derive(Template)]
#[template(path = "staff/no_inbox.html")]
struct NoInboxPage {
    page: Page,
}

/// The address of the inbox, read and put together again. Unknown values count as none.
#[derive(Clone, Default)]
struct Address(BTreeMap<String, String>);

impl Address {
    fn get(&self, key: &str) -> &str {
        self.0
            .get(key)
            .map(|value| value.trim())
            .unwrap_or_default()
    }

    /// The same address with one part changed; the page number never outlives a change.
    fn with(&self, key: &str, value: &str) -> String {
        let mut changed = self.clone();
        changed.0.remove("strona");
        changed.0.insert(key.to_owned(), value.to_owned());
        match changed.query() {
            none if none.is_empty() => "/urzad".to_owned(),
            query => format!("/urzad?{query}"),
        }
    }

    /// The part of the address behind the question mark; what was just done is not in it.
    fn query(&self) -> String {
        let parts = self.0.iter();
        let parts = parts.filter(|(key, value)| *key != "po" && !value.trim().is_empty());
        let parts: Vec<String> = parts
            .map(|(key, value)| format!("{key}={}", encode(value)))
            .collect();
        parts.join("&")
    }

    fn filter(&self, scope: Scope, staff: &StaffIn, app: &AppState) -> Filter {
        let search: String = self.get("q").chars().take(SEARCH_CHARS_MAX).collect();
        let service = Some(self.get("usluga")).filter(|service| !service.is_empty());
        Filter {
            scope,
            asker: staff.staff,
            today: app.today(),
            tab: tab(self.get("widok")).unwrap_or(match search.is_empty() {
                true => Tab::Unassigned,
                false => Tab::Any,
            }),
            state: CaseState::parse(self.get("stan")).ok(),
            unit: self.get("referat").parse().ok().map(UnitId),
            assignee: match self.get("osoba") {
                "ja" => Some(staff.staff),
                other => other.parse().ok().map(StaffId),
            },
            service: service.map(str::to_owned),
            due: due(self.get("termin")),
            search,
        }
    }

    /// The same list at another page; empty when there is no such page.
    fn page_at(&self, number: u64, is_there: bool) -> String {
        if !is_there {
            return String::new();
        }
        let first = self.with("strona", "");
        let sign = if first.contains('?') { '&' } else { '?' };
        format!("{first}{sign}strona={number}")
    }

    fn page(&self) -> u32 {
        self.get("strona").parse().unwrap_or(1).clamp(1, 100_000)
    }
}

const TABS: [(Tab, &str); 6] = [
    (Tab::Unassigned, "nowe"),
    (Tab::Mine, "moje"),
    (Tab::Overdue, "po-terminie"),
    (Tab::Waiting, "czekaja"),
    (Tab::Open, "w-toku"),
    (Tab::Done, "zalatwione"),
];

const DUES: [(Due, &str); 3] = [
    (Due::Overdue, "po-terminie"),
    (Due::Today, "dzis"),
    (Due::Week, "tydzien"),
];

fn tab(word: &str) -> Option<Tab> {
    TABS.into_iter()
        .find(|(_, known)| *known == word)
        .map(|(tab, _)| tab)
}

fn due(word: &str) -> Option<Due> {
    DUES.into_iter()
        .find(|(_, known)| *known == word)
        .map(|(due, _)| due)
}

async fn show(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Query(parts): Query<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    let access = app.access();
    access.require(visit.actor(), Action::SeeDesk, &Resource::Office)?;
    if !access.allows(visit.actor(), Action::SeeInbox, &Resource::Office) {
        return elsewhere(&visit, &app);
    }
    let address = Address(parts);
    let filter = address.filter(scope(&app, visit.actor(), Action::SeeInbox), &staff, &app);
    let tx = visit.office()?.begin().await?;
    let found = inbox::find(&tx, &filter, address.page()).await?;
    let counts = inbox::counts(&tx, &filter).await?;
    let units = units::list(&tx).await?;
    let services = inbox::services(&tx, &filter).await?;
    let reach = Reach::of(&visit, &app);
    let keepers = match reach.assigns() {
        true => cases::keepers(&tx).await?,
        false => Vec::new(),
    };
    drop(tx);
    let units: Vec<Unit> = units
        .into_iter()
        .filter(|unit| covers(&filter.scope, unit.id))
        .collect();
    let pages = found
        .total
        .max(1)
        .unsigned_abs()
        .div_ceil(u64::from(PAGE_ROWS));
    let here = u64::from(address.page());
    let (here_text, pages_text) = (here.to_string(), pages.to_string());
    let handed_over = address.get("po") == "przekazanie";
    let page = InboxPage {
        tabs: tabs(&visit, &address, &filter, counts),
        tab: address.get("widok").to_owned(),
        chips: choices::chips(&visit, &address, &filter, (&units, &services)),
        states: choices::states(&visit, filter.state),
        units: choices::unit_choices(&units, filter.unit),
        services: choices::service_choices(&services, filter.service.as_deref()),
        dues: choices::due_choices(&visit, filter.due),
        assignees: choices::assignees(&visit, &filter),
        rows: found
            .lines
            .iter()
            .map(|line| row(&visit, &filter, &reach, line))
            .collect(),
        export: format!("/urzad/sprawy.csv?{}", address.query()),
        keepers: keepers
            .into_iter()
            .map(|keeper| choices::choice(&keeper.id.to_string(), keeper.name, false))
            .collect(),
        query: address.query(),
        total: visit.t1("count-cases", "count", &found.total.to_string()),
        where_we_are: visit.tn("page-of", &[("page", &here_text), ("pages", &pages_text)]),
        previous: address.page_at(here.saturating_sub(1), here > 1),
        next: address.page_at(here + 1, here < pages),
        search: filter.search,
        page: visit
            .page(title(&visit, filter.tab))
            .with_notice(handed_over.then(|| visit.t("staff-flash-handed-over"))),
    };
    page::html(StatusCode::OK, &page)
}

/// The part of the inbox and the inbox: every tab of a browser tells its own.
fn title(visit: &Visit, tab: Tab) -> String {
    let inbox = visit.t("staff-inbox-title");
    match TABS.into_iter().find(|(known, _)| *known == tab) {
        Some((_, word)) => format!("{} – {inbox}", visit.t(&format!("staff-tab-{word}"))),
        None => inbox,
    }
}

/// Where somebody without an inbox goes: to the first page of theirs.
fn elsewhere(visit: &Visit, app: &AppState) -> Result<Response, PageError> {
    let pages = [
        (
            Action::SeeStaff,
            Resource::Staff { id: None },
            "/urzad/osoby",
        ),
        (Action::SeeSettings, Resource::Settings, "/urzad/ustawienia"),
        (
            Action::SeeAudit,
            Resource::AuditTrail,
            "/urzad/rejestr-zdarzen",
        ),
        (Action::SeeServices, Resource::Catalogue, "/urzad/uslugi"),
    ];
    for (action, resource, path) in pages {
        if app.access().allows(visit.actor(), action, &resource) {
            return Ok(see_other(path));
        }
    }
    let page = NoInboxPage {
        page: visit.page(visit.t("staff-no-inbox-title")),
    };
    page::html(StatusCode::OK, &page)
}

fn covers(scope: &Scope, unit: UnitId) -> bool {
    match scope {
        Scope::All => true,
        Scope::Units(units) => units.contains(&unit),
    }
}

/// The units in which the person may read, pass on and assign.
struct Reach {
    read: Scope,
    hand_over: Scope,
    assign: Scope,
}

impl Reach {
    fn of(visit: &Visit, app: &AppState) -> Self {
        let units = |action| scope(app, visit.actor(), action);
        Self {
            read: units(Action::SeeCase),
            hand_over: units(Action::HandOver),
            assign: units(Action::Assign),
        }
    }

    fn assigns(&self) -> bool {
        match &self.assign {
            Scope::All => true,
            Scope::Units(units) => !units.is_empty(),
        }
    }
}

fn row(visit: &Visit, filter: &Filter, reach: &Reach, line: &Line) -> Row {
    let (distance, is_late) = match (line.due_on, line.state) {
        (Some(due), CaseState::Registered | CaseState::InProgress) => {
            words::distance(visit, due, filter.today)
        }
        _ => (String::new(), false),
    };
    let href = match covers(&reach.read, line.unit) {
        true => format!("/urzad/sprawy/{}", line.id),
        false => String::new(),
    };
    let is_open = line.state.is_open();
    let passes_on = href.is_empty() && is_open && covers(&reach.hand_over, line.unit);
    Row {
        href,
        hand_over: match passes_on {
            true => format!("/urzad/sprawy/{}/przekaz", line.id),
            false => String::new(),
        },
        pick: match is_open && covers(&reach.assign, line.unit) {
            true => format!("{}:{}", line.id, line.version),
            false => String::new(),
        },
        mark: line.mark.clone(),
        title: line.title.clone(),
        unit: line.unit_code.clone(),
        state: words::state(visit, line.state, None),
        keeper: line.assignee_name.clone().unwrap_or_default(),
        is_mine: line.assignee == Some(filter.asker),
        opened: dates::figures(line.opened_on),
        due: line.due_on.map(dates::figures).unwrap_or_default(),
        distance,
        is_late,
        is_paused: line.state == CaseState::WaitingForApplicant,
        unread: line.unread,
    }
}

fn tabs(visit: &Visit, address: &Address, filter: &Filter, counts: Counts) -> Vec<NavLink> {
    let link = |(tab, word): (Tab, &str)| {
        let count = match tab {
            Tab::Unassigned => counts.unassigned,
            Tab::Mine => counts.mine,
            Tab::Overdue => counts.overdue,
            Tab::Waiting => counts.waiting,
            Tab::Open | Tab::Any => counts.open,
            Tab::Done => counts.done,
        };
        let label = visit.t(&format!("staff-tab-{word}"));
        NavLink {
            href: address.with("widok", word),
            label: format!("{label} ({count})"),
            current: filter.tab == tab,
        }
    };
    TABS.into_iter().map(link).collect()
}

//! The filters of the inbox: what can be chosen, and what is in force as removable marks.

use domain::case_state::CaseState;
use domain::ids::UnitId;
use store::inbox::{Due, Filter, Service};
use store::units::Unit;

use super::{Address, DUES};
use crate::staff::case_page::Choice;
use crate::staff::words;
use crate::visit::Visit;

/// A filter in force; the address leads to the same inbox without it.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) label: String,
}

pub(super) fn chips(
    visit: &Visit,
    address: &Address,
    filter: &Filter,
    (units, services): (&[Unit], &[Service]),
) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |key: &str, label: String| {
        chips.push(Chip {
            href: address.with(key, ""),
            label,
        });
    };
    if !filter.search.is_empty() {
        chip("q", visit.t1("staff-chip-search", "words", &filter.search));
    }
    if let Some(state) = filter.state {
        chip("stan", words::state(visit, state, None).text);
    }
    if let Some(unit) = units.iter().find(|unit| Some(unit.id) == filter.unit) {
        chip("referat", unit.name.clone());
    }
    if filter.assignee.is_some() {
        chip("osoba", visit.t("staff-chip-mine"));
    }
    if let Some(slug) = &filter.service {
        let title = services.iter().find(|service| service.slug == *slug);
        chip(
            "usluga",
            title.map_or_else(|| slug.clone(), |service| service.title.clone()),
        );
    }
    if filter.due.is_some() {
        chip(
            "termin",
            visit.t(&format!("staff-due-filter-{}", address.get("termin"))),
        );
    }
    chips
}

pub(super) fn choice(value: &str, label: String, chosen: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        hint: String::new(),
        chosen,
    }
}

pub(super) fn states(visit: &Visit, chosen: Option<CaseState>) -> Vec<Choice> {
    let state = |state: CaseState| {
        choice(
            state.as_str(),
            words::state(visit, state, None).text,
            chosen == Some(state),
        )
    };
    CaseState::ALL.into_iter().map(state).collect()
}

pub(super) fn unit_choices(units: &[Unit], chosen: Option<UnitId>) -> Vec<Choice> {
    let unit = |unit: &Unit| {
        let label = format!("{} – {}", unit.code, unit.name);
        choice(&unit.id.to_string(), label, chosen == Some(unit.id))
    };
    units.iter().map(unit).collect()
}

pub(super) fn service_choices(services: &[Service], chosen: Option<&str>) -> Vec<Choice> {
    let service = |service: &Service| {
        choice(
            &service.slug,
            service.title.clone(),
            chosen == Some(service.slug.as_str()),
        )
    };
    services.iter().map(service).collect()
}

pub(super) fn due_choices(visit: &Visit, chosen: Option<Due>) -> Vec<Choice> {
    let due = |(due, word): (Due, &str)| {
        choice(
            word,
            visit.t(&format!("staff-due-filter-{word}")),
            chosen == Some(due),
        )
    };
    DUES.into_iter().map(due).collect()
}

pub(super) fn assignees(visit: &Visit, filter: &Filter) -> Vec<Choice> {
    let mine = filter.assignee == Some(filter.asker);
    vec![choice("ja", visit.t("staff-chip-mine"), mine)]
}

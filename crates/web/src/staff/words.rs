//! Cases in words: states, terms and why they end when they do, events, dates.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::case_state::{CaseState, Outcome};
use domain::deadline::{Clock, Conventions, Rule, Term, explain};
use domain::procedure::Procedure;
use serde_json::Value;
use store::cases::{Event, Look};
use store::deadlines::{Deadline, Kind, State};
use store::messages::Message;

use crate::dates;
use crate::visit::Visit;

/// A state in words with the shape of its tag.
pub(crate) struct Tag {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

/// A moment for machines and for people.
pub(crate) struct When {
    pub(crate) iso: String,
    pub(crate) text: String,
}

/// An event of a case in words.
pub(crate) struct Told {
    pub(crate) when: When,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) who: String,
}

/// A message as people read it.
pub(crate) struct Letter {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) when: When,
    pub(crate) lines: Vec<String>,
    pub(crate) who: String,
    /// When the other side opened it; empty when it did not.
    pub(crate) read: String,
}

/// Somebody who looked.
pub(crate) struct Looked {
    pub(crate) name: String,
    pub(crate) when: String,
    pub(crate) times: String,
}

/// The code of a state as text files write it.
pub(crate) fn kebab(code: &str) -> String {
    code.replace('_', "-")
}

/// The tag of a state as the staff reads it.
pub(crate) fn state(visit: &Visit, state: CaseState, outcome: Option<Outcome>) -> Tag {
    let key = match state {
        CaseState::WaitingForApplicant => "state-waiting-for-applicant-staff".to_owned(),
        _ => format!("state-{}", kebab(state.as_str())),
    };
    Tag {
        kind: shape(state, outcome),
        text: visit.t(&key),
    }
}

/// The tag of a state as the resident reads it.
pub(crate) fn own_state(visit: &Visit, state: CaseState, outcome: Option<Outcome>) -> Tag {
    let text = visit.t(&format!("state-{}", kebab(state.as_str())));
    Tag {
        kind: shape(state, outcome),
        text,
    }
}

fn shape(state: CaseState, outcome: Option<Outcome>) -> &'static str {
    match (state, outcome) {
        (CaseState::Registered, _) => "new",
        (CaseState::InProgress, _) => "work",
        (CaseState::WaitingForApplicant, _) => "wait",
        (CaseState::Settled, Some(Outcome::Refused)) => "refused",
        (CaseState::Settled, _) => "done",
        (CaseState::Closed, _) => "closed",
    }
}

pub(crate) fn outcome(visit: &Visit, outcome: Outcome) -> String {
    visit.t(&format!("outcome-{}", kebab(outcome.as_str())))
}

pub(crate) fn day(visit: &Visit, day: NaiveDate) -> String {
    dates::long(visit.app().texts(), visit.lang(), day)
}

pub(crate) fn moment(visit: &Visit, at: DateTime<Utc>) -> When {
    When {
        iso: dates::iso(at),
        text: dates::long_time(visit.app().texts(), visit.lang(), at),
    }
}

/// How far the day is: "za 3 dni", and whether it has passed.
pub(crate) fn distance(visit: &Visit, due: NaiveDate, today: NaiveDate) -> (String, bool) {
    let days = (due - today).num_days();
    let text = match days {
        0 => visit.t("staff-due-today"),
        1 => visit.t("staff-due-tomorrow"),
        2.. => visit.t1("staff-due-in", "days", &days.to_string()),
        _ => visit.t1("staff-due-late", "days", &(-days).to_string()),
    };
    (text, days < 0)
}

/// Why a term of settling ends when it ends: its basis, what did not count, what moved it.
pub(crate) fn reasons(visit: &Visit, procedure: Procedure, term: &Deadline) -> Vec<String> {
    let mut reasons = Vec::new();
    let rule = Rule::parse(&term.rule).ok();
    if let Some(words) = rule.as_ref().and_then(|rule| length(visit, rule)) {
        let from = day(visit, term.starts_on);
        let values = [
            ("term", words.as_str()),
            ("day", from.as_str()),
            ("basis", &term.basis),
        ];
        reasons.push(visit.tn("staff-term-from", &values));
    } else {
        reasons.push(visit.t1("staff-term-basis", "basis", &term.basis));
    }
    let days = term.excluded_days();
    if days > 0 {
        let days = days.to_string();
        let values = [("days", days.as_str()), ("basis", pause_basis(procedure))];
        reasons.push(visit.tn("staff-term-excluded", &values));
    }
    if term.state == State::Suspended {
        reasons.push(visit.t1("staff-term-suspended", "basis", pause_basis(procedure)));
    }
    reasons.extend(rule.and_then(|rule| moved(visit, procedure, term, &rule)));
    reasons
}

/// The move off a day on which offices do not work.
fn moved(visit: &Visit, procedure: Procedure, term: &Deadline, rule: &Rule) -> Option<String> {
    let calendar = Calendar::statutory();
    let due = explain(rule, term.starts_on, &calendar, &Conventions::default()).ok()?;
    let from = due.moved_from?;
    let why = calendar.idle(from)?.to_string();
    let from = day(visit, from);
    let values = [
        ("day", from.as_str()),
        ("why", &why),
        ("basis", move_basis(procedure)),
    ];
    Some(visit.tn("staff-term-moved", &values))
}

/// The length of a plain term in words; `None` for chains and fictions.
fn length(visit: &Visit, rule: &Rule) -> Option<String> {
    let [Clock::Act { term, .. } | Clock::Raw { term, .. } | Clock::Silent(term)] = rule.clocks()
    else {
        return None;
    };
    let (key, count) = match term {
        Term::Days(n) => ("staff-length-days", n),
        Term::WorkingDays(n) => ("staff-length-working-days", n),
        Term::Weeks(n) => ("staff-length-weeks", n),
        Term::Months(n) => ("staff-length-months", n),
        Term::Years(n) => ("staff-length-years", n),
    };
    Some(visit.t1(key, "count", &count.to_string()))
}

/// The provision under which days of waiting do not count.
const fn pause_basis(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::Ordynacja => "art. 139 § 4 Ordynacji podatkowej",
        Procedure::Kpa
        | Procedure::Certificate
        | Procedure::SilentConsent
        | Procedure::SilentEnd
        | Procedure::PublicInformation
        | Procedure::Petition
        | Procedure::Complaint
        | Procedure::Notification => "art. 35 § 5 KPA",
    }
}

/// The provision that moves an end off a day off.
const fn move_basis(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::Ordynacja => "art. 12 § 5 Ordynacji podatkowej",
        Procedure::Kpa
        | Procedure::Certificate
        | Procedure::SilentConsent
        | Procedure::SilentEnd
        | Procedure::PublicInformation
        | Procedure::Petition
        | Procedure::Complaint
        | Procedure::Notification => "art. 57 § 4 KPA",
    }
}

/// The term of settling among the terms of a case.
pub(crate) fn settlement(terms: &[Deadline]) -> Option<&Deadline> {
    terms.iter().find(|term| term.kind == Kind::Settlement)
}

/// The term of the applicant that runs now.
pub(crate) fn answer_term(terms: &[Deadline]) -> Option<&Deadline> {
    let running = |term: &&Deadline| term.kind == Kind::Answer && term.state == State::Running;
    terms.iter().find(running)
}

/// An event in words. `area` is the beginning of the text keys: `staff` or `resident-case`.
pub(crate) fn told(visit: &Visit, area: &str, event: &Event) -> Told {
    let date = |key: &str| {
        let text = event.detail.get(key).and_then(Value::as_str)?;
        text.parse::<NaiveDate>().ok().map(|date| day(visit, date))
    };
    let text = match event.kind.as_str() {
        "opened" => date("due_on").map(|due| visit.t1("staff-event-opened-due", "day", &due)),
        "asked" => date("answer_by").map(|by| visit.t1("staff-event-asked-by", "day", &by)),
        "answered" => date("due_on").map(|due| visit.t1("staff-event-answered-due", "day", &due)),
        "settled" => event
            .detail
            .get("outcome")
            .and_then(Value::as_str)
            .and_then(|code| Outcome::parse(code).ok())
            .map(|code| outcome(visit, code)),
        "handed_over" => {
            let code = |key: &str| event.detail.get(key).and_then(Value::as_str);
            code("from").zip(code("to")).map(|(from, to)| {
                visit.tn(
                    "staff-event-handed-over-units",
                    &[("from", from), ("to", to)],
                )
            })
        }
        _ => None,
    };
    let who = match (event.actor_kind.as_str(), &event.actor_name) {
        ("staff", Some(name)) => name.clone(),
        ("resident", _) => visit.t(&format!("{area}-who-applicant")),
        _ => String::new(),
    };
    Told {
        when: moment(visit, event.at),
        title: visit.t(&format!("{area}-event-{}", kebab(&event.kind))),
        text: text.unwrap_or_default(),
        who,
    }
}

/// A message as people read it.
pub(crate) fn letter(visit: &Visit, area: &str, message: &Message) -> Letter {
    let who = match (message.kind, &message.author) {
        (store::messages::Kind::Answer, _) => visit.t(&format!("{area}-who-applicant")),
        (_, Some(name)) => name.clone(),
        (_, None) => String::new(),
    };
    let read = message.read_at.map(|at| moment(visit, at).text);
    Letter {
        id: message.id.to_string(),
        title: visit.t(&format!("{area}-letter-{}", message.kind.as_str())),
        when: moment(visit, message.sent_at),
        lines: lines(&message.text),
        who,
        read: read.map_or_else(String::new, |at| visit.t1("staff-letter-read", "when", &at)),
    }
}

/// A text as lines, for pages that must not show it as markup.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

pub(crate) fn looked(visit: &Visit, look: &Look) -> Looked {
    let name = look.name.clone();
    Looked {
        name: name.unwrap_or_else(|| visit.t("staff-look-unknown")),
        when: moment(visit, look.last_at).text,
        times: visit.t1("staff-look-times", "count", &look.times.to_string()),
    }
}

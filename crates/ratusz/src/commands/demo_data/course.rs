//! When each case of the demo was filed and what became of it: a spread an office would know.

use std::sync::LazyLock;

use catalogue::Definition;
use chrono::{Days, NaiveDate};
use domain::calendar::Calendar;
use domain::case_state::Outcome;
use domain::deadline::{self, Rule};

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::statutory);

/// How far back a day of filing is looked for, in days.
const BACK_DAYS_MAX: u64 = 400;
/// A service that was closed on the wanted day was filed on its last open one; a case older than
/// wanted by more days than these has been closed since.
const OLDER_DAYS_MAX: i64 = 10;

/// What becomes of a case of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Registered,
    InProgress,
    Waiting,
    Answered,
    Settled(Outcome),
    Closed(Outcome),
    /// Not sent yet.
    Draft,
}

/// How old a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    /// Filed so many days ago.
    Days(u64),
    /// Filed so that it is due in so many days; before zero it is late.
    Due(i64),
}

/// Taken in turn; drafts come last, so that every service is also filed.
const COURSE: [(Age, Fate); 24] = [
    (Age::Due(-9), Fate::InProgress),
    (Age::Due(0), Fate::InProgress),
    (Age::Days(2), Fate::Registered),
    (Age::Days(62), Fate::Closed(Outcome::Granted)),
    (Age::Days(9), Fate::Waiting),
    (Age::Due(5), Fate::InProgress),
    (Age::Days(34), Fate::Settled(Outcome::Refused)),
    (Age::Due(-2), Fate::Registered),
    (Age::Days(12), Fate::Answered),
    (Age::Days(15), Fate::Settled(Outcome::Granted)),
    (Age::Days(0), Fate::Registered),
    (Age::Due(1), Fate::InProgress),
    (Age::Days(70), Fate::Closed(Outcome::Granted)),
    (Age::Days(5), Fate::InProgress),
    (Age::Due(-21), Fate::InProgress),
    (Age::Days(1), Fate::Registered),
    (Age::Days(14), Fate::Waiting),
    (Age::Due(3), Fate::Registered),
    (Age::Days(41), Fate::Settled(Outcome::Discontinued)),
    (Age::Days(88), Fate::Closed(Outcome::LeftUnexamined)),
    (Age::Days(26), Fate::Settled(Outcome::HandedOver)),
    (Age::Due(12), Fate::InProgress),
    (Age::Days(1), Fate::Draft),
    (Age::Days(4), Fate::Draft),
];

/// The course of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) filed_on: NaiveDate,
    /// As the term of the service says; `None` where it has none.
    pub(super) due_on: Option<NaiveDate>,
    pub(super) fate: Fate,
}

impl Course {
    /// The course of the case `number` of a service; `None` for one that never opens.
    pub(super) fn plan(definition: &Definition, number: usize, today: NaiveDate) -> Option<Self> {
        let (age, fate) = COURSE[number % COURSE.len()];
        let term = term(definition);
        let due = |on: NaiveDate| deadline::due(term.as_ref()?, on, &CALENDAR).ok();
        let days = (0..BACK_DAYS_MAX).filter_map(|back| today.checked_sub_days(Days::new(back)));
        let wanted = match age {
            Age::Days(count) => today.checked_sub_days(Days::new(count))?,
            Age::Due(within) => {
                let last = today + chrono::TimeDelta::days(within);
                let fits = |on: &NaiveDate| due(*on).is_none_or(|due| due <= last);
                days.clone().find(fits)?
            }
        };
        let filed_on = days
            .skip_while(|on| *on > wanted)
            .find(|on| definition.open_on(*on).is_open())?;
        let fate = match (wanted - filed_on).num_days() > OLDER_DAYS_MAX {
            true => Fate::Closed(Outcome::Granted),
            false => fate,
        };
        Some(Self {
            filed_on,
            due_on: due(filed_on),
            fate,
        })
    }

    /// Whether the service can have the case `number` as it is meant: one that is due on a
    /// certain day needs a term, and a service that is open now.
    pub(super) fn suits(definition: &Definition, number: usize, today: NaiveDate) -> bool {
        match COURSE[number % COURSE.len()].0 {
            Age::Days(_) => true,
            Age::Due(_) => term(definition).is_some() && definition.open_on(today).is_open(),
        }
    }

    /// The working day `days` after filing, not after `today` and, if it can be, within the term.
    pub(super) fn day(&self, days: u64, today: NaiveDate) -> NaiveDate {
        let wanted = self.filed_on + Days::new(days);
        let wanted = match self.due_on.and_then(|due| due.pred_opt()) {
            Some(last) if wanted > last && last > self.filed_on => last,
            _ => wanted,
        };
        let works = CALENDAR.working_day_from(wanted).unwrap_or(wanted);
        works.min(today)
    }
}

/// The term of settling, as filing will start it.
fn term(definition: &Definition) -> Option<Rule> {
    let of_service = definition.deadline.as_ref().map(|one| one.term.as_str());
    match of_service.filter(|term| !term.is_empty()) {
        Some(term) => Rule::parse(term).ok(),
        None => definition.procedure.default_term().map(Rule::from),
    }
}

#[cfg(test)]
mod tests {
    use catalogue::definition::Window;
    use domain::procedure::Procedure;

    use super::*;

    fn service(procedure: Procedure) -> Definition {
        Definition {
            procedure,
            ..Definition::default()
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn some_are_late_some_due_today_and_some_have_time() {
        // A Thursday between two working days.
        let today = day("2026-11-26");
        for procedure in [Procedure::Kpa, Procedure::Certificate, Procedure::Petition] {
            let service = service(procedure);
            let all = (0..COURSE.len()).map(|n| Course::plan(&service, n, today).unwrap());
            let open: Vec<NaiveDate> = all
                .filter(|course| matches!(course.fate, Fate::InProgress | Fate::Registered))
                .filter_map(|course| course.due_on)
                .collect();
            assert!(open.contains(&today), "{procedure:?} {open:?}");
            assert!(open.iter().any(|due| *due < today - Days::new(5)));
            assert!(open.iter().any(|due| *due > today));
        }
    }

    #[test]
    fn every_state_and_result_occurs() {
        let has = |wanted: fn(&Fate) -> bool| COURSE.iter().any(|(_, fate)| wanted(fate));
        assert!(has(|fate| *fate == Fate::Registered));
        assert!(has(|fate| *fate == Fate::Waiting));
        assert!(has(|fate| *fate == Fate::Answered));
        assert!(has(|fate| *fate == Fate::Draft));
        for outcome in Outcome::ALL {
            let ends = |(_, fate): &(Age, Fate)| {
                *fate == Fate::Settled(outcome) || *fate == Fate::Closed(outcome)
            };
            assert!(COURSE.iter().any(ends), "{outcome:?}");
        }
    }

    #[test]
    fn a_closed_service_was_filed_while_it_was_open() {
        let mut fuel = service(Procedure::Ordynacja);
        fuel.windows = vec![Window {
            opens: "08-01".into(),
            closes: "08-31".into(),
        }];
        assert!(!Course::suits(&fuel, 1, day("2026-11-26")));
        assert!(Course::suits(&fuel, 1, day("2026-08-26")));
        let course = Course::plan(&fuel, 2, day("2026-11-26")).unwrap();
        assert_eq!(course.filed_on, day("2026-08-31"));
        assert_eq!(course.fate, Fate::Closed(Outcome::Granted));
    }

    #[test]
    fn acts_fall_on_working_days_within_the_term_and_never_later_than_today() {
        let today = day("2026-11-26");
        let course = Course {
            filed_on: day("2026-11-13"),
            due_on: Some(day("2026-11-20")),
            fate: Fate::InProgress,
        };
        assert_eq!(course.day(1, today), day("2026-11-16"));
        assert_eq!(course.day(30, today), day("2026-11-19"));
        let endless = Course {
            due_on: None,
            ..course
        };
        assert_eq!(endless.day(300, today), today);
    }
}

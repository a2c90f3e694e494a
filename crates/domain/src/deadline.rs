//! Deadlines: terms and rules of the administrative code counted to a date.

mod rule;
mod term;

use chrono::{Days, NaiveDate};
use thiserror::Error;

use crate::calendar::Calendar;

pub use rule::{Clock, Rule, RuleError};
pub use term::{Term, TermError};

/// Days a letter waits, at the post and in electronic delivery, and a public notice hangs.
///
/// # Source
/// KPA art. 44 § 4 and art. 49 § 2; ustawa o doręczeniach elektronicznych, art. 42 ust. 2.
const WAITING_DAYS: u64 = 14;

/// Conventions where the law is silent or disputed; all in this one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conventions {
    /// The office's own term of a silent settlement moves to a working day like any act.
    pub silent_term_moves: bool,
    /// Days not counted (art. 35 § 5 KPA) are added before the move to a working day; otherwise
    /// after it, and the end moves once more.
    pub excluded_before_move: bool,
    /// A public notice is served on its 14th day; otherwise on the day after.
    pub notice_served_on_last_day: bool,
}

/// A date counted from a rule, with what a page needs to explain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// The date.
    pub on: NaiveDate,
    /// The date before the move, if the term would have ended on a day nobody works;
    /// [`Calendar::idle`] tells why. A state (finality, fiction) is never moved itself.
    pub moved_from: Option<NaiveDate>,
}

/// Why no date can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DeadlineError {
    /// The start or the answer lies where days off are not known.
    #[error("the term starting on {start} leaves the years the calendar covers")]
    BeyondCalendar {
        /// First day of the clock which could not be counted.
        start: NaiveDate,
    },
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            silent_term_moves: true,
            excluded_before_move: true,
            notice_served_on_last_day: true,
        }
    }
}

/// The date a rule gives for an event on `start`, under the default [`Conventions`].
///
/// Whole calendar days in Europe/Warsaw; the day of the event is not counted; the end of a term
/// to act moves from a Saturday or a statutory day off to the next day that is neither.
///
/// # Errors
/// [`DeadlineError::BeyondCalendar`] if the count leaves the years of the calendar.
///
/// # Source
/// Kodeks postępowania administracyjnego, art. 57.
pub fn due(rule: &Rule, start: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, DeadlineError> {
    explain(rule, start, calendar, &Conventions::default()).map(|due| due.on)
}

/// As [`due`], under conventions of one's own and with the day the end was moved from.
///
/// In a chain each clock starts on the date of the one before; the move told is the last one's.
///
/// # Errors
/// [`DeadlineError::BeyondCalendar`] if the count leaves the years of the calendar.
pub fn explain(
    rule: &Rule,
    start: NaiveDate,
    calendar: &Calendar,
    conventions: &Conventions,
) -> Result<Due, DeadlineError> {
    let mut due = Due {
        on: start,
        moved_from: None,
    };
    for clock in rule.clocks() {
        let start = due.on;
        let next = run(*clock, start, calendar, conventions);
        let covered = next.filter(|due| calendar.covers(start) && calendar.covers(due.on));
        due = covered.ok_or(DeadlineError::BeyondCalendar { start })?;
    }
    Ok(due)
}

fn run(clock: Clock, start: NaiveDate, calendar: &Calendar, by: &Conventions) -> Option<Due> {
    match clock {
        Clock::Act {
            term,
            excluded_days,
        } => {
            let (before, after) = if by.excluded_before_move {
                (excluded_days, 0)
            } else {
                (0, excluded_days)
            };
            let end = moved(
                later(term.last_day(start, calendar)?, before.into())?,
                calendar,
            )?;
            if after == 0 {
                return Some(end);
            }
            moved(later(end.on, after.into())?, calendar)
        }
        Clock::Raw {
            term,
            excluded_days,
        } => later(term.last_day(start, calendar)?, excluded_days.into()).map(unmoved),
        Clock::EDelivery => later(start, WAITING_DAYS + 1).map(unmoved),
        Clock::PostalDeposit => later(start, WAITING_DAYS).map(unmoved),
        Clock::PublicNotice => {
            let more = if by.notice_served_on_last_day { 0 } else { 1 };
            later(start, WAITING_DAYS + more).map(unmoved)
        }
        Clock::Silent(term) => {
            let end = term.last_day(start, calendar)?;
            let end = if by.silent_term_moves {
                moved(end, calendar)?.on
            } else {
                end
            };
            later(end, 1).map(unmoved)
        }
        Clock::Final(term) => {
            later(moved(term.last_day(start, calendar)?, calendar)?.on, 1).map(unmoved)
        }
    }
}

fn later(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days))
}

fn moved(end: NaiveDate, calendar: &Calendar) -> Option<Due> {
    let on = calendar.working_day_from(end)?;
    Some(Due {
        on,
        moved_from: (on != end).then_some(end),
    })
}

const fn unmoved(on: NaiveDate) -> Due {
    Due {
        on,
        moved_from: None,
    }
}

#[cfg(test)]
mod tests;

//! Calendar: which days are statutory days off, and which days offices work.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

/// The statutory days off with the dates between which each was one.
const STATUTORY: &str = include_str!("../data/days_off.csv");
/// Saturdays stop a term only since this day; earlier terms are not counted here.
const FIRST: (i32, u32, u32) = (2017, 6, 1);
/// Beyond this day nobody can promise which days will be off.
const LAST: (i32, u32, u32) = (2099, 12, 31);

/// Days off by law; the closing days of single offices are not among them and move no term.
///
/// # Source
/// Ustawa o dniach wolnych od pracy z dnia 18 stycznia 1951 r. (Dz.U. 2020 poz. 1920), art. 1, as
/// changed by Dz.U. 2024 poz. 1965; the Prime Minister may add days by regulation (art. 1a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    days_off: Vec<DayOff>,
}

/// Why offices do not work on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle<'a> {
    /// A Saturday, which is no day off but stops a term (art. 57 § 4 KPA).
    Saturday,
    /// A statutory day off by its Polish name; a feast on a Sunday is told as the feast.
    DayOff(&'a str),
}

/// A line of the list of days off which cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the list of days off cannot be read")]
pub struct CalendarError {
    /// Number of the line, from 1.
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct DayOff {
    name: String,
    when: When,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    EverySunday,
    Fixed { month: u32, day: u32 },
    AfterEaster(u64),
}

impl Calendar {
    /// The days off set by the act.
    pub fn statutory() -> Self {
        Self::from_list(STATUTORY).expect("the built-in list is tested")
    }

    /// Reads a list: a heading, then lines of `name,when,from,to`.
    ///
    /// `when` is `MM-DD`, `easter+N` or `every-sunday`; `from` and `to` are the first and last
    /// dates, both included, on which the day was off. An empty `from` means since before the days
    /// the calendar covers, an empty `to` means it still is.
    ///
    /// # Errors
    /// [`CalendarError`] with the first line which cannot be read.
    pub fn from_list(text: &str) -> Result<Self, CalendarError> {
        let lines = text.lines().enumerate().skip(1);
        let days_off =
            lines.map(|(at, line)| read_line(line).ok_or(CalendarError { line: at + 1 }));
        Ok(Self {
            days_off: days_off.collect::<Result<_, _>>()?,
        })
    }

    /// The same calendar with one more day off, as set by a regulation under art. 1a.
    #[must_use]
    pub fn with_day_off(mut self, name: &str, date: NaiveDate) -> Self {
        let when = When::Fixed {
            month: date.month(),
            day: date.day(),
        };
        self.days_off.push(DayOff {
            name: name.to_owned(),
            when,
            from: Some(date),
            to: Some(date),
        });
        self
    }

    /// Whether a day is a statutory day off; every Sunday is one, a Saturday is not.
    pub fn is_day_off(&self, date: NaiveDate) -> bool {
        self.name_of(date).is_some()
    }

    /// Whether offices work: neither a Saturday nor a statutory day off.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.idle(date).is_none()
    }

    /// Why offices do not work on a day; `None` if they do.
    pub fn idle(&self, date: NaiveDate) -> Option<Idle<'_>> {
        match self.name_of(date) {
            Some(name) => Some(Idle::DayOff(name)),
            None if date.weekday() == Weekday::Sat => Some(Idle::Saturday),
            None => None,
        }
    }

    /// The day itself or the first working day after it; `None` past what the calendar covers.
    ///
    /// # Source
    /// Kodeks postępowania administracyjnego, art. 57 § 4.
    pub fn working_day_from(&self, date: NaiveDate) -> Option<NaiveDate> {
        let covered = date.iter_days().take_while(|day| self.covers(*day));
        covered.into_iter().find(|day| self.is_working_day(*day))
    }

    /// Whether the list is known to be right on a day: 1 June 2017 to the end of 2099.
    pub fn covers(&self, date: NaiveDate) -> bool {
        let bound = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
        bound(FIRST).is_some_and(|first| date >= first)
            && bound(LAST).is_some_and(|last| date <= last)
    }

    fn name_of(&self, date: NaiveDate) -> Option<&str> {
        let found = self.days_off.iter().find(|day| day.is(date));
        found.map(|day| day.name.as_str())
    }
}

impl DayOff {
    fn is(&self, date: NaiveDate) -> bool {
        let falls = match self.when {
            When::EverySunday => date.weekday() == Weekday::Sun,
            When::Fixed { month, day } => (date.month(), date.day()) == (month, day),
            When::AfterEaster(days) => {
                easter(date.year()).and_then(|day| day.checked_add_days(Days::new(days)))
                    == Some(date)
            }
        };
        falls && self.from.is_none_or(|from| date >= from) && self.to.is_none_or(|to| date <= to)
    }
}

impl fmt::Display for Idle<'_> {
    /// The Polish name of the day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saturday => f.write_str("sobota"),
            Self::DayOff(name) => f.write_str(name),
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar.
///
/// # Source
/// The rule of the moon's epacts as arranged by Meeus, Jones and Butcher.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let from_march = epact + sunday - 7 * late + 114;
    let month = u32::try_from(from_march / 31).ok()?;
    let day = u32::try_from(from_march % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn read_line(line: &str) -> Option<DayOff> {
    let cells: Vec<&str> = line.split(',').collect();
    let [name, when, from, to] = *cells.as_slice() else {
        return None;
    };
    if name.is_empty() {
        return None;
    }
    let (from, to) = (read_bound(from)?, read_bound(to)?);
    Some(DayOff {
        name: name.to_owned(),
        when: read_when(when)?,
        from,
        to,
    })
}

/// A date, or an inner `None` for an open end.
fn read_bound(text: &str) -> Option<Option<NaiveDate>> {
    if text.is_empty() {
        Some(None)
    } else {
        text.parse().ok().map(Some)
    }
}

fn read_when(text: &str) -> Option<When> {
    if text == "every-sunday" {
        return Some(When::EverySunday);
    }
    if let Some(days) = text.strip_prefix("easter+") {
        return days.parse().ok().map(When::AfterEaster);
    }
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2000 was a leap year, so 29 February passes as well.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| When::Fixed { month, day })
}

#[cfg(test)]
mod tests;

//! Yearly windows in which an application may be filed.

use chrono::{Datelike, NaiveDate};

use crate::definition::{Definition, Window};

/// Whether a service takes applications on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// No windows: always open.
    Always,
    /// Open until the end of the day `until`.
    Open { until: NaiveDate },
    /// Closed until the beginning of the day `from`.
    Closed { from: NaiveDate },
}

impl Opening {
    pub fn is_open(self) -> bool {
        matches!(self, Self::Always | Self::Open { .. })
    }
}

impl Definition {
    /// Whether applications are taken on `date`, until when, or when next.
    ///
    /// Windows that cannot be read are passed over; a window may go over the new year.
    pub fn open_on(&self, date: NaiveDate) -> Opening {
        let around = date.year() - 1..=date.year() + 1;
        let spans: Vec<(NaiveDate, NaiveDate)> = around
            .flat_map(|year| {
                self.windows
                    .iter()
                    .filter_map(move |window| span(window, year))
            })
            .collect();
        if spans.is_empty() {
            return Opening::Always;
        }
        let until = spans
            .iter()
            .filter(|(from, to)| (*from..=*to).contains(&date))
            .map(|(_, to)| *to)
            .max();
        if let Some(until) = until {
            return Opening::Open { until };
        }
        match spans
            .iter()
            .map(|(from, _)| *from)
            .filter(|from| *from > date)
            .min()
        {
            Some(from) => Opening::Closed { from },
            None => Opening::Always,
        }
    }
}

fn span(window: &Window, year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let from = day_in(year, month_and_day(&window.opens)?)?;
    let to = day_in(year, month_and_day(&window.closes)?)?;
    if to >= from {
        return Some((from, to));
    }
    day_in(year + 1, month_and_day(&window.closes)?).map(|to| (from, to))
}

/// The last of February stands for 29 February in the other years.
fn day_in(year: i32, (month, day): (u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| {
        if (month, day) == (2, 29) {
            NaiveDate::from_ymd_opt(year, 2, 28)
        } else {
            None
        }
    })
}

/// Month and day of `MM-DD`.
pub(crate) fn month_and_day(text: &str) -> Option<(u32, u32)> {
    const LEAP_YEAR: i32 = 2000;
    let (month, day) = text.split_once('-')?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    let pair = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(LEAP_YEAR, pair.0, pair.1).map(|_| pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn with(windows: &[(&str, &str)]) -> Definition {
        let windows = windows
            .iter()
            .map(|(opens, closes)| Window {
                opens: (*opens).into(),
                closes: (*closes).into(),
            })
            .collect();
        Definition {
            windows,
            ..Definition::default()
        }
    }

    #[test]
    fn fuel_tax_opens_twice_a_year_and_february_may_have_29_days() {
        let fuel = with(&[("02-01", "02-29"), ("08-01", "08-31")]);
        assert_eq!(
            fuel.open_on(date("2027-02-28")),
            Opening::Open {
                until: date("2027-02-28")
            }
        );
        assert_eq!(
            fuel.open_on(date("2028-02-29")),
            Opening::Open {
                until: date("2028-02-29")
            }
        );
        assert_eq!(
            fuel.open_on(date("2027-03-01")),
            Opening::Closed {
                from: date("2027-08-01")
            }
        );
        assert_eq!(
            fuel.open_on(date("2027-09-01")),
            Opening::Closed {
                from: date("2028-02-01")
            }
        );
    }

    #[test]
    fn a_window_may_go_over_the_new_year() {
        let winter = with(&[("11-15", "01-31")]);
        assert_eq!(
            winter.open_on(date("2027-01-05")),
            Opening::Open {
                until: date("2027-01-31")
            }
        );
        assert_eq!(
            winter.open_on(date("2026-12-05")),
            Opening::Open {
                until: date("2027-01-31")
            }
        );
        assert!(!winter.open_on(date("2027-02-01")).is_open());
    }

    #[test]
    fn no_window_means_always() {
        assert_eq!(with(&[]).open_on(date("2027-01-05")), Opening::Always);
        assert_eq!(month_and_day("02-30"), None);
        assert_eq!(month_and_day("2-3"), None);
    }
}

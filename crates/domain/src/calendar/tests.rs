//! Days off of known years, and the traps.

use chrono::{Datelike, NaiveDate};

use super::{Calendar, CalendarError, Idle, easter};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn easter_and_the_feasts_after_it() {
    let calendar = Calendar::statutory();
    let known = [
        ["2025-04-20", "2025-04-21", "2025-06-08", "2025-06-19"],
        ["2026-04-05", "2026-04-06", "2026-05-24", "2026-06-04"],
        ["2027-03-28", "2027-03-29", "2027-05-16", "2027-05-27"],
        ["2028-04-16", "2028-04-17", "2028-06-04", "2028-06-15"],
        ["2029-04-01", "2029-04-02", "2029-05-20", "2029-05-31"],
        ["2030-04-21", "2030-04-22", "2030-06-09", "2030-06-20"],
        ["2031-04-13", "2031-04-14", "2031-06-01", "2031-06-12"],
    ];
    for days in known {
        let sunday = date(days[0]);
        assert_eq!(easter(sunday.year()), Some(sunday));
        assert!(
            days.into_iter().all(|day| calendar.is_day_off(date(day))),
            "{days:?}"
        );
    }
    assert_eq!(easter(1954), Some(date("1954-04-18")));
    assert_eq!(easter(1981), Some(date("1981-04-19")));
    assert_eq!(easter(2038), Some(date("2038-04-25")));
}

#[test]
fn a_year_has_its_days_off() {
    let calendar = Calendar::statutory();
    let days = date("2026-01-01").iter_days().take(365);
    let off: Vec<String> = days
        .filter(|day| calendar.is_day_off(*day) && day.weekday() != chrono::Weekday::Sun)
        .map(|day| day.to_string())
        .collect();
    let wanted = [
        "2026-01-01",
        "2026-01-06",
        "2026-04-06",
        "2026-05-01",
        "2026-06-04",
        "2026-08-15",
        "2026-11-11",
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
    ];
    assert_eq!(off, wanted);
}

#[test]
fn christmas_eve_is_off_only_since_2025() {
    let calendar = Calendar::statutory();
    assert!(!calendar.is_day_off(date("2024-12-24")));
    assert!(calendar.is_day_off(date("2025-12-24")));
}

#[test]
fn days_often_taken_for_days_off_are_not() {
    let calendar = Calendar::statutory();
    for day in ["2026-04-03", "2026-11-02", "2026-12-31", "2024-05-02"] {
        assert!(calendar.is_working_day(date(day)), "{day}");
    }
}

#[test]
fn tells_why_nobody_works() {
    let calendar = Calendar::statutory();
    assert_eq!(calendar.idle(date("2026-11-21")), Some(Idle::Saturday));
    assert_eq!(
        calendar.idle(date("2026-11-22")),
        Some(Idle::DayOff("niedziela"))
    );
    assert_eq!(
        calendar.idle(date("2026-11-01")),
        Some(Idle::DayOff("Wszystkich Świętych"))
    );
    assert_eq!(calendar.idle(date("2026-11-23")), None);
}

#[test]
fn a_regulation_adds_one_day_of_one_year() {
    let calendar = Calendar::statutory().with_day_off("dzień dodatkowy", date("2026-11-12"));
    assert!(calendar.is_day_off(date("2026-11-12")));
    assert!(!calendar.is_day_off(date("2027-11-12")));
}

#[test]
fn a_bad_line_is_named() {
    for line in [
        "x",
        "x,13-01,2000-01-01,",
        "x,easter-1,2000-01-01,",
        "x,01-01,2000-02-30,",
    ] {
        let list = format!("name,when,from,to\n{line}\n");
        assert_eq!(
            Calendar::from_list(&list),
            Err(CalendarError { line: 2 }),
            "{line}"
        );
    }
}

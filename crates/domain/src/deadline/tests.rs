//! Conventions, explanations and the ends of the calendar; worked cases are in `tests/`.

use chrono::NaiveDate;

use super::{Conventions, DeadlineError, Due, Rule, due, explain};
use crate::calendar::Calendar;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn by(rule: &str, start: &str, conventions: Conventions) -> Due {
    let rule = Rule::parse(rule).expect("a rule");
    explain(&rule, date(start), &Calendar::statutory(), &conventions).expect("a date")
}

fn on(rule: &str, start: &str) -> String {
    by(rule, start, Conventions::default()).on.to_string()
}

#[test]
fn says_where_the_end_was_moved_from() {
    let moved = by("M1", "2026-01-31", Conventions::default());
    assert_eq!(
        moved,
        Due {
            on: date("2026-03-02"),
            moved_from: Some(date("2026-02-28"))
        }
    );
    let stays = by("D14", "2026-11-02", Conventions::default());
    assert_eq!(stays.moved_from, None);
    let chain = by("D14>D14", "2026-12-10", Conventions::default());
    assert_eq!(
        chain,
        Due {
            on: date("2027-01-11"),
            moved_from: None
        }
    );
}

#[test]
fn working_days_pass_over_saturdays_and_days_off() {
    // From a Thursday, then from the day before a long weekend: 1 May is off, 3 May a Sunday.
    assert_eq!(on("B3", "2026-11-26"), "2026-12-01");
    assert_eq!(on("B3", "2026-04-30"), "2026-05-06");
    assert_eq!(on("D3", "2026-04-30"), "2026-05-04");
}

#[test]
fn a_raw_term_ends_where_it_falls() {
    assert_eq!(on("M1!raw", "2026-01-31"), "2026-02-28");
}

#[test]
fn silent_settlement_by_either_convention() {
    assert_eq!(on("SILENT:M1", "2026-10-15"), "2026-11-17");
    let strict = Conventions {
        silent_term_moves: false,
        ..Conventions::default()
    };
    assert_eq!(by("SILENT:M1", "2026-10-15", strict).on, date("2026-11-16"));
}

#[test]
fn excluded_days_by_either_convention() {
    // The month ends on Saturday 28 November; two days more are Monday.
    assert_eq!(on("EXCL2:M1", "2026-10-28"), "2026-11-30");
    // Moved to Monday first, then two days more.
    let after = Conventions {
        excluded_before_move: false,
        ..Conventions::default()
    };
    assert_eq!(by("EXCL2:M1", "2026-10-28", after).on, date("2026-12-02"));
    assert_eq!(on("EXCL2:M1!raw", "2026-10-26"), "2026-11-28");
}

#[test]
fn a_notice_by_either_convention() {
    assert_eq!(on("ART49", "2026-11-02"), "2026-11-16");
    let day_after = Conventions {
        notice_served_on_last_day: false,
        ..Conventions::default()
    };
    assert_eq!(by("ART49", "2026-11-02", day_after).on, date("2026-11-17"));
}

#[test]
fn a_state_is_not_moved() {
    // Fourteen days end on Saturday 26 December: served on the Saturday all the same.
    assert_eq!(on("ART44", "2026-12-12"), "2026-12-26");
    // Appeals are in time until Monday the 28th, so the decision is final on the 29th.
    assert_eq!(on("FINAL:D14", "2026-12-12"), "2026-12-29");
}

#[test]
fn an_added_day_off_moves_a_term() {
    let calendar = Calendar::statutory().with_day_off("dzień dodatkowy", date("2026-11-16"));
    let rule = Rule::parse("D14").expect("a rule");
    assert_eq!(
        due(&rule, date("2026-11-02"), &calendar),
        Ok(date("2026-11-17"))
    );
}

#[test]
fn beyond_the_calendar_nothing_is_promised() {
    let calendar = Calendar::statutory();
    let rule = Rule::parse("D3>Y80").expect("a rule");
    let wanted = Err(DeadlineError::BeyondCalendar {
        start: date("2026-11-05"),
    });
    assert_eq!(due(&rule, date("2026-11-02"), &calendar), wanted);
    for (rule, start) in [
        ("D14", "2017-05-31"),
        ("D14", "2099-12-25"),
        ("Y1000", "2026-01-01"),
    ] {
        let rule = Rule::parse(rule).expect("a rule");
        assert!(due(&rule, date(start), &calendar).is_err(), "{start}");
    }
    assert!(due(&rule, NaiveDate::MAX, &calendar).is_err());
}

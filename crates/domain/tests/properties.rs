//! Properties which hold for any input, not only for the worked cases.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::Calendar;
use domain::case_mark::CaseMark;
use domain::deadline::{Conventions, Rule, Term, due, explain};
use domain::identifiers::{LandRegister, Nip, Nrb, Pesel, Pwz, Regon, Teryt};
use domain::money::Money;
use domain::payment_code::PaymentCode;
use domain::receipt_number::ReceiptNumber;
use proptest::prelude::*;

fn dates() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2017, 6, 1).expect("a date");
    (0_u64..365 * 60).prop_map(move |days| first + Days::new(days))
}

fn terms() -> impl Strategy<Value = Term> {
    prop_oneof![
        (1_u32..=90).prop_map(Term::Days),
        (1_u32..=30).prop_map(Term::WorkingDays),
        (1_u32..=12).prop_map(Term::Weeks),
        (1_u32..=24).prop_map(Term::Months),
        (1_u32..=5).prop_map(Term::Years),
    ]
}

fn peselable() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1800, 1, 1).expect("a date");
    (0_u64..365 * 499).prop_map(move |days| first + Days::new(days))
}

/// A text of digits with the check digit which makes `right` true, if there is one.
fn completed(start: &str, right: fn(&str) -> bool) -> Option<String> {
    (0..10)
        .map(|digit| format!("{start}{digit}"))
        .find(|text| right(text))
}

/// Every text with one digit of `text` changed, in `places`.
fn slips(text: &str, places: std::ops::Range<usize>) -> Vec<String> {
    let mut slips = Vec::new();
    for at in places {
        for digit in '0'..='9' {
            if text[at..].starts_with(digit) {
                continue;
            }
            slips.push(format!("{}{digit}{}", &text[..at], &text[at + 1..]));
        }
    }
    slips
}

fn act(term: Term, start: NaiveDate, calendar: &Calendar) -> NaiveDate {
    due(&Rule::from(term), start, calendar).expect("within the calendar")
}

proptest! {
    // A failing input is copied into a test of its own, not into a file beside.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_act_never_ends_on_a_day_nobody_works(start in dates(), term in terms()) {
        let calendar = Calendar::statutory();
        let end = act(term, start, &calendar);
        prop_assert!(!calendar.is_day_off(end));
        prop_assert_ne!(end.weekday(), Weekday::Sat);
        prop_assert_ne!(end.weekday(), Weekday::Sun);
    }

    #[test]
    fn a_move_skips_only_days_nobody_works(start in dates(), term in terms()) {
        let calendar = Calendar::statutory();
        let rule = Rule::from(term);
        let due = explain(&rule, start, &calendar, &Conventions::default()).expect("covered");
        let last = term.last_day(start, &calendar).expect("a day");
        prop_assert_eq!(due.moved_from.unwrap_or(due.on), last);
        if let Some(from) = due.moved_from {
            let skipped = from.iter_days().take_while(|day| *day < due.on);
            prop_assert!(skipped.into_iter().all(|day| !calendar.is_working_day(day)));
            prop_assert!(calendar.idle(from).is_some());
        }
    }

    #[test]
    fn the_day_of_the_event_never_counts(start in dates(), days in 1_u32..=90) {
        let end = act(Term::Days(days), start, &Calendar::statutory());
        prop_assert!((end - start).num_days() >= i64::from(days));
    }

    #[test]
    fn a_later_event_never_ends_earlier(start in dates(), days in 0_u64..40, term in terms()) {
        let calendar = Calendar::statutory();
        let later = start + Days::new(days);
        prop_assert!(act(term, start, &calendar) <= act(term, later, &calendar));
    }

    #[test]
    fn a_longer_term_never_ends_earlier(start in dates(), days in 1_u32..=90) {
        let calendar = Calendar::statutory();
        let longer = act(Term::Days(days + 1), start, &calendar);
        prop_assert!(act(Term::Days(days), start, &calendar) <= longer);
    }

    #[test]
    fn working_days_are_counted_one_by_one(start in dates(), days in 1_u32..=30) {
        let calendar = Calendar::statutory();
        let end = act(Term::WorkingDays(days), start, &calendar);
        let passed = start.iter_days().skip(1).take_while(|day| *day <= end);
        let worked = passed.filter(|day| calendar.is_working_day(*day)).count();
        prop_assert_eq!(u32::try_from(worked), Ok(days));
        prop_assert!(calendar.is_working_day(end));
    }

    #[test]
    fn weeks_are_sevens_of_days(start in dates(), weeks in 1_u32..=12) {
        let calendar = Calendar::statutory();
        let days = act(Term::Days(weeks * 7), start, &calendar);
        prop_assert_eq!(act(Term::Weeks(weeks), start, &calendar), days);
    }

    #[test]
    fn months_end_on_the_same_number_or_the_last_day(start in dates(), months in 1_u32..=24) {
        let end = Term::Months(months).last_day(start, &Calendar::statutory()).expect("a day");
        let next_is_first = end.succ_opt().is_some_and(|day| day.day() == 1);
        prop_assert!(end.day() == start.day() || (end.day() < start.day() && next_is_first));
    }

    #[test]
    fn finality_comes_the_day_after_the_last_day(start in dates(), days in 1_u32..=30) {
        let calendar = Calendar::statutory();
        let rule = Rule::parse(&format!("FINAL:D{days}")).expect("a rule");
        let last = act(Term::Days(days), start, &calendar);
        prop_assert_eq!(due(&rule, start, &calendar), Ok(last + Days::new(1)));
    }

    #[test]
    fn rules_never_panic(text in "[DBWMY0-9>:!rawEDEXCLSILENTFINALART]{0,20}", start in dates()) {
        if let Ok(rule) = Rule::parse(&text) {
            prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule.clone()));
            let _ = due(&rule, start, &Calendar::statutory());
        }
    }

    #[test]
    fn a_pesel_tells_its_birth_and_no_slip_passes(born in peselable(), serial in 0_u32..10_000) {
        let birth = Pesel::birth_digits(born).expect("within five centuries");
        let text = completed(&format!("{birth}{serial:04}"), |text| Pesel::parse(text).is_ok());
        let text = text.expect("one of ten digits is right");
        let pesel = Pesel::parse(&text).expect("right");
        prop_assert_eq!(pesel.born_on(), born);
        prop_assert_eq!(pesel.is_male(), serial % 2 == 1);
        for slip in slips(&text, 0..11) {
            prop_assert!(Pesel::parse(&slip).is_err());
        }
    }

    #[test]
    fn no_slip_in_a_nip_passes(start in 100_000_000_u32..1_000_000_000) {
        if let Some(text) = completed(&start.to_string(), |text| Nip::parse(text).is_ok()) {
            for slip in slips(&text, 0..10) {
                prop_assert!(Nip::parse(&slip).is_err());
            }
        }
    }

    #[test]
    fn a_regon_has_exactly_one_last_digit(start in 1_u32..100_000_000) {
        let start = format!("{start:08}");
        let right = (0..10).filter(|digit| Regon::parse(&format!("{start}{digit}")).is_ok());
        prop_assert_eq!(right.count(), 1);
    }

    #[test]
    fn no_slip_in_an_account_passes(start in "[0-9]{24}") {
        let texts = (0..100).map(|check| format!("{check:02}{start}"));
        let right: Vec<String> = texts.filter(|text| Nrb::parse(text).is_ok()).collect();
        prop_assert!(!right.is_empty());
        for slip in slips(&right[0], 2..26) {
            prop_assert!(Nrb::parse(&slip).is_err());
        }
        let nrb = Nrb::parse(&right[0]).expect("right");
        prop_assert_eq!(Nrb::parse(&format!("PL {nrb}")), Ok(nrb));
    }

    #[test]
    fn no_slip_in_a_land_register_number_passes(number in 0_u32..100_000_000) {
        let start = format!("SU1S/{number:08}/");
        let text = completed(&start, |text| LandRegister::parse(text).is_ok());
        let text = text.expect("one of ten digits is right");
        for slip in slips(&text, 5..13) {
            prop_assert!(LandRegister::parse(&slip).is_err());
        }
    }

    #[test]
    fn readers_never_panic(text in "\\PC{0,30}") {
        let _ = (Pesel::parse(&text).is_ok(), Nip::parse(&text).is_ok());
        let _ = (Regon::parse(&text).is_ok(), Nrb::parse(&text).is_ok());
        let _ = (LandRegister::parse(&text).is_ok(), Pwz::parse(&text).is_ok());
        let _ = (domain::identifiers::Parcel::parse(&text).is_ok(), Teryt::parse(&text).is_ok());
        let _ = (Money::parse(&text).is_ok(), Term::parse(&text).is_ok());
        let _ = (CaseMark::parse(&text).is_ok(), ReceiptNumber::parse(&text).is_ok());
        let _ = (Rule::parse(&text).is_ok(), PaymentCode::parse(&text).is_ok());
        let _ = domain::identifiers::AdeAddress::parse(&text).is_ok();
        let _ = domain::identifiers::PostalCode::parse(&text).is_ok();
        let _ = domain::case_mark::LetterMark::readings(&text);
        let _ = Calendar::from_list(&text).is_ok();
    }

    #[test]
    fn money_reads_back_however_it_is_written(grosze in -1_000_000_000_000_i64..1_000_000_000_000) {
        let money = Money::from_grosze(grosze).expect("within bounds");
        prop_assert_eq!(money.grosze(), grosze);
        for text in [money.to_string(), money.plain(), money.grouped()] {
            prop_assert_eq!(Money::parse(&text), Ok(money));
        }
    }

    #[test]
    fn a_case_mark_reads_back(
        unit in "[A-ZŁŚ][A-Za-z0-9]{0,5}(-[A-Z])?",
        class in "[0-9]{1,10}",
        number in 1_u32..,
        sub in proptest::option::of(1_u32..),
        year in 1900_i32..2200,
    ) {
        let mark = CaseMark::new(&unit, &class, number, sub, year).expect("a right mark");
        prop_assert_eq!(CaseMark::parse(&mark.to_string()), Ok(mark));
    }

    #[test]
    fn a_receipt_number_survives_typing_and_betrays_slips(
        prefix in "[A-Z]{1,8}",
        bytes in any::<[u8; 8]>(),
        at in 0_usize..11,
        digit in "[0-9A-HJKMNP-TV-Z]",
    ) {
        let number = ReceiptNumber::generate(&prefix, bytes).expect("a right prefix");
        let text = number.as_str().replace('-', "");
        prop_assert_eq!(ReceiptNumber::parse(&text.to_lowercase()), Ok(number));
        let at = prefix.len() + at;
        let slip = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
        prop_assert_eq!(ReceiptNumber::parse(&slip).is_ok(), slip == text);
        if let Some(next) = text.get(at + 1..at + 2) {
            let swapped = format!("{}{next}{}{}", &text[..at], &text[at..=at], &text[at + 2..]);
            prop_assert_eq!(ReceiptNumber::parse(&swapped).is_ok(), swapped == text);
        }
    }
}

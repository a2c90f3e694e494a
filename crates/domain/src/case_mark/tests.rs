//! Reading and writing case marks.

use super::{CaseMark, CaseMarkError, LetterMark};

#[test]
fn reads_back_what_it_writes() {
    for text in [
        "GP.6730.432.2025",
        "WOŚ.6131.12.2026",
        "ABC.123.78.2.2026",
        "AB-C.5342.5.2026",
    ] {
        assert_eq!(
            CaseMark::parse(text).map(|m| m.to_string()).as_deref(),
            Ok(text)
        );
    }
}

#[test]
fn names_the_part_that_is_wrong() {
    let cases = [
        ("", CaseMarkError::Parts),
        ("ABC/123/77/2026", CaseMarkError::Parts),
        ("12.123.7.2026", CaseMarkError::Unit),
        ("-A.123.7.2026", CaseMarkError::Unit),
        ("ABC.12a.7.2026", CaseMarkError::Class),
        ("ABC..7.2026", CaseMarkError::Class),
        ("ABC.123.0.2026", CaseMarkError::Number),
        ("ABC.123.07.2026", CaseMarkError::Number),
        ("ABC.123.7.0.2026", CaseMarkError::Number),
        ("ABC.123.7.26", CaseMarkError::Year),
        ("ABC.123.7.0026", CaseMarkError::Year),
    ];
    for (text, wanted) in cases {
        assert_eq!(CaseMark::parse(text), Err(wanted), "{text}");
    }
}

#[test]
fn reads_a_letter_with_number_and_clerk() {
    let mark = LetterMark::parse("ABC.123.77.2026.3.JK").expect("a letter mark");
    assert_eq!(mark.case.to_string(), "ABC.123.77.2026");
    assert_eq!((mark.letter, mark.clerk.as_deref()), (Some(3), Some("JK")));
    assert_eq!(mark.to_string(), "ABC.123.77.2026.3.JK");
}

#[test]
fn a_number_like_a_year_has_two_readings() {
    let readings = LetterMark::readings("ABC.123.77.2026.2027");
    let cases: Vec<String> = readings.iter().map(|mark| mark.case.to_string()).collect();
    assert_eq!(cases, ["ABC.123.77.2026", "ABC.123.77.2026.2027"]);
}

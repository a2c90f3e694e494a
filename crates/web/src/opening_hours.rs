//! Opening hours: read as people type them, told by day.

use chrono::{NaiveDate, NaiveTime};
use tenancy::OfficeProfile;

use crate::visit::Visit;

/// Days of a week.
pub(crate) const DAYS: usize = 7;

/// The hours of one day as kept: `07:30-15:30`, several divided by commas; empty: closed. `None`
/// when the text is none.
pub(crate) fn read(text: &str) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut last = NaiveTime::MIN;
    for span in text.split(',').map(str::trim) {
        if span.is_empty() {
            continue;
        }
        let (from, to) = span.split_once(['-', '–', '—'])?;
        let (from, to) = (time(from)?, time(to)?);
        if from >= to || (!kept.is_empty() && from < last) {
            return None;
        }
        last = to;
        kept.push(format!("{}-{}", from.format("%H:%M"), to.format("%H:%M")));
    }
    Some(kept.join(","))
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    let text = match text.contains(':') {
        true => text,
        false => format!("{text}:00"),
    };
    NaiveTime::parse_from_str(&text, "%H:%M").ok()
}

/// Kept hours as people read them: `7:30–15:30, 16:00–18:00`.
pub(crate) fn told(kept: &str) -> String {
    let spans = kept.split(',').map(|span| {
        let times: Vec<&str> = span
            .split('-')
            .map(|t| t.strip_prefix('0').unwrap_or(t))
            .collect();
        times.join("–")
    });
    spans.collect::<Vec<_>>().join(", ")
}

/// The week in lines, days with the same hours together; then what is told in words.
pub(crate) fn lines(visit: &Visit, profile: &OfficeProfile) -> Vec<String> {
    let day = |number: usize| visit.t(&format!("weekday-{}", number + 1));
    let week = &profile.hours.week;
    let mut lines = Vec::new();
    let mut at = 0;
    while at < week.len().min(DAYS) {
        let alike = week.iter().skip(at).take_while(|hours| **hours == week[at]);
        let last = (at + alike.count()).min(DAYS) - 1;
        if !week[at].is_empty() {
            let days = match last - at {
                0 => day(at),
                1 => format!("{}, {}", day(at), day(last)),
                _ => format!("{}–{}", day(at), day(last)),
            };
            lines.push(format!("{days} {}", told(&week[at])));
        }
        at = last + 1;
    }
    let told = profile.contact.hours.iter();
    lines.extend(told.map(|line| visit.polish(line)));
    lines
}

/// Days with hours of their own within `days` of `today`: day, hours or empty for closed, why.
pub(crate) fn exceptions(
    profile: &OfficeProfile,
    today: NaiveDate,
    days: i64,
) -> Vec<(NaiveDate, String, String)> {
    let last = today + chrono::Duration::days(days);
    let closed = profile.closing_days.iter();
    let closed = closed.map(|(date, reason)| (date, String::new(), reason));
    let special = profile.hours.special.iter();
    let special = special.map(|day| (&day.date, told(&day.hours), &day.reason));
    let mut found: Vec<_> = closed
        .chain(special)
        .filter_map(|(date, hours, reason)| Some((date.parse().ok()?, hours, reason.clone())))
        .filter(|(date, ..)| (today..=last).contains(date))
        .collect();
    found.sort();
    found
}

/// The week out of lines in words ("poniedziałek–środa 8:00–16:00"); `None` unless all are such.
pub(crate) fn week_of(lines: &[String]) -> Option<Vec<String>> {
    const NAMES: [&str; DAYS] = ["pon", "wto", "śro", "czw", "pią", "sob", "nie"];
    let number = |name: &str| {
        let name = name.trim().to_lowercase();
        NAMES.iter().position(|start| name.starts_with(start))
    };
    let mut week = vec![String::new(); DAYS];
    for line in lines {
        let (days, hours) = line.trim().split_once(' ')?;
        let hours = read(hours)?;
        let (first, last) = match days.split_once(['-', '–', '—']) {
            Some((first, last)) => (number(first)?, number(last)?),
            None => (number(days)?, number(days)?),
        };
        week.get_mut(first..=last)?.fill(hours);
    }
    Some(week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(read("7.30 – 15:30").as_deref(), Some("07:30-15:30"));
        assert_eq!(
            read("8-12, 13-16").as_deref(),
            Some("08:00-12:00,13:00-16:00")
        );
        assert_eq!(read("  ").as_deref(), Some(""));
        for wrong in ["8", "16-8", "8-8", "8-25", "rano", "8-12,11-13", "8-12-13"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(told("07:30-15:30,16:00-18:00"), "7:30–15:30, 16:00–18:00");
    }

    #[test]
    fn lines_in_words_become_a_week() {
        let lines = ["poniedziałek–środa 7:30–15:30", "piątek 8:00–14:00"].map(str::to_owned);
        let week = week_of(&lines).expect("a week");
        let days = [
            "07:30-15:30",
            "07:30-15:30",
            "07:30-15:30",
            "",
            "08:00-14:00",
            "",
            "",
        ];
        assert_eq!(week, days);
        for odd in [
            "co drugi piątek 8-12",
            "piątek–poniedziałek 8-12",
            "dyżur",
            "",
        ] {
            assert_eq!(week_of(&[odd.to_owned()]), None, "{odd}");
        }
    }
}

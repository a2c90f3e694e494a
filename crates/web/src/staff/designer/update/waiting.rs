//! Whether an update waits for an office, told on the list of services and on the page of one.

use std::collections::HashMap;

use access::Action;
use chrono::NaiveDate;
use store::services::postponed::Postponed;
use store::templates::Announced;

use crate::dates;
use crate::staff::designer::Editor;
use crate::staff::words::Tag;
use crate::visit::Visit;

/// Where a service stands towards its template.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::staff::designer) enum Standing {
    /// It follows none.
    Own,
    Current,
    /// The lead no longer keeps any edition of its template.
    Gone,
    Waiting(Update),
}

/// A later edition that is not in force here yet.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::staff::designer) struct Update {
    pub(in crate::staff::designer) edition: u32,
    /// The first day on which any of the later editions has to be in force.
    pub(in crate::staff::designer) due: Option<NaiveDate>,
    /// Whether the sketch has it already.
    pub(in crate::staff::designer) is_sketched: bool,
    /// Until when it is put off, and why.
    pub(in crate::staff::designer) postponed: Option<(NaiveDate, String)>,
}

/// What the office follows: in force, and in the sketch when there is one.
#[derive(Clone, Copy, Debug)]
pub(in crate::staff::designer) struct Followed<'a> {
    pub(in crate::staff::designer) in_force: Option<&'a (String, u32)>,
    /// `None` when nothing is being written.
    pub(in crate::staff::designer) sketch: Option<Option<&'a (String, u32)>>,
}

/// Later editions by the slug of their template, the newest last.
pub(in crate::staff::designer) type Editions = HashMap<String, Vec<Announced>>;

/// Editions by template.
pub(in crate::staff::designer) fn by_template(all: Vec<Announced>) -> Editions {
    let mut editions = Editions::new();
    for one in all {
        editions.entry(one.slug.clone()).or_default().push(one);
    }
    editions
}

/// Where a service stands on `today`.
pub(in crate::staff::designer) fn standing(
    followed: Followed<'_>,
    editions: &Editions,
    postponed: Option<&Postponed>,
    today: NaiveDate,
) -> Standing {
    // A sketch that left the template is about to make it an own service.
    let template = match followed.sketch {
        Some(template) => template,
        None => followed.in_force,
    };
    let Some((slug, written)) = template else {
        return Standing::Own;
    };
    let Some(all) = editions.get(slug) else {
        return Standing::Gone;
    };
    // An earlier edition may be about to come back into force.
    let from = match followed.in_force {
        Some((known, edition)) if known == slug => *edition.min(written),
        _ => *written,
    };
    let later = || all.iter().filter(|one| one.edition > from);
    let Some(newest) = later().next_back() else {
        return Standing::Current;
    };
    let put_off = postponed.filter(|one| one.edition == newest.edition && one.until >= today);
    Standing::Waiting(Update {
        edition: newest.edition,
        due: later().filter_map(|one| one.due_on).min(),
        is_sketched: *written >= newest.edition,
        postponed: put_off.map(|one| (one.until, one.reason.clone())),
    })
}

impl Update {
    /// The update in a few words, and when it has to be done.
    pub(in crate::staff::designer) fn tags(&self, visit: &Visit, today: NaiveDate) -> Vec<Tag> {
        let number = self.edition.to_string();
        let tag = |kind, text| Tag { kind, text };
        let day = |day| dates::long(visit.app().texts(), visit.lang(), day);
        let mut tags = vec![match (self.is_sketched, &self.postponed) {
            (true, _) => tag("work", visit.t("designer-update-sketched")),
            (false, Some((until, _))) => tag(
                "closed",
                visit.t1("designer-update-put-off", "day", &day(*until)),
            ),
            (false, None) => tag("new", visit.t1("designer-update-waits", "number", &number)),
        }];
        tags.extend(self.due.map(|due| due_tag(visit, due, today)));
        tags
    }
}

/// What the page of a service says of its template.
#[derive(Default)]
pub(in crate::staff::designer) struct Told {
    pub(in crate::staff::designer) tags: Vec<Tag>,
    /// What there is to know; empty when there is nothing.
    pub(in crate::staff::designer) text: String,
    /// Where to compare and choose; empty when the sketch has the update already, or the person
    /// may not.
    pub(in crate::staff::designer) compare: String,
    /// Where the pause is ended; empty without one.
    pub(in crate::staff::designer) resume: String,
    /// Where to leave the template; empty when none is followed.
    pub(in crate::staff::designer) detach: String,
}

/// Tells where a service stands.
pub(in crate::staff::designer) fn told(
    editor: &Editor,
    followed: Followed<'_>,
    editions: &Editions,
    postponed: Option<&Postponed>,
) -> Told {
    let (visit, today) = (&editor.visit, editor.app.today());
    let may = editor.may(Action::ChangeServices);
    let path = |rest: &str, shown: bool| match may && shown {
        true => editor.path(rest),
        false => String::new(),
    };
    let standing = standing(followed, editions, postponed, today);
    let mut told = Told {
        detach: path("/odlacz", standing != Standing::Own),
        ..Told::default()
    };
    match standing {
        Standing::Own | Standing::Current => {}
        Standing::Gone => told.text = visit.t("designer-update-gone"),
        Standing::Waiting(update) => {
            told.tags = update.tags(visit, today);
            told.compare = path("/aktualizacja", !update.is_sketched);
            if update.is_sketched {
                told.text = visit.t("designer-update-publish");
            } else if let Some((_, reason)) = &update.postponed {
                told.text = visit.t1("designer-update-postponed-why", "reason", reason);
                told.resume = path("/aktualizacja/przywroc", true);
            }
        }
    }
    told
}

/// The last day in words, or how late it is.
pub(super) fn due_tag(visit: &Visit, due: NaiveDate, today: NaiveDate) -> Tag {
    match (today - due).num_days() {
        late if late > 0 => Tag {
            kind: "late",
            text: visit.t1("designer-update-late", "days", &late.to_string()),
        },
        _ => Tag {
            kind: "wait",
            text: visit.t1(
                "designer-update-due",
                "day",
                &dates::long(visit.app().texts(), visit.lang(), due),
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn announced(edition: u32, due: Option<&str>) -> Announced {
        Announced {
            slug: "t".to_owned(),
            edition,
            published_at: "2026-10-01T10:00:00Z".parse().expect("an instant"),
            release_notes: String::new(),
            due_on: due.map(day),
            due_reason: String::new(),
        }
    }

    fn postponed(edition: u32, until: &str) -> Postponed {
        Postponed {
            service: uuid::Uuid::nil(),
            edition,
            until: day(until),
            reason: "Po sesji rady".to_owned(),
            at: "2026-10-01T10:00:00Z".parse().expect("an instant"),
            by: domain::ids::StaffId(uuid::Uuid::nil()),
        }
    }

    fn on(edition: u32) -> Template {
        Some(("t".to_owned(), edition))
    }

    type Template = Option<(String, u32)>;

    fn stands(
        (in_force, sketch): (Template, Option<Template>),
        put_off: Option<&Postponed>,
    ) -> Standing {
        let all = vec![
            announced(1, None),
            announced(2, Some("2026-12-01")),
            announced(3, None),
        ];
        let followed = Followed {
            in_force: in_force.as_ref(),
            sketch: sketch.as_ref().map(Option::as_ref),
        };
        standing(followed, &by_template(all), put_off, day("2026-11-26"))
    }

    #[test]
    fn an_update_waits_until_the_newest_edition_is_in_force() {
        assert_eq!(stands((None, None), None), Standing::Own);
        assert_eq!(stands((on(3), None), None), Standing::Current);
        let gone = Some(("u".to_owned(), 1));
        assert_eq!(stands((gone, None), None), Standing::Gone);
        let Standing::Waiting(update) = stands((on(1), None), None) else {
            panic!("two editions are newer")
        };
        assert_eq!((update.edition, update.due), (3, Some(day("2026-12-01"))));
        assert!(!update.is_sketched);
        let Standing::Waiting(update) = stands((on(1), Some(on(3))), None) else {
            panic!("a sketch is not in force")
        };
        assert!(update.is_sketched);
        assert_eq!(stands((on(1), Some(None)), None), Standing::Own);
        let back = stands((on(3), Some(on(1))), None);
        assert!(matches!(back, Standing::Waiting(update) if !update.is_sketched));
        assert_eq!(stands((None, Some(on(3))), None), Standing::Current);
    }

    #[test]
    fn a_new_edition_or_the_day_ends_what_was_put_off() {
        let put_off = |one: &Postponed| match stands((on(1), None), Some(one)) {
            Standing::Waiting(update) => update.postponed.is_some(),
            Standing::Own | Standing::Current | Standing::Gone => false,
        };
        assert!(put_off(&postponed(3, "2026-11-26")));
        assert!(!put_off(&postponed(3, "2026-11-25")));
        assert!(!put_off(&postponed(2, "2027-01-01")));
    }
}

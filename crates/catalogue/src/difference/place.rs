//! Where in a definition something stands, in terms a person knows.

use serde::Serialize;

use crate::parts::{IN, Part};

/// What a place belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The service as a whole: title, unit, class, languages.
    Service,
    Card,
    Deadline,
    Fee,
    Attachment,
    Step,
    Field,
    /// One of the answers to choose from.
    Choice,
    /// The link of fields with a block of the lead.
    Block,
}

/// A place in a definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Names it among all places of a definition; as in `[set]` where `[set]` can name it.
    pub path: String,
    pub subject: Subject,
    /// Title of the step in which the field stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Label of the group of which the field is a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Title of the fee, attachment or step, label of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Label of the choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// Code of the property as in files, or `price`; `None` for the thing itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// The language of a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// The name of a way of names; a dot inside of a name is written `%2E`.
pub(crate) fn path_of(way: &[String]) -> String {
    let names = way
        .iter()
        .map(|name| name.replace('%', "%25").replace('.', "%2E"));
    names.collect::<Vec<_>>().join(".")
}

/// The way of names that [`path_of`] wrote.
pub(crate) fn way_of(path: &str) -> Vec<String> {
    let names = path.split('.');
    names
        .map(|name| name.replace("%2E", ".").replace("%25", "%"))
        .collect()
}

/// Describes a way; words are taken from the first of the definitions that has them.
pub(crate) fn place_of(sides: &[&Part], way: &[String]) -> Place {
    let subject = match way.first().map(String::as_str) {
        Some("card") => Subject::Card,
        Some("deadline") => Subject::Deadline,
        Some("fees") if way.len() > 1 => Subject::Fee,
        Some("attachments") if way.len() > 1 => Subject::Attachment,
        Some("steps") if way.len() > 1 => Subject::Step,
        Some("fields") if way.len() > 1 => Subject::Field,
        Some("blocks") if way.len() > 1 => Subject::Block,
        _ => Subject::Service,
    };
    let mut place = Place {
        path: path_of(way),
        subject,
        step: None,
        group: None,
        label: None,
        choice: None,
        property: None,
        language: None,
    };
    let text = |way: &[String], name: &str| -> Option<String> {
        let found = sides.iter().find_map(|side| side.at(way)?.text(name));
        found.map(str::to_owned)
    };
    let rest = match subject {
        Subject::Service => way,
        Subject::Card | Subject::Deadline => &way[1..],
        Subject::Fee | Subject::Attachment | Subject::Step => {
            place.label = text(&way[..2], "title").or_else(|| Some(way[1].clone()));
            &way[2..]
        }
        Subject::Block => {
            place.label = text(&way[..2], "block").or_else(|| Some(way[1].clone()));
            &way[2..]
        }
        Subject::Field | Subject::Choice => {
            let key = text(&way[..2], "step").unwrap_or_default();
            place.step = text(&["steps".to_owned(), key], "title");
            place.label = text(&way[..2], "label").or_else(|| Some(way[1].clone()));
            let mut end = 2;
            while way.len() > end + 1 && way[end] == "fields" {
                place.group = place.label.take();
                end += 2;
                let label = text(&way[..end], "label");
                place.label = label.or_else(|| Some(way[end - 1].clone()));
            }
            if way.len() > end + 1 && way[end] == "options" {
                place.subject = Subject::Choice;
                end += 2;
                let label = text(&way[..end], "label");
                place.choice = label.or_else(|| Some(way[end - 1].clone()));
            }
            &way[end..]
        }
    };
    if let Some(name) = rest.first() {
        let (name, language) = match name.split_once(IN) {
            Some((name, language)) => (name, Some(language.to_owned())),
            None => (name.as_str(), None),
        };
        place.property = Some(name.to_owned());
        place.language = language;
    }
    place
}

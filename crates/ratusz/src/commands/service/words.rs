//! Changes of a service in plain Polish.

use catalogue::difference::{Change, ChangeKind, Place, Subject};
use serde_json::Value;

use crate::show;

/// One change as a line of text.
pub(crate) fn change(change: &Change) -> String {
    let place = &change.place;
    let (old, new) = (
        change.old.as_ref().map(value),
        change.new.as_ref().map(value),
    );
    let whole = place.property.is_none();
    match (change.kind, old, new) {
        (ChangeKind::Added, ..) if whole => format!("dodano: {}", thing(place)),
        (ChangeKind::Removed, ..) if whole => format!("usunięto: {}", thing(place)),
        (ChangeKind::Moved, Some(old), Some(new)) => {
            format!("{}: krok {old} → {new}", thing(place))
        }
        (ChangeKind::Reordered, _, Some(new)) => {
            format!("{}: inna kolejność: {new}", at(place))
        }
        (_, Some(old), Some(new)) => format!("{}: {old} → {new}", at(place)),
        (_, None, Some(new)) => format!("{}: dodano {new}", at(place)),
        (_, Some(old), None) => format!("{}: usunięto {old}", at(place)),
        (_, None, None) => at(place),
    }
}

/// The edition of a template a service stands on.
pub(crate) fn template(template: &Option<(String, u32)>) -> String {
    match template {
        Some((slug, edition)) => format!("{slug} (wyd. {edition})"),
        None => "własna usługa".to_owned(),
    }
}

fn at(place: &Place) -> String {
    let thing = thing(place);
    let Some(code) = place.property.as_deref() else {
        return thing;
    };
    let property = match (place.subject, code) {
        (Subject::Service, "unit") => "komórka",
        (_, code) => property(code),
    };
    let language = match place.language.as_deref() {
        Some(language) => format!(" ({language})"),
        None => String::new(),
    };
    format!("{thing}, {property}{language}")
}

fn thing(place: &Place) -> String {
    let label = place.label.as_deref().map(show::short).unwrap_or_default();
    let of_step = match place.step.as_deref() {
        Some(step) => format!(" w kroku „{}”", show::short(step)),
        None => String::new(),
    };
    let field = match place.group.as_deref() {
        Some(group) => format!("„{label}” w grupie „{}”", show::short(group)),
        None => format!("„{label}”{of_step}"),
    };
    match place.subject {
        Subject::Service => "usługa".to_owned(),
        Subject::Card => "karta".to_owned(),
        Subject::Deadline => "termin".to_owned(),
        Subject::Fee => format!("opłata „{label}”"),
        Subject::Attachment => format!("załącznik „{label}”"),
        Subject::Step => format!("krok „{label}”"),
        Subject::Field => format!("pole {field}"),
        Subject::Choice => {
            let choice = place.choice.as_deref().map(show::short).unwrap_or_default();
            format!("odpowiedź „{choice}” pola {field}")
        }
    }
}

fn property(code: &str) -> &str {
    match code {
        "title" => "tytuł",
        "kind" => "rodzaj usługi",
        "procedure" => "tryb",
        "category" => "kategoria",
        "life_events" => "sytuacje życiowe",
        "identity" => "pewność tożsamości",
        "maturity" => "dojrzałość",
        "maturity_evidence" => "uzasadnienie dojrzałości",
        "class" => "klasa JRWA",
        "unit" => "jednostka",
        "languages" => "języki",
        "keywords" => "słowa do wyszukania",
        "confirm" => "do potwierdzenia",
        "windows" => "okresy przyjmowania",
        "summary" => "do czego służy",
        "who" => "dla kogo",
        "needed" => "co przygotować",
        "how" => "jak załatwić",
        "result" => "co dostaniesz",
        "time" => "ile to trwa",
        "appeal" => "odwołanie",
        "personal_data" => "dane osobowe",
        "legal_basis" => "podstawa prawna",
        "term" => "długość",
        "basis" => "podstawa",
        "price" => "kwota",
        "per" => "za co",
        "payee" => "na czyje konto",
        "exemptions" => "zwolnienia",
        "note" => "uwaga",
        "label" => "etykieta",
        "hint" => "podpowiedź",
        "purpose" => "po co pytamy",
        "required" => "czy konieczne",
        "show_if" => "kiedy widać",
        "required_if" => "kiedy konieczne",
        "options" => "odpowiedzi do wyboru",
        "default" => "zaznaczone na początku",
        "prefill" => "dane z konta",
        "autocomplete" => "podpowiedź przeglądarki",
        "width" => "szerokość",
        "min_length" => "najmniej znaków",
        "max_length" => "najwięcej znaków",
        "min" => "najmniej",
        "max" => "najwięcej",
        "decimals" => "miejsca po przecinku",
        "before" => "najpóźniej",
        "after" => "najwcześniej",
        "pattern" => "wzór odpowiedzi",
        "pattern_message" => "komunikat o wzorze",
        "accept" => "rodzaje plików",
        "max_mb" => "największy plik (MB)",
        "max_files" => "ile plików",
        "item_label" => "nazwa pozycji",
        "value" => "wzór obliczenia",
        "format" => "postać wyniku",
        "type" => "rodzaj pola",
        "fees" => "opłaty",
        "attachments" => "załączniki",
        "steps" => "kroki",
        "fields" => "pytania",
        other => other,
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "nic".to_owned(),
        Value::Bool(true) => "tak".to_owned(),
        Value::Bool(false) => "nie".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("„{}”", show::short(text)),
        Value::Array(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            match texts {
                Some(texts) => show::short(&texts.join(", ")),
                None => show::short(&Value::from(list.clone()).to_string()),
            }
        }
        Value::Object(map) => match map.get("amount").and_then(Value::as_str) {
            Some(amount) => format!("{} zł", amount.replace('.', ",")),
            None => show::short(&value.to_string()),
        },
    }
}

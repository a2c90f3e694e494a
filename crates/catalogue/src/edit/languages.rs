//! Languages a service promises and does not have everywhere.

use crate::definition::{Definition, Field};
use crate::problem::Complaint;

/// Texts a promised language lacks, gathered by the step, field or part in which they stand.
/// Citations of law stay in Polish, because the law is. Languages the office does not speak are
/// never shown and so never missed; `spoken` are those it speaks.
pub fn untranslated(definition: &Definition, spoken: &[String]) -> Vec<Complaint> {
    let mut said = Vec::new();
    let languages = definition.languages.iter();
    let promised = languages.filter(|code| *code != "pl" && spoken.contains(code));
    for language in promised {
        let mut finder = Finder {
            definition,
            language,
            said: Vec::new(),
        };
        finder.whole();
        said.append(&mut finder.said);
    }
    said
}

struct Finder<'d> {
    definition: &'d Definition,
    language: &'d str,
    said: Vec<Complaint>,
}

impl<'d> Finder<'d> {
    fn whole(&mut self) {
        let definition = self.definition;
        let card = &definition.card;
        self.place("", "title", &[("title", "nazwa usługi", &definition.title)]);
        let needed: Vec<String> = (0..card.needed.len())
            .map(|at| format!("needed.{at}"))
            .collect();
        let mut texts: Vec<(&str, &str, &str)> = vec![
            ("summary", "jedno zdanie", &card.summary),
            ("who", "dla kogo", &card.who),
            ("how", "jak to zrobić", &card.how),
            ("result", "co dostanie mieszkaniec", &card.result),
            ("time", "ile to trwa", &card.time),
            ("appeal", "odwołanie", &card.appeal),
            ("personal_data", "dane osobowe", &card.personal_data),
        ];
        let items = needed.iter().zip(&card.needed);
        texts.extend(items.map(|(path, text)| (path.as_str(), "czego potrzeba", text.as_str())));
        self.place("card.", "card.summary", &texts);
        for (at, fee) in definition.fees.iter().enumerate() {
            let texts = [
                ("title", "nazwa opłaty", fee.title.as_str()),
                ("per", "za co", &fee.per),
            ];
            self.place(
                &format!("fees.{}.", fee.key),
                &format!("fees.{at}.title"),
                &texts,
            );
        }
        for (at, attachment) in definition.attachments.iter().enumerate() {
            let texts = [
                ("title", "nazwa załącznika", attachment.title.as_str()),
                ("note", "uwaga", &attachment.note),
            ];
            let path = format!("attachments.{at}.title");
            self.place(&format!("attachments.{}.", attachment.key), &path, &texts);
        }
        for (at, step) in definition.form.steps.iter().enumerate() {
            let place = format!("form.steps.{at}");
            let texts = [
                ("title", "nazwa kroku", step.title.as_str()),
                ("hint", "podpowiedź", &step.hint),
            ];
            self.place(
                &format!("steps.{}.", step.key),
                &format!("{place}.title"),
                &texts,
            );
            self.fields(&step.fields, "fields.", &place);
        }
    }

    fn fields(&mut self, fields: &'d [Field], before: &str, place: &str) {
        for (at, field) in fields.iter().enumerate() {
            let path = format!("{before}{}.", field.key);
            let place = format!("{place}.fields.{at}");
            let mut options = Vec::new();
            for choice in &field.options {
                options.push((format!("options.{}", choice.value), choice.label.as_str()));
                options.push((
                    format!("options.{}.hint", choice.value),
                    choice.hint.as_str(),
                ));
            }
            let mut texts: Vec<(&str, &str, &str)> = vec![
                ("label", "treść pytania", &field.label),
                ("hint", "podpowiedź", &field.hint),
                ("purpose", "po co pytamy", &field.purpose),
                ("item_label", "nazwa pozycji", &field.item_label),
                (
                    "pattern_message",
                    "komunikat o błędzie",
                    &field.pattern_message,
                ),
            ];
            let choices = options.iter();
            texts
                .extend(choices.map(|(path, text)| (path.as_str(), "odpowiedzi do wyboru", *text)));
            self.place(&path, &format!("{place}.label"), &texts);
            self.fields(&field.fields, &path, &place);
        }
    }

    /// Tells of a place what it lacks, once for each kind of text.
    fn place(&mut self, before: &str, path: &str, texts: &[(&str, &'static str, &str)]) {
        let known = self.definition.texts.get(self.language);
        let mut missing: Vec<&str> = Vec::new();
        for (name, words, polish) in texts {
            let text = known.and_then(|texts| texts.get(&format!("{before}{name}")));
            let is_there = text.is_some_and(|text| !text.trim().is_empty());
            if !is_there && !polish.trim().is_empty() && !missing.contains(words) {
                missing.push(words);
            }
        }
        if !missing.is_empty() {
            let language = in_words(self.language);
            let message = format!("Brakuje tłumaczenia na {language}: {}.", missing.join(", "));
            let hint = "przetłumacz albo usuń ten język z listy języków usługi";
            self.said.push(Complaint::new(path, message).hint(hint));
        }
    }
}

fn in_words(language: &str) -> &str {
    match language {
        "en" => "angielski",
        "uk" => "ukraiński",
        "be" => "białoruski",
        "lt" => "litewski",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    fn said(definition: &Definition) -> Vec<(String, String)> {
        let gaps = untranslated(definition, &definition.languages).into_iter();
        gaps.map(|one| (one.path, one.message)).collect()
    }

    #[test]
    fn polish_alone_lacks_nothing() {
        let blank = edit::blank("proba", "Próba");
        assert_eq!(untranslated(&blank, &blank.languages), []);
    }

    #[test]
    fn a_language_is_missed_place_by_place() {
        let mut definition = edit::blank("proba", "Próba");
        definition.languages.push("en".to_owned());
        let mut field = Field {
            key: "rodzaj".to_owned(),
            label: "Rodzaj".to_owned(),
            hint: "Wybierz.".to_owned(),
            ..Field::default()
        };
        field.options = vec![crate::definition::Choice {
            value: "a".to_owned(),
            label: "A".to_owned(),
            hint: String::new(),
        }];
        definition.form.steps[0].fields.push(field);
        let texts = definition.texts.entry("en".to_owned()).or_default();
        texts.insert("title".to_owned(), "Attempt".to_owned());
        texts.insert("fields.rodzaj.hint".to_owned(), "Choose.".to_owned());
        assert_eq!(
            said(&definition),
            [
                (
                    "form.steps.0.title".to_owned(),
                    "Brakuje tłumaczenia na angielski: nazwa kroku.".to_owned()
                ),
                (
                    "form.steps.0.fields.0.label".to_owned(),
                    "Brakuje tłumaczenia na angielski: treść pytania, odpowiedzi do wyboru."
                        .to_owned()
                ),
            ]
        );
    }
}

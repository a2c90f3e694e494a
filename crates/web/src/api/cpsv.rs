//! Services as the application profile of the European Union describes them: CPSV-AP 3.2.0.
//!
//! Its shapes look at classes, so that whatever is referred to has its class in the same graph;
//! names carry their language.

use std::collections::BTreeSet;

use domain::deadline::{Clock, Rule, Term};

use super::Offered;
use super::record::{card_url, languages, office_url, plain};
use super::triples::{Fact, Thing};
use crate::visit::Visit;

const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const CURRENCY: &str = "http://publications.europa.eu/resource/authority/currency/PLN";
const POLAND: &str = "http://publications.europa.eu/resource/authority/atu/POL";

/// Everything said of these services, and of what they refer to.
pub(super) fn graph(visit: &Visit, services: &[Offered]) -> Vec<Thing> {
    let mut graph = Graph {
        visit,
        things: Vec::new(),
        known: BTreeSet::new(),
    };
    for offered in services {
        graph.service(offered);
    }
    graph.things
}

struct Graph<'v> {
    visit: &'v Visit,
    things: Vec<Thing>,
    /// Things that several services refer to, said once.
    known: BTreeSet<String>,
}

impl Graph<'_> {
    fn service(&mut self, offered: &Offered) {
        let definition = &offered.definition;
        let base = card_url(self.visit, offered);
        let identifier = format!("{}/{}", offered.office.slug(), offered.slug);
        let mut service = Thing::new(base.clone(), &["cpsv:PublicService"]);
        service.say("dct:identifier", Fact::Code(identifier));
        for language in languages(definition) {
            let text = |path: &str| plain(definition, &language, path);
            service.say("dct:title", Fact::Words(text("title"), language.clone()));
            service.say(
                "dct:description",
                Fact::Words(text("card.summary"), language.clone()),
            );
            let code = self.language(&language);
            service.say("dct:language", Fact::Thing(code));
        }
        for keyword in &definition.keywords {
            service.say(
                "dcat:keyword",
                Fact::Words(keyword.clone(), "pl".to_owned()),
            );
        }
        service.say("foaf:page", Fact::Thing(base.clone()));
        let office = self.office(offered);
        service.say("cv:hasCompetentAuthority", Fact::Thing(office));
        let contact = self.contact(offered);
        service.say("cv:contactPoint", Fact::Thing(contact));
        let place = self.place(offered);
        service.say("dct:spatial", Fact::Thing(place));
        let category = self.labelled("category", &definition.category, &["skos:Concept"]);
        service.say("cv:thematicArea", Fact::Thing(category));
        for event in &definition.life_events {
            let event = self.labelled("life", event, &["cv:LifeEvent", "cv:Event"]);
            service.say("cv:isGroupedBy", Fact::Thing(event));
        }
        let time = definition.deadline.as_ref();
        if let Some(time) = time.and_then(|deadline| duration(&deadline.term)) {
            service.say("cv:processingTime", Fact::Typed(time, "xsd:duration"));
        }
        self.parts(offered, &base, &mut service);
        self.things.push(service);
    }

    /// Channel, costs, result, documents and legal basis: things of this service alone.
    fn parts(&mut self, offered: &Offered, base: &str, service: &mut Thing) {
        let definition = &offered.definition;
        let pl = |path: &str| Fact::Words(plain(definition, "pl", path), "pl".to_owned());
        let mut add = |property: &'static str, id: &str, kind: &'static str| {
            let name = format!("{base}#{id}");
            service.say(property, Fact::Thing(name.clone()));
            let mut thing = Thing::new(name, &[kind]);
            thing.say("dct:identifier", Fact::Code(id.to_owned()));
            thing
        };
        let mut things = Vec::new();
        let mut channel = add("cv:hasChannel", "www", "cv:Channel");
        channel.say("dct:description", pl("card.how"));
        things.push(channel);
        for fee in &definition.fees {
            let mut cost = add("cv:hasCost", &format!("oplata-{}", fee.key), "cv:Cost");
            cost.say("dct:description", pl(&format!("fees.{}.title", fee.key)));
            if let Some(amount) = &fee.amount {
                cost.say("cv:hasValue", Fact::Typed(amount.clone(), "xsd:double"));
                cost.say("cv:currency", Fact::Thing(CURRENCY.to_owned()));
            }
            things.push(cost);
        }
        if !definition.card.result.is_empty() {
            let mut output = add("cpsv:produces", "wynik", "cv:Output");
            output.say("dct:title", pl("card.result"));
            things.push(output);
        }
        for document in &definition.attachments {
            let id = format!("dokument-{}", document.key);
            let mut evidence = add("cv:hasInputType", &id, "cv:EvidenceType");
            evidence.say(
                "dct:title",
                pl(&format!("attachments.{}.title", document.key)),
            );
            things.push(evidence);
        }
        for at in 0..definition.card.legal_basis.len() {
            let id = format!("podstawa-{}", at + 1);
            let mut law = add("cv:hasLegalResource", &id, "eli:LegalResource");
            law.say("dct:title", pl(&format!("card.legal_basis.{at}")));
            things.push(law);
        }
        self.things.extend(things);
        if self.known.insert(CURRENCY.to_owned()) {
            let mut currency = Thing::new(CURRENCY, &["skos:Concept"]);
            currency.say(
                "skos:prefLabel",
                Fact::Words("złoty".to_owned(), "pl".to_owned()),
            );
            self.things.push(currency);
        }
    }

    fn office(&mut self, offered: &Offered) -> String {
        let id = office_url(self.visit, offered, "/#urzad");
        if self.known.insert(id.clone()) {
            let name = offered.office.name().to_owned();
            let mut office = Thing::new(id.clone(), &["cv:PublicOrganisation"]);
            office.say(
                "dct:identifier",
                Fact::Code(offered.office.slug().to_owned()),
            );
            office.say("skos:prefLabel", Fact::Words(name, "pl".to_owned()));
            office.say("dct:spatial", Fact::Thing(self.place(offered)));
            office.say(
                "foaf:homepage",
                Fact::Thing(office_url(self.visit, offered, "/")),
            );
            self.things.push(office);
        }
        id
    }

    fn contact(&mut self, offered: &Offered) -> String {
        let id = office_url(self.visit, offered, "/#kontakt");
        if self.known.insert(id.clone()) {
            let contact = &offered.office.profile().contact;
            let mut thing = Thing::new(id.clone(), &["cv:ContactPoint"]);
            for (property, value) in [
                ("cv:telephone", &contact.phone),
                ("cv:email", &contact.email),
            ] {
                if !value.is_empty() {
                    thing.say(property, Fact::Code(value.clone()));
                }
            }
            self.things.push(thing);
        }
        id
    }

    /// Where the office answers: its unit of the register, or the country.
    fn place(&mut self, offered: &Offered) -> String {
        let settings = self.visit.app().settings();
        let (id, code) = match offered.office.teryt() {
            Some(teryt) => (settings.region_url(&format!("/#teryt-{teryt}")), teryt),
            None => (POLAND.to_owned(), "POL"),
        };
        if self.known.insert(id.clone()) {
            let mut place = Thing::new(id.clone(), &["dct:Location"]);
            place.say("dct:identifier", Fact::Code(code.to_owned()));
            self.things.push(place);
        }
        id
    }

    fn language(&mut self, language: &str) -> String {
        let code = match language {
            "en" => "ENG",
            "uk" => "UKR",
            "be" => "BEL",
            "lt" => "LIT",
            _ => "POL",
        };
        let id = format!("{LANGUAGE}{code}");
        if self.known.insert(id.clone()) {
            let mut thing = Thing::new(id.clone(), &["dct:LinguisticSystem"]);
            thing.say("dct:identifier", Fact::Code(code.to_owned()));
            self.things.push(thing);
        }
        id
    }

    /// A category or a life event, with its name in the languages of these pages.
    fn labelled(&mut self, prefix: &str, key: &str, kinds: &[&'static str]) -> String {
        let settings = self.visit.app().settings();
        let id = settings.region_url(&format!("/#{prefix}-{key}"));
        if self.known.insert(id.clone()) {
            let mut thing = Thing::new(id.clone(), kinds);
            thing.say("dct:identifier", Fact::Code(key.to_owned()));
            let property = match kinds.contains(&"skos:Concept") {
                true => "skos:prefLabel",
                false => "dct:title",
            };
            for language in crate::texts::LANGUAGES {
                let texts = self.visit.app().texts();
                let label = texts.get(language, &format!("{prefix}-{key}"), &[]);
                thing.say(property, Fact::Words(label, language.to_owned()));
            }
            self.things.push(thing);
        }
        id
    }
}

/// The time of a plain term as XML Schema writes it; chains of terms have no one length.
fn duration(rule: &str) -> Option<String> {
    let rule = Rule::parse(rule).ok()?;
    let [Clock::Act { term, .. } | Clock::Raw { term, .. } | Clock::Silent(term)] = rule.clocks()
    else {
        return None;
    };
    match term {
        Term::Days(days) => Some(format!("P{days}D")),
        // How many days of the calendar they are depends on when one begins.
        Term::WorkingDays(_) => None,
        Term::Weeks(weeks) => Some(format!("P{}D", weeks * 7)),
        Term::Months(months) => Some(format!("P{months}M")),
        Term::Years(years) => Some(format!("P{years}Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn terms_become_durations() {
        assert_eq!(duration("D14").as_deref(), Some("P14D"));
        assert_eq!(duration("W2").as_deref(), Some("P14D"));
        assert_eq!(duration("M1").as_deref(), Some("P1M"));
        assert_eq!(duration("EXCL5:M1").as_deref(), Some("P1M"));
        assert_eq!(duration("ART44>D14"), None);
        assert_eq!(duration(""), None);
    }
}

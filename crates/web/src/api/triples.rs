//! A graph of things and facts, written as JSON-LD with its context inside, and as Turtle.

use serde_json::{Map, Value, json};

/// Prefixes of everything written here.
const PREFIXES: [(&str, &str); 11] = [
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A thing with what is said of it.
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) kinds: Vec<&'static str>,
    pub(super) facts: Vec<(&'static str, Fact)>,
}

/// What is said.
pub(super) enum Fact {
    /// Another thing, by its address.
    Thing(String),
    /// Words in a language.
    Words(String, String),
    /// A code without a language.
    Code(String),
    /// A value of this type, e.g. `xsd:duration`.
    Typed(String, &'static str),
}

impl Thing {
    pub(super) fn new(id: impl Into<String>, kinds: &[&'static str]) -> Self {
        Self {
            id: id.into(),
            kinds: kinds.to_vec(),
            facts: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, property: &'static str, fact: Fact) {
        self.facts.push((property, fact));
    }
}

/// The graph as JSON-LD; no reader has to fetch a context.
pub(super) fn json_ld(things: &[Thing]) -> String {
    let context: Map<String, Value> = PREFIXES
        .iter()
        .map(|(prefix, address)| ((*prefix).to_owned(), json!(address)))
        .collect();
    let graph: Vec<Value> = things.iter().map(node).collect();
    json!({ "@context": context, "@graph": graph }).to_string()
}

fn node(thing: &Thing) -> Value {
    let mut node = Map::new();
    node.insert("@id".to_owned(), json!(thing.id));
    node.insert("@type".to_owned(), json!(thing.kinds));
    for (property, fact) in &thing.facts {
        let value = match fact {
            Fact::Thing(id) => json!({ "@id": id }),
            Fact::Words(text, language) => json!({ "@value": text, "@language": language }),
            Fact::Code(text) => json!(text),
            Fact::Typed(text, kind) => json!({ "@value": text, "@type": kind }),
        };
        let values = node.entry(*property).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            values.push(value);
        }
    }
    Value::Object(node)
}

/// The graph as Turtle.
pub(super) fn turtle(things: &[Thing]) -> String {
    let mut text = String::new();
    for (prefix, address) in PREFIXES {
        text.push_str(&format!("@prefix {prefix}: <{address}> .\n"));
    }
    for thing in things {
        text.push_str(&format!(
            "\n<{}> a {}",
            address(&thing.id),
            thing.kinds.join(", ")
        ));
        for (property, fact) in &thing.facts {
            let value = match fact {
                Fact::Thing(id) => format!("<{}>", address(id)),
                Fact::Words(words, language) => format!("{}@{language}", quoted(words)),
                Fact::Code(code) => quoted(code),
                Fact::Typed(value, kind) => format!("{}^^{kind}", quoted(value)),
            };
            text.push_str(&format!(" ;\n    {property} {value}"));
        }
        text.push_str(" .\n");
    }
    text
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// An address without the characters that no address has.
fn address(id: &str) -> String {
    let mut address = String::with_capacity(id.len());
    for letter in id.chars() {
        match letter {
            '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\u{0}'..=' ' => {
                address.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            other => address.push(other),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_breaks_out_of_its_quotes() {
        let mut thing = Thing::new("https://x.example/a b>", &["cv:Cost"]);
        let words = "a \"b\" \\ c\n\u{1}</script>";
        thing.say("dct:title", Fact::Words(words.to_owned(), "pl".to_owned()));
        thing.say("dct:identifier", Fact::Code("1".to_owned()));
        let turtle = turtle(&[thing]);
        assert!(turtle.contains("<https://x.example/a%20b%3E> a cv:Cost ;"));
        assert!(turtle.contains(r#"dct:title "a \"b\" \\ c\n\u0001</script>"@pl ;"#));
        assert!(turtle.ends_with("dct:identifier \"1\" .\n"));
    }
}

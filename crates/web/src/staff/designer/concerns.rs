//! What is edited on which page: the concerns of a service and their boxes, as data.

use catalogue::definition::{CATEGORIES, LANGUAGES, LIFE_EVENTS};

use super::inputs::{Box, Input, may, must};

/// A page over some values of the definition, or over a list of tables.
pub(super) struct Part {
    /// Last word of its address; its texts are `designer-part-<name>`.
    pub(super) name: &'static str,
    /// Values of the definition itself.
    pub(super) inputs: &'static [Input],
    /// A list of tables, edited one beside the other.
    pub(super) rows: Option<Rows>,
}

pub(super) struct Rows {
    pub(super) path: &'static str,
    pub(super) inputs: &'static [Input],
    /// Whether each has a key, made from its title.
    pub(super) is_keyed: bool,
}

const KINDS: &[&str] = &["application", "notification", "information", "appointment"];
const PROCEDURES: &[&str] = &[
    "kpa",
    "ordynacja",
    "certificate",
    "silent_consent",
    "silent_end",
    "public_information",
    "petition",
    "complaint",
    "notification",
];
const LEVELS: &[&str] = &["none", "low", "substantial", "high"];
pub(super) const PAYEES: &[&str] = &["office", "gmina_of_seat", "gmina_of_principal"];

/// All pages, in the order of the overview.
pub(super) const PARTS: &[Part] = &[
    Part {
        name: "karta",
        inputs: &[
            must("title", "title", Box::Line),
            must("card.summary", "summary", Box::Text),
            may("card.who", "who", Box::Text),
            may("card.needed", "needed", Box::Lines),
            may("card.how", "how", Box::Text),
            may("card.result", "result", Box::Text),
            may("card.time", "time", Box::Text),
            may("card.appeal", "appeal", Box::Text),
            must("card.legal_basis", "legal-basis", Box::Lines),
            may("card.personal_data", "personal-data", Box::Text),
            may("keywords", "keywords", Box::Lines),
        ],
        rows: None,
    },
    Part {
        name: "postepowanie",
        inputs: &[
            must("kind", "kind", Box::Code(KINDS, "designer-kind")),
            must(
                "procedure",
                "procedure",
                Box::Code(PROCEDURES, "designer-procedure"),
            ),
            may("deadline.term", "term", Box::Line),
            may("deadline.basis", "term-basis", Box::Line),
            may("unit", "unit", Box::Line),
            may("class", "class", Box::Line),
        ],
        rows: None,
    },
    Part {
        name: "oplaty",
        inputs: &[],
        rows: Some(Rows {
            path: "fees",
            inputs: &[
                must("title", "fee-title", Box::Line),
                may("amount", "fee-amount", Box::Line),
                may("per", "fee-per", Box::Line),
                must("basis", "fee-basis", Box::Line),
                must("payee", "fee-payee", Box::Code(PAYEES, "designer-payee")),
                may("exemptions", "fee-exemptions", Box::Pairs("text", "basis")),
                may("formula", "fee-formula", Box::Formula),
            ],
            is_keyed: true,
        }),
    },
    Part {
        name: "zalaczniki",
        inputs: &[],
        rows: Some(Rows {
            path: "attachments",
            inputs: &[
                must("title", "attachment-title", Box::Line),
                may("note", "attachment-note", Box::Text),
                may("required", "attachment-required", Box::Yes),
            ],
            is_keyed: true,
        }),
    },
    Part {
        name: "tozsamosc",
        inputs: &[
            must("identity", "identity", Box::Code(LEVELS, "assurance")),
            must(
                "languages",
                "languages",
                Box::Codes(LANGUAGES, "designer-language"),
            ),
        ],
        rows: None,
    },
    Part {
        name: "odbiorcy",
        inputs: &[
            must("category", "category", Box::Code(CATEGORIES, "category")),
            may(
                "life_events",
                "life-events",
                Box::Codes(LIFE_EVENTS, "life"),
            ),
            may("maturity", "maturity", Box::Count),
            may("maturity_evidence", "evidence", Box::Text),
            may("confirm", "confirm", Box::Lines),
        ],
        rows: None,
    },
    Part {
        name: "okresy",
        inputs: &[],
        rows: Some(Rows {
            path: "windows",
            inputs: &[
                must("opens", "window-opens", Box::Line),
                must("closes", "window-closes", Box::Line),
            ],
            is_keyed: false,
        }),
    },
];

/// The name of the page on which the value at a path of the definition is edited.
pub(super) fn part_of(path: &str) -> &'static str {
    let first = path.split('.').next().unwrap_or_default();
    let holds = |part: &&Part| {
        let own = part.inputs.iter();
        let mut roots = own.map(|input| input.path.split('.').next().unwrap_or_default());
        roots.any(|root| root == first) || part.rows.as_ref().is_some_and(|rows| rows.path == first)
    };
    match first {
        "texts" => "tozsamosc",
        _ => PARTS.iter().find(holds).map_or("karta", |part| part.name),
    }
}

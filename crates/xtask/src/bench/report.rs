//! Figures against their budgets, as a table for people and as JSON for machines.

use std::fmt::Write;

use super::Measured;

/// What a figure may be.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    AtMost(f64),
    AtLeast(f64),
}

/// One measured figure.
pub(crate) struct Figure {
    pub(crate) name: String,
    /// Unit of all numbers of this figure.
    pub(crate) unit: String,
    pub(crate) value: f64,
    /// Smallest and largest single measurement.
    pub(crate) spread: (f64, f64),
    pub(crate) budget: Option<Budget>,
}

/// A section with what came of it.
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) measured: Measured,
}

impl Figure {
    /// The middle one of repeated measurements; 0 if there are none.
    pub(crate) fn median(
        name: &str,
        unit: &str,
        values: &mut [f64],
        budget: Option<Budget>,
    ) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or_default();
        let spread = (at(0), at(values.len().saturating_sub(1)));
        Self {
            name: name.to_owned(),
            unit: unit.to_owned(),
            value: at(values.len() / 2),
            spread,
            budget,
        }
    }

    fn within(&self) -> Option<bool> {
        self.budget.map(|budget| match budget {
            Budget::AtMost(limit) => self.value <= limit,
            Budget::AtLeast(limit) => self.value >= limit,
        })
    }
}

/// A table of all figures, one line each.
pub(crate) fn table(outcomes: &[Outcome]) -> String {
    let mut rows = vec![["what", "median", "spread", "budget", "kept"].map(str::to_owned)];
    for outcome in outcomes {
        match &outcome.measured {
            Measured::Skipped(why) => {
                let row = [outcome.title, "-", "-", "-", why];
                rows.push(row.map(str::to_owned));
            }
            Measured::Figures(figures) => rows.extend(figures.iter().map(|figure| {
                let (low, high) = figure.spread;
                let kept = figure
                    .within()
                    .map_or("-", |kept| if kept { "yes" } else { "NO" });
                [
                    format!("{}: {}", outcome.title, figure.name),
                    format!("{:.1} {}", figure.value, figure.unit),
                    format!("{low:.1} to {high:.1}"),
                    figure.budget.map_or("-".to_owned(), shown),
                    kept.to_owned(),
                ]
            })),
        }
    }
    let widths: [usize; 5] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or(0));
    let mut text = String::new();
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            // Writing into a string cannot fail.
            let _ = write!(text, "{cell:<width$}  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The same for machines.
pub(crate) fn json(outcomes: &[Outcome], postgres: &str) -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let sections: Vec<String> = outcomes.iter().map(section_json).collect();
    format!(
        "{{\"cores\":{cores},\"postgresql\":{},\"sections\":[{}]}}\n",
        quoted(postgres),
        sections.join(",")
    )
}

fn section_json(outcome: &Outcome) -> String {
    let rest = match &outcome.measured {
        Measured::Skipped(why) => format!("\"skipped\":{}", quoted(why)),
        Measured::Figures(figures) => {
            let figures: Vec<String> = figures.iter().map(figure_json).collect();
            format!("\"figures\":[{}]", figures.join(","))
        }
    };
    format!(
        "{{\"name\":{},\"title\":{},{rest}}}",
        quoted(outcome.name),
        quoted(outcome.title)
    )
}

fn figure_json(figure: &Figure) -> String {
    let mut text = format!(
        "{{\"name\":{},\"unit\":{},\"median\":{},\"min\":{},\"max\":{}",
        quoted(&figure.name),
        quoted(&figure.unit),
        figure.value,
        figure.spread.0,
        figure.spread.1
    );
    if let Some((budget, kept)) = figure.budget.zip(figure.within()) {
        let (kind, limit) = match budget {
            Budget::AtMost(limit) => ("at_most", limit),
            Budget::AtLeast(limit) => ("at_least", limit),
        };
        text.push_str(&format!(",\"{kind}\":{limit},\"kept\":{kept}"));
    }
    text.push('}');
    text
}

fn shown(budget: Budget) -> String {
    match budget {
        Budget::AtMost(limit) => format!("at most {limit}"),
        Budget::AtLeast(limit) => format!("at least {limit}"),
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{Budget, Figure, Measured, Outcome, json, quoted, table};

    fn outcomes() -> [Outcome; 2] {
        let budget = Some(Budget::AtMost(20.0));
        let figure = Figure::median("page", "ms", &mut [30.0, 10.5, 25.0], budget);
        [
            Outcome {
                name: "a",
                title: "A",
                measured: Measured::Figures(vec![figure]),
            },
            Outcome {
                name: "b",
                title: "B",
                measured: Measured::Skipped("no \"b\"".to_owned()),
            },
        ]
    }

    #[test]
    fn shows_the_median_and_a_missed_budget() {
        let text = table(&outcomes());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "A: page  25.0 ms  10.5 to 30.0  at most 20  NO");
        assert_eq!(
            lines[2],
            "B        -        -             -           no \"b\""
        );
    }

    #[test]
    fn writes_json() {
        assert_eq!(quoted("a\"\\\n"), "\"a\\\"\\\\\\u000a\"");
        let text = json(&outcomes(), "15.18");
        assert!(
            text.contains("\"median\":25,\"min\":10.5,\"max\":30,\"at_most\":20,\"kept\":false")
        );
        assert!(text.contains("\"skipped\":\"no \\\"b\\\"\""));
    }

    #[test]
    fn stands_without_measurements() {
        assert_eq!(Figure::median("x", "ms", &mut [], None).value.to_bits(), 0);
    }
}

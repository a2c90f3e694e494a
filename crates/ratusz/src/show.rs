//! Showing results and faults to the person at the terminal.

use anyhow::Context;
use serde::Serialize;

use crate::refusal::Refusal;

/// Prints a fault with its sources, or a refusal with its hint.
pub(crate) fn fault(fault: &anyhow::Error) {
    if let Some(refusal) = fault.downcast_ref::<Refusal>() {
        eprintln!("Nie udało się: {}", refusal.message);
        if !refusal.hint.is_empty() {
            eprintln!("Co zrobić: {}", refusal.hint);
        }
        return;
    }
    if let Some(complaints) = fault.downcast_ref::<crate::configuration::Complaints>() {
        eprint!("{complaints}");
        return;
    }
    eprintln!("Nie udało się: {fault}");
    for source in fault.chain().skip(1) {
        eprintln!("  bo: {source}");
    }
}

/// Prints a value as JSON.
///
/// # Errors
/// When it has no JSON form.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value).context("JSON")?;
    println!("{text}");
    Ok(())
}

/// Rows under headings, each column as wide as its longest text.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        longest.max(headings.get(column).map_or(0, |h| h.chars().count()))
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        println!("{}", padded.join("  ").trim_end());
    };
    line(headings.to_vec());
    for row in rows {
        line(row.iter().map(String::as_str).collect());
    }
}

/// A text short enough for one line.
pub(crate) fn short(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0..=CHARS_MAX => line,
        _ => format!("{}…", line.chars().take(CHARS_MAX).collect::<String>()),
    }
}

//! The permissions as a table for people to review.

use crate::action::Action;
use crate::permissions::Permissions;
use crate::resource::Kind;
use crate::role::Standing;

const PREFACE: &str = "\
Who may do what. Made from policy/policy.csv, where the scopes are explained; read in review.
Several scopes are joined by +, and - is refused.
";

/// A heading or an action, and what stands in the column of each standing.
struct Row {
    label: String,
    cells: [String; Standing::ALL.len()],
}

/// One block per kind of thing, a line per action, a column per standing.
pub(crate) fn table(permissions: &Permissions) -> String {
    let blocks = Kind::ALL.map(|kind| block(permissions, kind));
    let rows = || blocks.iter().flatten();
    let label_width = rows().map(|row| row.label.len()).max().unwrap_or_default();
    let cell_widths: Vec<usize> = (0..Standing::ALL.len())
        .map(|column| {
            rows()
                .map(|row| row.cells[column].len())
                .max()
                .unwrap_or_default()
        })
        .collect();

    let mut table = PREFACE.to_owned();
    for standing in Standing::ALL {
        if standing.heading() != standing.as_str() {
            table += &format!("{} = {}\n", standing.heading(), standing.as_str());
        }
    }
    for block in &blocks {
        table += "\n";
        for row in block {
            let mut line = format!("{:<label_width$}", row.label);
            for (cell, width) in row.cells.iter().zip(&cell_widths) {
                line += &format!("  {cell:<width$}");
            }
            table += line.trim_end();
            table += "\n";
        }
    }
    table
}

fn block(permissions: &Permissions, kind: Kind) -> Vec<Row> {
    let mut rows = vec![Row {
        label: format!("[{kind}]"),
        cells: Standing::ALL.map(|standing| standing.heading().to_owned()),
    }];
    for action in Action::ALL
        .into_iter()
        .filter(|action| action.kinds().contains(&kind))
    {
        let cells = Standing::ALL.map(|standing| {
            let scopes = permissions.scopes(standing, action, kind);
            let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
            if words.is_empty() {
                "-".to_owned()
            } else {
                words.join("+")
            }
        });
        rows.push(Row {
            label: action.to_string(),
            cells,
        });
    }
    rows
}

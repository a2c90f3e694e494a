//! A decision about access: warm, and the first after loading the policy.

use std::hint::black_box;
use std::time::Instant;

use access::{Access, Action, Actor, Grant, Resource, Role};
use anyhow::Result;
use domain::ids::{ResidentId, StaffId, UnitId};

use crate::figure::{self, Budget};

const DECISIONS: u32 = 200_000;
const ROUNDS: usize = 7;

/// Measures decisions of a clerk with two roles on a case of his unit.
///
/// # Errors
/// When the policy does not load.
pub(crate) async fn measure() -> Result<()> {
    let unit = UnitId(store::ids::fresh());
    let grants = vec![
        Grant {
            role: Role::Reception,
            unit: None,
        },
        Grant {
            role: Role::Clerk,
            unit: Some(unit),
        },
    ];
    let actor = Actor::Staff {
        id: StaffId(store::ids::fresh()),
        grants,
    };
    let owner = Some(ResidentId(store::ids::fresh()));
    let case = Resource::Case {
        owner,
        unit,
        assignee: None,
    };
    let (mut loads, mut first, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let access = Access::load().await?;
        loads.push(begun.elapsed().as_secs_f64() * 1_000.0);
        let begun = Instant::now();
        black_box(access.allows(&actor, Action::Settle, &case));
        first.push(begun.elapsed().as_secs_f64() * 1_000_000.0);
        let begun = Instant::now();
        for _ in 0..DECISIONS {
            black_box(access.allows(black_box(&actor), Action::Settle, black_box(&case)));
        }
        warm.push(begun.elapsed().as_secs_f64() * 1_000_000.0 / f64::from(DECISIONS));
    }
    figure::print("decision, warm", "µs", &mut warm, Budget::AtMost(1.0));
    figure::print(
        "decision, first for a set of roles",
        "µs",
        &mut first,
        Budget::AtMost(500.0),
    );
    figure::print("loading the whole policy", "ms", &mut loads, Budget::None);
    Ok(())
}

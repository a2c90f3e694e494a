//! Every state is tried with every step.

use super::{CaseState, Outcome, Step, StepRefused};

const ALLOWED: [(CaseState, Step, CaseState); 6] = [
    (CaseState::Registered, Step::TakeOn, CaseState::InProgress),
    (
        CaseState::InProgress,
        Step::Ask,
        CaseState::WaitingForApplicant,
    ),
    (
        CaseState::WaitingForApplicant,
        Step::Answer,
        CaseState::InProgress,
    ),
    (CaseState::InProgress, Step::Settle, CaseState::Settled),
    (
        CaseState::WaitingForApplicant,
        Step::Settle,
        CaseState::Settled,
    ),
    (CaseState::Settled, Step::Close, CaseState::Closed),
];

#[test]
fn only_the_listed_steps_are_allowed() {
    for from in CaseState::ALL {
        for step in Step::ALL {
            let listed = ALLOWED.iter().find(|row| row.0 == from && row.1 == step);
            let wanted = listed.map(|row| row.2).ok_or(StepRefused { step, from });
            assert_eq!(from.after(step), wanted);
        }
    }
}

#[test]
fn a_refusal_says_step_and_state() {
    let refused = CaseState::Closed
        .after(Step::Ask)
        .expect_err("a closed case stays closed");
    assert_eq!(
        refused.to_string(),
        "step `ask` is refused in state `closed`"
    );
}

#[test]
fn every_code_reads_back() {
    for state in CaseState::ALL {
        assert_eq!(CaseState::parse(state.as_str()), Ok(state));
    }
    for step in Step::ALL {
        assert_eq!(Step::parse(step.as_str()), Ok(step));
    }
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::parse(outcome.as_str()), Ok(outcome));
    }
    assert!(CaseState::parse("reopened").is_err());
}

#[test]
fn a_settled_case_is_not_open() {
    assert!(CaseState::WaitingForApplicant.is_open());
    assert!(!CaseState::Settled.is_open());
}

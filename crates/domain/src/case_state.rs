//! State of a case: the stages, the steps allowed between them and how a case may end.

use thiserror::Error;

use crate::code::{self, UnknownCode};

/// Stage of a case (etap sprawy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseState {
    /// Filed and marked, nobody works on it yet (zarejestrowana).
    Registered,
    /// A clerk works on it (w toku).
    InProgress,
    /// The office asked and waits for the applicant (czeka na wnioskodawcę).
    WaitingForApplicant,
    /// The office has settled it (załatwiona).
    Settled,
    /// The file is closed (zakończona); nothing changes any more.
    Closed,
}

/// A step (czynność) which moves a case to its next stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A clerk takes the case on (przyjęcie do prowadzenia).
    TakeOn,
    /// The office asks the applicant, for instance to repair defects (wezwanie).
    Ask,
    /// The applicant answers (odpowiedź).
    Answer,
    /// The office settles the case (załatwienie).
    Settle,
    /// The file is closed (zamknięcie).
    Close,
}

/// How a case was settled (sposób załatwienia).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// As the applicant asked (załatwiona zgodnie z wnioskiem).
    Granted,
    /// Refused (odmowa).
    Refused,
    /// Discontinued (umorzenie); art. 105 KPA.
    Discontinued,
    /// Left unexamined (pozostawienie bez rozpoznania); art. 64 KPA.
    LeftUnexamined,
    /// Passed on to the proper authority (przekazanie); art. 65 KPA.
    HandedOver,
}

/// A step the case does not allow where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("step `{}` is refused in state `{}`", step.as_str(), from.as_str())]
pub struct StepRefused {
    /// The step which was tried.
    pub step: Step,
    /// The state the case was in, and stays in.
    pub from: CaseState,
}

impl CaseState {
    /// All states in the order of a case's life.
    pub const ALL: [Self; 5] = [
        Self::Registered,
        Self::InProgress,
        Self::WaitingForApplicant,
        Self::Settled,
        Self::Closed,
    ];

    /// The stored code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::InProgress => "in_progress",
            Self::WaitingForApplicant => "waiting_for_applicant",
            Self::Settled => "settled",
            Self::Closed => "closed",
        }
    }

    /// Reads the stored code.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        code::find("case state", &Self::ALL, Self::as_str, code)
    }

    /// The state after `step`.
    ///
    /// # Errors
    /// [`StepRefused`] if the step is not allowed here; the case stays where it is.
    pub const fn after(self, step: Step) -> Result<Self, StepRefused> {
        match (self, step) {
            (Self::Registered, Step::TakeOn) | (Self::WaitingForApplicant, Step::Answer) => {
                Ok(Self::InProgress)
            }
            (Self::InProgress, Step::Ask) => Ok(Self::WaitingForApplicant),
            // A case may end while the applicant is silent: unrepaired defects, art. 64 § 2 KPA.
            (Self::InProgress | Self::WaitingForApplicant, Step::Settle) => Ok(Self::Settled),
            (Self::Settled, Step::Close) => Ok(Self::Closed),
            (
                Self::Registered
                | Self::InProgress
                | Self::WaitingForApplicant
                | Self::Settled
                | Self::Closed,
                Step::TakeOn | Step::Ask | Step::Answer | Step::Settle | Step::Close,
            ) => Err(StepRefused { step, from: self }),
        }
    }

    /// Whether the office still owes a settlement, so that its term runs.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Registered | Self::InProgress | Self::WaitingForApplicant => true,
            Self::Settled | Self::Closed => false,
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 5] = [
        Self::TakeOn,
        Self::Ask,
        Self::Answer,
        Self::Settle,
        Self::Close,
    ];

    /// The stored code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TakeOn => "take_on",
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::Settle => "settle",
            Self::Close => "close",
        }
    }

    /// Reads the stored code.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        code::find("step", &Self::ALL, Self::as_str, code)
    }
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 5] = [
        Self::Granted,
        Self::Refused,
        Self::Discontinued,
        Self::LeftUnexamined,
        Self::HandedOver,
    ];

    /// The stored code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Discontinued => "discontinued",
            Self::LeftUnexamined => "left_unexamined",
            Self::HandedOver => "handed_over",
        }
    }

    /// Reads the stored code.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        code::find("outcome", &Self::ALL, Self::as_str, code)
    }
}

#[cfg(test)]
mod tests;

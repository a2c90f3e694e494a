//! Words and rules of a Polish office: identifiers, terms, case marks, money; pure, no clock.

pub mod assurance;
pub mod calendar;
pub mod case_mark;
pub mod case_state;
pub mod code;
pub mod deadline;
pub mod identifiers;
pub mod ids;
pub mod money;
pub mod payment_code;
pub mod procedure;
pub mod receipt_number;
pub mod teryt;

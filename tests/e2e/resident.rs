//! The resident's side: from the card of a service to the receipt.

mod drafts;
mod files;
mod filing;
mod finding;
mod moving;
mod receipts;
mod town;

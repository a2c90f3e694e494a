//! HTTP in, HTML out: the pages of offices, the region and the operators. No SQL, no casbin.
//!
//! A request passes `front` (host, address, session, limits), then the site's routes, each behind
//! a gate that knows its action; the handler asks `access` again next to the act.

mod accessibility;
mod address;
mod assets;
mod catalogue;
mod clock;
pub mod dates;
mod denials;
mod duties;
mod error;
pub mod files;
mod front;
mod identify;
mod limits;
mod linger;
pub mod mail;
pub mod monitor;
mod page;
mod page_cache;
mod polish;
pub mod publishing;
mod routes;
pub mod serve;
mod settings;
mod state;
mod texts;
mod tokens;
mod visit;

pub mod sign_in;

mod admin;
mod region;
mod resident;
mod staff;

pub use clock::Clock;
pub use error::PageError;
pub use front::app;
pub use routes::{Route, all_routes};
pub use settings::{Limits, Mode, Settings};
pub use state::AppState;
pub use texts::Texts;
pub use visit::Site;

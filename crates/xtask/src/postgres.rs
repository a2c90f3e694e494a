//! A private PostgreSQL: found or installed, made, started, looked after, stopped.
//!
//! The cluster of the system (port 5432 on Debian) is never touched: ours lives in a folder of
//! its own and listens on a unix socket only.

mod binaries;
mod cluster;
mod guardian;
mod owner;
mod place;
mod wire;

pub(crate) use cluster::{Cluster, Plan};
pub(crate) use place::Place;

//! Time comes in from outside, so that tests can say what day it is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Warsaw;

/// Where the program reads the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    pub fn new(read: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }

    /// The date in Poland.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Warsaw).date_naive()
    }
}

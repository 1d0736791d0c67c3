//! `escalations/`: who is told after how long.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Escalations,
    pages: |site| plain::pages(site, Generated::Escalations, "escalation"),
    show: |site, page| plain::show(site, page, "escalation"),
    files: &[],
};

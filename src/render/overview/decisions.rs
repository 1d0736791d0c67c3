//! `decisions/`: choices and who makes them.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Decisions,
    pages: |site| plain::pages(site, Generated::Decisions, "decision"),
    show: |site, page| plain::show(site, page, "decision"),
    files: &[],
};

//! `timeline/`: sprints and milestones to scale.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Timeline,
    pages: |site| plain::pages(site, Generated::Timeline, "timebox"),
    show: |site, page| plain::show(site, page, "timebox"),
    files: &[],
};

//! `targets/`: thresholds that can be measured.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Targets,
    pages: |site| plain::pages(site, Generated::Targets, "target"),
    show: |site, page| plain::show(site, page, "target"),
    files: &[],
};

//! `dependencies/`: what needs what.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Dependencies,
    pages: |site| plain::pages(site, Generated::Dependencies, "dependency"),
    show: |site, page| plain::show(site, page, "dependency"),
    files: &[],
};

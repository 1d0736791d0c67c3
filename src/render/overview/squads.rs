//! `squads/`: squads and their charters.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Squads,
    pages: |site| plain::pages(site, Generated::Squads, "squad"),
    show: |site, page| plain::show(site, page, "squad"),
    files: &[],
};

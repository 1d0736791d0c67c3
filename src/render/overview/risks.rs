//! `risks/`: what may go wrong.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Risks,
    pages: |site| plain::pages(site, Generated::Risks, "risk"),
    show: |site, page| plain::show(site, page, "risk"),
    files: &[],
};

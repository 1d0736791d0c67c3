//! `on-call/`: who is on duty when.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::OnCall,
    pages: |site| plain::pages(site, Generated::OnCall, "rotation"),
    show: |site, page| plain::show(site, page, "rotation"),
    files: &[],
};

//! `gates/`: forms and criteria.

use super::{Overview, plain};
use crate::link::address::Generated;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::Gates,
    pages: |site| plain::pages(site, Generated::Gates, "form"),
    show: |site, page| plain::show(site, page, "form"),
    files: &[],
};

//! `dependency/…`: rules about what needs what.

mod cycle;
mod order;
mod things;

pub(super) use cycle::RULE as CYCLE;
pub(super) use order::RULE as ORDER;

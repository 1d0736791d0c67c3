//! `decision/…`: rules about choices and who makes them.

mod absent;
mod gap;
mod late;
mod signers;

pub(super) use absent::RULE as ABSENT;
pub(super) use gap::RULE as GAP;
pub(super) use late::RULE as LATE;
pub(super) use signers::RULE as SIGNERS;

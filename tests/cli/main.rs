//! The program as its users meet it: the real binary in temporary folders, its exit codes, streams and files.

#![expect(clippy::disallowed_methods, reason = "these tests make folders for the binary and look at what it left")]

mod support;

mod allowances;
mod baseline;
mod changed_since;
mod changes;
mod documents;
mod exit_codes;
mod explain_init_facts;
mod external;
mod external_settings;
mod feeds;
mod fix;
mod formats;
mod levels;
mod mv;
mod new;
mod output;
mod places;
mod publishing;
mod server;

//! For tests: a site of a few documents in memory.

use super::site::Site;
use crate::check;
use crate::load::{Inputs, probe};
use crate::pipeline;

/// What `show` makes of the site of these files: paths below the handbook's root with their texts.
pub fn with_site<T>(files: &[(&str, &str)], show: impl FnOnce(&Site<'_>) -> T) -> T {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let inputs = Inputs::in_memory(&files, &check::codes());
    assert!(inputs.config_diagnostics.is_empty(), "{:?}", inputs.config_diagnostics);
    let handbook = pipeline::handbook(&inputs, pipeline::read(&inputs), |paths| probe::probe(&inputs, paths));
    let theme = pipeline::theme(&inputs).unwrap_or_else(|_| panic!("our own templates are sound"));
    show(&Site::new(&handbook, &theme))
}

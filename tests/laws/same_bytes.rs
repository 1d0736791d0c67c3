//! The same inputs give the same bytes and the same findings, with any number of threads, in any order.

use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::pipeline::{self, InMemory};

use crate::soup;

fn built(files: &[(String, String)], threads: usize) -> InMemory {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    pool.install(|| pipeline::in_memory(&files))
}

fn told(built: &InMemory) -> &[Diagnostic] {
    &built.diagnostics
}

proptest! {
    #![proptest_config(soup::cases(5))]

    #[test]
    fn with_any_number_of_threads_and_in_any_order(
        texts in proptest::collection::vec(soup::document(), 12),
        turn in 1..12_usize,
    ) {
        let names = ["index.md", "a.md", "b/README.md", "b/index.md", "b/a.md", "c/a.md", "c/d/e.md", "Ä.md", "z.md", "y.md", "calendar.md", "tags.md"];
        let mut files: Vec<(String, String)> =
            names.iter().zip(texts).map(|(name, text)| (format!("content/{name}"), text)).collect();
        let once = built(&files, 1);
        let many = built(&files, 5);
        prop_assert_eq!(told(&once), told(&many));
        prop_assert!(once.site == many.site, "{:?}", differing(&once, &many));
        files.rotate_left(turn);
        files[..6].reverse();
        let turned = built(&files, 3);
        prop_assert_eq!(told(&once), told(&turned));
        prop_assert!(once.site == turned.site, "{:?}", differing(&once, &turned));
    }
}

fn differing<'a>(one: &'a InMemory, other: &'a InMemory) -> Vec<&'a str> {
    let paths = one.site.keys().chain(other.site.keys());
    paths.filter(|path| one.site.get(*path) != other.site.get(*path)).map(String::as_str).collect()
}

//! What holds for every handbook, whatever people write: shown on texts that nobody would write.

mod markup;

#[expect(clippy::disallowed_methods, reason = "a long run is asked for through the environment")]
mod soup;

mod fixes_hold;
mod links_live;
mod moves;
mod pages_are_sound;
mod same_bytes;
mod spans_fit;

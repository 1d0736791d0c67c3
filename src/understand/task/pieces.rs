//! Entries that are rows without a table: `- OPS-3; Hire the tent; 5; Ada; in progress`.

use super::super::phrase::state;
use super::super::reading::Entry;
use super::due;
use super::people;
use super::wording::Said;
use super::{Work, wording};

/// Fewest pieces that make a row: an id, a title and two more.
const FEWEST: usize = 4;

/// The task of an entry whose pieces stand between semicolons, the first an id and the second a title. Of the others
/// each is judged by what it says; one at least must name who does it or how far it is.
pub(super) fn read<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    let text = entry.text();
    if memchr::memchr_iter(b';', text.as_bytes()).take(FEWEST).count() + 1 < FEWEST {
        return None;
    }
    let id = work.own_id(entry.span())?;
    let mut pieces = text.split(';').map(str::trim);
    let first = pieces.next()?.trim_matches(['[', ']', '*']);
    let title = pieces.next()?;
    if first != id || !title.contains(char::is_alphabetic) {
        return None;
    }
    let mut said = Said { title, ..Said::default() };
    for piece in pieces.filter(|piece| !wording::is_blank(piece)) {
        let bare = piece.split('(').next().unwrap_or(piece).trim();
        if let Some(points) = wording::points(piece).or_else(|| Some(f32::from(piece.parse::<u8>().ok()?))) {
            said.points = said.points.or(Some(points));
        } else if let Some(state) = state::named(bare) {
            said.state = said.state.or(Some(state));
        } else if let Some((due, _)) = due::whole(entry, piece) {
            said.due = said.due.or(Some(due));
        } else if people::is_plainly_personal(piece) || piece.starts_with('@') {
            said.owner = said.owner.or(Some(piece));
        }
    }
    (said.owner.is_some() || said.state.is_some()).then_some(said)
}

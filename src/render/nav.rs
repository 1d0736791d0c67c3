//! The sidebar: the way from the root to the page, and the page's own section. It never lists the whole handbook.

use crate::link::Handbook;
use crate::link::address::Generated;
use crate::link::tree::Opens;

use super::site::HOME;
use super::view::NavView;

/// A level with more entries than this shows those next to the page alone.
const MOST: usize = 30;
/// So many before and after.
const AROUND: usize = 7;

/// The sidebar of the page at `address`, which is the entry `node` of the navigation, if it stands there.
pub fn sidebar(handbook: &Handbook<'_>, address: &str, node: Option<usize>) -> Vec<NavView> {
    let way = node.map(|node| handbook.tree.way(node)).unwrap_or_default();
    let mut top = level(handbook, address, 0, &way, 1);
    let home = NavView {
        title: HOME.to_owned(),
        href: Some(handbook.addresses.href(address, "")),
        current: node == Some(0),
        open: false,
        children: Vec::new(),
    };
    top.insert(0, home);
    top.extend(overviews(handbook, address));
    top
}

/// The pages that we make, as a group behind the documents.
fn overviews(handbook: &Handbook<'_>, address: &str) -> Option<NavView> {
    let addresses = &handbook.addresses;
    let entry = |of: Generated| {
        let to = addresses.generated(of)?;
        let current = to == address;
        let href = Some(addresses.href(address, &to));
        Some(NavView { title: of.title().to_owned(), href, current, open: false, children: Vec::new() })
    };
    // One that a document takes in stands among the documents.
    let alone = addresses.generated.iter().filter(|(_, written)| written.is_none());
    let children: Vec<NavView> = alone.filter_map(|(of, _)| entry(*of)).collect();
    let title = "Overviews".to_owned();
    (!children.is_empty()).then_some(NavView { title, href: None, current: false, open: true, children })
}

/// The entries below `parent`; the one on the way to the page is open.
fn level(handbook: &Handbook<'_>, address: &str, parent: usize, way: &[usize], depth: usize) -> Vec<NavView> {
    let tree = &handbook.tree;
    // A folder whose documents `nav` shows elsewhere has nothing to open.
    let shown = |&&child: &&usize| {
        !tree.nodes[child].children.is_empty()
            || matches!(tree.nodes[child].opens, Opens::Document(_))
            || way.get(depth) == Some(&child)
    };
    let children: Vec<usize> = tree.nodes[parent].children.iter().filter(shown).copied().collect();
    let on_way = way.get(depth).copied();
    let place = on_way.and_then(|on_way| children.iter().position(|&child| child == on_way));
    let window = window(children.len(), place);
    let mut entries: Vec<NavView> = Vec::with_capacity(window.len() + 1);
    for &child in &children[window.clone()] {
        let is_on_way = on_way == Some(child);
        let current = is_on_way && depth + 1 == way.len();
        let below = if is_on_way { level(handbook, address, child, way, depth + 1) } else { Vec::new() };
        let href = handbook.address_of(child).map(|to| handbook.addresses.href(address, &to));
        // A group without a page would lead nowhere while it is closed.
        let opens_nothing = href.is_none();
        let children = if opens_nothing && !is_on_way { group(handbook, address, child) } else { below };
        entries.push(NavView {
            title: tree.nodes[child].title.clone(),
            href,
            current,
            open: is_on_way || opens_nothing,
            children,
        });
    }
    if window.len() < children.len() {
        let count = children.len();
        let to = handbook.address_of(parent).unwrap_or_default();
        let title = format!("All {count} pages of this section");
        entries.push(NavView {
            title,
            href: Some(handbook.addresses.href(address, &to)),
            current: false,
            open: false,
            children: Vec::new(),
        });
    }
    entries
}

/// What stands in a group of `nav`, one level deep.
fn group(handbook: &Handbook<'_>, address: &str, node: usize) -> Vec<NavView> {
    let children = handbook.tree.nodes[node].children.iter().take(MOST);
    let entry = |&child: &usize| {
        let href = handbook.address_of(child).map(|to| handbook.addresses.href(address, &to));
        NavView {
            title: handbook.tree.nodes[child].title.clone(),
            href,
            current: false,
            open: false,
            children: Vec::new(),
        }
    };
    children.map(entry).filter(|entry| entry.href.is_some()).collect()
}

/// Which of `count` entries are shown, when the page is at `place` or below it.
fn window(count: usize, place: Option<usize>) -> std::ops::Range<usize> {
    if count <= MOST {
        return 0..count;
    }
    let length = 2 * AROUND + 1;
    let start = place.unwrap_or(0).saturating_sub(AROUND).min(count - length);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn long_sections_show_a_window_around_the_page() {
        assert_eq!(window(30, Some(3)), 0..30);
        assert_eq!(window(100, Some(50)), 43..58);
        assert_eq!(window(100, Some(99)), 85..100);
        assert_eq!(window(100, None), 0..15);
    }
}

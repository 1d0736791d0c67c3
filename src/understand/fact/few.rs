//! Lists that are empty for nearly all facts: they take a word until the first of their kind comes.

use std::ops::{Deref, DerefMut};

/// A vector that takes eight bytes while it is empty.
#[derive(Clone, Debug)]
#[expect(clippy::box_collection, reason = "the box is what makes it small")]
pub struct Few<T>(Option<Box<Vec<T>>>);

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T> Few<T> {
    /// An empty one.
    pub const fn new() -> Self {
        Self(None)
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut list: Vec<T>) -> Self {
        list.shrink_to_fit();
        Self((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> From<Few<T>> for Vec<T> {
    fn from(few: Few<T>) -> Self {
        few.0.map_or_else(Vec::new, |list| *list)
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Vec::from(self).into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Deref for Few<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        match &self.0 {
            Some(list) => list,
            None => const { &Vec::new() },
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        self.0.get_or_insert_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    #[test]
    fn an_empty_list_takes_a_word_and_is_equal_to_any_other() {
        assert_eq!(size_of::<Few<String>>(), 8);
        let mut list: Few<u8> = Vec::with_capacity(9).into();
        assert!(list.is_empty() && list == Few::new());
        list.push(1);
        list.extend([2, 3]);
        assert_eq!(list.iter().copied().collect::<Vec<_>>(), Vec::from(list.clone()));
        assert_eq!(list.into_iter().sum::<u8>(), 6);
    }
}

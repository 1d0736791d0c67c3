//! JSON without blanks, as `serde_json` writes it, straight into bytes: a site may have a million facts, and most of
//! what is written are short texts and names of fields that need no escapes.

use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::Error;

/// Writes a value at the end of `out`. Fails for what facts have none of: variants with values, and tuples.
pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Compact(out))
}

/// Where it is written.
struct Compact<'o>(&'o mut Vec<u8>);

impl Compact<'_> {
    fn text(self, text: &str) -> Result<(), Error> {
        if needs_escapes(text.as_bytes()) {
            return serde_json::to_writer(self.0, text);
        }
        self.plain(text);
        Ok(())
    }

    /// A text that needs no escapes.
    fn plain(self, text: &str) {
        self.0.reserve(text.len() + 2);
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
    }
}

/// Whether a text has a control character, a quotation mark or a backslash. Eight bytes are looked at as one number:
/// a byte less than `n` borrows from its highest bit when `n` is taken away (Hacker's Delight, 6-1).
fn needs_escapes(text: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let less = |word: u64, than: u8| word.wrapping_sub(ONES * u64::from(than)) & !word & (ONES << 7);
    let is = |word: u64, byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
    let needs = |word: u64| less(word, b' ') | is(word, b'"') | is(word, b'\\');
    let (words, rest) = text.as_chunks::<8>();
    words.iter().fold(0, |any, word| any | needs(u64::from_le_bytes(*word))) != 0
        || rest.iter().any(|byte| matches!(byte, 0..b' ' | b'"' | b'\\'))
}

/// Numbers, as `serde_json` has them.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, value: $type) -> Result<(), Error> {
            serde_json::to_writer(self.0, &value)
        })*
    };
}

impl<'o> Serializer for Compact<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8,
        serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64,
        serialize_char: char
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(of_none(name))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(of_none("tuple"))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(of_none(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(of_none(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(of_none(name))
    }
}

fn of_none(name: &str) -> Error {
    Error::custom(format_args!("no fact has a {name}"))
}

/// What a list or an object holds.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    close: u8,
}

impl<'o> Parts<'o> {
    fn new(out: &'o mut Vec<u8>, open: u8, close: u8) -> Self {
        out.push(open);
        Self { out, first: true, close }
    }

    /// Sets the next part off from the one before.
    fn next(&mut self) -> Compact<'_> {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(b',');
        }
        Compact(self.out)
    }

    fn close(self) {
        self.out.push(self.close);
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Compact(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        // Names of fields are words of Rust.
        self.next().plain(key);
        self.serialize_value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    struct All<'a> {
        text: &'a str,
        none: Option<u8>,
        list: Vec<Part<'a>>,
        map: std::collections::BTreeMap<&'a str, f64>,
    }

    #[derive(Serialize)]
    struct Part<'a> {
        number: i64,
        text: Option<&'a str>,
        yes: bool,
    }

    proptest! {
        #[test]
        fn bytes_are_those_of_serde_json(text in "(\\PC|[\"\\\\\u{0}-\u{1f}\u{7f}\u{2028}]){0,24}", number: i64, part: f64) {
            let all = All {
                text: &text,
                none: None,
                list: vec![Part { number, text: Some(&text), yes: number > 0 }, Part { number: 0, text: None, yes: false }],
                map: [(&*text, part), ("", 1.0)].into_iter().collect(),
            };
            let mut bytes = b"x".to_vec();
            write(&all, &mut bytes).unwrap();
            prop_assert_eq!(&bytes[1..], serde_json::to_vec(&all).unwrap());
        }
    }
}

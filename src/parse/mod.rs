//! One file's text -> [`document::Document`]; one construct a file; pure; never fails.


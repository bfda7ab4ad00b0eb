//! Reading: bytes of one format in, a [`Document`](crate::page::Document) out. Only this module knows file formats.

//! Extraction: values with their places, from zones of the document.

pub mod dates;

pub mod amounts;

pub mod references;

pub mod budget;

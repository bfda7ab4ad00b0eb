//! Evidence: where each value of a record stands in the document.

use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The place of one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// 1-based page; absent where the format has no pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// 1-based line of the page's text.
    pub line: u32,
    /// First byte in the page's text; in the file for Markdown and text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// `[x0, y0, x1, y1]` in points from the top left of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f32; 4]>,
    /// The print, where it is not the value itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// OCR confidence, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// JSON Pointer → place, in document order of the pointers' making. `None` where evidence was not asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence(pub Option<Vec<(String, Span)>>);

impl Evidence {
    /// Whether evidence was left out.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The entries.
    #[must_use]
    pub fn entries(&self) -> &[(String, Span)] {
        self.0.as_deref().unwrap_or(&[])
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.entries();
        let mut map = serializer.serialize_map(Some(entries.len()))?;
        for (pointer, span) in entries {
            map.serialize_entry(pointer, span)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Evidence;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("places by JSON Pointer")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Evidence, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Evidence(Some(entries)))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl JsonSchema for Evidence {
    fn schema_name() -> Cow<'static, str> {
        "Evidence".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let span = generator.subschema_for::<Span>();
        schemars::json_schema!({
            "type": "object",
            "description": "JSON Pointer into this record → the place in the document",
            "additionalProperties": span
        })
    }
}

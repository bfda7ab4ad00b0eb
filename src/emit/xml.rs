//! XML by quick-xml, with the characters that XML 1.0 does not know left out.

use crate::emit::EmitError;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document in the making.
pub struct Xml(Writer<Vec<u8>>);

/// Drops control characters and the two non-characters (XML 1.0, production 2).
pub fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    let bad = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { text.replace(bad, "").into() } else { text.into() }
}

impl Xml {
    /// Begins with the declaration.
    pub fn new() -> Self {
        let mut writer = Writer::new(Vec::new());
        // Writing to memory does not fail; what follows would.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        Self(writer)
    }

    fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, clean(value).as_ref()));
        }
        start
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), EmitError> {
        Ok(self.0.write_event(Event::Start(Self::start(name, attributes)))?)
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) -> Result<(), EmitError> {
        Ok(self.0.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), EmitError> {
        Ok(self.0.write_event(Event::Empty(Self::start(name, attributes)))?)
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> Result<(), EmitError> {
        Ok(self.0.write_event(Event::Text(BytesText::new(&clean(text))))?)
    }

    /// An element that holds text.
    pub fn text_in(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> Result<(), EmitError> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close(name)
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn markup_and_controls_do_no_harm() {
        let mut x = Xml::new();
        x.text_in("p", &[("a", "\"<&\u{1}")], "a < b & c\u{c}\u{ffff} ]]>").unwrap();
        let s = String::from_utf8(x.finish()).unwrap();
        assert!(s.contains("a=\"&quot;&lt;&amp;\""), "{s}");
        assert!(s.contains(">a &lt; b &amp; c ]]&gt;</p>"), "{s}");
    }
}

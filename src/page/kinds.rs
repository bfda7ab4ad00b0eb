//! What a document was read as, where its text comes from, and why a page has none.

/// The format that the bytes were read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// CommonMark / GFM.
    Markdown,
    /// Plain text, often the layout output of a PDF tool.
    Plain,
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text, as Word writes it.
    Docx,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
    /// A web page.
    Html,
    /// Tagged Image File Format, one page or several.
    Tiff,
    /// JPEG.
    Jpeg,
    /// Portable Network Graphics.
    Png,
    /// ALTO, the OCR of another program.
    Alto,
    /// hOCR, the OCR of another program.
    Hocr,
}

/// Why the text layer of a page is not taken for its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// There is no text but a stamp or a running head.
    NoText,
    /// An image covers the page and the text over it is invisible and does not read as French.
    BadLayer,
    /// The text is not what the page shows: characters without meaning.
    Garbage,
    /// The file is an image.
    Image,
    /// The user asked for it.
    Asked,
}

impl Need {
    /// The reason as it stands in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::BadLayer => "bad_layer",
            Self::Garbage => "garbage",
            Self::Image => "image",
            Self::Asked => "asked",
        }
    }
}

/// Where the text of the document comes from (`source.text` of the record).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOrigin {
    /// The text layer that the writing program made.
    Native,
    /// Optical character recognition by this program.
    Ocr,
    /// An invisible text layer that a scanner's OCR put over page images.
    EmbeddedOcr,
    /// Pages of both kinds, or pages without any text among others.
    Mixed,
    /// Markdown source.
    Markdown,
    /// Plain text.
    Plain,
}

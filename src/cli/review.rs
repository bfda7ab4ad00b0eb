//! `review`, `amend`: an archivist looks at records beside their documents, and what is corrected goes into the records.

use super::{Talk, lexicon, records, say};
use greffier::batch;
use greffier::emit::review::{Image, Page, Patches, entry};
use greffier::emit::target::Target;
use greffier::emit::{self};
use greffier::extract::record::Options;
use greffier::input::{self, Input};
use greffier::page::Document;
use greffier::read::image::Raster;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(clap::Args)]
pub struct Review {
    /// Files, folders, or `-` for a list of paths on standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The page.
    #[arg(short, long, value_name = "FILE.html")]
    output: PathBuf,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR")]
    grammar: Option<PathBuf>,
    #[command(flatten)]
    ocr: super::ocr::Args,
}

#[derive(clap::Args)]
pub struct Amend {
    /// Records, one a line.
    records: PathBuf,
    /// Corrections saved by the page of `review`, or folders of them.
    #[arg(required = true)]
    patches: Vec<PathBuf>,
    /// Write here and not to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn review(args: &Review, talk: &Talk) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let ocr = args.ocr.open()?;
    let (inputs, unlisted) = input::list(&args.paths);
    let mut failed = unlisted.len();
    for e in &unlisted {
        say(format_args!("{}: {}", e.path.display(), e.reason));
    }
    let mut page = Page::open(Target::Path(args.output.clone()).stream()?)?;
    for input in &inputs {
        match batch::both(input, &lexicon, Options { evidence: true }, &ocr) {
            Ok((doc, record)) => page.put(&entry(&record, &doc, &images(input, &doc))?)?,
            Err(why) => {
                failed += 1;
                say(format_args!("{}: {why}", input.path.display()));
            }
        }
    }
    page.finish()?.close()?;
    Ok(records::close((inputs.len() + unlisted.len() - failed, failed), talk))
}

/// Widest image on the page, in pixels.
const WIDEST: u32 = 1300;

/// The images of the pages that are no text by themselves. One that cannot be decoded is left out: the text is there.
fn images(input: &Input, doc: &Document) -> Vec<Option<Image>> {
    if !doc.pages.iter().any(|p| p.need.is_some() || p.needs_ocr) {
        return Vec::new();
    }
    let Ok(Some(bytes)) = input::load(&input.path) else { return Vec::new() };
    let bytes: greffier::read::Shared = Arc::new(bytes);
    let Ok(scans) = greffier::read::scans(&bytes, doc.media) else { return Vec::new() };
    let one = |(i, page): (usize, &greffier::page::Page)| {
        (page.need.is_some() || page.needs_ocr).then(|| scans.page(i).ok().and_then(|r| jpeg(&r))).flatten()
    };
    doc.pages.iter().enumerate().map(one).collect()
}

/// A page image, made smaller, as JPEG.
fn jpeg(raster: &Raster) -> Option<Image> {
    use image::{DynamicImage, GrayImage, RgbImage};
    let (w, h) = (raster.width, raster.height);
    let whole = match raster.channels {
        1 => DynamicImage::ImageLuma8(GrayImage::from_raw(w, h, raster.data.clone())?),
        _ => DynamicImage::ImageRgb8(RgbImage::from_raw(w, h, raster.data.clone())?),
    };
    let small = if w > WIDEST { whole.thumbnail(WIDEST, u32::MAX) } else { whole };
    let mut bytes = Vec::new();
    small.write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 70)).ok()?;
    let points = |pixels: u32| pixels as f32 * 72.0 / raster.dpi.max(1.0);
    Some(Image { media: "image/jpeg", bytes, frame: [raster.origin.0, raster.origin.1, points(w), points(h)] })
}

pub fn amend(args: &Amend, talk: &Talk) -> anyhow::Result<ExitCode> {
    let patches = Patches::read(&args.patches)?;
    let target = args.output.clone().map_or(Target::Stdout, Target::Path);
    let format = emit::format("ndjson").ok_or_else(|| anyhow::anyhow!("no such format"))?;
    let mut sink = (format.open)(target, &emit::Settings::default())?;
    let (mut amended, mut unfit) = (0, 0);
    let (done, failed) = records::read(
        std::slice::from_ref(&args.records),
        None,
        |record| {
            // A record that its corrections do not fit goes through as it is, and is named.
            let made = patches.apply(&record);
            Ok((record, made))
        },
        |(record, made)| {
            let record = match made {
                Ok(None) => record,
                Ok(Some(changed)) => {
                    amended += 1;
                    changed
                }
                Err(e) => {
                    unfit += 1;
                    say(format_args!("{e}"));
                    record
                }
            };
            sink.put((format.encode)(record)?)
        },
    )?;
    sink.finish()?;
    if !talk.quiet {
        let missing = patches.records().saturating_sub(amended + unfit);
        if talk.french {
            say(format_args!("{amended} fiche(s) corrigée(s), {missing} correction(s) sans fiche"));
        } else {
            say(format_args!("{amended} record(s) amended, {missing} correction(s) without a record"));
        }
    }
    Ok(records::close((done, failed + unfit), talk))
}

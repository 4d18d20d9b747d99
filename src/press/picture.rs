//! Turns a picture into bytes: without its metadata, or narrower.
//! It does not know where the file is read, nor whether the result is cached.

use std::io::Cursor;

use fast_image_resize::Resizer;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use webp::{Encoder, WebPConfig};

use crate::picture::{self, Flaw, Format, Head};
use crate::plan::edition::{Making, Picture};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

/// Qualities that are tried, of 100, until the narrower picture has fewer bytes than the original.
const LOSSY: [f32; 4] = [80.0, 68.0, 50.0, 30.0];

/// How a WebP is encoded.
#[derive(Clone, Copy)]
enum Quality {
    /// Without loss.
    Lossless,
    /// With loss, at this quality of 100.
    Lossy(f32),
}

/// Makes `picture` from the `bytes` of its file.
///
/// # Errors
/// The fault of a file that cannot be decoded, at the place that refers to it.
pub fn make(picture: &Picture, bytes: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let format = picture.head.format;
    let made = match picture.making {
        Making::Cleaned => picture::cleaned(format, bytes),
        Making::Narrowed(width) => narrowed(&picture.head, bytes, width),
    };
    made.map_err(|flaw| {
        let (path, span) = &picture.asked_by;
        let message = format!("`{}` {flaw}", picture.source.name());
        let fault = match *span == Span::default() {
            true => rule::BAD_PICTURE.in_file(path, message),
            false => rule::BAD_PICTURE.at(path, *span, message),
        };
        Box::new(fault.help(flaw.remedy()))
    })
}

/// The picture the right way up, `width` pixels wide, as WebP, if possible with fewer bytes than in its own size.
fn narrowed(head: &Head, bytes: &[u8], width: u32) -> Result<Vec<u8>, Flaw> {
    let damaged = Flaw::Damaged(head.format);
    // What is not published is not decoded either, so that nothing in it can find its way into the pixels or stop the decoder.
    let cleaned = picture::cleaned(head.format, bytes)?;
    let most = cleaned.len();
    let (decoded, profile) = decoded(head, &cleaned).ok_or(damaged)?;
    let height = u64::from(head.height) * u64::from(width) / u64::from(head.width);
    let height = u32::try_from(height.max(1)).map_err(|_| damaged)?;
    // It is turned when it is small already. Until then a picture on its side is as high as it will be wide.
    let (across, down) = if head.orientation >= 5 { (height, width) } else { (width, height) };
    let mut small = resized(&decoded, across, down).ok_or(damaged)?;
    small.apply_orientation(Orientation::from_exif(head.orientation).ok_or(damaged)?);
    let mut best: Option<Vec<u8>> = None;
    let mut best_of = |quality| -> Result<usize, Flaw> {
        let coded = coded(&small, quality, profile.as_deref()).ok_or(damaged)?;
        let shortest = best.take().filter(|best| best.len() <= coded.len()).unwrap_or(coded);
        Ok(best.insert(shortest).len())
    };
    // A drawing has fewer bytes without loss, a photo with loss. Only a JPEG is surely a photo.
    if head.format != Format::Jpeg {
        best_of(Quality::Lossless)?;
    }
    for percent in LOSSY {
        if best_of(Quality::Lossy(percent))? < most {
            break;
        }
    }
    best.ok_or(damaged)
}

/// The pixels as the file has them, with 8 bits per channel, and the colour profile.
fn decoded(head: &Head, bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let format = match head.format {
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Png => image::ImageFormat::Png,
        Format::WebP => image::ImageFormat::WebP,
        Format::Gif => image::ImageFormat::Gif,
        // It has no narrower sizes.
        Format::Ico => return None,
    };
    let mut limits = Limits::default();
    // Eight bytes per pixel: 16 bits in each of four channels.
    limits.max_alloc = Some(picture::MOST_PIXELS * 8 + (64 << 20));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let pixels = u64::from(decoder.dimensions().0) * u64::from(decoder.dimensions().1);
    if pixels > picture::MOST_PIXELS {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let decoded = DynamicImage::from_decoder(decoder).ok()?;
    let decoded = match decoded.color().has_alpha() {
        true => DynamicImage::ImageRgba8(decoded.into_rgba8()),
        false => DynamicImage::ImageRgb8(decoded.into_rgb8()),
    };
    // A profile for greys or for printing inks does not fit pixels that were converted to red, green and blue.
    let profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
    Some((decoded, profile))
}

fn resized(picture: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let mut resized = DynamicImage::new(width, height, picture.color());
    Resizer::new().resize(picture, &mut resized, None).ok()?;
    Some(resized)
}

fn coded(picture: &DynamicImage, quality: Quality, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let encoder = Encoder::from_image(picture).ok()?;
    let mut config = WebPConfig::new().ok()?;
    match quality {
        Quality::Lossless => config.lossless = 1,
        Quality::Lossy(percent) => config.quality = percent,
    }
    let coded = encoder.encode_advanced(&config).ok()?;
    match profile {
        None => Some(coded.to_vec()),
        Some(profile) => picture::webp::with_profile(&coded, profile),
    }
}

//! A picture becomes bytes: cleaned of what is written beside it, or made narrower.
//! A pure function of the picture; it does not know where the file is read or what is kept of what was made.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use webp::{Encoder, WebPConfig};

use crate::picture::{self, Flaw, Format, Head};
use crate::plan::edition::{Making, Picture};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

/// How good a picture is to be, and how much worse it may become to be smaller than the one it stands in for; of 100.
const LOSSY: [f32; 4] = [80.0, 68.0, 50.0, 30.0];

/// How WebP is to be written.
#[derive(Clone, Copy)]
enum Quality {
    /// Pixel by pixel.
    Whole,
    /// About as good; of 100.
    Lossy(f32),
}

/// What is made of `picture`, whose file holds `bytes`.
///
/// # Errors
/// When it cannot be decoded: at the place where it is asked for.
pub fn made(picture: &Picture, bytes: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
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

/// The picture the right way up, `width` pixels wide, as WebP and no longer than it is in its own size.
fn narrowed(head: &Head, bytes: &[u8], width: u32) -> Result<Vec<u8>, Flaw> {
    let damaged = Flaw::Damaged(head.format);
    let most = picture::cleaned(head.format, bytes)?.len();
    let (decoded, profile) = decoded(head, bytes).ok_or(damaged)?;
    let height = u64::from(head.height) * u64::from(width) / u64::from(head.width);
    let height = u32::try_from(height.max(1)).map_err(|_| damaged)?;
    // Turned once it is small. One that lies on its side is as high as it will be wide.
    let (across, down) = if head.turn >= 5 { (height, width) } else { (width, height) };
    let mut small = resized(decoded, across, down).ok_or(damaged)?;
    small.apply_orientation(Orientation::from_exif(head.turn).ok_or(damaged)?);
    let mut best: Option<Vec<u8>> = None;
    let mut best_of = |quality| -> Result<usize, Flaw> {
        let coded = coded(&small, quality, profile.as_deref()).ok_or(damaged)?;
        let shortest = best.take().filter(|best| best.len() <= coded.len()).unwrap_or(coded);
        Ok(best.insert(shortest).len())
    };
    // Drawings are shorter without loss, and photos with some: what is no JPEG may be either.
    if head.format != Format::Jpeg {
        best_of(Quality::Whole)?;
    }
    for percent in LOSSY {
        if best_of(Quality::Lossy(percent))? < most {
            break;
        }
    }
    best.ok_or(damaged)
}

/// The pixels as they lie in the file, in 8 bits a channel, and the profile that says what their colours mean.
fn decoded(head: &Head, bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let format = match head.format {
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Png => image::ImageFormat::Png,
        Format::WebP => image::ImageFormat::WebP,
        Format::Gif => image::ImageFormat::Gif,
    };
    let mut limits = Limits::default();
    // Eight bytes for each pixel of the largest there may be: 16 bits in four channels.
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
    // A profile of greys or of printing inks means nothing for the red, green and blue that were made of them.
    Some((decoded, profile.filter(|profile| profile.get(16..20) == Some(b"RGB "))))
}

fn resized(picture: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let (own_width, own_height) = (picture.width(), picture.height());
    let (kind, pixels, is_clear) = match picture {
        DynamicImage::ImageRgba8(pixels) => (PixelType::U8x4, pixels.into_raw(), true),
        other => (PixelType::U8x3, other.into_rgb8().into_raw(), false),
    };
    let from = Image::from_vec_u8(own_width, own_height, pixels, kind).ok()?;
    let mut to = Image::new(width, height, kind);
    Resizer::new().resize(&from, &mut to, &ResizeOptions::new()).ok()?;
    let pixels = to.into_vec();
    Some(match is_clear {
        true => DynamicImage::ImageRgba8(image::RgbaImage::from_raw(width, height, pixels)?),
        false => DynamicImage::ImageRgb8(image::RgbImage::from_raw(width, height, pixels)?),
    })
}

fn coded(picture: &DynamicImage, quality: Quality, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture {
        DynamicImage::ImageRgba8(pixels) => Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => Encoder::from_rgb(pixels, width, height),
        _ => return None,
    };
    let mut config = WebPConfig::new().ok()?;
    match quality {
        Quality::Whole => config.lossless = 1,
        Quality::Lossy(percent) => config.quality = percent,
    }
    let coded = encoder.encode_advanced(&config).ok()?;
    match profile {
        None => Some(coded.to_vec()),
        Some(profile) => picture::with_profile(&coded, profile),
    }
}

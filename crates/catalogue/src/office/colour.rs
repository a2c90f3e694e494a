//! Contrast of colours, so that text in an office's colours can be read.

/// Least contrast of text with its background.
///
/// # Source
/// WCAG 2.2, success criterion 1.4.3 (level AA).
pub const TEXT_CONTRAST_MIN: f64 = 4.5;

/// Shades of a colour tried, from itself to black.
const SHADES: u16 = 255;

/// Red, green and blue of `#rrggbb`, 0 to 255.
pub(crate) fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Contrast with white of a colour written `#rrggbb`; `None` for anything else.
#[must_use]
pub fn contrast_of(text: &str) -> Option<f64> {
    parse(text).map(contrast_with_white)
}

/// The colour itself when text in it can be read on white, else the nearest darker shade of it
/// that can.
#[must_use]
pub fn nearest_readable(text: &str) -> Option<String> {
    let colour = parse(text)?;
    let shade = |steps: u16| {
        colour.map(|channel| {
            let part = u16::from(channel) * steps / SHADES;
            u8::try_from(part).unwrap_or(u8::MAX)
        })
    };
    // Black can always be read, so there is one.
    let fits = (0..=SHADES)
        .rev()
        .map(shade)
        .find(|shade| contrast_with_white(*shade) >= TEXT_CONTRAST_MIN);
    fits.map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// Contrast of a colour with white, 1 to 21.
///
/// # Source
/// WCAG 2.2, definitions of contrast ratio and relative luminance.
pub(crate) fn contrast_with_white(colour: [u8; 3]) -> f64 {
    const WHITE: f64 = 1.0;
    const GLARE: f64 = 0.05;
    (WHITE + GLARE) / (luminance(colour) + GLARE)
}

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guideline() {
        assert!((contrast_with_white([0, 0, 0]) - 21.0).abs() < 1e-9);
        assert!((contrast_with_white([255, 255, 255]) - 1.0).abs() < 1e-9);
        // #767676 is the lightest grey that passes on white, #777777 just fails.
        assert!(contrast_with_white([0x76, 0x76, 0x76]) >= TEXT_CONTRAST_MIN);
        assert!(contrast_with_white([0x77, 0x77, 0x77]) < TEXT_CONTRAST_MIN);
    }

    #[test]
    fn the_nearest_shade_can_be_read_and_is_no_darker_than_needed() {
        assert_eq!(nearest_readable("#1b4d7a").as_deref(), Some("#1b4d7a"));
        assert_eq!(nearest_readable("#ffffff").as_deref(), Some("#767676"));
        assert_eq!(nearest_readable("red"), None);
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let text = format!("#{red:02x}{green:02x}{blue:02x}");
                    let found = nearest_readable(&text).expect("a shade");
                    let contrast = contrast_of(&found).expect("a colour");
                    assert!(contrast >= TEXT_CONTRAST_MIN, "{text} {found}");
                    assert!(found == text || contrast < 4.7, "{text} {found} {contrast}");
                }
            }
        }
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(parse("#1b4d7A"), Some([0x1b, 0x4d, 0x7a]));
        for wrong in ["1b4d7a", "#fff", "#12345g", "#1234567", "red", "#ąąą"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}

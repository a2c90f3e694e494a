//! Contrast of colours, so that text in an office's colours can be read.

/// Least contrast of text with its background.
///
/// # Source
/// WCAG 2.2, success criterion 1.4.3 (level AA).
pub(crate) const TEXT_CONTRAST_MIN: f64 = 4.5;

/// Red, green and blue of `#rrggbb`, 0 to 255.
pub(crate) fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
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
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(parse("#1b4d7A"), Some([0x1b, 0x4d, 0x7a]));
        for wrong in ["1b4d7a", "#fff", "#12345g", "#1234567", "red", "#ąąą"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}

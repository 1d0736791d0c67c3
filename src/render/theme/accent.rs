//! `theme.accent` -> `assets/accent.css`: one colour that stays readable on light and on dark ground.

/// Red, green and blue, 0 to 255.
type Rgb = [f64; 3];

const WHITE: Rgb = [255.0; 3];
const BLACK: Rgb = [0.0; 3];
/// `--paper` of the dark theme in `style.css`.
const DARK_PAPER: Rgb = [22.0, 24.0, 29.0];

/// The style sheet that makes `#rrggbb` the theme's one colour, or nothing where that is not such a colour.
///
/// Where it would be hard to read, it is darkened on light ground and lightened on dark ground until its contrast is
/// 4.5:1 (WCAG 2.2, 1.4.3), on the paper and on its own tint.
pub fn accent_css(colour: &str) -> Option<String> {
    let colour = parse(colour)?;
    let (light, dark) = (colours(colour, WHITE, BLACK, 0.08), colours(colour, DARK_PAPER, WHITE, 0.18));
    Some(format!(
        ":root {{ {light} }}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {dark} }} }}\n\
         @media screen {{ :root[data-theme=\"dark\"] {{ {dark} }} }}\n"
    ))
}

/// The colour and its tint as custom properties, on that paper, mended towards black or white.
fn colours(colour: Rgb, paper: Rgb, towards: Rgb, tint: f64) -> String {
    let tint = mix(paper, colour, tint);
    let readable = |candidate: &Rgb| contrast(*candidate, paper) >= 4.5 && contrast(*candidate, tint) >= 4.5;
    let mut steps = (0..=20).map(|step| mix(colour, towards, f64::from(step) / 20.0).map(f64::round));
    let accent = steps.find(readable).unwrap_or(towards);
    format!("--accent: {}; --accent-tint: {};", hex(accent), hex(tint))
}

fn parse(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(f64::from);
    Some([part(0)?, part(2)?, part(4)?])
}

fn hex(colour: Rgb) -> String {
    colour.iter().fold("#".to_string(), |text, part| format!("{text}{:02x}", part.round() as u8))
}

fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * share)
}

/// Contrast ratio of WCAG 2.2, 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance of WCAG 2.2, 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|part| match part / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(css: &str) -> Vec<(Rgb, Rgb)> {
        let colour = |text: &str| parse(text.get(..7).unwrap()).unwrap();
        css.split("--accent: ")
            .skip(1)
            .map(|rest| (colour(rest), colour(rest.split("--accent-tint: ").nth(1).unwrap())))
            .collect()
    }

    #[test]
    fn any_colour_is_readable_in_both_themes() {
        for colour in ["#000000", "#ffffff", "#ffdd00", "#1f57c3", "#00ff88", "#7f7f7f", "#300030"] {
            let css = accent_css(colour).unwrap();
            let found = pairs(&css);
            assert_eq!(found.len(), 3);
            for (at, (accent, tint)) in found.into_iter().enumerate() {
                let paper = if at == 0 { WHITE } else { DARK_PAPER };
                assert!(contrast(accent, paper) >= 4.5, "{colour} on paper: {css}");
                assert!(contrast(accent, tint) >= 4.45, "{colour} on its tint: {css}");
            }
        }
    }

    #[test]
    fn a_readable_colour_stays_as_it_is_and_no_colour_gives_nothing() {
        assert!(accent_css("#1f57c3").unwrap().starts_with(":root { --accent: #1f57c3;"));
        for wrong in ["", "blue", "#12345", "#12345g", "#ä2345", "1f57c3"] {
            assert_eq!(accent_css(wrong), None, "{wrong}");
        }
    }
}

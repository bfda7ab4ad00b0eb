//! Charts as inline SVG: bars with their numbers, a pattern beside each colour, and the same numbers as a table.

use maud::{Markup, html};
use std::fmt::Write;

use super::layout::raw;
use super::words::number;

/// Fills that differ in grey as well as in hue.
const FILLS: [&str; 4] = ["#1f5f8b", "#7fb069", "#c8c8d0", "#8b2e2e"];

/// A share of a bar: its name and its numbers, one a bar.
pub struct Series<'a> {
    /// What it counts.
    pub name: &'a str,
    /// One number a bar.
    pub values: Vec<f64>,
}

fn escape(s: &str) -> String {
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An image with the words that say what it shows.
fn image(words: &str, (width, height): (f64, f64), svg: &str) -> Markup {
    let words = escape(words);
    raw(format!(
        "<svg role=\"img\" aria-label=\"{words}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{svg}</svg>"
    ))
}

/// A chart with its title, and its numbers as a table.
fn figure(title: &str, size: (f64, f64), svg: &str, numbers: &Markup) -> Markup {
    html! {
        figure {
            figcaption { (title) }
            // On a small screen the chart keeps its size and moves sideways: scaled down, nobody could read it.
            div class="scroll chart" tabindex="0" role="group" aria-label=(title) { (image(title, size, svg)) }
            details {
                summary { "Les chiffres de ce graphique\u{a0}: " (title) }
                div class="scroll" {
                    table {
                        caption { (title) }
                        (numbers)
                    }
                }
            }
        }
    }
}

/// The tally of one vote, for, against, abstentions and not voting, as a single bar: where the votes for are known, and
/// either others too or that there are none. A bar of half the numbers would show an outcome that was not.
pub fn vote(numbers: [(&str, Option<u32>); 4], unanimous: bool) -> Markup {
    let known = numbers.iter().filter_map(|(name, n)| n.map(|n| format!("{name}\u{a0}: {n}")));
    let words = known.collect::<Vec<_>>().join(", ");
    let total: u32 = numbers.iter().filter_map(|n| n.1).fold(0, u32::saturating_add);
    let whole = numbers[0].1.is_some() && (unanimous || numbers[1].1.is_some() || numbers[2].1.is_some());
    let mut bar = String::new();
    let mut x = 0.0;
    for ((_, n), fill) in numbers.iter().zip([FILLS[0], FILLS[3], FILLS[2], FILLS[1]]) {
        let width = 400.0 * f64::from(n.unwrap_or(0)) / f64::from(total.max(1));
        if width > 0.0 {
            let _ = write!(
                bar,
                "<rect x=\"{x:.1}\" y=\"0\" width=\"{width:.1}\" height=\"18\" fill=\"{fill}\" stroke=\"#fff\"/>"
            );
        }
        x += width;
    }
    html! {
        p { (words) }
        @if whole && total > 0 { (image(&words, (400.0, 18.0), &bar)) }
    }
}

/// The marks of an axis from 0 to at least `top`: round numbers, six at most.
fn marks(top: f64) -> Vec<f64> {
    let mut step = 1.0;
    let mut factors = [2.0, 2.5, 2.0].iter().cycle();
    while top / step > 5.0 {
        step *= factors.next().copied().unwrap_or(2.0);
    }
    (0..=6).map(|i| f64::from(i) * step).take_while(|m| m - step < top).collect()
}

/// Stacked columns over time, with their legend and their table.
pub fn columns(title: &str, head: &str, labels: &[String], series: &[Series<'_>]) -> Markup {
    let (width, height, left, bottom) = (720.0, 220.0, 40.0, 34.0);
    let totals: Vec<f64> = (0..labels.len()).map(|i| series.iter().filter_map(|s| s.values.get(i)).sum()).collect();
    let marks = marks(totals.iter().copied().fold(1.0, f64::max));
    let top = marks.last().copied().unwrap_or(1.0);
    let step = (width - left) / labels.len().max(1) as f64;
    let scale = (height - bottom - 10.0) / top;
    let mut svg = String::new();
    for mark in marks {
        let y = height - bottom - mark * scale;
        let _ = write!(svg, "<line x1=\"{left}\" x2=\"{width}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#c8c8d0\"/>");
        let _ =
            write!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", left - 4.0, y + 4.0, number(mark));
    }
    let every = labels.len().div_ceil(12).max(1);
    for (i, label) in labels.iter().enumerate() {
        let x = left + step * i as f64;
        let mut y = height - bottom;
        for (k, s) in series.iter().enumerate() {
            let h = s.values.get(i).copied().unwrap_or(0.0) * scale;
            if h > 0.0 {
                y -= h;
                let _ = write!(
                    svg,
                    "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{h:.1}\" fill=\"{}\" stroke=\"#fff\" stroke-width=\"0.5\"/>",
                    x + step * 0.1,
                    step * 0.8,
                    FILLS[k % 4]
                );
            }
        }
        if i % every == 0 {
            let _ = write!(
                svg,
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x + step / 2.0,
                height - 18.0,
                escape(label)
            );
        }
    }
    let mut at = 0.0;
    for (k, s) in series.iter().enumerate() {
        let x = left + at;
        // As wide as its words: some seven points a letter.
        at += 34.0 + 7.0 * s.name.chars().count() as f64;
        let _ = write!(
            svg,
            "<rect x=\"{x}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"{}\"/>",
            height - 11.0,
            FILLS[k % 4]
        );
        let _ = write!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", x + 14.0, height - 2.0, escape(s.name));
    }
    let numbers = html! {
        thead { tr { th scope="col" { (head) } @for s in series { th scope="col" class="n" { (s.name) } } } }
        tbody {
            @for (i, label) in labels.iter().enumerate() {
                tr { th scope="row" { (label) } @for s in series { td class="n" { (number(s.values.get(i).copied().unwrap_or(0.0))) } } }
            }
        }
    };
    figure(title, (width, height), &svg, &numbers)
}

/// Bars with a name and a sum, the largest first.
pub fn bars(title: &str, head: (&str, &str), rows: &[(String, f64, String)]) -> Markup {
    let top = rows.iter().map(|r| r.1).fold(1.0, f64::max);
    let (line, width) = (26.0, 720.0);
    let height = line * rows.len() as f64;
    let mut svg = String::new();
    for (i, (name, value, shown)) in rows.iter().enumerate() {
        let y = line * i as f64;
        let w = (value / top * 300.0).max(1.0);
        let short: String =
            if name.chars().count() > 38 { name.chars().take(37).chain(['…']).collect() } else { name.clone() };
        let _ = write!(svg, "<text x=\"0\" y=\"{:.1}\">{}</text>", y + 16.0, escape(&short));
        let _ =
            write!(svg, "<rect x=\"270\" y=\"{:.1}\" width=\"{w:.1}\" height=\"18\" fill=\"{}\"/>", y + 3.0, FILLS[0]);
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>", 276.0 + w, y + 16.0, escape(shown));
    }
    let numbers = html! {
        thead { tr { th scope="col" { (head.0) } th scope="col" class="n" { (head.1) } } }
        tbody { @for (name, _, shown) in rows { tr { th scope="row" { (name) } td class="n" { (shown) } } } }
    };
    figure(title, (width, height), &svg, &numbers)
}

#[cfg(test)]
mod tests {
    use super::{marks, vote};

    #[test]
    fn marks_are_round() {
        assert_eq!(marks(171.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(marks(1.0), [0.0, 1.0]);
        assert_eq!(marks(23.4), [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
    }

    #[test]
    fn half_a_tally_has_no_bar() {
        let tally = |n: [Option<u32>; 4]| [("Pour", n[0]), ("Contre", n[1]), ("Abstention", n[2]), ("Autres", n[3])];
        let bar = |n, unanimous| vote(tally(n), unanimous).into_string().contains("<svg");
        assert!(!bar([None, None, None, Some(1)], true));
        assert!(!bar([Some(9), None, None, None], false));
        assert!(bar([Some(9), None, None, None], true));
        assert!(bar([Some(9), Some(2), None, None], false));
    }
}

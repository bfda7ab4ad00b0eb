//! Which way a baseline runs, and the page turned so that it is level.

/// The sine from which text is slanted.
const SLANT: f32 = 0.03;
/// Turns from here on are degrees; those before are quarters.
pub(super) const SLANTED: u16 = 4;

/// The turn of a baseline along `(a, b)`: quarters, or whole degrees of slanted and curved text, such as a stamp or the
/// ring of a seal.
pub(super) fn turn(a: f32, b: f32) -> u16 {
    if a.abs().min(b.abs()) > SLANT * a.abs().max(b.abs()) {
        SLANTED + (b.atan2(a).to_degrees().round() as i32).rem_euclid(360) as u16
    } else if a.abs() >= b.abs() {
        if a >= 0.0 { 0 } else { 2 }
    } else if b > 0.0 {
        1
    } else {
        3
    }
}

/// The page turned so that baselines of one turn are horizontal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    sin: f32,
    cos: f32,
}

impl Frame {
    pub(super) fn of(turn: u16) -> Self {
        let (sin, cos) = match turn {
            0 => (0.0, 1.0),
            1 => (1.0, 0.0),
            2 => (0.0, -1.0),
            3 => (-1.0, 0.0),
            _ => turn_of(turn),
        };
        Self { sin, cos }
    }

    /// Where a point of the page is.
    pub(super) fn place(self, (x, y): (f32, f32)) -> (f32, f32) {
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }
}

/// Sine and cosine of a slanted turn.
pub(super) fn turn_of(turn: u16) -> (f32, f32) {
    f32::from(turn.saturating_sub(SLANTED)).to_radians().sin_cos()
}

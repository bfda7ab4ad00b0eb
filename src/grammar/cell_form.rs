//! How the files write a whole cell: `total*` begins so, `*présent*` holds it.

/// A cell or a part of one, folded.
#[derive(Debug)]
pub(super) enum Cell {
    Whole(Box<str>),
    Begin(Box<str>),
    Part(Box<str>),
}

impl Cell {
    /// From a form as the files write it, folded.
    pub(super) fn new(form: &str) -> Self {
        let (inside, form) = form.strip_prefix('*').map_or((false, form), |f| (true, f));
        match form.strip_suffix('*') {
            Some(part) if inside => Self::Part(part.into()),
            Some(begin) => Self::Begin(begin.into()),
            None => Self::Whole(form.into()),
        }
    }

    /// Whether a folded print is one.
    pub(super) fn fits(&self, folded: &str) -> bool {
        match self {
            Self::Whole(cell) => **cell == *folded,
            Self::Begin(begin) => folded.starts_with(&**begin),
            Self::Part(part) => folded.contains(&**part),
        }
    }
}

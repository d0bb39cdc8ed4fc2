//! Where copies lie: in a few files that only grow, for a file of its own costs a
//! page more than its render. Files come in pairs of one number, `7.bytes` with the
//! copies one after the other and `7.labels` with a line of JSON for each. A page
//! that is kept again is added again; over the bound the oldest pair goes, and what
//! in it is still the newest copy of its page moves on while there is room.

use super::super::cache::{KeyHash, key_hash};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, VecDeque};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

/// So many pairs lie here at most. Each start of the program begins one, so most are
/// smaller than the quarter of them that would fill the bound.
const PAIRS: usize = 64;

/// What is known of a copy.
#[derive(Debug, Serialize, Deserialize)]
pub struct Label {
    pub path: String,
    pub seq: i64,
    pub content_type: String,
    pub surrogate: String,
    pub coding: String,
    pub hash: String,
    pub keys: Vec<KeyHash>,
    /// Where its bytes begin, and how many there are.
    pub at: u64,
    pub len: u64,
}

/// Where a copy lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pair: u32,
    /// Where its label begins, and how long that is with the end of the line.
    line: (u64, u64),
    bytes: u64,
}

/// All copies of a node.
#[derive(Debug)]
pub struct Pack {
    folder: PathBuf,
    /// What the pairs may take together.
    bound: u64,
    /// The newest copy of each page.
    newest: HashMap<KeyHash, Place>,
    /// The bytes of those.
    live: u64,
    /// The pairs, the oldest first, and what each takes.
    pairs: VecDeque<(u32, u64)>,
    growing: Option<Pair>,
}

/// The pair at whose end copies are added.
#[derive(Debug)]
struct Pair {
    bytes: File,
    labels: File,
    bytes_end: u64,
    labels_end: u64,
}

impl Pack {
    /// Takes in what lies in the folder. Lines that cannot be read are left out.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(folder: &Path, bound: u64) -> io::Result<Self> {
        let mut pack = Self {
            folder: folder.to_path_buf(),
            bound,
            newest: HashMap::new(),
            live: 0,
            pairs: VecDeque::new(),
            growing: None,
        };
        let mut numbers = Vec::new();
        for entry in fs::read_dir(folder)? {
            numbers.extend(number_of(&entry?.path()));
        }
        numbers.sort_unstable();
        for number in numbers {
            let bytes = size(&bytes_of(folder, number));
            for (line, label) in labels(folder, number) {
                // Of a length that was spoilt nothing is to be reckoned with.
                if label
                    .at
                    .checked_add(label.len)
                    .is_some_and(|end| end <= bytes)
                {
                    pack.enter(number, line, &label);
                }
            }
            let taken = bytes + size(&labels_of(folder, number));
            pack.pairs.push_back((number, taken));
        }
        Ok(pack)
    }

    /// Where the newest copy of a page lies.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Place> {
        self.newest.get(&key_hash(path)).copied()
    }

    /// Adds a copy; its place in the label is filled in.
    ///
    /// # Errors
    /// When the disk does not take it. The copy that was there before stays.
    pub fn put(&mut self, label: Label, bytes: &[u8]) -> io::Result<()> {
        self.add(label, bytes)?;
        while self.pairs.len() > PAIRS || self.taken() > self.bound {
            self.let_the_oldest_go()?;
        }
        Ok(())
    }

    /// Overwrites copies that are not to be kept, superseded ones too.
    ///
    /// # Errors
    /// When the disk does not let it; nothing of those is found any more all the same.
    pub fn retain(&mut self, keep: impl Fn(&Label) -> bool) -> io::Result<()> {
        let mut done = Ok(());
        for (number, _) in self.pairs.clone() {
            for (line, label) in labels(&self.folder, number) {
                if keep(&label) {
                    continue;
                }
                let place = placed(number, line, &label);
                if self.newest.get(&key_hash(&label.path)) == Some(&place) {
                    self.newest.remove(&key_hash(&label.path));
                    self.live = self.live.saturating_sub(label.len);
                }
                let overwritten = self.overwrite(place);
                done = done.and(overwritten);
            }
        }
        done
    }

    fn taken(&self) -> u64 {
        self.pairs.iter().map(|(_, taken)| taken).sum()
    }

    fn add(&mut self, mut label: Label, bytes: &[u8]) -> io::Result<()> {
        let (number, mut pair) = self.pair_for(bytes.len() as u64)?;
        label.at = pair.bytes_end;
        label.len = bytes.len() as u64;
        let mut line = serde_json::to_vec(&label)?;
        line.push(b'\n');
        // A pair in which something was half written is not added to again.
        pair.bytes.write_all(bytes)?;
        pair.labels.write_all(&line)?;
        self.enter(number, (pair.labels_end, line.len() as u64), &label);
        pair.bytes_end += label.len;
        pair.labels_end += line.len() as u64;
        if let Some((_, taken)) = self.pairs.back_mut() {
            *taken = pair.bytes_end + pair.labels_end;
        }
        self.growing = Some(pair);
        Ok(())
    }

    /// The pair at whose end so many bytes may be added.
    fn pair_for(&mut self, more: u64) -> io::Result<(u32, Pair)> {
        let last = self.pairs.back().map(|(number, _)| *number);
        if let (Some(number), Some(pair)) = (last, self.growing.take())
            && pair.bytes_end + more <= self.bound / (PAIRS as u64 / 4)
        {
            return Ok((number, pair));
        }
        let number = last.map_or(0, |number| number + 1);
        let begin = |place: PathBuf| OpenOptions::new().create_new(true).append(true).open(place);
        let pair = Pair {
            bytes: begin(bytes_of(&self.folder, number))?,
            labels: begin(labels_of(&self.folder, number))?,
            bytes_end: 0,
            labels_end: 0,
        };
        self.pairs.push_back((number, 0));
        Ok((number, pair))
    }

    fn enter(&mut self, number: u32, line: (u64, u64), label: &Label) {
        let place = placed(number, line, label);
        let before = self.newest.insert(key_hash(&label.path), place);
        self.live += label.len;
        self.live = self
            .live
            .saturating_sub(before.map_or(0, |before| before.bytes));
    }

    fn let_the_oldest_go(&mut self) -> io::Result<()> {
        let Some((number, _)) = self.pairs.pop_front() else {
            return Ok(());
        };
        if self.pairs.is_empty() {
            self.growing = None;
        }
        // While most of what lies here is superseded, what is not moves on.
        let moves = self.live <= self.bound / 2;
        for (line, label) in labels(&self.folder, number) {
            let (page, place) = (key_hash(&label.path), placed(number, line, &label));
            if self.newest.get(&page) != Some(&place) {
                continue;
            }
            match place.read(&self.folder).filter(|_| moves) {
                Some((label, bytes)) => self.add(label, &bytes)?,
                None => {
                    self.newest.remove(&page);
                    self.live = self.live.saturating_sub(place.bytes);
                }
            }
        }
        fs::remove_file(labels_of(&self.folder, number))?;
        fs::remove_file(bytes_of(&self.folder, number))
    }

    fn overwrite(&self, place: Place) -> io::Result<()> {
        let Some(label) = place.label(&self.folder) else {
            return Ok(());
        };
        let writable = |path: PathBuf| OpenOptions::new().write(true).open(path);
        let zeros = vec![0; usize::try_from(label.len).unwrap_or_default()];
        writable(bytes_of(&self.folder, place.pair))?.write_all_at(&zeros, label.at)?;
        let mut spaces = vec![b' '; usize::try_from(place.line.1 - 1).unwrap_or_default()];
        spaces.push(b'\n');
        writable(labels_of(&self.folder, place.pair))?.write_all_at(&spaces, place.line.0)
    }
}

impl Place {
    /// Reads the copy that lies here; `None` when it is gone or spoilt so far that
    /// nothing can be read. Whether the bytes are those of the label is not looked at.
    #[must_use]
    pub fn read(self, folder: &Path) -> Option<(Label, Vec<u8>)> {
        let label = self.label(folder)?;
        let bytes = read_at(&bytes_of(folder, self.pair), label.at, label.len)?;
        Some((label, bytes))
    }

    fn label(self, folder: &Path) -> Option<Label> {
        let line = read_at(&labels_of(folder, self.pair), self.line.0, self.line.1)?;
        serde_json::from_slice(&line).ok()
    }
}

fn placed(pair: u32, line: (u64, u64), label: &Label) -> Place {
    Place {
        pair,
        line,
        bytes: label.len,
    }
}

fn bytes_of(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number}.bytes"))
}

fn labels_of(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number}.labels"))
}

fn number_of(place: &Path) -> Option<u32> {
    let end = place.extension()?;
    let stem = place.file_stem()?.to_str()?;
    (end == "labels").then(|| stem.parse().ok()).flatten()
}

fn size(place: &Path) -> u64 {
    fs::metadata(place).map_or(0, |its| its.len())
}

fn read_at(place: &Path, at: u64, len: u64) -> Option<Vec<u8>> {
    let file = File::open(place).ok()?;
    // A length that was spoilt on the disk must not be made room for.
    if at.checked_add(len)? > file.metadata().ok()?.len() {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(len).ok()?];
    file.read_exact_at(&mut bytes, at).ok()?;
    Some(bytes)
}

/// The labels of a pair with where each begins and how long it is; lines that are
/// none are left out, and so is everything after what cannot be read.
fn labels(folder: &Path, number: u32) -> impl Iterator<Item = ((u64, u64), Label)> + use<> {
    let mut reader = File::open(labels_of(folder, number))
        .ok()
        .map(BufReader::new);
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut line = Vec::new();
        let len = reader.as_mut()?.read_until(b'\n', &mut line).ok()? as u64;
        at += len;
        (len > 0).then(|| ((at - len, len), serde_json::from_slice(&line).ok()))
    })
    .filter_map(|(line, label)| Some((line, label?)))
}

#[cfg(test)]
mod tests;

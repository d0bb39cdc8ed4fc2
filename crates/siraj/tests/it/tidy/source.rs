//! A Rust file taken apart as far as the rules need it: code with comments and strings blanked, the
//! strings alone, and which lines belong to tests. It is a scanner for our own, formatted code
//! and not a parser: macros that build tokens out of nothing are beyond it.

use super::tree::{self, File};

/// One Rust file, line by line.
pub struct Source {
    pub path: String,
    pub lines: Vec<Line>,
}

/// One line: its code without comments and without the insides of strings, and those insides.
#[derive(Default)]
pub struct Line {
    pub code: String,
    pub strings: String,
    /// Inside a module or function marked `#[cfg(test)]` or `#[test]`, or in a file of tests.
    pub in_test: bool,
}

/// Every Rust file of the repository.
pub fn sources() -> Vec<Source> {
    let files = tree::files_ending(&["rs"]);
    let mut sources: Vec<Source> = files.iter().map(Source::read).collect();
    let of_tests: Vec<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in &mut sources {
        let within = |module: &String| {
            source.path == format!("{module}.rs") || source.path.starts_with(&format!("{module}/"))
        };
        if of_tests.iter().any(within) {
            source.lines.iter_mut().for_each(|line| line.in_test = true);
        }
    }
    sources
}

impl Source {
    fn read(file: &File) -> Self {
        Self::scan(&file.path, &file.text)
    }

    /// Takes `text` apart.
    pub fn scan(path: &str, text: &str) -> Self {
        let mut lines = Scanner::new(text).run();
        let all_tests = is_test_path(path);
        mark_tests(&mut lines, all_tests);
        Self {
            path: path.to_owned(),
            lines,
        }
    }

    /// The paths, without `.rs`, of modules that this file declares for its tests alone.
    fn test_modules(&self) -> Vec<String> {
        let stem = self.path.trim_end_matches(".rs");
        let root = ["/lib", "/main", "/mod"]
            .iter()
            .find_map(|name| stem.strip_suffix(name));
        let folder = root.unwrap_or(stem);
        let in_tests = self.lines.iter().filter(|line| line.in_test);
        let names = in_tests.filter_map(|line| {
            let declared = line.code.trim().strip_suffix(';')?;
            declared.rsplit_once("mod ").map(|(_, name)| name)
        });
        names.map(|name| format!("{folder}/{name}")).collect()
    }

    /// The module path inside the program, if the file is one of its own: `store/db/pool.rs`.
    pub fn in_program(&self) -> Option<&str> {
        self.path.strip_prefix("crates/siraj/src/")
    }

    /// Lines of code that ship, with their numbers from one.
    pub fn shipped(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.in_test)
            .map(|(index, line)| (index + 1, line))
    }
}

/// Files that hold nothing but tests.
fn is_test_path(path: &str) -> bool {
    path.split('/')
        .any(|part| part == "tests" || part == "benches")
        || path.ends_with("tests.rs")
        || path.ends_with("/testing.rs")
}

/// Marks the item after each test attribute, from the attribute to its closing brace.
fn mark_tests(lines: &mut [Line], all: bool) {
    let mut depth = 0_i32;
    let mut waiting = false;
    let mut until: Option<i32> = None;
    for line in lines {
        let code = line.code.trim();
        let attribute = code.starts_with("#[cfg(test)]")
            || code.starts_with("#[cfg(any(test")
            || code.starts_with("#[test]");
        if until.is_none() && attribute {
            waiting = true;
        }
        line.in_test = all || waiting || until.is_some();
        for letter in line.code.chars() {
            match letter {
                '{' => {
                    if waiting {
                        until = Some(depth);
                        waiting = false;
                    }
                    depth += 1;
                }
                '}' => {
                    depth -= 1;
                    if until == Some(depth) {
                        until = None;
                    }
                }
                // `#[cfg(test)] mod tests;` has no braces.
                ';' if waiting => waiting = false,
                _ => {}
            }
        }
    }
}

struct Scanner {
    letters: Vec<char>,
    at: usize,
    lines: Vec<Line>,
}

impl Scanner {
    fn new(text: &str) -> Self {
        Self {
            letters: text.chars().collect(),
            at: 0,
            lines: vec![Line::default()],
        }
    }

    fn run(mut self) -> Vec<Line> {
        while let Some(letter) = self.peek(0) {
            match letter {
                '/' if self.peek(1) == Some('/') => self.skip_line(),
                '/' if self.peek(1) == Some('*') => self.skip_block(),
                '"' => self.string(0, true),
                'r' | 'b' | 'c' if !self.after_word() && self.string_prefix().is_some() => {
                    let (length, hashes, escapes) = self.string_prefix().expect("just looked");
                    for _ in 0..length {
                        self.code();
                    }
                    self.string(hashes, escapes);
                }
                '\'' => self.quote(),
                _ => self.code(),
            }
        }
        self.lines
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    /// Whether the letter before this one continues a word, so that `r` is no raw string's prefix.
    fn after_word(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.letters.get(at));
        before.is_some_and(|letter| letter.is_alphanumeric() || *letter == '_')
    }

    /// The length of a prefix such as `br##`, its hashes, and whether escapes count inside.
    fn string_prefix(&self) -> Option<(usize, usize, bool)> {
        let mut length = 0;
        let mut raw = false;
        while let Some(letter @ ('r' | 'b' | 'c')) = self.peek(length) {
            raw |= letter == 'r';
            length += 1;
        }
        let mut hashes = 0;
        while raw && self.peek(length) == Some('#') {
            hashes += 1;
            length += 1;
        }
        (length - hashes <= 2 && self.peek(length) == Some('"')).then_some((length, hashes, !raw))
    }

    fn code(&mut self) {
        let letter = self.letters[self.at];
        self.at += 1;
        if letter == '\n' {
            self.lines.push(Line::default());
        } else {
            self.last().code.push(letter);
        }
    }

    fn inside_string(&mut self) {
        let letter = self.letters[self.at];
        self.at += 1;
        if letter == '\n' {
            self.lines.push(Line::default());
        } else {
            self.last().strings.push(letter);
        }
    }

    fn last(&mut self) -> &mut Line {
        self.lines
            .last_mut()
            .expect("there is a first line from the start")
    }

    fn skip_line(&mut self) {
        while self.peek(0).is_some_and(|letter| letter != '\n') {
            self.at += 1;
        }
    }

    fn skip_block(&mut self) {
        let mut depth = 0;
        while let Some(letter) = self.peek(0) {
            match (letter, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.at += 2;
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                ('\n', _) => self.code(),
                _ => self.at += 1,
            }
        }
    }

    fn string(&mut self, hashes: usize, escapes: bool) {
        self.code();
        while let Some(letter) = self.peek(0) {
            if escapes && letter == '\\' {
                self.inside_string();
                if self.peek(0).is_some() {
                    self.inside_string();
                }
                continue;
            }
            let closes = letter == '"' && (1..=hashes).all(|n| self.peek(n) == Some('#'));
            if closes {
                for _ in 0..=hashes {
                    self.code();
                }
                // Two strings on one line stay two words.
                self.last().strings.push(' ');
                return;
            }
            self.inside_string();
        }
    }

    /// A character literal, or the lifetime that begins like one.
    fn quote(&mut self) {
        let escaped = self.peek(1) == Some('\\');
        if escaped {
            self.code();
            while self.peek(0).is_some_and(|letter| letter != '\n') {
                let ends = self.peek(0) == Some('\'');
                let escape = self.peek(0) == Some('\\');
                if ends {
                    self.code();
                    return;
                }
                self.inside_string();
                if escape {
                    self.inside_string();
                }
            }
        } else if self.peek(2) == Some('\'') {
            self.code();
            self.inside_string();
            self.code();
        } else {
            self.code();
        }
    }
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let text = "let a = \"x // y\"; // b\nlet c = r#\"d \" e\"#; /* f\n/* g */ h */ let i = 'j';\nfn k<'l>(m: &'l str) {}\nlet n = '\\''; let o = b\"p\";";
    let source = Source::scan("crates/siraj/src/a.rs", text);
    let code: Vec<&str> = source.lines.iter().map(|line| line.code.trim()).collect();
    let expected = [
        "let a = \"\";",
        "let c = r#\"\"#;",
        "let i = '';",
        "fn k<'l>(m: &'l str) {}",
        "let n = ''; let o = b\"\";",
    ];
    assert_eq!(code, expected);
    assert_eq!(source.lines[0].strings.trim(), "x // y");
    assert_eq!(source.lines[1].strings.trim(), "d \" e");
    assert_eq!(source.lines[4].strings.trim(), "\\'p");
}

#[test]
fn test_modules_are_told_from_what_ships() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod tests;\nfn d() {}";
    let source = Source::scan("crates/siraj/src/a.rs", text);
    let shipped: Vec<usize> = source.shipped().map(|(number, _)| number).collect();
    assert_eq!(shipped, [1, 6, 9]);
    assert_eq!(source.test_modules(), ["crates/siraj/src/a/tests"]);
    let tests = Source::scan("crates/siraj/src/a/tests.rs", text);
    assert_eq!(tests.shipped().count(), 0);
}

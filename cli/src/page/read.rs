//! The walk over an article's elements: `www/page/read.ts`, with the default style sheet and `style` attributes in place
//! of computed styles.

use ego_tree::iter::Children;
use scraper::{ElementRef, Node};
use tiyao::{
    document::BlockKind,
    options::{BlockBorder, BlockHint},
};

use super::exclude::{Rules, is_code, is_object, is_picture};

/// A paragraph as a browser would lay it out.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub text: String,
    /// The element that lays it out, by the order in which they were met.
    pub element: usize,
    pub kind: Option<BlockKind>,
    pub level: u8,
    /// How many of its UTF-16 code units stand in links, and in bold.
    pub links: usize,
    pub bold: usize,
    /// A picture stands before it, and no other text between; `inner`: inside the same element.
    pub pictured: bool,
    pub inner: bool,
    /// Nothing but code.
    pub code: bool,
    pub centred: bool,
    /// Name of the element.
    name: String,
    after: After,
}

/// What a block follows: the border of an element; a `<br>` in an unfinished sentence; one after a finished sentence;
/// several; or whatever, and is indented as paragraphs are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum After {
    #[default]
    Element,
    Break,
    Line,
    EmptyLine,
    Indent,
}

/// Length in UTF-16 code units, as the widget counts.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// What JavaScript trims.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Characters between which a line end in the source is no space, as CSS Text has it.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' && !('\u{ac00}'..'\u{d7b0}').contains(&c)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '!', '?', '…', '：', ':', '；', ';', '」', '』', '”', '’', '）', ')', '】'])
}

struct Frame<'a> {
    children: Children<'a, Node>,
    element: usize,
    /// Name of the element that lays out its text.
    name: &'a str,
    /// Ends a block when left.
    block: bool,
    cell: bool,
    /// A `<details>` that shows its summary alone.
    closed: bool,
    start: usize,
    /// `white-space` keeps line ends, spaces.
    lines: bool,
    spaces: bool,
    hidden: bool,
    bold: bool,
    link: bool,
    code: bool,
    kind: Option<BlockKind>,
    level: u8,
    centred: bool,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    text: String,
    links: usize,
    bold: usize,
    /// Whether any of the text, and all of it, is code.
    any_code: bool,
    any_plain: bool,
    after: After,
    /// When the last picture was met; `None` once text has followed.
    picture: Option<usize>,
    /// A collapsed space waits for the character after it; whether it came from a line end only.
    space: Option<bool>,
    tab: bool,
    seen: usize,
    elements: usize,
}

/// The article's blocks.
pub fn blocks(root: ElementRef<'_>, rules: &Rules) -> Vec<Block> {
    let total = root.text().map(units).sum();
    let mut walk = Walk::default();
    let mut stack = Vec::new();
    walk.enter(root, &mut stack, rules, total);
    while let Some(frame) = stack.last_mut() {
        let Some(node) = frame.children.next() else {
            let (block, cell) = (frame.block, frame.cell);
            if block {
                walk.flush(frame);
            } else if cell && !walk.text.is_empty() {
                walk.tab = true;
            }
            stack.pop();
            continue;
        };
        match node.value() {
            Node::Text(text) => walk.read(frame, text),
            Node::Element(_) => {
                let element = ElementRef::wrap(node).expect("an element");
                walk.enter(element, &mut stack, rules, total);
            }
            _ => {}
        }
        walk.seen += 1;
    }
    walk.blocks
}

impl Walk {
    fn flush(&mut self, frame: &Frame<'_>) {
        let trimmed = trim(&self.text);
        if !trimmed.is_empty() {
            let code = self.any_code && !self.any_plain;
            let lead = &self.text[..self.text.len() - self.text.trim_start_matches(is_space).len()];
            let indented = lead.contains('\u{3000}') || lead.contains("\u{a0}\u{a0}");
            self.blocks.push(Block {
                text: trimmed.to_owned(),
                element: frame.element,
                kind: if code { Some(BlockKind::Reference) } else { frame.kind },
                level: frame.level,
                links: self.links,
                bold: self.bold,
                pictured: self.picture.is_some(),
                inner: self.picture.is_some_and(|picture| picture >= frame.start),
                code,
                centred: frame.centred,
                name: frame.name.to_owned(),
                after: if indented { After::Indent } else { self.after },
            });
            self.picture = None;
        }
        self.text.clear();
        (self.links, self.bold) = (0, 0);
        (self.any_code, self.any_plain) = (false, false);
        self.after = After::Element;
        self.space = None;
        self.tab = false;
    }

    fn append(&mut self, frame: &Frame<'_>, piece: &str) {
        if self.tab && !self.text.is_empty() {
            self.text.push('\t');
        }
        self.tab = false;
        self.text.push_str(piece);
        if !trim(piece).is_empty() {
            self.any_code |= frame.code;
            self.any_plain |= !frame.code;
        }
        let length = units(piece);
        if frame.link {
            self.links += length;
        }
        if frame.bold {
            self.bold += length;
        }
    }

    /// A `<br>`, or a line end where `white-space` keeps it.
    fn line_break(&mut self, frame: &Frame<'_>) {
        let line = self.text.trim_end_matches(is_space);
        let after = match line {
            "" => After::EmptyLine,
            _ if !frame.code && ends_sentence(line) => After::Line,
            _ => After::Break,
        };
        self.flush(frame);
        self.after = after;
    }

    fn read(&mut self, frame: &Frame<'_>, data: &str) {
        if frame.hidden {
            return;
        }
        if frame.spaces && frame.lines {
            for (i, line) in data.split('\n').enumerate() {
                if i > 0 {
                    self.line_break(frame);
                }
                if !line.is_empty() {
                    self.append(frame, line);
                }
            }
            return;
        }
        let mut rest = data;
        while let Some(first) = rest.chars().next() {
            let spaces = is_html_space(first);
            let end = rest.find(|c| is_html_space(c) != spaces).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            rest = after;
            if !spaces {
                self.word(frame, first, piece);
                continue;
            }
            let broken = piece.contains(['\n', '\r']);
            if frame.lines && broken {
                self.line_break(frame);
            } else if self.space.is_none() {
                self.space = (!self.text.is_empty()).then_some(broken);
            } else if !broken {
                self.space = Some(false);
            }
        }
    }

    fn word(&mut self, frame: &Frame<'_>, first: char, word: &str) {
        if let (Some(line_end), Some(last)) = (self.space, self.text.chars().next_back())
            && !(line_end && is_wide(last) && is_wide(first))
        {
            self.append(frame, " ");
        }
        self.space = None;
        self.append(frame, word);
    }

    fn enter<'a>(&mut self, element: ElementRef<'a>, stack: &mut Vec<Frame<'a>>, rules: &Rules, total: usize) {
        let name = element.value().name();
        let display = display(element);
        let inline_level = display.starts_with("inline");
        let own_text = || element.text().map(units).sum::<usize>();
        if let Some(parent) = stack.last() {
            if rules.excluded(element) {
                if is_picture(name) {
                    if !trim(&self.text).is_empty() {
                        self.flush(parent);
                    }
                    self.picture = Some(self.seen);
                } else if is_object(name) && !self.text.is_empty() && !self.text.ends_with(is_space) {
                    self.text.push(' ');
                }
                return;
            }
            if name == "br" {
                self.line_break(parent);
                return;
            }
            if display == "none" || (parent.closed && name != "summary") {
                return;
            }
            if !inline_level && rules.suspect(element) && own_text() * 5 < total {
                if element.descendent_elements().any(|inside| matches!(inside.value().name(), "img" | "video")) {
                    self.picture = Some(self.seen);
                }
                return;
            }
            let select = style(element, "user-select").or_else(|| style(element, "-webkit-user-select"));
            if select == Some("none") && !element.text().any(|text| text.contains(['。', '！', '？'])) {
                return;
            }
            // Text for screen readers, or for search engines only.
            if style(element, "position") == Some("absolute")
                && style(element, "clip").is_some_and(|clip| clip != "auto")
            {
                return;
            }
        }
        let parent = stack.last();
        // The only cell of a row is set like any block.
        let only = || element.prev_siblings().chain(element.next_siblings()).all(|node| !node.value().is_element());
        let cell = display == "table-cell" && !only();
        // A drop cap floats, and is the first character of its word all the same.
        let drop_cap = || {
            style(element, "float").is_some_and(|float| float != "none")
                && units(trim(&element.text().collect::<String>())) < 3
        };
        let inline = inline_level || matches!(display, "contents" | "ruby") || cell || drop_cap();
        let block = parent.is_none() || !inline;
        match parent {
            Some(parent) if block => self.flush(parent),
            Some(_) if cell && !self.text.is_empty() => self.tab = true,
            _ => {}
        }
        let parent = stack.last();
        let level = heading_level(element);
        let kind = match (level, display) {
            (1.., _) => Some(BlockKind::Heading),
            (_, "list-item") => Some(BlockKind::ListItem),
            (_, "table-row") => Some(BlockKind::TableRow),
            _ => parent.and_then(|parent| parent.kind),
        };
        let inherited = |of: fn(&Frame<'_>) -> bool| parent.is_some_and(of);
        let (lines, spaces) = match style(element, "white-space").or((name == "pre").then_some("pre")) {
            Some(value) => (
                value.starts_with("pre") || value == "break-spaces",
                matches!(value, "pre" | "pre-wrap" | "break-spaces") || value.starts_with("preserve"),
            ),
            None => (inherited(|frame| frame.lines), inherited(|frame| frame.spaces)),
        };
        let hidden = match (style(element, "visibility"), style(element, "font-size")) {
            (_, Some("0" | "0px")) => true,
            // A site's script shows an article that is hidden whole.
            (Some(visibility), _) => parent.is_some() && visibility != "visible",
            _ => inherited(|frame| frame.hidden),
        };
        let bold = match style(element, "font-weight") {
            Some(weight) => weight.starts_with("bold") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600),
            None => inherited(|frame| frame.bold) || level > 0 || matches!(name, "b" | "strong" | "th"),
        };
        let centred = match style(element, "text-align").or_else(|| element.attr("align")) {
            Some(align) => align.ends_with("center"),
            None => inherited(|frame| frame.centred) || name == "center" || name == "th",
        };
        self.elements += 1;
        let frame = Frame {
            children: element.children(),
            element: parent.filter(|_| inline).map_or(self.elements, |parent| parent.element),
            name: parent.filter(|_| inline).map_or(name, |parent| parent.name),
            block,
            cell,
            closed: name == "details" && element.attr("open").is_none(),
            start: self.seen,
            lines,
            spaces,
            hidden,
            bold,
            link: name == "a" || inherited(|frame| frame.link),
            // A root is no code, whatever it is called.
            code: parent.is_some_and(|parent| parent.code || is_code(name)),
            kind,
            level: if level > 0 { level } else { parent.map_or(0, |parent| parent.level) },
            centred,
        };
        stack.push(frame);
    }
}

fn heading_level(element: ElementRef<'_>) -> u8 {
    match element.value().name().as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        _ if element.attr("role") == Some("heading") => {
            element.attr("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2)
        }
        _ => 0,
    }
}

/// The last value that the `style` attribute gives a property.
fn style<'a>(element: ElementRef<'a>, property: &str) -> Option<&'a str> {
    element
        .attr("style")?
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.split('!').next().unwrap_or("").trim())
        .next_back()
}

/// `display` as the `style` attribute or the browsers' own style sheet gives it.
fn display(element: ElementRef<'_>) -> &str {
    if let Some(display) = style(element, "display") {
        return display;
    }
    if element.attr("hidden").is_some() {
        return "none";
    }
    match element.value().name() {
        "li" | "summary" => "list-item",
        "tr" => "table-row",
        "td" | "th" => "table-cell",
        "ruby" | "rb" | "rt" | "rtc" => "ruby",
        "area" | "base" | "basefont" | "datalist" | "head" | "link" | "meta" | "noembed" | "noframes" | "param"
        | "rp" | "script" | "style" | "template" | "title" => "none",
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
        | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "listing" | "main"
        | "menu" | "nav" | "ol" | "optgroup" | "option" | "p" | "plaintext" | "pre" | "search" | "section"
        | "table" | "tbody" | "tfoot" | "thead" | "ul" | "xmp" => "block",
        _ => "inline",
    }
}

/// The text and its hints; lines that only a `<br>` parts are one block again, "\n" between them.
pub fn join(blocks: Vec<Block>) -> (String, Vec<BlockHint>) {
    let mut text = String::new();
    let mut hints: Vec<BlockHint> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    let mut before: Option<&Block> = None;
    for block in &blocks {
        if before.is_some() {
            text.push('\n');
            at += 1;
        }
        text.push_str(&block.text);
        let end = at + units(&block.text) as u32;
        let joins = block.after == After::Break
            && before.is_some_and(|before| {
                (before.element, before.code, before.kind) == (block.element, block.code, block.kind)
            });
        match hints.last_mut() {
            Some(last) if joins => last.end = end,
            _ => hints.push(BlockHint {
                start: at,
                end,
                kind: block.kind,
                level: if block.kind == Some(BlockKind::Heading) { block.level } else { 0 },
                border: before.map_or(BlockBorder::Firm, |before| border(before, block)),
            }),
        }
        at = end;
        before = Some(block);
    }
    (text, hints)
}

/// Where markup and setting are the same on both sides, a border may be that of a line: a hard-wrapped text can have an
/// element for each.
fn border(before: &Block, block: &Block) -> BlockBorder {
    let bold = |block: &Block| block.bold >= units(&block.text);
    let plain = |block: &Block| block.kind.is_none() && !block.code;
    if !plain(before) || !plain(block) || block.pictured {
        return BlockBorder::Firm;
    }
    if before.element == block.element {
        return match block.after {
            After::Line => BlockBorder::Line,
            After::EmptyLine => BlockBorder::EmptyLine,
            _ => BlockBorder::Firm,
        };
    }
    let alike = (&before.name, before.centred, bold(before)) == (&block.name, block.centred, bold(block));
    if alike && block.after != After::Indent { BlockBorder::EmptyLine } else { BlockBorder::Firm }
}

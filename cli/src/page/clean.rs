//! Takes out what stands among the paragraphs and is not the article's own text: `www/page/clean.ts`, with its patterns.

use regex::Regex;

use super::{
    read::{Block, units},
    source::{CLEAN, inline, pattern},
};

#[derive(Debug)]
pub struct Rules {
    frame: Regex,
    role: Regex,
    colon: Regex,
    joints: Regex,
    credits: Regex,
    notice: Regex,
    related: Regex,
    click: Regex,
    call: Regex,
    end: Regex,
    plea: Regex,
    meta: Regex,
    dated: Regex,
    credited: Regex,
    caption: Regex,
    sentence: Regex,
    ended: Regex,
    words: Regex,
}

impl Rules {
    pub fn new() -> Self {
        let of = |name| pattern(CLEAN, name);
        Self {
            frame: of("FRAME"),
            role: of("ROLE"),
            colon: inline(CLEAN, "text.search(", ")"),
            joints: inline(CLEAN, "rest.length <= end && ", ".test(rest)"),
            credits: of("CREDITS"),
            notice: of("NOTICE"),
            related: of("RELATED"),
            click: of("CLICK"),
            call: of("CALL"),
            end: of("END"),
            plea: of("PLEA"),
            meta: of("META"),
            dated: of("DATED"),
            credited: of("CREDITED"),
            caption: of("CAPTION"),
            sentence: of("SENTENCE"),
            ended: of("ENDED"),
            words: of("WORDS"),
        }
    }

    pub fn apply(&self, source: Vec<Block>) -> Vec<Block> {
        let count = source.len();
        let total: usize = source.iter().map(|block| units(&block.text)).sum();
        let centred =
            total < 2 * source.iter().filter(|block| block.centred).map(|block| units(&block.text)).sum::<usize>();
        let title = source.iter().skip(3).all(|block| block.level != 1);
        let mut seen = 0;
        let mut tail = false;
        let mut kept = Vec::with_capacity(count);
        for (index, block) in source.into_iter().enumerate() {
            let before = seen;
            let length = units(&block.text);
            seen += length;
            let late = before * 10 > total * 7;
            let edge = late || index + 6 > count;
            let place = Place { index, length, edge, centred, title, full: self.ended.is_match(&block.text) };
            if before * 2 > total && self.end.is_match(&block.text) {
                break;
            }
            // Nothing below takes a long paragraph away, but a notice at the end.
            if block.code || (length > 120 && !edge && (place.full || !tail)) {
                kept.push(block);
                tail = false;
                continue;
            }
            if length < 80 && !place.full && self.related.is_match(&block.text) {
                // A bare head opens the tail, if it stands where a tail may begin.
                tail |= length < 14 && before * 10 > total * 3;
                continue;
            }
            let linked = block.links * 5 > length * 3;
            if tail && block.bold < length && (linked || !place.full || length < 30) {
                continue;
            }
            tail = false;
            if !self.foreign(&block, place, linked) {
                kept.push(block);
            }
        }
        kept
    }

    fn foreign(&self, block: &Block, place: Place, linked: bool) -> bool {
        let text = &*block.text;
        let Place { index, length, edge, title, full, .. } = place;
        let heading = block.kind == Some(tiyao::document::BlockKind::Heading);
        let open = !self.sentence.is_match(text);
        // A sentence of some length, whatever follows it: the way back to the site's front page, say.
        let said = full || text.rfind('。').is_some_and(|at| units(&text[..at]) >= 16);
        !self.words.is_match(text)
            || (length < 80 && self.frame.is_match(text))
            || (open && length < 90 && self.is_credit(text))
            || (length < 60
                && ((open
                    && ((edge && self.credits.is_match(text))
                        || ((edge || index < 5) && self.meta.is_match(text))
                        || (index < 5 && self.dated.is_match(text))))
                    || if said { edge && self.call.is_match(text) } else { self.click.is_match(text) }))
            || (length < 100 && edge && self.plea.is_match(text))
            || (length < 400 && (edge || length < 60) && self.notice.is_match(text))
            || (title && block.level == 1)
            || (linked && length > 4 && edge && !full && !heading)
            || self.is_caption(block, place)
    }

    /// A line with nothing but offices before its colon.
    fn is_credit(&self, text: &str) -> bool {
        self.colon.find(text).is_some_and(|colon| {
            let head = &text[..colon.end()];
            self.role.is_match(head) && self.joints.is_match(&self.role.replace_all(head, ""))
        })
    }

    fn is_caption(&self, block: &Block, Place { length, full, centred, .. }: Place) -> bool {
        if length > 120 || block.kind == Some(tiyao::document::BlockKind::Heading) {
            return false;
        }
        let says = self.credited.is_match(&block.text) || (block.pictured && self.caption.is_match(&block.text));
        if says && (block.pictured || length < 50) && !(full && length > 60) {
            return true;
        }
        if !block.pictured || length > 60 {
            return false;
        }
        // Set apart as captions are, or in one element with the picture; bold ones are headings.
        block.bold * 2 < length
            && if full {
                block.kind == Some(tiyao::document::BlockKind::TableRow)
            } else {
                (block.centred && !centred) || block.inner
            }
    }
}

/// Where a block stands, and what is asked of it more than once.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    length: usize,
    edge: bool,
    /// Whether headings of the first level stand at the beginning only: the article's title.
    title: bool,
    /// Whether most of the article is centred.
    centred: bool,
    /// Ends like a sentence.
    full: bool,
}

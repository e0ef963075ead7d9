//! A text made ready to be understood: what keywords, summary and highlights read.
//!
//! All offsets here are bytes of [`Document::text`], the analysis text.

use crate::{ByteSpan, dictionary::Tag};

/// What a block of the text is. Only [`Paragraph`](BlockKind::Paragraph),
/// [`ListItem`](BlockKind::ListItem), [`Verse`](BlockKind::Verse) and
/// [`Abstract`](BlockKind::Abstract) hold sentences of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// The article's own title, repeated in its text.
    Title,
    /// A section heading.
    Heading,
    /// One item of a list.
    ListItem,
    /// A row of a table.
    TableRow,
    /// Lines of verse.
    Verse,
    /// 摘要: the author's own abstract.
    Abstract,
    /// 关键词: the author's own keywords.
    KeywordLine,
    /// A line of a contents page.
    Contents,
    /// Authors and their posts.
    Byline,
    /// Date, place, source line.
    Dateline,
    /// 责任编辑, 校对 and the like.
    Credit,
    /// Caption of a picture or video.
    Caption,
    /// Site navigation.
    Navigation,
    /// Copyright, disclaimers, reprint notes.
    Copyright,
    /// 相关阅读, 延伸阅读.
    RelatedLinks,
    /// References, notes, footnotes.
    Reference,
}

impl BlockKind {
    /// Whether the block's sentences are sentences of the article.
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::Verse | Self::Abstract)
    }
}

/// A paragraph-like unit. Blocks stand in text order and do not overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its place in the analysis text, without surrounding white space.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
    /// Depth of a heading, 1 to 6; 0 for anything else.
    pub level: u8,
}

/// One occurrence of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its place in the analysis text.
    pub span: ByteSpan,
    /// Part of speech, jieba's for a dictionary word, else our guess.
    pub tag: Tag,
    /// Inverse document frequency (natural logarithm, as in jieba's
    /// `idf.txt`, 0.9 to 13.9); `None` for a word the table lacks.
    pub idf: Option<f32>,
    /// Whether the dictionary (with the user's words) has it.
    pub known: bool,
}

/// A sentence of the text; see [`crate::sentence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the analysis text, closing marks included.
    pub span: ByteSpan,
    /// Index into [`Document::blocks`].
    pub block: usize,
    /// Indices into [`Document::tokens`], half-open.
    pub tokens: (usize, usize),
    /// Whether it is a sentence of the article (its block is body, and it is not a fragment).
    pub is_body: bool,
}

/// The title of the text, segmented like it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Title {
    /// Repaired and in the dictionary's script, like the analysis text.
    pub text: String,
    /// Tokens with spans in `text` of this struct.
    pub tokens: Vec<Token>,
}

/// A repaired, segmented text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The analysis text: repaired, in Simplified characters.
    pub text: String,
    /// The title, when there is one.
    pub title: Option<Title>,
    /// Paragraph-like units in text order.
    pub blocks: Vec<Block>,
    /// Tokens in text order; concatenated they give `text`.
    pub tokens: Vec<Token>,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// The word of a token.
    pub fn word(&self, token: &Token) -> &str {
        token.span.of(&self.text)
    }
}

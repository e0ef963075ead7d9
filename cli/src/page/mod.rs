//! An article inside a page of HTML: read as the widget reads it in the browser, and given a record of its analysis.
//!
//! What is read must agree with `www/page`, or the widget does not find the record's quotes on the page. So the lists of
//! what is left out are taken from there (`source.rs`), the walk is the same (`read.rs`), and a test reads the browser
//! battery's pages with it. What only a style sheet or a script knows is not seen here.

mod clean;
mod exclude;
mod insert;
mod read;
mod record;
mod source;
mod title;

pub use insert::insert;
pub use record::{BareText, Record};

use scraper::{Html, Selector};
use tiyao::options::BlockHint;

/// Which part of a page is the article.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The article's element: the first match that has text.
    pub selector: String,
    /// What inside it is not read.
    pub exclude: Option<String>,
}

/// Finds and reads articles; one for each thread.
#[derive(Debug)]
pub struct Finder {
    name: String,
    root: Selector,
    rules: exclude::Rules,
    clean: clean::Rules,
}

/// An article as the widget reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Blocks separated by one line break.
    pub text: String,
    /// What the markup says of each block.
    pub blocks: Vec<BlockHint>,
    pub title: Option<String>,
}

impl Finder {
    /// # Errors
    /// When one of the two is no CSS selector.
    pub fn new(choice: &Choice) -> Result<Self, String> {
        Ok(Self {
            name: choice.selector.clone(),
            root: selector(&choice.selector)?,
            rules: exclude::Rules::new(choice.exclude.as_deref().map(selector).transpose()?),
            clean: clean::Rules::new(),
        })
    }

    /// Reads the article of the page `html`.
    ///
    /// # Errors
    /// When nothing on the page matches, or nothing that matches has text.
    pub fn read(&self, html: &str) -> Result<Article, String> {
        let page = Html::parse_document(html);
        let root = page
            .select(&self.root)
            .find(|element| element.text().any(|text| !text.trim().is_empty()))
            .ok_or_else(|| format!("no element with text matches the selector {}", self.name))?;
        let (text, blocks) = read::join(self.clean.apply(read::blocks(root, &self.rules)));
        Ok(Article { text, blocks, title: title::of(&page, root) })
    }
}

fn selector(css: &str) -> Result<Selector, String> {
    Selector::parse(css).map_err(|error| format!("`{css}` is no CSS selector: {error}"))
}

#[cfg(test)]
mod tests;

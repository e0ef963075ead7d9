//! Putting the record into a page without changing anything else of it.

/// `html` with `record` (JSON) before the end of its body, in place of a record that stands there already.
pub fn insert(html: &str, record: &str) -> String {
    // Inside a script element only `</script` and `<!--` mean anything.
    let script = format!("<script type=\"application/json\" data-tiyao>{}</script>", record.replace('<', "\\u003c"));
    let mut out = String::with_capacity(html.len() + script.len() + 1);
    let mut end = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |close| open + close + 3);
            continue;
        }
        let Some(Tag { name, length }) = tag(rest) else {
            at = open + 1;
            continue;
        };
        at = open + length;
        if matches!(
            &*name,
            "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
        ) {
            // Their content is text.
            let close = close_of(&html[at..], &name).map_or(html.len(), |close| at + close);
            if name == "script" && is_record(&rest[..length]) {
                let start = html[..open].strip_suffix('\n').map_or(open, str::len);
                out.push_str(&html[copied..start]);
                copied = close;
            }
            at = close;
        } else if name == "/body" {
            end = Some(out.len() + open - copied);
        }
    }
    out.push_str(&html[copied..]);
    // On a line of its own, so that taking it away again leaves the page as it was.
    let end = end.unwrap_or(out.len());
    let line_end = out[..end].strip_suffix('\n').map_or(end, str::len);
    out.insert_str(line_end, &format!("\n{script}"));
    out
}

struct Tag {
    /// In lower case, an end tag's with its slash.
    name: String,
    /// Bytes up to and with the `>`.
    length: usize,
}

/// The tag that `html` begins with.
fn tag(html: &str) -> Option<Tag> {
    let inner = &html[1..];
    let slash = usize::from(inner.starts_with('/'));
    if !inner[slash..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = inner[slash..].split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or("");
    let mut quote = None;
    // Quotes only count where a value begins.
    let mut value = false;
    let attributes = 1 + slash + name.len();
    for (at, c) in html[attributes..].char_indices() {
        match quote {
            Some(open) => quote = Some(open).filter(|&open| open != c),
            None if c == '>' => {
                return Some(Tag { name: html[1..attributes].to_ascii_lowercase(), length: attributes + at + 1 });
            }
            None if value && matches!(c, '"' | '\'') => quote = Some(c),
            None => {}
        }
        value = quote.is_none() && (c == '=' || (value && c.is_ascii_whitespace()));
    }
    None
}

/// Where the end tag of a raw text element ends.
fn close_of(html: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = html[at..].find("</").map(|found| at + found) {
        if let Some(tag) = tag(&html[open..]).filter(|tag| tag.name[1..] == *name) {
            return Some(open + tag.length);
        }
        at = open + 2;
    }
    None
}

fn is_record(tag: &str) -> bool {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '>')
        .any(|part| part == "data-tiyao" || part.starts_with("data-tiyao="))
}

#[cfg(test)]
mod tests {
    use super::insert;

    const SCRIPT: &str = r#"<script type="application/json" data-tiyao>{"version":1}</script>"#;
    const RECORD: &str = r#"{"version":1}"#;

    #[test]
    fn stands_before_the_end_of_the_body() {
        assert_eq!(insert("<body><p>一</p></body></html>", RECORD), format!("<body><p>一</p>\n{SCRIPT}</body></html>"));
        assert_eq!(insert("<body>\n<p>一</p>\n</BODY >\n", RECORD), format!("<body>\n<p>一</p>\n{SCRIPT}\n</BODY >\n"));
        assert_eq!(insert("<p>一</p>", RECORD), format!("<p>一</p>\n{SCRIPT}"));
        assert_eq!(insert("<p>一</p>\n", RECORD), format!("<p>一</p>\n{SCRIPT}\n"));
    }

    #[test]
    fn what_only_looks_like_the_end_is_not() {
        for before in [
            "<!-- </body> -->",
            "<script>'</body>'</script>",
            "<script>'</BODY>'</SCRIPT\n>",
            "<p title='</body>' title=\"</body>\" a=b>",
            "<textarea></body></textarea>",
            "<p title = '</body>'>a < b </ c",
        ] {
            assert_eq!(insert(&format!("{before}</body>"), RECORD), format!("{before}\n{SCRIPT}</body>"));
            assert_eq!(insert(&format!("</body>{before}"), RECORD), format!("\n{SCRIPT}</body>{before}"), "{before}");
        }
    }

    #[test]
    fn a_record_that_stands_there_is_replaced() {
        for page in ["<body><p>一</p></body>", "<p>一</p>\n", "<body>\n<p>一</p>\n\n</body>\n", "<p>一"] {
            let once = insert(page, r#"{"version":1,"old":"<b>"}"#);
            assert_ne!(once, insert(page, RECORD));
            assert_eq!(insert(&once, RECORD), insert(page, RECORD), "{page:?}");
        }
        let other = r#"<script type="application/json" id="data-tiyao">{}</script>"#;
        assert!(insert(other, RECORD).contains(other));
    }

    #[test]
    fn nothing_in_the_record_ends_the_script() {
        let page = insert("", r#"{"quote":"</script><!--<b>"}"#);
        assert_eq!(page.matches('<').count(), 2);
        assert!(page.contains(r"\u003c/script>\u003c!--\u003cb>"));
    }
}

//! One line of input.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// A document as a line gives it.
#[derive(Debug)]
pub struct Record<'a> {
    /// The id's JSON as it stands in the line: large numbers come back as they were.
    pub id: &'a str,
    pub content: Content<'a>,
    pub title: Option<Cow<'a, str>>,
    /// What the publisher gives as a summary.
    pub own_summary: Option<Cow<'a, str>>,
}

/// What a line gives to read.
#[derive(Debug)]
pub enum Content<'a> {
    Text(Cow<'a, str>),
    /// A page with an article in it.
    Html(Cow<'a, str>),
}

/// Why a line cannot be used.
#[derive(Debug)]
pub struct BadLine {
    /// The id's JSON, where the line shows it.
    pub id: Option<String>,
    pub reason: String,
}

/// Reads `line`, without its line end.
pub fn parse(line: &[u8]) -> Result<Record<'_>, BadLine> {
    let line = match std::str::from_utf8(line) {
        Ok(line) => line,
        Err(error) => {
            // The id may well be readable where the text is not.
            let lossy = String::from_utf8_lossy(line);
            let mut fields = Fields::default();
            let _ = fields.read(&lossy);
            return Err(BadLine {
                id: fields.id().filter(|id| !id.contains('\u{fffd}')).map(str::to_owned),
                reason: format!("invalid UTF-8 at byte {}", error.valid_up_to() + 1),
            });
        }
    };
    let mut fields = Fields::default();
    let outcome = fields.read(line);
    let id = fields.id();
    let bad = |reason: String| BadLine { id: id.map(str::to_owned), reason };
    outcome.map_err(|error| bad(json_error(&error)))?;
    let id = id.ok_or_else(|| bad("the field `id` is missing".to_owned()))?;
    let content = match (fields.text, fields.html) {
        (Some(text), _) => Content::Text(string(text).map_err(|reason| bad(format!("the field `text` is {reason}")))?),
        (None, Some(html)) => {
            Content::Html(string(html).map_err(|reason| bad(format!("the field `html` is {reason}")))?)
        }
        (None, None) => return Err(bad("the field `text` is missing".to_owned())),
    };
    let (title, own_summary) =
        (optional("title", fields.title).map_err(bad)?, optional("ownSummary", fields.own_summary).map_err(bad)?);
    Ok(Record { id, content, title, own_summary })
}

/// The id's JSON of an answer or of a document, as far as `line` shows one.
pub fn id_of(line: &[u8]) -> Option<String> {
    match parse(line) {
        Ok(record) => Some(record.id.to_owned()),
        Err(bad) => bad.id,
    }
}

/// What was read before the line's end or its first mistake.
#[derive(Default)]
struct Fields<'a> {
    id: Option<&'a RawValue>,
    text: Option<&'a RawValue>,
    html: Option<&'a RawValue>,
    title: Option<&'a RawValue>,
    own_summary: Option<&'a RawValue>,
}

impl<'a> Fields<'a> {
    fn read(&mut self, line: &'a str) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_str(line);
        json.deserialize_map(self)?;
        json.end()
    }

    fn id(&self) -> Option<&'a str> {
        self.id.map(RawValue::get).filter(|&id| id != "null")
    }
}

impl<'a> Visitor<'a> for &mut Fields<'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `id` and `text`")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<Cow<'a, str>>()? {
            match &*key {
                "id" => self.id = Some(map.next_value()?),
                "text" => self.text = Some(map.next_value()?),
                "html" => self.html = Some(map.next_value()?),
                "title" => self.title = Some(map.next_value()?),
                "ownSummary" => self.own_summary = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The string of a field that a line need not have.
fn optional<'a>(name: &str, value: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, String> {
    match value {
        Some(value) if value.get() != "null" => {
            string(value).map(Some).map_err(|reason| format!("the field `{name}` is {reason}"))
        }
        _ => Ok(None),
    }
}

fn string(raw: &RawValue) -> Result<Cow<'_, str>, String> {
    let json = raw.get();
    if !json.starts_with('"') {
        return Err("not a string".to_owned());
    }
    // Without escapes the string is the slice between its quotes.
    let inner = &json[1..json.len() - 1];
    if !inner.contains('\\') {
        return Ok(Cow::Borrowed(inner));
    }
    serde_json::from_str(json).map(Cow::Owned).map_err(|error| format!("no valid string: {}", json_error(&error)))
}

/// serde_json's message; its line is always 1 and would contradict ours.
fn json_error(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_survives_whatever_else_is_wrong() {
        let id = |line: &[u8]| parse(line).unwrap_err().id;
        assert_eq!(id(br#"{"id":"a"}"#).as_deref(), Some("\"a\""));
        assert_eq!(id(br#"{"id":12345678901234567890123,"text":1}"#).as_deref(), Some("12345678901234567890123"));
        assert_eq!(id(br#"{"id":"a","text":"cut sho"#).as_deref(), Some("\"a\""));
        assert_eq!(id(b"{\"text\":\"\xff\",\"id\":\"a\"}").as_deref(), Some("\"a\""));
        assert_eq!(id(b"{\"id\":\"\xff\",\"text\":\"\"}"), None);
        assert_eq!(id(br#"{"text":"x"}"#), None);
        assert_eq!(id(br#"{"id":null,"text":"x"}"#), None);
        assert_eq!(id(b"no json"), None);
        assert_eq!(id(b"[1]"), None);
    }

    #[test]
    fn reasons_name_what_is_wrong() {
        let reason = |line: &[u8]| parse(line).unwrap_err().reason;
        assert_eq!(reason(br#"{"id":1}"#), "the field `text` is missing");
        assert_eq!(reason(br#"{"text":""}"#), "the field `id` is missing");
        assert_eq!(reason(br#"{"id":1,"text":2}"#), "the field `text` is not a string");
        assert_eq!(reason(br#"{"id":1,"text":"","title":[]}"#), "the field `title` is not a string");
        assert_eq!(reason(br#"{"id":1,"text":"","ownSummary":2}"#), "the field `ownSummary` is not a string");
        assert_eq!(reason(b"{\"id\":1,\"text\":\"\xe4\xb8\"}"), "invalid UTF-8 at byte 17");
        assert!(reason(br#"{"id":1,"text":"x"} more"#).contains("column"));
        assert!(reason(br#"{"id":1,"text":"\ud800"}"#).contains("the field `text`"));
    }

    #[test]
    fn escapes_and_unknown_fields_are_read() {
        let record = parse(r#" {"x":[{}],"text":"a\n\ud842\udfb7","title":null,"id":"\u4e00"} "#.as_bytes()).unwrap();
        let Content::Text(text) = record.content else { panic!("{record:?}") };
        assert_eq!((record.id, &*text, record.title.as_deref()), (r#""\u4e00""#, "a\n𠮷", None));
    }

    #[test]
    fn a_line_has_text_or_html() {
        let record = parse(br#"{"id":1,"html":"<p>"}"#).unwrap();
        assert!(matches!(&record.content, Content::Html(html) if html == "<p>"), "{record:?}");
        let record = parse(br#"{"id":1,"html":7,"text":"a"}"#).unwrap();
        assert!(matches!(&record.content, Content::Text(text) if text == "a"), "{record:?}");
        assert_eq!(parse(br#"{"id":1,"html":7}"#).unwrap_err().reason, "the field `html` is not a string");
    }
}

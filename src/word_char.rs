//! Letters and digits.

/// Whether `c` is a letter or digit of any script: [`char::is_alphanumeric`], which looks most of Chinese up by halving a table.
pub(crate) fn is_word_char(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::is_word_char;

    #[test]
    fn is_what_the_standard_library_says() {
        assert!(('\0'..=char::MAX).all(|c| is_word_char(c) == c.is_alphanumeric()));
    }
}

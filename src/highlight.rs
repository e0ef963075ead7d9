//! What to paint: spans that do not fight each other.

//! Traditional characters, looked up as Simplified ones.

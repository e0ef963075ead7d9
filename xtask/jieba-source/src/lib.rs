//! Reads `dict.txt` and `idf.txt` out of the source of the jieba-rs crate
//! that Cargo.lock names, so the dictionary always matches the segmenter.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

/// jieba's data as text.
#[derive(Clone, Debug)]
pub struct JiebaSource {
    /// `word frequency tag` a line.
    pub dict: String,
    /// `word idf` a line.
    pub idf: String,
}

impl JiebaSource {
    /// Reads the files.
    ///
    /// # Errors
    /// When `cargo metadata` fails or the crate's source lacks a file.
    pub fn read() -> Result<Self> {
        let root = package_root("jieba-rs")?;
        let read = |name: &str| {
            let path = root.join("src/data").join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Self { dict: read("dict.txt")?, idf: read("idf.txt")? })
    }
}

/// jieba's hidden Markov model as text.
///
/// # Errors
/// When `cargo metadata` fails or the source of jieba-macros lacks it.
pub fn hmm_model() -> Result<String> {
    let path = package_root("jieba-macros")?.join("src/hmm.model");
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The folder of a dependency's source.
///
/// # Errors
/// When `cargo metadata` fails or does not list the package.
pub fn package_root(name: &str) -> Result<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .context("cannot run `cargo metadata`")?;
    if !output.status.success() {
        bail!("`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == name)
        .and_then(|package| PathBuf::from(package["manifest_path"].as_str()?).parent().map(PathBuf::from))
        .with_context(|| format!("`cargo metadata` does not list {name}"))
}

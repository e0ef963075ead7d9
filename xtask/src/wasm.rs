//! `cargo xtask wasm`: the engine as a wasm module. Cargo compiles it, the wasm-bindgen library (pinned to the
//! version in Cargo.lock, so nothing can drift) makes it callable.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// Builds `engine_bg.wasm`, its glue `engine.js` (an ES module that is given the wasm by its caller) and `engine.d.ts`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to write to.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist/build"))]
    out: PathBuf,
    /// Keeps function names, for looking at what is big.
    #[arg(long)]
    names: bool,
}

pub fn run(Arguments { out, names }: &Arguments) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?;
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["build", "--locked", "--profile=wasm", "--target=wasm32-unknown-unknown", "--package=tiyao-engine"])
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(root)?)
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("cargo could not build the engine");
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    Bindgen::new()
        .input_path(target.join("wasm32-unknown-unknown/wasm/tiyao_engine.wasm"))
        .out_name("engine")
        .web(true)?
        .typescript(true)
        // The worker passes the module in; `import.meta.url` has no meaning in a classic script.
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .remove_name_section(!names)
        .generate(out)
        .context("wasm-bindgen refused the module")
}

/// Cuts this machine's paths out of panic locations: they would make the module differ from machine to machine.
fn rust_flags(root: &Path) -> Result<String> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let mut flags = Vec::new();
    for (path, name) in [(Some(root.to_owned()), "tiyao"), (cargo_home, "cargo")] {
        if let Some(path) = path {
            let path = path.to_str().context("a path of this machine is not UTF-8")?;
            flags.push(format!("--remap-path-prefix={path}={name}"));
        }
    }
    // The separator that lets a path hold spaces.
    Ok(flags.join("\x1f"))
}

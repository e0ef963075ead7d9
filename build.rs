//! Packs the map from Traditional to Simplified characters: OpenCC's character
//! data (Apache-2.0), as the crate simplecc carries it.

use std::{env, fs, path::Path};

use simplecc::dicts::T2S;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut pairs: Vec<(u16, u16)> = ('\u{4e00}'..='\u{9fff}')
        .filter_map(|traditional| {
            let written = T2S.replace_all(&traditional.to_string());
            let mut chars = written.chars();
            let simplified = chars.next().filter(|&c| c != traditional && ('\u{4e00}'..='\u{9fff}').contains(&c))?;
            chars.next().is_none().then_some((simplified as u16, traditional as u16))
        })
        .collect();
    // 薴 → 苧 → 苎: what is looked up must not change when looked up again.
    let changing: Vec<u16> = pairs.iter().map(|&(_, traditional)| traditional).collect();
    pairs.retain(|(simplified, _)| changing.binary_search(simplified).is_err());
    // By the Simplified character: its steps fit a byte and compress best
    // (5.2 KB of brotli against 5.5 the other way round).
    pairs.sort_unstable();
    let count = u16::try_from(pairs.len()).expect("fewer pairs than characters");
    let mut packed = count.to_le_bytes().to_vec();
    packed.extend(pairs.iter().map(|&(_, traditional)| (traditional >> 8) as u8));
    packed.extend(pairs.iter().map(|&(_, traditional)| traditional as u8));
    let mut last = 0x4e00;
    for (simplified, _) in pairs {
        let mut step = simplified - last;
        while step >= 255 {
            packed.push(255);
            step -= 255;
        }
        packed.push(step as u8);
        last = simplified;
    }
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("traditional.bin"), packed).expect("OUT_DIR can be written");
}

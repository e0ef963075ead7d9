/** The notices of everything that ends up in the files: our own licence, and those of the crates in the wasm module. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { ask, at } from './tools.mjs';

const isLicence = (name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name);

export function licences() {
  const metadata = JSON.parse(ask('cargo', ['metadata', '--format-version=1', '--locked', '--filter-platform=wasm32-unknown-unknown']));
  const packages = new Map(metadata.packages.map((p) => [p.id, p]));
  const nodes = new Map(metadata.resolve.nodes.map((n) => [n.id, n]));
  const used = new Set();
  const visit = (id) => {
    if (used.has(id)) return;
    used.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      // A macro's code runs at build time; nothing of it is shipped.
      const macro = packages.get(pkg).targets.some((t) => t.kind.includes('proc-macro'));
      if (!macro && kinds.some((k) => k.kind === null)) visit(pkg);
    }
  };
  visit(metadata.packages.find((p) => p.name === 'tiyao-engine').id);

  const own = ['LICENSE-MIT', 'LICENSE-APACHE'].map((name) => at(name)).filter(existsSync).map((file) => readFileSync(file, 'utf8').trim());
  const crates = [...used].map((id) => packages.get(id)).filter((p) => p.source).sort((a, b) => (a.name < b.name ? -1 : 1));
  // Most crates carry the same Apache text word for word: it is written once, under all their names.
  const holders = new Map();
  const titles = crates.map(({ name, version, license, authors, repository, manifest_path: manifest }) => {
    const title = `${name} ${version}`;
    const folder = path.dirname(manifest);
    for (const file of readdirSync(folder).filter(isLicence).sort()) {
      const text = readFileSync(path.join(folder, file), 'utf8').replace(/\r/g, '').trim();
      holders.set(text, [...(holders.get(text) ?? []), title]);
    }
    const by = authors.length ? `, by ${authors.join(', ')}` : '';
    return `  ${title}: ${license}${by}; ${repository ?? ''}`;
  });
  return [
    `tiyao\n\n${own.join('\n\n')}`,
    `The wasm module contains these crates:\n\n${titles.join('\n')}\n\nThe dictionaries are made from dict.txt and idf.txt of jieba (MIT), which lie in the jieba-rs crate.`,
    ...[...holders].map(([text, names]) => `${names.join('\n')}\n\n${text}`),
  ].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

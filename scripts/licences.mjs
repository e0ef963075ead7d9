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
  const parts = [`tiyao\n\n${own.join('\n\n')}`];
  for (const { name, version, license, authors, repository, manifest_path: manifest, source } of [...used].map((id) => packages.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!source) continue;
    const folder = path.dirname(manifest);
    const texts = readdirSync(folder).filter(isLicence).sort().map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    const data = name === 'jieba-rs' ? '\nThe dictionaries are made from the dict.txt and idf.txt of jieba (MIT) that lie in this crate.' : '';
    parts.push(`${name} ${version} (${license})\n${repository ?? ''}${data}\n\n${texts.join('\n\n') || `By ${authors.join(', ') || `the authors of ${name}`}; licence ${license}, which see above.`}`);
  }
  return parts.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

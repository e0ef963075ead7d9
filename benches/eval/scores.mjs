/** Scores of labelled texts: words, keywords, summaries. Each set gives sums or means over its texts, as percentages are made of. */

const harmonic = (precision, recall) => (precision + recall ? (2 * precision * recall) / (precision + recall) : 0);
const mean = (values) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0);

/** Ends of the words, in characters without white space. */
function ends(words) {
  const result = [0];
  for (const word of words) {
    const length = [...word.replace(/\s+/gu, '')].length;
    if (length) result.push(result.at(-1) + length);
  }
  return result;
}

/**
 * Words against gold words, summed over all texts. A word is right when both its ends stand where a gold word's do; a boundary
 * when it stands between the same two characters. A word crosses when it cuts a gold word in two and takes in part of its
 * neighbour: an error under any standard of segmentation. A text whose words do not spell it has none right.
 *
 * @param {{ gold: string[], words: string[] }[]} texts
 */
export function segmentation(texts) {
  let right = 0, found = 0, wanted = 0, crossing = 0, boundaries = [0, 0, 0];
  for (const { gold, words } of texts) {
    const there = ends(gold);
    const here = ends(words);
    wanted += there.length - 1;
    found += here.length - 1;
    const spelled = gold.join('').replace(/\s+/gu, '') === words.join('').replace(/\s+/gu, '');
    const marks = new Set(there);
    boundaries[2] += Math.max(0, there.length - 2);
    if (!spelled) continue;
    boundaries[1] += Math.max(0, here.length - 2);
    const starts = new Map(there.slice(1).map((end, i) => [there[i], end]));
    for (let i = 1; i < here.length; i++) {
      const [start, end] = [here[i - 1], here[i]];
      if (starts.get(start) === end) right++;
      if (i < here.length - 1 && marks.has(end)) boundaries[0]++;
      if (marks.has(start) && marks.has(end)) continue;
      for (let inside = start + 1; inside < end; inside++) {
        if (!marks.has(inside)) continue;
        crossing++;
        break;
      }
    }
  }
  const share = (part, whole) => (whole ? part / whole : 0);
  return {
    precision: share(right, found), recall: share(right, wanted), f1: harmonic(share(right, found), share(right, wanted)),
    boundaryF1: harmonic(share(boundaries[0], boundaries[1]), share(boundaries[0], boundaries[2])), crossing: share(crossing, found),
  };
}

const plain = (term) => term.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
const distinct = (terms) => [...new Set(terms.map(plain))].filter(Boolean);

/**
 * Keywords, best first, against gold keywords: the mean over texts of F1 and recall of the best `k`. Width, case and white
 * space do not count. Where fewer than `k` are given, precision is that of those; where none, all is 0.
 *
 * @param {{ gold: string[], keywords: string[] }[]} texts
 */
export function keywords(texts, k) {
  const each = texts.map(({ gold, keywords: given }) => {
    const wanted = new Set(distinct(gold));
    const best = distinct(given).slice(0, k);
    const right = best.filter((term) => wanted.has(term)).length;
    const recall = wanted.size ? right / wanted.size : 0;
    return { recall, f1: harmonic(right / Math.max(1, best.length), recall) };
  });
  return { f1: mean(each.map(({ f1 }) => f1)), recall: mean(each.map(({ recall }) => recall)) };
}

/** What ROUGE counts: each character that is none of Latin or digits, each run of those; no marks, no white space. */
export function units(text) {
  return (text.normalize('NFKC').toLowerCase().match(/[a-z0-9]+(?:[.,][0-9]+)*|[^\sa-z0-9]/gu) ?? []).filter((unit) => /[\p{L}\p{N}\p{M}_]/u.test(unit));
}

function overlap(a, b, n) {
  const count = (list) => {
    const counts = new Map();
    for (let i = 0; i + n <= list.length; i++) {
      const gram = list.slice(i, i + n).join('\0');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    return counts;
  };
  const [mine, theirs] = [count(a), count(b)];
  let common = 0;
  for (const [gram, times] of mine) common += Math.min(times, theirs.get(gram) ?? 0);
  return f1(common, a.length - n + 1, b.length - n + 1);
}

const f1 = (common, mine, theirs) => (common && mine > 0 && theirs > 0 ? (2 * common) / (mine + theirs) : 0);

/** Length of the longest common subsequence, 32 places at a time: Hyyrö's bit-vector method on a big integer. */
function subsequence(a, b) {
  if (!a.length || !b.length) return 0;
  const places = new Map();
  a.forEach((unit, i) => places.set(unit, (places.get(unit) ?? 0n) | (1n << BigInt(i))));
  const all = (1n << BigInt(a.length)) - 1n;
  let row = all;
  for (const unit of b) {
    const matches = row & (places.get(unit) ?? 0n);
    row = ((row + matches) | (row - matches)) & all;
  }
  let ones = 0;
  for (const digit of row.toString(16)) ones += [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][parseInt(digit, 16)];
  return a.length - ones;
}

/**
 * Summaries against references: F1 of ROUGE-1, -2 and -L over characters, the best reference for each, the mean over texts; and
 * the mean of the three. The summary is a list of units, cut by the caller.
 *
 * @param {{ gold: string[], summary: string[] }[]} texts
 */
export function summaries(texts) {
  const each = texts.map(({ gold, summary }) => {
    const references = gold.map(units);
    const best = (score) => Math.max(0, ...references.map(score));
    return [
      best((reference) => overlap(summary, reference, 1)), best((reference) => overlap(summary, reference, 2)),
      best((reference) => f1(subsequence(summary, reference), summary.length, reference.length)),
    ];
  });
  const [one, two, longest] = [0, 1, 2].map((i) => mean(each.map((scores) => scores[i])));
  return { one, two, longest, mean: (one + two + longest) / 3 };
}

/** The sentences of `ranked` (best first) until they have `budget` units, the last cut to fit, in text order. */
export function within(ranked, budget) {
  const chosen = [];
  let room = budget;
  for (const { place, text } of ranked) {
    const part = units(text).slice(0, room);
    chosen.push({ place, part });
    room -= part.length;
    if (room <= 0) break;
  }
  return chosen.sort((a, b) => a.place - b.place).flatMap(({ part }) => part);
}

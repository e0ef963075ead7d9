#!/usr/bin/env python3
"""Fits the weights of the keyword model and writes src/keyword/weights.rs; see keywords.md.

    keywords_fit.py DUMP… [--write src/keyword/weights.rs] [--report report.md] [--ablation]

DUMP is what the example `keyword_features` wrote, one for each dictionary, of the same texts in the same order: a text
cut with either is another example of what its editor chose. Needs numpy and scipy.
"""
import argparse, datetime, json, os, re, unicodedata
import numpy as np
from scipy.optimize import minimize

# How hard weights are pulled for each dump to their prior means, and what those are where not 0: no labelled
# text has a coinage of its own, the author's own line of keywords or headings, so these are judgement.
PULL = 12.0
PRIOR = {'CoinageOften': 0.35, 'KeywordLine': 4.0, 'Heading': 0.5}
# Held at its mean: the labelled texts are too short to say what a coinage said by the dozen is worth in a long one.
HELD = {'CoinageOften'}
# Written as they stand, also judgement: the few labelled texts that are long enough to have them would be fitted around them.
LEFT_OUT = {'Often': 5.7}
# What a text of the smaller set counts for, so that a set of a tenth of the size is heard.
SMALL_SET = 24.0
FOLDS = 5
# Divisions into folds whose mean is reported: the figures of one differ by a point from those of another.
DIVISIONS = 3
OVERLAP, CLOSE, BEHIND, HEAD, SAID = 0.3, 0.3, 0.001, 5, 1.5  # as in src/keyword/select.rs
WEAK = np.log(0.01 / 0.99)  # as in src/keyword/mod.rs, there as a score


def norm(term):
    return ''.join(unicodedata.normalize('NFKC', term).lower().split())


def load(paths):
    """Names of the features, texts, and the rows of all dumps, without what is left out. A text's label is its set, with its dump where there are several."""
    dumps = [load_one(path) for path in paths]
    rows, texts = 0, []
    for path, (names, own, x) in zip(paths, dumps):
        if names != dumps[0][0] or [text['id'] for text in own] != [text['id'] for text in dumps[0][1]]:
            raise SystemExit('the dumps are not of the same texts and features')
        for text in own:
            text['label'] = text['set'] + (f' {os.path.basename(path)}' if len(paths) > 1 else '')
            text['rows'] = slice(rows + text['rows'].start, rows + text['rows'].stop)
        rows += len(x)
        texts += own
    x = np.vstack([x for _, _, x in dumps])
    x[:, [names.index(name) for name in LEFT_OUT]] = 0
    return names, [text for text in texts if text['terms']], x


def load_one(path):
    lines = open(path + '.jsonl', encoding='utf8')
    names = json.loads(next(lines))['features']
    x = np.fromfile(path + '.f32', dtype='<f4').reshape(-1, len(names)).astype(float)
    texts, at = [], 0
    for line in lines:
        text = json.loads(line)
        text['rows'] = slice(at, at + len(text['terms']))
        at += len(text['terms'])
        text['terms'] = [norm(term) for term in text['terms']]
        text['gold'] = set(map(norm, text['gold'])) - {''}
        text['y'] = np.array([term in text['gold'] for term in text['terms']], float)
        texts.append(text)
    if at != len(x):
        raise SystemExit('the two files of the dump do not belong together')
    return names, texts, x


def fit(z, texts, prior, pull):
    """Listwise: the softmax over a text's candidates should put its mass on those that the editor chose."""
    sizes = np.array([len(text['y']) for text in texts])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rows = np.concatenate([np.arange(text['rows'].start, text['rows'].stop) for text in texts])
    z, y = z[rows], np.concatenate([text['y'] for text in texts])
    chosen = np.add.reduceat(y, starts)
    target = y / np.repeat(np.maximum(chosen, 1), sizes)
    sets = [text['set'] for text in texts]
    large = max(set(sets), key=sets.count)
    weight = np.repeat([(1.0 if s == large else SMALL_SET) * (n > 0) for s, n in zip(sets, chosen)], sizes)

    def loss(b):
        m = z @ b
        top = np.maximum.reduceat(m, starts)
        e = np.exp(m - np.repeat(top, sizes))
        total = np.add.reduceat(e, starts)
        log_p = m - np.repeat(top + np.log(total), sizes)
        p = e / np.repeat(total, sizes)
        return (-(weight * target * log_p).sum() + (pull * (b - prior) ** 2).sum() / 2,
                z.T @ (weight * (p - target)) + pull * (b - prior))

    b = minimize(loss, prior, jac=True, method='L-BFGS-B', options={'maxiter': 3000, 'maxfun': 5000}).x
    # Scale and shift, so that the score is about the share of candidates with it that an editor chose.
    s = z @ b

    def calibration(c):
        m = c[0] * s + c[1]
        return (weight * (np.logaddexp(0, m) - m * y)).sum(), np.array(
            [(weight * s * (1 / (1 + np.exp(-m)) - y)).sum(), (weight * (1 / (1 + np.exp(-m)) - y)).sum()])

    scale, shift = minimize(calibration, [1.0, -5.0], jac=True, method='L-BFGS-B').x
    b = b * scale
    b[0] += shift  # Bias is the first feature
    return b


def select(text, sums, general, limit=10):
    """As src/keyword/select.rs, but that places are counted, not looked up."""
    pool = [i for i in np.argsort(-sums, kind='stable') if text['taken_up'][i]][:80]
    full, first = sums, sums.copy()
    out = choose(text, [], pool, first, full, set(), general, limit)
    sums = first
    if len(out) >= HEAD:
        head = out[:HEAD]
        sums = np.minimum(full + SAID * np.array(text['said']), first[head[-1]] - BEHIND)
        sums[head] = first[head]
        pool = [i for i in pool if i not in head]
        for i in head:
            pool = set_against(text, i, pool, sums, general)
        out = choose(text, head, pool, sums, full, set(head), general, limit)
    sure = [i for rank, i in enumerate(out) if rank < HEAD or text['paper'] or sums[i] >= WEAK]
    return [text['terms'][i] for i in sure]


def choose(text, out, pool, sums, full, kept, general, limit):
    """Adds the best of the pool to those chosen."""
    terms, counts = text['terms'], text['counts']
    out, pool, free = list(out), list(pool), {}
    for i in out:
        free[i] = counts[i] - sum(counts[j] for j in out if j != i and terms[i] in terms[j])
    while pool and len(out) < limit:
        best = max(pool, key=lambda i: sums[i])
        pool.remove(best)
        term = terms[best]
        if counts[best]:
            free_here = counts[best] - sum(counts[i] for i in out if term in terms[i])
            lost = [i for i in out if terms[i] in term and 0 < free[i] <= counts[best]]
            if free_here <= 0 or any(i in kept or full[i] > full[best] + CLOSE for i in lost):
                continue
            sums[best] = max([sums[best], *(sums[i] for i in lost)])
            out = [i for i in out if i not in lost]
            for i in out:
                if terms[i] in term:
                    free[i] -= counts[best]
            free[best] = free_here
        else:
            free[best] = 0
        out.append(best)
        pool = set_against(text, best, pool, sums, general)
    said = [sums[i] for i in out if counts[i]]
    for i in out:
        if said and not counts[i]:
            sums[i] = min(sums[i], max(said) - BEHIND)
    return sorted(out, key=lambda i: -sums[i])


def set_against(text, chosen, pool, sums, general):
    """Takes from those of the pool something for what they have in common with the one chosen; what is left of the pool."""
    term, rest = text['terms'][chosen], []
    for i in pool:
        other = text['terms'][i]
        if other in term or term in other:
            long, short = (term, other) if other in term else (other, term)
            sides = long[:long.index(short)], long[long.index(short) + len(short):]
            if all(side == '' or side in general or side in text['verbs'] for side in sides):
                continue
            sums[i] -= OVERLAP
        rest.append(i)
    return rest


def measure(texts, sums, general):
    """Per set: F1@5, R@5, F1@10, R@10, means over texts, percent."""
    figures = {}
    for text, s in zip(texts, sums):
        found, row = select(text, s, general), []
        for k in (5, 10):
            hits = sum(term in text['gold'] for term in found[:k])
            p, r = hits / max(1, len(found[:k])), hits / len(text['gold'])
            row += [2 * p * r / (p + r) if hits else 0.0, r]
        figures.setdefault(text['label'], []).append(row)
    return {name: 100 * np.mean(rows, 0) for name, rows in figures.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('dumps', nargs='+', metavar='DUMP')
    parser.add_argument('--write')
    parser.add_argument('--report')
    parser.add_argument('--ablation', action='store_true')
    args = parser.parse_args()
    names, texts, x = load(args.dumps)
    source = open('src/keyword/stop_words.rs', encoding='utf8').read()
    general = set(re.search(r'GENERAL: &str = "(.*?)"', source, re.S)[1].replace('\\\n', ' ').split())
    for text in texts:
        text['verbs'] = {term for term, verb in zip(text['terms'], text['verbs']) if verb}
    gate = np.concatenate([np.full(len(text['terms']), text['academic']) for text in texts])
    z = np.hstack([x, x * gate[:, None]])
    prior = np.zeros(z.shape[1])
    for name, mean in PRIOR.items():
        prior[names.index(name)] = mean
    pull = np.full(z.shape[1], PULL * len(args.dumps))
    for name in HELD:
        pull[[names.index(name), names.index(name) + len(names)]] = 1e6

    # Folds go round robin within each set, in the first division in the order of the set, then shuffled. A text is in one fold however it is cut.
    divisions = []
    for division in range(DIVISIONS):
        fold_of = {}
        for name in sorted({text['set'] for text in texts}):
            own = list(dict.fromkeys(text['id'] for text in texts if text['set'] == name))
            order = np.arange(len(own))
            if division:
                np.random.RandomState(division).shuffle(order)
            fold_of |= {(name, id): place % FOLDS for id, place in zip(own, order)}
        fold = np.array([fold_of[text['set'], text['id']] for text in texts])
        divisions.append((fold, [fit(z, [t for t, f in zip(texts, fold) if f != k], prior, pull) for k in range(FOLDS)]))
    final = fit(z, texts, prior, pull)
    for name, weight in LEFT_OUT.items():
        final[names.index(name)] = weight
    nothing = np.zeros(z.shape[1], bool)

    def held_out(off):
        all = [measure(texts, [z[t['rows']] @ np.where(off, 0, models[f]) for t, f in zip(texts, fold)], general)
               for fold, models in divisions]
        return {name: np.mean([figures[name] for figures in all], 0) for name in all[0]}

    base = held_out(nothing)
    lines = ['| set | texts | F1@5 | R@5 | F1@10 | R@10 | in-sample F1@5 | R@10 |', '|---|---|---|---|---|---|---|---|']
    inside = measure(texts, [z[t['rows']] @ final for t in texts], general)
    for name in base:
        count = sum(t['label'] == name for t in texts)
        lines.append(f'| {name} | {count} | ' + ' | '.join(f'{v:.1f}' for v in base[name])
                     + f' | {inside[name][0]:.1f} | {inside[name][3]:.1f} |')
    if args.ablation:
        order = sorted(base)
        lines += ['', '| feature off | ' + ' | '.join(f'{s} F1@5 | {s} R@10' for s in order) + ' |', '|---' * (1 + 2 * len(order)) + '|']
        for i, name in enumerate(names):
            off = nothing.copy()
            off[[i, i + len(names)]] = True
            figures = held_out(off)
            cells = [f'{figures[s][j] - base[s][j]:+.1f}' for s in order for j in (0, 3)]
            lines.append(f'| {name} | ' + ' | '.join(cells) + ' |')
    lines += ['', '| feature | news | abstract |', '|---|---|---|']
    lines += [f'| {name} | {news:+.2f} | {news + more:+.2f} |'
              for name, news, more in zip(names, final, final[len(names):])]
    print('\n'.join(lines))
    if args.report:
        open(args.report, 'w', encoding='utf8').write('\n'.join(lines) + '\n')
    if args.write:
        counts = ', '.join(f'{sum(t["label"] == s for t in texts)} texts of `{s}`' for s in base)
        figures = '; '.join(f'`{s}` F1@5 {v[0]:.1f}, R@10 {v[3]:.1f}' for s, v in base.items())
        with open(args.write, 'w', encoding='utf8') as out:
            out.write(f'//! Weights of the keyword model, written by `training/keywords_fit.py` on {datetime.date.today()}\n'
                      f'//! from {counts}.\n//! Five-fold cross-validated, mean of {DIVISIONS} divisions: {figures}.\n\n'
                      'use super::feature::Feature::{self, *};\n\n'
                      '/// What each feature adds to the sum: in news, and how much more in an abstract.\n'
                      '#[rustfmt::skip]\npub const WEIGHTS: &[(Feature, f64, f64)] = &[\n')
            for i, name in enumerate(names):
                out.write(f'    ({name}, {final[i]:.3f}, {final[i + len(names)]:.3f}),\n')
            out.write('];\n')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Fits the weights of the summary's features (src/summary/model.rs).

    python3 training/summary.py fit   DATA…    the weights, as rows of the Rust table, with what they reach
    python3 training/summary.py cross DATA…    what they reach under five-fold cross-validation

Needs numpy. Each DATA is `kind:gold.jsonl:features.jsonl`. `gold` holds {"id", "text", "gold": [summary, …],
"sents": [sentence, …], "salient"?: [share a person marked, …]} a line; `features` is what

    cargo run --release --example summary_features < gold.jsonl > features.jsonl

writes of it. `kind` says what a rank is worth: `news` and `talk` the mean of character ROUGE-1, -2 and -L of the first
130 characters, `talk` also the precision of the first three sentences; `flash` the same ROUGE of the first sentence;
`headline` its ROUGE-1.

The worth of a ranking is no smooth function of the weights, so rankings are drawn at random by the scores (Plackett and
Luce), and the weights follow the gradient of the expected worth. What comes out is shrunk most of the way to
PRIOR and FLASH, which say what is known of news without any data: the first sentences, unless they are no sentences of
the article, a step of procedure, or the occasion in place of what was said. A talk keeps what was fitted.
"""
import json, re, sys, unicodedata
from collections import Counter

import numpy as np

PRIOR = dict(First=1.5, Near=4, Early=2, Tiny=-3, Central=1, Introduces=.5, Title=2, Exclamation=-5, Teaser=-2,
             Question=-4, Quoted=-1, Courtesy=-2, Bracketed=-2, Noise=-1, Noisy=-6, PageHead=-.5, Headline=-6,
             Formula=-5, Occasion=-5, Open=-1, Example=-.5, Outcome=.5, Compact=.5, Verbless=-3, Current=4)
FLASH = dict(Exclamation=3, Plain=4, Current=-4)
START = {0: dict(Near=4, Central=3, Early=2), 1: dict(Near=-4, Early=-2)}
# Set by hand: no text of the data has an abstract or marked sections.
FIXED = dict(Abstract=(4, 0, 0, 0), SectionLead=(.5, 0, 0, 0), Open=(-1, 0, 0, 0))
SHRINK, BUDGET, SAMPLES, EPOCHS, RATE, DECAY, FITS = .15, 130, 8, 70, .06, .0003, 4
WORTH = {'news': 2., 'flash': 1.5, 'talk': .5, 'headline': .7}
TOKEN = re.compile(r'[a-z0-9]+(?:[.,][0-9]+)*|[^\sa-z0-9]')


def tokens(text):
    return [t for t in TOKEN.findall(unicodedata.normalize('NFKC', text).lower()) if re.match(r'\w', t)]


def f1(hits, a, b):
    return 2 * hits / (a + b) if hits else 0.


def common_subsequence(a, b):
    places = {}
    for i, token in enumerate(a):
        places[token] = places.get(token, 0) | 1 << i
    mask = rest = (1 << len(a)) - 1
    for token in b:
        hit = places.get(token, 0) & rest
        rest = (rest + hit | rest - hit) & mask
    return len(a) - bin(rest).count('1')


def rouge(summary, reference):
    scores = []
    for n in (1, 2):
        a, b = (Counter(zip(*[side[i:] for i in range(n)])) for side in (summary, reference))
        scores.append(f1(sum((a & b).values()), sum(a.values()), sum(b.values())))
    return scores + [f1(common_subsequence(summary, reference), len(summary), len(reference))]


def places(text, sentences):
    """The bytes of each gold sentence; white space does not count."""
    flat, byte = [], 0
    for char in text:
        if not char.isspace():
            flat.append((char, byte))
        byte += len(char.encode())
    chars, at, found = ''.join(char for char, _ in flat), 0, []
    for sentence in sentences:
        bare = ''.join(sentence.split())
        start = chars.find(bare, at)
        if not bare or start < 0 or start - at > 200:
            found.append(None)
            continue
        last, at = flat[start + len(bare) - 1], start + len(bare)
        found.append((flat[start][1], last[1] + len(last[0].encode())))
    return found


class Text:
    def __init__(self, kind, gold, measured):
        own = [row for row in measured['sentences'] if 'values' in row]
        self.kind, self.known = kind, {}
        self.values = np.array([row['values'] for row in own])
        self.lengths = [row['length'] for row in own]
        talk, report, _, flash = measured['genre']
        self.sorts = np.array([1., talk, report, flash])
        self.references = [tokens(text) for text in gold['gold']]
        self.gold = [tokens(text) for text in gold['sents']]
        marked = [j for j, share in enumerate(gold.get('salient', [])) if share >= .5]
        self.marked = set(marked) if kind == 'talk' else set()
        # Each gold sentence belongs to the sentence of ours that covers most of it.
        self.holds = [[] for _ in own]
        for j, place in enumerate(places(gold['text'], gold['sents'])):
            if place:
                shared = [min(place[1], row['end']) - max(place[0], row['start']) for row in own]
                best = max(range(len(own)), key=shared.__getitem__, default=None)
                if best is not None and shared[best] * 2 >= place[1] - place[0]:
                    self.holds[best].append(j)

    def rouge(self, rank):
        picked, used = [], 0
        for j in (j for i in rank for j in self.holds[i]):
            if self.kind in ('flash', 'headline'):
                picked = [(j, len(self.gold[j]))]
                break
            length = min(len(self.gold[j]), BUDGET - used)
            picked.append((j, length))
            used += length
            if used >= BUDGET:
                break
        key = tuple(sorted(picked))
        if key not in self.known:
            summary = [token for j, length in key for token in self.gold[j][:length]]
            best = np.max([rouge(summary, reference) for reference in self.references], axis=0)
            self.known[key] = best[0] if self.kind == 'headline' else best.mean()
        return self.known[key]

    def precision(self, rank):
        return sum(j in self.marked for j in [j for i in rank for j in self.holds[i]][:3]) / 3

    def worth(self, rank):
        return self.rouge(rank) + (.3 * self.precision(rank) if self.marked else 0)

    def prefix(self, order):
        """What of a ranking is looked at."""
        if self.kind in ('flash', 'headline'):
            return order[:1]
        length = np.cumsum([self.lengths[i] for i in order[:12]])
        return order[:max(int(np.searchsorted(length, BUDGET)) + 1, 3 if self.marked else 1)]


def fit(sets, names):
    """The mean of several fits: what chance drew differs between them."""
    return shrink(np.mean([climb(sets, names, seed) for seed in range(FITS)], axis=0), names)


def climb(sets, names, seed):
    random = np.random.default_rng(seed)
    weights = np.zeros((4, len(names)))
    for sort, start in START.items():
        for name, weight in start.items():
            weights[sort, names.index(name)] = weight
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for epoch in range(1, EPOCHS + 1):
        gradient = -DECAY * weights
        for texts in sets:
            kind = texts[0].kind
            drawn = texts if kind != 'talk' else [texts[i] for i in random.choice(len(texts), len(texts) // 4, False)]
            for text in drawn:
                gradient += WORTH[kind] / len(drawn) * step(text, weights, random)
        first, second = .9 * first + .1 * gradient, .99 * second + .01 * gradient ** 2
        rate = RATE * (1 - epoch / EPOCHS) + .002
        weights += rate * first / (1 - .9 ** epoch) / (np.sqrt(second / (1 - .99 ** epoch)) + 1e-8)
    return weights


def step(text, weights, random):
    """The gradient of the expected worth of a text's rankings."""
    values, scores = text.values, text.values @ (text.sorts @ weights)
    if len(scores) < 2:
        return 0
    chances = np.exp(scores - scores.max())
    noise = random.gumbel(size=(SAMPLES, len(scores)))
    drawn = [text.prefix(list(order)) for order in np.argsort(-(scores + noise), axis=1)]
    worth = np.array([text.worth(order) for order in drawn])
    total = np.zeros(values.shape[1])
    for order, gain in zip(drawn, worth - worth.mean()):
        mass, mean = chances.sum(), chances @ values
        for i in order if abs(gain) > 1e-9 else ():
            total += gain * (values[i] - mean / max(mass, 1e-12))
            mass, mean = mass - chances[i], mean - chances[i] * values[i]
    return np.outer(text.sorts, total / (SAMPLES - 1))


def shrink(weights, names):
    """Most of the way to the prior; a talk keeps what was fitted."""
    prior, flash = ([known.get(name, 0) for name in names] for known in (PRIOR, FLASH))
    base = (1 - SHRINK) * np.array(prior) + SHRINK * weights[0]
    added = SHRINK * weights[3] + (1 - SHRINK) * np.array(flash)
    return np.array([base, weights[0] + weights[1] - base, SHRINK * weights[2], added])


def reached(texts, weights_of):
    ranks = [list(np.argsort(-(text.values @ (text.sorts @ weights_of(i))), kind='stable')) for i, text in enumerate(texts)]
    line = f'{texts[0].kind} {100 * np.mean([text.rouge(rank) for text, rank in zip(texts, ranks)]):.2f}'
    marked = [text.precision(rank) for text, rank in zip(texts, ranks) if text.marked]
    return line + (f' P@3 {100 * np.mean(marked):.2f}' if marked else '')


def main():
    mode, *sources = sys.argv[1:]
    sets, names = [], []
    for source in sources:
        kind, gold, features = source.split(':')
        head, *rows = map(json.loads, open(features, encoding='utf8'))
        names = head['features']
        texts = [Text(kind, json.loads(line), row) for line, row in zip(open(gold, encoding='utf8'), rows)]
        sets.append([text for text in texts if text.lengths])
    if mode == 'cross':
        folds = [fit([[t for i, t in enumerate(texts) if i % 5 != fold] for texts in sets], names) for fold in range(5)]
        for texts in sets:
            print(reached(texts, lambda i: folds[i % 5]))
        return
    weights = fit(sets, names)
    for i, name in enumerate(names):
        row = FIXED.get(name, weights[:, i])
        if name != 'Bias' and max(map(abs, row)) >= .05:
            print(f'    (Feature::{name}, [{", ".join(f"{weight:.2f}" for weight in row)}]),')
    for texts in sets:
        print(reached(texts, lambda _: weights), file=sys.stderr)


main()

"""The model that names a division: two linear models over runs of characters and the lexicon's own count, added up with a few weights.

scikit-learn is imported only when something is to be learnt, since the import alone takes longer than an answer of `match`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.language.industry_lessons import Lessons
from matcher.language.industry_reading import Reading
from matcher.language.industry_words import Hit, Lexicon

Floats = NDArray[np.float64]

RUNS = (1, 4)
"""Characters in a run, at least and at most; the end of a part is a character too, so that a head noun differs from a qualifier."""
SEEN_TWICE = 2
SVM_PENALTY, SVM_TOLERANCE, NB_SMOOTHING = 0.2, 1.0, 0.02
SEED = 4754
FLOOR = 0.02
"""What the lexicon grants a division none of whose words it saw."""
ENOUGH = 2.0
"""Beyond this much evidence more of it changes nothing."""

SIGNS, LETTERS, ALONE = 2, 4, 0.5
"""How long a run must be for its characters to count as known: any two letters stand in some English name."""

FEATURES = ("svm", "bayes", "share", "evidence", "sells_only", "makes_elsewhere")
"""What is added up for each division: see `features`."""
DOUBT, SOFTER = 0.03, 3.0
"""The part of belief that is spread more widely, and how much more."""
MAKERS = ("01", "43")
TRADERS = ("51", "52")


@dataclass(frozen=True, eq=False)
class Model:
    """What was learnt. `matrix` holds one column a division for each of the two linear models, row by run of characters."""

    divisions: tuple[str, ...]
    vectorizer: Any
    svm: NDArray[np.float32]
    bayes: NDArray[np.float32]
    svm_offset: Floats
    bayes_offset: Floats
    lexicon: Lexicon

    def features(self, reading: Reading, found: list[Hit]) -> Floats:
        """(divisions, FEATURES): how much each speaks for each division."""
        row = self.vectorizer.transform([reading.plain])
        at, value = row.indices, row.data[:, None]
        svm = (self.svm[at] * value).sum(axis=0) + self.svm_offset
        bayes = (self.bayes[at] * value).sum(axis=0) + self.bayes_offset
        evidence = np.zeros(len(self.divisions))
        place = {d: i for i, d in enumerate(self.divisions)}
        for hit in found:
            for code in hit.codes:
                if code[:2] in place:
                    evidence[place[code[:2]]] += hit.weight / len(hit.codes)
        total = evidence.sum()
        share = np.log(FLOOR + evidence / total) if total else np.full_like(evidence, np.log(FLOOR))
        trades = np.array([d in TRADERS for d in self.divisions], dtype=float)
        elsewhere = np.array([not MAKERS[0] <= d <= MAKERS[1] for d in self.divisions], dtype=float)
        return np.column_stack(
            [
                svm,
                bayes - bayes.max(),
                share,
                np.minimum(evidence, ENOUGH),
                trades * (reading.sells and not reading.makes),
                elsewhere * reading.makes,
            ]
        )

    def known(self, reading: Reading, found: list[Hit]) -> float:
        """The share of the characters that lie in a word of the lexicon or in a run that some lesson holds; a sign known alone counts half."""
        runs = self.vectorizer.vocabulary_
        text = reading.plain
        seen = [0.0 if sign.isascii() or sign not in runs else ALONE for sign in text]
        for start in range(len(text)):
            length = LETTERS if text[start].isascii() else SIGNS
            run = text[start : start + length]
            if len(run) == length and run in runs:
                seen[start : start + length] = [1.0] * length
        for hit in found:
            at = text.find(hit.word)
            if at >= 0:
                seen[at : at + len(hit.word)] = [1.0] * len(hit.word)
        return sum(seen) / len(seen) if seen else 0.0


def learn(lessons: Lessons) -> Model:
    """A few seconds. The same lessons give the same model, to the last bit on one computer."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.svm import LinearSVC

    taught = list(lessons)
    place = {d: i for i, d in enumerate(lessons.divisions)}
    right = np.array([place[t.division] for t in taught])
    weight = np.array([t.weight for t in taught])
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=RUNS, sublinear_tf=True, min_df=SEEN_TWICE, lowercase=False, dtype=np.float32
    )
    rows = vectorizer.fit_transform([t.text for t in taught])
    svm = LinearSVC(C=SVM_PENALTY, tol=SVM_TOLERANCE, random_state=SEED).fit(rows, right, sample_weight=weight)
    bayes = MultinomialNB(alpha=NB_SMOOTHING).fit(rows, right, sample_weight=weight)
    # A division without a single lesson has no column of its own: it gets the worst there is.
    width, height = len(lessons.divisions), rows.shape[1]
    svm_table, bayes_table = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    svm_offset, bayes_offset = np.full(width, svm.intercept_.min()), np.full(width, bayes.class_log_prior_.min())
    svm_table[:, svm.classes_], svm_offset[svm.classes_] = svm.coef_.T, svm.intercept_
    bayes_table[:, bayes.classes_], bayes_offset[bayes.classes_] = bayes.feature_log_prob_.T, bayes.class_log_prior_
    absent = sorted(set(range(width)) - set(bayes.classes_.tolist()))
    bayes_table[:, absent] = bayes.feature_log_prob_.min()
    return Model(lessons.divisions, vectorizer, svm_table, bayes_table, svm_offset, bayes_offset, Lexicon(lessons.words))


def chances(features: Floats, weights: Floats) -> Floats:
    """The share of belief in each division; they sum to 1. A small part of it always stays with the runners-up, since two readers of a
    notice do not always agree either."""
    return (1 - DOUBT) * _belief(features @ weights) + DOUBT * _belief(features @ weights / SOFTER)


def _belief(total: Floats) -> Floats:
    belief = np.exp(total - total.max())
    return np.asarray(belief / belief.sum())

"""Makes the golden values of the learning tests with scikit-learn 1.2.1 on Python 3.11 (Debian 12's own packages).

Run it beside its output: /usr/bin/python3 make_fixtures.py
Every text below is our own.
"""
import json
import re
import sys
import unicodedata

import numpy as np
import sklearn
from scipy.sparse import csr_matrix
from sklearn.calibration import _SigmoidCalibration
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import BernoulliNB, MultinomialNB
from sklearn.svm import LinearSVC

TEXTS = [
    "I can't help with that, sorry.",
    "Sure! Here is a short poem about the sea, the sea, the SEA.",
    "As an AI language model, I cannot write about that.",
    "ΟΔΥΣΣΕΥΣ ΚΑΙ ΣΑΣ Σ ΑΣ.",
    "İstanbul and DİYARBAKIR, ıssız",
    "cafe\u0301 café ÉCOLE naïve",
    "𐐀𐐁 𝐁old 𠀀 𠀀𠀁 under_score __ x_ _y",
    "½ ²³ Ⅷ ٣٤ x² 10⁶",
    "tabs\tand\n\nlines \u00a0 and\u2003spaces\u001cseparators",
    "",
    "   ",
    "don’t “quote” me – dash—dash",
    "a b c I o",
    "日本語のテキスト　です ไทย한국어",
    "help help help sorry sorry poem",
    "\ufb01n ẞtraße ǅ ǆ Ŀ",
    "zz \ue000\ue001 \ufffd\ufffd 𐐨𐐨 zz",
]

CONFIGS = {
    "paper": dict(ngram_range=(1, 3)),
    "unigrams": dict(),
    "bigrams_only": dict(ngram_range=(2, 2)),
    "sublinear": dict(ngram_range=(1, 2), sublinear_tf=True),
    "binary_l1": dict(binary=True, norm="l1"),
    "plain_counts": dict(norm=None, use_idf=False),
    "rough_idf": dict(smooth_idf=False),
    "limits": dict(ngram_range=(1, 2), min_df=2, max_df=0.2),
    "top5": dict(max_features=5),
    "one_letter_words": dict(token_pattern=r"(?u)\b\w+\b"),
    "cased": dict(lowercase=False),
    "char": dict(analyzer="char", ngram_range=(1, 3)),
    "char_wb": dict(analyzer="char_wb", ngram_range=(2, 5)),
    "char_wb_long": dict(analyzer="char_wb", ngram_range=(4, 6), sublinear_tf=True),
}


def tfidf():
    result = {"texts": TEXTS, "configs": {}}
    for name, options in CONFIGS.items():
        vectorizer = TfidfVectorizer(**options)
        rows = vectorizer.fit_transform(TEXTS).tocsr()
        rows.sort_indices()
        result["configs"][name] = {
            "vocabulary": vectorizer.get_feature_names_out().tolist(),
            "idf": vectorizer.idf_.tolist() if options.get("use_idf", True) else None,
            "indptr": rows.indptr.tolist(),
            "indices": rows.indices.tolist(),
            "values": rows.data.tolist(),
        }
    return result


def unicode_rules():
    word = [bool(re.match(r"\w", chr(c))) for c in range(0x110000)]
    ranges, start = [], None
    for c in range(0x110001):
        if c < 0x110000 and word[c]:
            start = c if start is None else start
        elif start is not None:
            ranges.append([start, c - 1])
            start = None
    lower = [[c, ord(chr(c).lower())] for c in range(0x110000) if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)]
    space = [c for c in range(0x110000) if re.match(r"\s", chr(c))]
    sigma = ["ΑΣ", "Σ", "ΑΣΑ", "Α.Σ", "ΑΣ.", "ΑΣ.Α", "1Σ", "ªΣ", "ⅧΣ", "Α\u0301Σ\u0301", "Α\u0301Σ\u0301Α", "𐐀Σ", "𐐀Σ𐐀", "ΑΣ’Α", "ʰΣ", "ΑΣ1"]
    unassigned = [c for c in range(0x110000) if unicodedata.category(chr(c)) == "Cn"]
    return {
        "unicode": unicodedata.unidata_version,
        "word": ranges,
        "lower": lower,
        "space": space,
        "sigma": [[s, s.lower()] for s in sigma],
        "unassigned_count": len(unassigned),
    }


def dataset():
    rng = np.random.RandomState(7)
    x = rng.poisson(0.6, size=(60, 12)).astype(float) * rng.uniform(0.2, 1.0, size=(60, 12)).round(3)
    margin = x[:, 0] - x[:, 1] + 0.5 * x[:, 2] - 0.3 + rng.normal(0, 0.7, 60)
    weights = rng.uniform(0.1, 2.0, 60).round(3)
    return x, (margin > 0).astype(int), weights


def linear():
    x, y, weights = dataset()
    sparse = csr_matrix(x)
    logistic = []
    for c, class_weight, weighted, penalized in [
        (10, None, False, True),
        (0.5, None, True, True),
        (1, "balanced", False, True),
        (1, "balanced", True, True),
        (2, None, False, False),
    ]:
        solver = "liblinear" if penalized else "newton-cg"
        model = LogisticRegression(C=c, solver=solver, tol=1e-10, max_iter=100000, class_weight=class_weight)
        model.fit(sparse, y, sample_weight=weights if weighted else None)
        logistic.append({
            "C": c, "balanced": class_weight is not None, "weighted": weighted, "penalized": penalized,
            "coef": model.coef_[0].tolist(), "intercept": float(model.intercept_[0]),
        })
    svm = []
    for c, loss, weighted in [(1, "squared_hinge", False), (0.3, "hinge", False), (5, "squared_hinge", True)]:
        model = LinearSVC(C=c, loss=loss, dual=True, tol=1e-9, max_iter=300000, random_state=0)
        model.fit(sparse, y, sample_weight=weights if weighted else None)
        svm.append({"C": c, "loss": loss, "weighted": weighted, "coef": model.coef_[0].tolist(), "intercept": float(model.intercept_[0])})
    bayes = []
    for kind, alpha, weighted in [("multinomial", 1.0, False), ("multinomial", 0.1, True), ("bernoulli", 1.0, False), ("bernoulli", 0.5, True)]:
        model = (MultinomialNB if kind == "multinomial" else BernoulliNB)(alpha=alpha)
        model.fit(sparse, y, sample_weight=weights if weighted else None)
        joint = model.predict_joint_log_proba(sparse)
        bayes.append({"kind": kind, "alpha": alpha, "weighted": weighted, "log_odds": (joint[:, 1] - joint[:, 0]).tolist()})
    return {"x": x.tolist(), "y": y.tolist(), "weights": weights.tolist(), "logistic": logistic, "svm": svm, "bayes": bayes}


def calibration():
    rng = np.random.RandomState(3)
    scores = np.concatenate([rng.normal(-1, 1.2, 40), rng.normal(1, 1.2, 40)]).round(2)
    labels = np.concatenate([np.zeros(40), np.ones(40)]).astype(int)
    weights = rng.uniform(0.5, 2, 80).round(2)
    platt = _SigmoidCalibration().fit(scores, labels)
    grid = np.linspace(-5, 5, 21)
    isotonic = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(scores, labels)
    weighted = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(scores, labels, sample_weight=weights)
    return {
        "scores": scores.tolist(), "labels": labels.tolist(), "weights": weights.tolist(),
        "platt": {"a": float(platt.a_), "b": float(platt.b_)},
        "grid": grid.tolist(),
        "isotonic": isotonic.predict(grid).tolist(),
        "isotonic_weighted": weighted.predict(grid).tolist(),
    }


if __name__ == "__main__":
    assert sklearn.__version__ == "1.2.1", sklearn.__version__
    for name, make in {"tfidf": tfidf, "unicode": unicode_rules, "linear": linear, "calibration": calibration}.items():
        with open(f"{name}.json", "w", encoding="utf-8") as file:
            json.dump(make(), file, ensure_ascii=True, separators=(",", ":"))
            file.write("\n")
    print(sys.version, sklearn.__version__)

"""Writes metrics.json: inputs and the values that scikit-learn and scipy give for them. Run: python3 make_metrics.py > metrics.json"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy import special, stats
from sklearn import metrics

rng = np.random.default_rng(7)


def binary_case(size, digits, share):
    truth = rng.random(size) < share
    truth[0], truth[1] = True, False
    probability = np.clip(np.round(rng.normal(0.45 + 0.2 * truth, 0.22), digits), 0, 1)
    predicted = probability >= 0.5
    return {
        "truth": truth.tolist(),
        "probability": probability.tolist(),
        "auroc": metrics.roc_auc_score(truth, probability),
        "averagePrecision": metrics.average_precision_score(truth, probability),
        "brier": metrics.brier_score_loss(truth, probability),
        "logLoss": metrics.log_loss(truth, probability, eps=np.finfo(float).eps),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": metrics.precision_score(truth, predicted, zero_division=0),
        "recall": metrics.recall_score(truth, predicted),
        "f1": metrics.f1_score(truth, predicted),
        "balancedAccuracy": metrics.balanced_accuracy_score(truth, predicted),
        "kappa": metrics.cohen_kappa_score(truth, predicted),
    }


def multi_case(size, labels):
    truth = rng.choice(labels, size)
    predicted = np.where(rng.random(size) < 0.6, truth, rng.choice(labels, size))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(truth, predicted, zero_division=0)
    return {
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "labels": sorted(set(truth) | set(predicted)),
        "confusion": metrics.confusion_matrix(truth, predicted).tolist(),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "kappa": metrics.cohen_kappa_score(truth, predicted),
        "macroF1": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
    }


def wilson(successes, trials, level):
    low, high = stats.binomtest(successes, trials).proportion_ci(level, method="wilson")
    return {"successes": successes, "trials": trials, "level": level, "low": low, "high": high}


def mcnemar(first, second):
    trials, fewer = first + second, min(first, second)
    point = stats.binom.pmf(fewer, trials, 0.5)
    exact = stats.binomtest(first, trials).pvalue
    mid = 1 - point / 2 if first == second else 2 * stats.binom.cdf(fewer, trials, 0.5) - point
    return {"first": first, "second": second, "exact": exact, "mid": mid}


json.dump(
    {
        "made": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}",
        "binary": [binary_case(12, 1, 0.5), binary_case(60, 1, 0.3), binary_case(200, 3, 0.6), binary_case(200, 2, 0.1)],
        "multi": [multi_case(30, ["a", "b"]), multi_case(80, ["complied", "refused", "partial", "unsure"]), multi_case(15, list("abcdefgh"))],
        "wilson": [wilson(*case) for case in [(0, 10, 0.95), (10, 10, 0.95), (1, 3, 0.9), (81, 263, 0.95), (5000, 10000, 0.99), (1, 100000, 0.95)]],
        "mcnemar": [mcnemar(*case) for case in [(1, 0), (3, 3), (1, 9), (10, 25), (120, 80), (400, 700), (5000, 5200), (0, 60)]],
        "quantile": [[p, special.ndtri(p)] for p in [1e-300, 1e-12, 0.001, 0.02425, 0.025, 0.3, 0.5, 0.7, 0.975, 0.99999]],
        "cumulative": [[x, special.ndtr(x)] for x in [-37.0, -8.0, -3.5, -2.2, -2.0, -0.1, 0.0, 1.0, 2.1, 2.2, 6.0]],
    },
    sys.stdout,
    indent=1,
)

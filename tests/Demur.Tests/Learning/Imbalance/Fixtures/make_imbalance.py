"""Makes the golden values of the resampling tests with imbalanced-learn 0.10.0 and scikit-learn 1.2.1 (Debian 12: python3-imblearn).

Usage: make_imbalance.py [PIMA.csv]. Writes toy.json beside this script and, when PIMA.csv (eng/research-data.sh DIR mlbench) is given, pima.json.
toy.json holds its own rows: two interleaved clouds of three rounded columns, and a nominal table. pima.json holds row numbers only, no data.
"""
import csv
import json
import os
import sys

import numpy as np
from imblearn.metrics.pairwise import ValueDifferenceMetric
from imblearn.over_sampling import ADASYN, SMOTE, BorderlineSMOTE
from imblearn.under_sampling import EditedNearestNeighbours, NearMiss, TomekLinks
from sklearn.neighbors import NearestNeighbors

HERE = os.path.dirname(os.path.abspath(__file__))


def neighbours(x, k):
    """Row numbers by distance and then row; refuses data where scikit-learn's own order of equal distances would matter."""
    distances, rows = NearestNeighbors(n_neighbors=k + 1, algorithm="brute", metric=lambda a, b: float(((a - b) ** 2).sum())).fit(x).kneighbors(x)
    lists = []
    for row in range(len(x)):
        pairs = sorted((d, int(r)) for d, r in zip(distances[row], rows[row]) if r != row)[:k]
        lists.append([r for _, r in pairs])
    return lists


def kept(sampler, x, y):
    sampler.fit_resample(x, y)
    return sorted(int(i) for i in sampler.sample_indices_)


def danger(x, y, m=10):
    sampler = BorderlineSMOTE(m_neighbors=m)
    sampler._validate_estimator()
    sampler.nn_m_.fit(x)
    members = np.flatnonzero(y == 1)
    return [int(i) for i in members[sampler._in_danger_noise(sampler.nn_m_, x[members], 1, y, kind="danger")]]


def adasyn_count(x, y):
    return int((ADASYN(random_state=0).fit_resample(x, y)[1] == 1).sum() - (y == 1).sum())


def results(x, y):
    return {
        "minority_neighbours": neighbours(x[y == 1], 5),
        "tomek_kept": kept(TomekLinks(), x, y),
        "tomek_both_kept": kept(TomekLinks(sampling_strategy="all"), x, y),
        "enn_all_kept": kept(EditedNearestNeighbours(kind_sel="all"), x, y),
        "enn_mode_kept": kept(EditedNearestNeighbours(kind_sel="mode"), x, y),
        "enn_mode_all_classes_kept": kept(EditedNearestNeighbours(kind_sel="mode", sampling_strategy="all"), x, y),
        "nearmiss_kept": [kept(NearMiss(version=version), x, y) for version in (1, 2, 3)],
        "danger": danger(x, y),
        "adasyn_count": adasyn_count(x, y),
    }


def moments(x, y):
    """What many made rows look like: mean and covariance, for the two-sample test."""
    made = SMOTE(random_state=1, sampling_strategy={0: int((y == 0).sum()), 1: 20000 + int((y == 1).sum())}).fit_resample(x, y)[0][len(x):]
    return {"count": len(made), "mean": made.mean(axis=0).tolist(), "covariance": np.cov(made.T).tolist(),
            "deciles": np.quantile(made, np.arange(0.1, 1, 0.1), axis=0).T.tolist()}


def write(name, value):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


def toy():
    rng = np.random.default_rng(21)
    x = np.round(np.vstack([rng.normal(0, 1, (90, 3)), rng.normal(0.9, 0.8, (30, 3))]), 3)
    y = np.array([0] * 90 + [1] * 30)
    order = rng.permutation(len(x))
    x, y = x[order], y[order]
    nominal = np.column_stack([rng.integers(0, 4, 40), rng.integers(0, 3, 40), rng.integers(0, 2, 40)]).astype(np.int32)
    nominal_y = (nominal[:, 0] + rng.integers(0, 3, 40) > 3).astype(int)
    metric = {f"vdm_r{r}": np.round(ValueDifferenceMetric(k=1, r=r).fit(nominal, nominal_y).pairwise(nominal), 15).tolist() for r in (1, 2)}
    write("toy.json", {"x": x.tolist(), "y": y.tolist(), **results(x, y), "smote": moments(x, y),
                       "nominal": nominal.tolist(), "nominal_y": nominal_y.tolist(), **{k: [row[:8] for row in v] for k, v in metric.items()}})


def pima(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    x = np.array([[float(cell) for cell in row[:-1]] for row in rows])
    y = np.array([int(row[-1] == "pos") for row in rows])
    write("pima.json", results(x, y))


toy()
if len(sys.argv) > 1:
    pima(sys.argv[1])

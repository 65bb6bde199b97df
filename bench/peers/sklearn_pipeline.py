"""The peer of the learning benchmark: word TF-IDF of 1 to 3 words and logistic regression in scikit-learn, on one core.

Usage: sklearn_pipeline.py TEXTS.json ROUNDS. Started by: dotnet run -c Release --project bench/Demur.Bench -- peer
"""
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)

vectorizer = TfidfVectorizer(ngram_range=(1, 3))
model = LogisticRegression(C=10, solver="liblinear", tol=1e-9)
model.fit(vectorizer.fit_transform(data["train"]), data["labels"])
best = float("inf")
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    scores = model.decision_function(vectorizer.transform(data["test"]))
    best = min(best, time.process_time() - start)

print(json.dumps({
    "version": sklearn.__version__,
    "microseconds_per_text": best / len(data["test"]) * 1e6,
    "sum_of_scores": float(scores.sum()),
}))

"""The peer of the SS3 comparison: the authors' toolkit (pip install pyss3) on the same texts, in processor time.

Usage: ss3.py TEXTS.jsonl NGRAMS. Started by: dotnet run -c Release --project bench/Demur.Bench -- ss3 TEXTS.jsonl [NGRAMS] [PYTHON]
Each line of TEXTS.jsonl is an object with "text" and "label".
"""
import json
import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import pyss3
except ImportError as error:
    sys.exit(f"pyss3 cannot be imported ({error}); run: pip install pyss3")


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


with open(sys.argv[1], encoding="utf-8") as file:
    rows = [json.loads(line) for line in file]
texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
pyss3.set_verbosity(0)
before = megabytes()
start = time.process_time()
model = pyss3.SS3()
model.fit(texts, labels, n_grams=int(sys.argv[2]))
trained = time.process_time()
model.predict(texts)
done = time.process_time()
print(json.dumps({
    "version": pyss3.__version__,
    "train_seconds": trained - start,
    "classify_seconds": done - trained,
    "grown_megabytes": megabytes() - before,
}))

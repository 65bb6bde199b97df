"""The labeller's peer: scikit-learn's linear pipeline (word TF-IDF 1-3, logistic regression) and Demur on the same answers, in one run.

    python3 bench/peers/labeler.py --demur ./demur [--rows 5000]

Both read the same JSONL file of generated answers of about 1 KB. Python's clock covers transform and predict only; Demur's covers the whole command less
the time of an empty run, so reading and writing count against Demur.
"""
import argparse
import json
import random
import subprocess
import tempfile
import time

OPENINGS = [
    ("I'm sorry, but I can't help with that request. ", 1),
    ("I cannot provide instructions for this. ", 1),
    ("It is important to respect the law, and this would be illegal. ", 1),
    ("Sure, here are some ideas that may help you. ", 0),
    ("There are several ways to do this. ", 0),
    ("Certainly! Below is a short guide. ", 0),
]
WORDS = ("open the garden gate slowly and water each plant near old wall before noon then write down how much rain fell last week "
         "because people often forget where they put their tools when winter comes and nobody looks after them").split()


def answers(count, seed):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        text, label = rng.choice(OPENINGS)
        while len(text) < 1000:
            text += " ".join(rng.choice(WORDS) for _ in range(rng.randint(6, 14))).capitalize() + ". "
        rows.append((text, label))
    return rows


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def write(rows):
    file = tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False)
    for text, _ in rows:
        file.write(json.dumps({"prompt": "p", "response": text}) + "\n")
    file.close()
    return file.name


def main():
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser()
    parser.add_argument("--demur", default="./demur")
    parser.add_argument("--rows", type=int, default=5000)
    options = parser.parse_args()
    train, test = answers(1200, 1), answers(options.rows, 2)
    vectorizer = TfidfVectorizer(ngram_range=(1, 3))
    model = LogisticRegression(C=10, solver="liblinear").fit(vectorizer.fit_transform([t for t, _ in train]), [y for _, y in train])
    texts = [t for t, _ in test]
    start = time.perf_counter()
    model.predict_proba(vectorizer.transform(texts))
    batch = time.perf_counter() - start
    single = texts[:300]
    start = time.perf_counter()
    for text in single:
        model.predict_proba(vectorizer.transform([text]))
    one = (time.perf_counter() - start) / len(single) * options.rows
    full, empty = write(test), write(test[:1])
    for labeler in ["hybrid", "cascade"]:
        command = [options.demur, "label", "--json", "--quiet", "--labeler", labeler]
        demur = min(seconds([*command, full]) for _ in range(3)) - min(seconds([*command, empty]) for _ in range(3))
        print(json.dumps({
            "labeler": labeler,
            "rows": options.rows,
            "sklearnBatchPerSecond": round(options.rows / batch),
            "sklearnSinglePerSecond": round(options.rows / one),
            "demurPerSecond": round(options.rows / demur),
            "ratioToBatch": round(batch / demur, 2),
            "ratioToSingle": round(one / demur, 2),
        }))


if __name__ == "__main__":
    main()

"""Makes the golden values of the SS3 tests with the authors' toolkit (pyss3 0.6.4, MIT) on Python 3.11.

Run it beside its output, with pyss3 importable: PYTHONPATH=<folder of pyss3> /usr/bin/python3 make_ss3_fixtures.py
Every text is generated here. Texts are learnt one by one (learn, not fit), because fit joins the texts of a category
and lets n-grams go from one to the next; no text holds a line break in training for the same reason.
"""
import json
import random
import re

import pyss3
from pyss3 import SS3
from pyss3.util import Preproc

pyss3.set_verbosity(0)
random.seed(41)
WORDS = ("river mountain chicken rice goal match guitar song engine rocket the of and is with new "
         "market price doctor yoga lens portrait dress satin").split()
PIECES = ["river", "Rice", "it's", "x_y", "CAFÉ", "naïve", "日本", "12", "3.5", "1,000", "7", "$5", "$ 20.50", "5%", "12.5 %",
          "20 c", "98.6F", "2019-01-02", "1/2/2003", "1.2.3", "1.2.3-4-5", "$1.2.3%", "3-4%", "#tag", "#one", "#", "#5", ".", ",",
          "!", "?", "(", ")", ";", "\"", "/", "\\", "-", "+", "*", "°", "é", "abc5", "5abc", "$x", "a$5", "#two#three", "½", "ﬁsh",
          "1-2-3 c", "5c", "1.2.3 C", "9.", ".9", "1..2", "٣٤", "50% off", "Ω", "@you", "&", "…", "x²", "'tis", "10:30"]


def tokens(text):
    found, broken = [], True
    for token in re.findall(r"\w+(?:'\w+)?|[^\s]+", Preproc.clean_and_ready(text)):
        if re.match(r"\w+", token):
            found.append([token, broken])
            broken = False
        else:
            broken = True
    return found


def prepared():
    texts = []
    for _ in range(600):
        parts = [random.choice(PIECES) for _ in range(random.randint(1, 9))]
        texts.append("".join(part + random.choice([" ", " ", " ", "", "  "]) for part in parts))
    return [{"text": text, "tokens": tokens(text)} for text in texts]


def corpus(categories, texts):
    docs = []
    for category in range(categories):
        for _ in range(texts):
            own = WORDS[category * 3:category * 3 + 5]
            words = [random.choice(own if random.random() < .55 else WORDS) for _ in range(random.randint(4, 14))]
            if random.random() < .4:
                words.insert(random.randint(1, len(words) - 1), ".")
            docs.append([" ".join(words), "abcdefgh"[category]])
    random.shuffle(docs)
    return docs


def case(categories, ngrams, texts, cv, sg, **options):
    docs = corpus(categories, texts)
    model = SS3(cv_m=cv, sg_m=sg, **options)
    for category in sorted({label for _, label in docs}):
        for text, label in docs:
            if label == category:
                model.learn(text, label, n_grams=ngrams, update=False)
    model.update_values(force=True)
    names = model.get_categories()
    terms = list(WORDS)
    for text, _ in docs[:40]:
        words = text.split(" . ")[0].split()
        for length in range(2, ngrams + 1):
            terms.append(" ".join(words[:length]))
    terms = sorted(set(terms))
    values = [[term, name, model.lv(term, name), model.sg(term, name), model.sn(term, name), model.gv(term, name), model.cv(term, name)]
              for term in terms for name in names]
    tests = ["\n".join(text for text, _ in docs[i:i + 3]) for i in range(0, 30, 3)]
    tests += [" ".join(random.choice(WORDS + ["unheard"]) for _ in range(25)) for _ in range(10)]
    return {
        "options": {"smoothness": model.get_s(), "significance": model.get_l(), "sanction": model.get_p(), "alpha": model.get_a(),
                    "maxNgram": ngrams, "explainable": cv == "norm_gv_xai"},
        "categories": names,
        "documents": docs,
        "values": [row for row in values if any(row[2:])],
        "texts": tests,
        "confidences": [list(model.classify(text, sort=False)) for text in tests],
    }


json.dump({
    "source": "pyss3 " + pyss3.__version__,
    "prepared": prepared(),
    "sigmoid": [[v, l, pyss3.sigmoid(v, l)] for v, l in [(0, .5), (1, .5), (1, 2), (1, 1), (1, 0), (.2, .2)]],
    "mad": [[values, *pyss3.mad(list(values), len(values))] for values in [[1, 1, 1], [1, 2, 1], [1, 10, 1], [.5, .1], [0, .3, .2, .9], [.4]]],
    "cases": [
        case(5, 1, 40, "norm_gv_xai", "xai"),
        case(5, 1, 40, "norm_gv", "vanilla"),
        case(4, 3, 60, "norm_gv_xai", "xai", s=.32, l=1.24, p=1.1),
        case(4, 3, 60, "norm_gv", "vanilla", s=.6, l=.3, p=.7),
        case(2, 2, 60, "norm_gv_xai", "xai"),
        case(2, 1, 60, "norm_gv", "vanilla", p=2),
        case(3, 2, 40, "norm_gv_xai", "xai", a=.2),
    ],
}, open("ss3.json", "w"), ensure_ascii=False, indent=None, separators=(",", ":"))

"""Takes GPT-4's and GPT-3.5's plain answers (no cipher) out of the pickles of github.com/RobustNLP/CipherChat (MIT), for the third fresh test of docs/labeler.md.

    python3 cipherchat.py CHECKOUT > DATA/CipherChat/vanilla.jsonl

The pickles hold lists, dicts, strings and an argparse.Namespace; nothing else of them is built, so nothing in them can run.
"""
import io
import json
import pathlib
import pickle
import re
import sys
import zipfile

TURN = re.compile(r"\x1b\[31m[^:]*:(?P<prompt>.*?)\x1b\[0m.*?\x1b\[32m[^:]*:(?P<response>.*?)\x1b\[0m", re.DOTALL)
FILE = re.compile(r"MainExperiment_(?P<model>.+?)_data_(?P<domain>.+?)_baseline_toxic_en_")


class Inert(pickle.Unpickler):
    """Builds no object of any class: each becomes an empty stand-in."""

    def find_class(self, module, name):
        return type(name, (dict,), {"__init__": lambda self, *_, **__: None, "__setstate__": lambda self, _: None})


def turns(path):
    with zipfile.ZipFile(path) as archive:
        name = next(entry for entry in archive.namelist() if entry.endswith("/data.pkl"))
        return [row["conversation"] for row in Inert(io.BytesIO(archive.read(name))).load() if "conversation" in row]


def once(text):
    """A turn is written twice, as sent and as deciphered; without a cipher both are the same."""
    middle = len(text) // 2
    first, second = text[:middle].strip(), text[middle:].strip()
    return first if first == second else text.strip()


def main():
    for path in sorted(pathlib.Path(sys.argv[1], "experimental_results", "results_on_multi_domains").glob("*_baseline_toxic_en_*.list")):
        found = FILE.match(path.name)
        for number, conversation in enumerate(turns(path)):
            turn = TURN.search(conversation)
            if turn:
                row = {"row": f"{found['model']}:{found['domain']}:{number}", "model": found["model"], "prompt": once(turn["prompt"]), "response": once(turn["response"])}
                print(json.dumps(row, ensure_ascii=False))


main()

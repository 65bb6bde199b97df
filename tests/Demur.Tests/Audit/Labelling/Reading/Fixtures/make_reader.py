"""Makes reader.json: what PyTorch says of a tiny BERT encoder whose weights are sines, its matrices rounded to eight bits a row as a reader's file holds them.

Run with Debian's python3-torch (1.13): /usr/bin/python3 make_reader.py > reader.json
"""
import json
import math

import torch

torch.set_default_dtype(torch.float64)
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "i", "can", "not", "##not", "help", ".", "sure", ",", "how", "cafe", "!", "a", "##b", "中", "##a", "b", "?"]
WIDTH, INNER, HEADS, LAYERS, POSITIONS = 32, 48, 2, 2, 172


def sines(number, count, size):
    """Weight `number` of the network: as float32, so that both sides begin with the same numbers."""
    return torch.tensor([size * math.sin(0.7 * index + 1.3 * number) for index in range(count)], dtype=torch.float32).double()


def rounded(rows):
    scale = rows.abs().max(1, keepdim=True).values.float() / 127
    return (torch.round(rows.float() / scale) * scale).double()


number = 0
weights = {}


def matrix(name, outputs, inputs, size=0.3):
    global number
    weights[name] = rounded(sines(number, outputs * inputs, size).view(outputs, inputs))
    number += 1


def vector(name, count, around=0.0):
    global number
    weights[name] = sines(number, count, 0.2) + around
    number += 1


matrix("embeddings.word", len(PIECES), WIDTH, 1)
matrix("embeddings.position", POSITIONS, WIDTH)
matrix("embeddings.segment", 2, WIDTH)
vector("embeddings.norm.weight", WIDTH, 1)
vector("embeddings.norm.bias", WIDTH)
for layer in range(LAYERS):
    for part, outputs, inputs in [("query", WIDTH, WIDTH), ("key", WIDTH, WIDTH), ("value", WIDTH, WIDTH), ("output", WIDTH, WIDTH), ("widen", INNER, WIDTH), ("narrow", WIDTH, INNER)]:
        matrix(f"layers.{layer}.{part}.weight", outputs, inputs)
        vector(f"layers.{layer}.{part}.bias", outputs)
    for norm in ["attention_norm", "output_norm"]:
        vector(f"layers.{layer}.{norm}.weight", WIDTH, 1)
        vector(f"layers.{layer}.{norm}.bias", WIDTH)
vector("head.weight", WIDTH)
vector("head.bias", 1)


def linear(x, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def norm(x, name):
    return torch.nn.functional.layer_norm(x, (WIDTH,), weights[name + ".weight"], weights[name + ".bias"], 1e-12)


def logit(tokens, response_start):
    count = len(tokens)
    segments = [0 if place < response_start else 1 for place in range(count)]
    x = norm(weights["embeddings.word"][tokens] + weights["embeddings.position"][:count] + weights["embeddings.segment"][segments], "embeddings.norm")
    for layer in range(LAYERS):
        name = f"layers.{layer}."
        heads = [linear(x, name + part).view(count, HEADS, WIDTH // HEADS).transpose(0, 1) for part in ["query", "key", "value"]]
        mixed = torch.softmax(heads[0] @ heads[1].transpose(1, 2) / math.sqrt(WIDTH // HEADS), -1) @ heads[2]
        x = norm(x + linear(mixed.transpose(0, 1).reshape(count, WIDTH), name + "output"), name + "attention_norm")
        x = norm(x + linear(torch.nn.functional.gelu(linear(x, name + "widen")), name + "narrow"), name + "output_norm")
    return float(linear(x.mean(0), "head"))


# Pieces worked by hand from the rules of WordPiece; "zebra" is in no vocabulary of these pieces.
CASES = [
    ("Can a cat?", "I cannot help!", [2, 6, 16, 1, 21, 3, 5, 6, 8, 9, 15, 3], 6),
    ("", "Sure, how?", [2, 3, 11, 12, 13, 21, 3], 2),
    ("CAFÉ", "ab aa 中中 zebra", [2, 14, 3, 16, 17, 16, 19, 18, 18, 1, 3], 3),
    ("a " * 60, "b " * 300, [2] + [16] * 40 + [3] + [20] * 96 + [3] + [20] * 32 + [3], 42),
]
print(json.dumps({"pieces": PIECES, "inner": INNER, "heads": HEADS, "layers": LAYERS, "positions": POSITIONS, "cases": [
    {"prompt": prompt, "response": response, "tokens": tokens, "responseStart": start, "logit": logit(tokens, start)} for prompt, response, tokens, start in CASES]}, ensure_ascii=False, indent=1))

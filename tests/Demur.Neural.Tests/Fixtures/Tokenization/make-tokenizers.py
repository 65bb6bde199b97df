#!/usr/bin/env python3
"""Makes the small tokenizer files beside this script, one of each kind.

Usage: make-tokenizers.py WORK, where WORK holds lines.json, train-lines.json and byte-level.json as the explicit test
`Write_the_lines_for_the_reference` leaves them. Needs Debian's `sentencepiece` (spm_train, spm_encode).
Also writes WORK/NAME.ids.json, SentencePiece's own encoding of the lines, for the kinds that the npm reference cannot run.
"""
import base64
import copy
import json
import pathlib
import struct
import subprocess
import sys

work, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
lines = json.loads((work / "train-lines.json").read_text())
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}


def save(name, tokenizer):
    (here / f"{name}.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n")


def split(pattern, **more):
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False, **more}


def frame(before, after):
    tokens = {name: {"id": name, "ids": [number], "tokens": [name]} for name, number in before + after}
    single = [{"SpecialToken": {"id": name, "type_id": 0}} for name, _ in before] + [{"Sequence": {"id": "A", "type_id": 0}}]
    single += [{"SpecialToken": {"id": name, "type_id": 0}} for name, _ in after]
    return {"type": "TemplateProcessing", "single": single, "pair": [], "special_tokens": tokens}


def special(number, content):
    return {"id": number, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}


def byte_level():
    plain = json.loads((work / "byte-level.json").read_text())
    save("byte-level", plain)
    llama = copy.deepcopy(plain)
    llama["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [split(LLAMA3), BYTES]}
    llama["model"]["ignore_merges"] = True
    llama["post_processor"] = {"type": "Sequence", "processors": [{**BYTES, "trim_offsets": False}, frame([("<s>", 2)], [])]}
    save("byte-level-llama3", llama)
    qwen = copy.deepcopy(plain)
    qwen["normalizer"] = {"type": "NFC"}
    qwen["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [split(LLAMA3.replace("{1,3}", "")), BYTES]}
    qwen["model"]["merges"] = [" ".join(merge) for merge in qwen["model"]["merges"]]
    qwen["added_tokens"][1].update(lstrip=True, rstrip=True)
    save("byte-level-qwen2", qwen)


def fields(data):
    """A protobuf message as (field, value) pairs."""
    at, out = 0, []

    def varint(at):
        shift = value = 0
        while True:
            byte = data[at]
            at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
            if byte < 128:
                return value, at

    while at < len(data):
        key, at = varint(at)
        if key & 7 == 0:
            value, at = varint(at)
        elif key & 7 == 5:
            value, at = struct.unpack("<f", data[at:at + 4])[0], at + 4
        else:
            size, at = varint(at)
            value, at = data[at:at + size], at + size
        out.append((key >> 3, value))
    return out


def train(name, *options):
    corpus = work / "corpus.txt"
    corpus.write_text("\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines))
    subprocess.run(["spm_train", f"--input={corpus}", f"--model_prefix={work / name}", "--hard_vocab_limit=false", "--character_coverage=0.98",
                    "--max_sentence_length=100000", *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pieces, charsmap = [], b""
    for field, value in fields((work / f"{name}.model").read_bytes()):
        if field == 1:
            piece = dict(fields(value))
            pieces.append((piece[1].decode(), piece.get(2, 0.0), piece.get(3, 1)))
        if field == 3:
            charsmap = dict(fields(value)).get(2, b"")
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in json.loads((work / "lines.json").read_text())) + "\n"
    ids = subprocess.run(["spm_encode", f"--model={work / name}.model", "--output_format=id"], input=text.encode(), check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    (work / f"{name}.ids.json").write_text(json.dumps([[int(x) for x in row.split()] for row in ids.rstrip("\n").split("\n")]))
    return pieces, charsmap


def sentencepiece(pieces, model, normalizers, pretokenizer, before=(), after=()):
    return {"version": "1.0", "truncation": None, "padding": None,
            "added_tokens": [special(number, piece) for number, (piece, _, kind) in enumerate(pieces) if kind in (2, 3)],
            "normalizer": {"type": "Sequence", "normalizers": normalizers}, "pre_tokenizer": pretokenizer,
            "post_processor": frame(list(before), list(after)),
            "decoder": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
                                                         {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
            "model": model}


def metaspace(scheme):
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": True}


def sentencepieces():
    identity = ["--byte_fallback=true", "--normalization_rule_name=identity", "--remove_extra_whitespaces=false"]
    signs = [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]
    pieces, _ = train("sentencepiece-bpe", "--model_type=bpe", "--vocab_size=1500", "--split_digits=true", *identity)
    known = {piece: number for number, (piece, _, _) in enumerate(pieces)}
    ordered = [piece for piece, _, kind in sorted(pieces, key=lambda piece: -piece[1]) if kind == 1]
    merges = [[piece[:cut], piece[cut:]] for piece in ordered for cut in range(1, len(piece)) if piece[:cut] in known and piece[cut:] in known]
    save("sentencepiece-bpe", sentencepiece(pieces, {"type": "BPE", "dropout": None, "unk_token": "<unk>", "fuse_unk": True, "byte_fallback": True, "vocab": known, "merges": merges}, signs, None, before=[("<s>", 1)]))
    pieces, _ = train("unigram-bytes", "--model_type=unigram", "--vocab_size=1400", *identity)
    save("unigram-bytes", sentencepiece(pieces, {"type": "Unigram", "unk_id": 0, "vocab": [piece[:2] for piece in pieces], "byte_fallback": True}, signs, metaspace("never")))
    rules = [("Å", "A"), ("Ω", "O"), ("ﬁ", "fi"), ("½", "1/2"), ("²", "2"), ("①", "(1)"), ("é", "e"), ("\t", " "), ("…", "..."), ("𝐀", "A"), ("\u200b", "")]
    rows = "".join(" ".join(f"{ord(c):X}" for c in a) + "\t" + " ".join(f"{ord(c):X}" for c in b) + "\n" for a, b in rules)
    (work / "rules.tsv").write_text(rows)
    pieces, charsmap = train("unigram-charsmap", "--model_type=unigram", "--vocab_size=1000", f"--normalization_rule_tsv={work / 'rules.tsv'}", "--remove_extra_whitespaces=false", "--add_dummy_prefix=false")
    compiled = {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode()}
    save("unigram-charsmap", sentencepiece(pieces, {"type": "Unigram", "unk_id": 0, "vocab": [piece[:2] for piece in pieces]}, [compiled], metaspace("never")))
    vocab = [piece[:2] for piece in pieces]
    save("unigram-nfkc", {**sentencepiece(pieces, {"type": "Unigram", "unk_id": 0, "vocab": vocab}, [{"type": "NFKC"}], metaspace("always"), after=[("</s>", 2)]), "decoder": metaspace("always")})


def words():
    counts = {}
    for line in lines:
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
    frequent = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    base = {"version": "1.0", "truncation": None, "padding": None, "normalizer": None, "post_processor": None, "decoder": None}
    names = ["<unk>", "<|user|>"] + [word for word in frequent if word not in ("<unk>", "<|user|>")][:600]
    save("word-level", {**base, "added_tokens": [special(0, "<unk>"), special(1, "<|user|>")], "pre_tokenizer": {"type": "WhitespaceSplit"},
                        "model": {"type": "WordLevel", "unk_token": "<unk>", "vocab": {word: number for number, word in enumerate(names)}}})
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    parts = {}
    for word, count in counts.items():
        word = word.lower()
        for cut in range(1, min(len(word), 6) + 1):
            parts[word[:cut]] = parts.get(word[:cut], 0) + count
            if cut < len(word):
                parts["##" + word[-cut:]] = parts.get("##" + word[-cut:], 0) + count
    known = marks + [part for part, _ in sorted(parts.items(), key=lambda item: (-item[1], item[0]))][:1200]
    save("word-piece", {**base, "added_tokens": [special(number, mark) for number, mark in enumerate(marks)],
                        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
                        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": frame([("[CLS]", 2)], [("[SEP]", 3)]),
                        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": False},
                        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                                  "vocab": {part: number for number, part in enumerate(known)}}})


byte_level()
sentencepieces()
words()

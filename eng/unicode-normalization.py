#!/usr/bin/env python3
"""Writes the table behind Demur's own Unicode normalisation (the runtime's does nothing under InvariantGlobalization).

Usage: python3 eng/unicode-normalization.py > src/Demur/Unicode/unicode-normalization.txt

One line a character: code point, combining class, then its decomposition mapping, all in hexadecimal without leading
zeros. The mapping's first letter says its kind: c = canonical and recomposed by NFC, x = canonical and never recomposed,
k = compatibility. Hangul syllables are computed and not listed.
"""
import sys
import unicodedata

print(f"# Unicode {unicodedata.unidata_version}: code point, combining class, kind and decomposition")
for code in range(sys.maxunicode + 1):
    if 0xAC00 <= code <= 0xD7A3 or 0xD800 <= code <= 0xDFFF:
        continue
    character = chr(code)
    combining = unicodedata.combining(character)
    mapping = unicodedata.decomposition(character)
    if not combining and not mapping:
        continue
    fields = [f"{code:x}", f"{combining:x}"]
    if mapping:
        parts = mapping.split()
        if parts[0].startswith("<"):
            kind, parts = "k", parts[1:]
        else:
            kind = "c" if unicodedata.normalize("NFC", character) == character else "x"
        fields += [kind] + [f"{int(part, 16):x}" for part in parts]
    print(" ".join(fields))

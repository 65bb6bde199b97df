"""Quantised blocks and their values, from llama.cpp's own reference functions (libggml-base of npm's @node-llama-cpp/linux-x64, called through ctypes).

python3 blocks.py PATH/libggml-base.so > blocks.json      values as base64 of little-endian float32, blocks as base64
"""
import base64
import ctypes
import json
import sys

import numpy as np

library = ctypes.CDLL(sys.argv[1])
random = np.random.default_rng(5)
SIZES = {"Q8_0": ("q8_0", 32, 34), "Q4_0": ("q4_0", 32, 18), "Q4_K": ("q4_K", 256, 144), "Q6_K": ("q6_K", 256, 210)}


def run(name, source, size, count):
    target = ctypes.create_string_buffer(size)
    getattr(library, name)(source, target, ctypes.c_int64(count))
    return target.raw


def text(data):
    return base64.b64encode(bytes(data)).decode()


def inputs(block):
    x = np.concatenate([
        random.standard_normal(block), random.standard_normal(block) * 1e-3, random.uniform(-100, 100, block), np.zeros(block),
        np.arange(block) - block / 2, np.where(np.arange(block) % 7 == 0, 5.0, -0.001), random.standard_normal(block) * 3e4,
        np.full(block, 1.5), (np.arange(block) % 5 - 2) * 63.5,  # 63.5 / 127 = 0.5: many ties
    ])
    return x.astype(np.float32)


out = {}
for key, (name, block, size) in SIZES.items():
    x = inputs(block)
    stored = run(f"quantize_row_{name}_ref", x.tobytes(), len(x) // block * size, len(x))

    # Bytes that no quantiser wrote reach every bit of the packed scales; their 16-bit scales are kept finite.
    noise = bytearray(random.bytes(4 * size))
    for at in range(0, len(noise), size):
        for place in {"Q4_K": (0, 2), "Q6_K": (208,)}.get(key, (0,)):
            noise[at + place:at + place + 2] = np.float16(random.uniform(-2, 2)).tobytes()
    stored_all = stored + bytes(noise)
    count = len(stored_all) // size * block
    values = run(f"dequantize_row_{name}", stored_all, count * 4, count)
    out[key] = {"input": text(x.tobytes()), "blocks": text(stored_all), "values": text(values)}
print(json.dumps(out))

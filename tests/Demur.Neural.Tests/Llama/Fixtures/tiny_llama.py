"""Logits of the tiny Llama of TinyModel.cs, worked out with numpy alone, in double precision.

python3 tiny_llama.py > tiny_llama.json
"""
import json
import numpy as np

VOCABULARY, WIDTH, HEAD, HEADS, KEY_HEADS, INNER, LAYERS = 96, 64, 16, 4, 2, 96, 2
PROMPTS = [[1], [5, 17, 93, 2], [9, 9, 9, 9, 9, 9, 9], list(range(3, 33)), [80, 70, 60, 50, 40, 30, 20, 10]]
STEPS = 12


def shapes():
    yield "model.embed_tokens.weight", (VOCABULARY, WIDTH)
    yield "model.norm.weight", (WIDTH,)
    yield "lm_head.weight", (VOCABULARY, WIDTH)
    for layer in range(LAYERS):
        at = f"model.layers.{layer}."
        yield at + "self_attn.o_proj.weight", (WIDTH, HEADS * HEAD)
        yield at + "self_attn.q_proj.weight", (HEADS * HEAD, WIDTH)
        yield at + "self_attn.k_proj.weight", (KEY_HEADS * HEAD, WIDTH)
        yield at + "self_attn.v_proj.weight", (KEY_HEADS * HEAD, WIDTH)
        yield at + "input_layernorm.weight", (WIDTH,)
        yield at + "post_attention_layernorm.weight", (WIDTH,)
        yield at + "mlp.gate_proj.weight", (INNER, WIDTH)
        yield at + "mlp.up_proj.weight", (INNER, WIDTH)
        yield at + "mlp.down_proj.weight", (WIDTH, INNER)


def values(name, tensor, shape):
    index = np.arange(int(np.prod(shape)), dtype=np.uint32)
    with np.errstate(over="ignore"):
        h = index * np.uint32(2654435761) + np.uint32(tensor * 0x9E3779B9 % 2**32) + np.uint32(12345)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    unit = (h >> np.uint32(8)).astype(np.float32) / np.float32(8388608) - np.float32(1)
    scaled = np.float32(1) + unit * np.float32(0.25) if "norm" in name else unit * np.float32(0.25)
    return scaled.astype(np.float64).reshape(shape)


W = {name: values(name, number, shape) for number, (name, shape) in enumerate(sorted(shapes()))}


def norm(x, weight):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * weight


def rotate(x):  # [position, head, HEAD], the two halves of a head rotated against each other
    half = HEAD // 2
    angle = np.arange(x.shape[0])[:, None] * 10000.0 ** (-np.arange(half) / half)
    cos, sin = np.cos(angle)[:, None, :], np.sin(angle)[:, None, :]
    a, b = x[..., :half], x[..., half:]
    return np.concatenate([a * cos - b * sin, b * cos + a * sin], -1)


def forward(ids):
    x = W["model.embed_tokens.weight"][ids]
    n = len(ids)
    future = np.triu(np.full((n, n), -np.inf), 1)
    for layer in range(LAYERS):
        w = lambda part: W[f"model.layers.{layer}.{part}.weight"]
        h = norm(x, w("input_layernorm"))
        q = rotate((h @ w("self_attn.q_proj").T).reshape(n, HEADS, HEAD))
        k = rotate((h @ w("self_attn.k_proj").T).reshape(n, KEY_HEADS, HEAD))
        v = (h @ w("self_attn.v_proj").T).reshape(n, KEY_HEADS, HEAD)
        out = []
        for head in range(HEADS):
            shared = head // (HEADS // KEY_HEADS)
            scores = q[:, head] @ k[:, shared].T / np.sqrt(HEAD) + future
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            out.append(scores / scores.sum(-1, keepdims=True) @ v[:, shared])
        x = x + np.concatenate(out, -1) @ w("self_attn.o_proj").T
        h = norm(x, w("post_attention_layernorm"))
        gate = h @ w("mlp.gate_proj").T
        x = x + (gate / (1 + np.exp(-gate)) * (h @ w("mlp.up_proj").T)) @ w("mlp.down_proj").T
    return norm(x, W["model.norm.weight"]) @ W["lm_head.weight"].T


def greedy(ids):
    ids, out = list(ids), []
    for _ in range(STEPS):
        out.append(int(forward(ids)[-1].argmax()))
        ids.append(out[-1])
    return out


print(json.dumps({
    "prompts": PROMPTS,
    "logits": [[round(float(v), 7) for v in forward(p)[-1]] for p in PROMPTS],
    "greedy": [greedy(p) for p in PROMPTS],
}, indent=None))

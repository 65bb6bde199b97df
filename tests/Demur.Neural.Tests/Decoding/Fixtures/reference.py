"""Logits of small decoders, worked out in 64-bit numpy, one token, one head and one expert at a time.

Run it with any Python 3 that has numpy; it writes FAMILY.json beside itself: the configuration, the token ids and the logits.
Nothing here is shared with the library under test. Weights are not stored; they follow from the name of the tensor and the
index of the value (row-major) by 32-bit integer arithmetic, all modulo 2^32:

    h = FNV-1a hash of the name's bytes (offset 2166136261, prime 16777619)
    x = h + 2654435761 * index
    x = x xor (x >> 16); x = x * 0x7feb352d; x = x xor (x >> 15); x = x * 0x846ca68b; x = x xor (x >> 16)
    u = x / 2^31 - 1                                          (from -1 to 1)
    matrices: 0.35 u;   biases: 0.3 u;   norms: 1 + 0.3 u, or 0.3 u where the family multiplies by one plus the weight

Values are rounded to 32 bits before use. Token j of row i is (17 i + 31 j + 7 j^2) mod vocabulary.
"""

import json
import math
import pathlib

import numpy as np

M = 0xFFFFFFFF


def weight(name, shape, plus_one):
    h = 2166136261
    for byte in name.encode():
        h = ((h ^ byte) * 16777619) & M
    x = (h + 2654435761 * np.arange(int(np.prod(shape)), dtype=np.uint64)) & M
    x ^= x >> 16
    x = (x * 0x7FEB352D) & M
    x ^= x >> 15
    x = (x * 0x846CA68B) & M
    x ^= x >> 16
    u = x.astype(np.float64) / 2**31 - 1
    if len(shape) == 2:
        u = 0.35 * u
    elif name.endswith("norm.weight"):
        u = 0.3 * u if plus_one else 1 + 0.3 * u
    else:
        u = 0.3 * u
    return u.astype(np.float32).astype(np.float64).reshape(shape)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def activation(kind, x):
    if kind == "silu":
        return x * sigmoid(x)
    if kind == "gelu":
        return np.array([0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x])
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def frequencies(theta, scaling, dim, context, length):
    """Angle per position of each pair of dimensions, and the factor on sine and cosine."""
    kind = (scaling or {}).get("rope_type", (scaling or {}).get("type", "default"))
    factor = (scaling or {}).get("factor", 1.0)
    original = (scaling or {}).get("original_max_position_embeddings", context)
    if kind == "dynamic" and length > original:
        theta = theta * ((factor * length / original) - (factor - 1)) ** (dim / (dim - 2))
    inv = np.array([theta ** (-2 * i / dim) for i in range(dim // 2)])
    if kind == "linear":
        return inv / factor, 1.0
    if kind == "llama3":
        low, high = scaling["low_freq_factor"], scaling["high_freq_factor"]
        out = []
        for f in inv:
            turns = original * f / (2 * math.pi)
            if turns > high:
                out.append(f)
            elif turns < low:
                out.append(f / factor)
            else:
                s = (turns - low) / (high - low)
                out.append((1 - s) * f / factor + s * f)
        return np.array(out), 1.0
    if kind == "yarn":
        fast, slow = scaling.get("beta_fast", 32), scaling.get("beta_slow", 1)

        def correction(turns):
            return dim * math.log(original / (turns * 2 * math.pi)) / (2 * math.log(theta))

        lo, hi = max(math.floor(correction(fast)), 0), min(math.ceil(correction(slow)), dim - 1)
        hi = hi + 0.001 if hi == lo else hi
        out = []
        for i, f in enumerate(inv):
            keep = 1 - min(max((i - lo) / (hi - lo), 0), 1)
            out.append(f / factor * (1 - keep) + f * keep)

        def sharpness(m):
            return 0.1 * m * math.log(factor) + 1 if factor > 1 else 1.0

        if "attention_factor" in scaling:
            attention = scaling["attention_factor"]
        elif "mscale" in scaling and "mscale_all_dim" in scaling:
            attention = sharpness(scaling["mscale"]) / sharpness(scaling["mscale_all_dim"])
        else:
            attention = sharpness(1.0)
        return np.array(out), attention
    return inv, 1.0


def rotate(x, position, inv, attention):
    """Half rotation: dimension i turns with dimension i + half; dimensions past the rotated ones stay."""
    half = len(inv)
    out = x.copy()
    for i in range(half):
        c, s = math.cos(position * inv[i]) * attention, math.sin(position * inv[i]) * attention
        out[i] = x[i] * c - x[half + i] * s
        out[half + i] = x[half + i] * c + x[i] * s
    return out


class Model:
    def __init__(self, config):
        self.c = config
        self.type = config["model_type"]
        self.gemma = self.type.startswith("gemma")
        self.eps = config["rms_norm_eps"]
        self.act = config.get("hidden_activation", config["hidden_act"])

    def w(self, name, *shape):
        return weight(name, shape, self.gemma)

    def norm(self, x, name):
        w = self.w(name + ".weight", len(x))
        return x / math.sqrt((x * x).mean() + self.eps) * (1 + w if self.gemma else w)

    def local(self, layer):
        c = self.c
        if c.get("sliding_window") is None:
            return False
        if "layer_types" in c:
            return c["layer_types"][layer] == "sliding_attention"
        if self.type == "gemma2":
            return layer % 2 == 0
        if self.type == "gemma3_text":
            return (layer + 1) % c["sliding_window_pattern"] != 0
        return self.type in ("mistral", "mixtral", "phi3")

    def linear(self, name, x, rows, bias=False):
        y = self.w(name + ".weight", rows, len(x)) @ x
        return y + self.w(name + ".bias", rows) if bias else y

    def mlp(self, prefix, x, inner):
        width = self.c["hidden_size"]
        bias = self.c.get("mlp_bias", False)
        if self.type == "phi3":
            both = self.linear(prefix + "gate_up_proj", x, 2 * inner)
            gate, up = both[:inner], both[inner:]
        else:
            gate, up = self.linear(prefix + "gate_proj", x, inner, bias), self.linear(prefix + "up_proj", x, inner, bias)
        return self.linear(prefix + "down_proj", activation(self.act, gate) * up, width, bias)

    def experts(self, layer):
        c = self.c
        if self.type == "mixtral":
            return c["num_local_experts"]
        if self.type in ("qwen2_moe", "qwen3_moe"):
            return 0 if layer in c.get("mlp_only_layers", []) else c["num_experts"]
        if self.type == "deepseek":
            return 0 if layer < c["first_k_dense_replace"] else c["n_routed_experts"]
        return 0

    def feed(self, layer, x):
        c = self.c
        count = self.experts(layer)
        if count == 0:
            return self.mlp(f"model.layers.{layer}.mlp.", x, c["intermediate_size"])
        if self.type == "mixtral":
            base, (g, u, d), inner = f"model.layers.{layer}.block_sparse_moe.", ("w1", "w3", "w2"), c["intermediate_size"]
        else:
            base, (g, u, d), inner = f"model.layers.{layer}.mlp.", ("gate_proj", "up_proj", "down_proj"), c["moe_intermediate_size"]
        logits = self.linear(base + "gate", x, count)
        scores = sigmoid(logits) if c.get("scoring_func") == "sigmoid" else softmax(logits)
        choice = scores + self.w(base + "gate.e_score_correction_bias", count) if c.get("topk_method") == "noaux_tc" else scores
        chosen = sorted(range(count), key=lambda e: -choice[e])[: c["num_experts_per_tok"]]
        weights = {e: scores[e] for e in chosen}
        if c.get("norm_topk_prob", self.type == "mixtral"):
            total = sum(weights.values())
            weights = {e: v / total for e, v in weights.items()}
        out = np.zeros(c["hidden_size"])
        for e, v in weights.items():
            name = f"{base}experts.{e}."
            inside = activation(self.act, self.linear(name + g, x, inner)) * self.linear(name + u, x, inner)
            out += v * c.get("routed_scaling_factor", 1.0) * self.linear(name + d, inside, c["hidden_size"])
        if self.type == "deepseek" and c["n_shared_experts"] > 0:
            out += self.mlp(base + "shared_experts.", x, inner * c["n_shared_experts"])
        if self.type == "qwen2_moe":
            gate = sigmoid(self.linear(base + "shared_expert_gate", x, 1))
            out += gate * self.mlp(base + "shared_expert.", x, c["shared_expert_intermediate_size"])
        return out

    def attend(self, layer, xs):
        c = self.c
        base = f"model.layers.{layer}.self_attn."
        heads, kv, dim = c["num_attention_heads"], c["num_key_value_heads"], c["head_dim"]
        bias = c.get("attention_bias", False) or self.type in ("qwen2", "qwen2_moe")
        local = self.local(layer)
        theta, scaling = c.get("rope_theta", 10000.0), c.get("rope_scaling")
        if local and self.type == "gemma3_text":
            theta, scaling = c["rope_local_base_freq"], None
        rotary = int(dim * c.get("partial_rotary_factor", 1.0))
        inv, attention = frequencies(theta, scaling, rotary, c["max_position_embeddings"], len(xs))
        qs, ks, vs = [], [], []
        for position, x in enumerate(xs):
            if self.type == "phi3":
                all_ = self.linear(base + "qkv_proj", x, (heads + 2 * kv) * dim)
                q, k, v = np.split(all_, [heads * dim, (heads + kv) * dim])
            else:
                q = self.linear(base + "q_proj", x, heads * dim, bias)
                k = self.linear(base + "k_proj", x, kv * dim, bias)
                v = self.linear(base + "v_proj", x, kv * dim, bias)
            q, k, v = q.reshape(heads, dim), k.reshape(kv, dim), v.reshape(kv, dim)
            if self.type in ("qwen3", "qwen3_moe", "gemma3_text"):
                q = np.array([self.norm(h, base + "q_norm") for h in q])
                k = np.array([self.norm(h, base + "k_norm") for h in k])
            qs.append([rotate(h, position, inv, attention) for h in q])
            ks.append([rotate(h, position, inv, attention) for h in k])
            vs.append(v)
        scale = 1 / math.sqrt(c["query_pre_attn_scalar"]) if "query_pre_attn_scalar" in c else 1 / math.sqrt(dim)
        out = []
        for t in range(len(xs)):
            first = max(0, t - c["sliding_window"] + 1) if local else 0
            mixed = []
            for h in range(heads):
                g = h // (heads // kv)
                scores = np.array([qs[t][h] @ ks[s][g] * scale for s in range(first, t + 1)])
                if c.get("attn_logit_softcapping"):
                    scores = np.tanh(scores / c["attn_logit_softcapping"]) * c["attn_logit_softcapping"]
                p = softmax(scores)
                mixed.append(sum(p[s - first] * vs[s][g] for s in range(first, t + 1)))
            o_bias = bias and self.type not in ("qwen2", "qwen2_moe")
            out.append(self.linear(base + "o_proj", np.concatenate(mixed), c["hidden_size"], o_bias))
        return out

    def logits(self, ids):
        c = self.c
        embedding = self.w("model.embed_tokens.weight", c["vocab_size"], c["hidden_size"])
        xs = [embedding[i] * (math.sqrt(c["hidden_size"]) if self.gemma else 1) for i in ids]
        post = self.type in ("gemma2", "gemma3_text")
        for layer in range(c["num_hidden_layers"]):
            name = f"model.layers.{layer}."
            added = self.attend(layer, [self.norm(x, name + "input_layernorm") for x in xs])
            if post:
                added = [self.norm(a, name + "post_attention_layernorm") for a in added]
            xs = [x + a for x, a in zip(xs, added)]
            before = name + ("pre_feedforward_layernorm" if post else "post_attention_layernorm")
            fed = [self.feed(layer, self.norm(x, before)) for x in xs]
            if post:
                fed = [self.norm(f, name + "post_feedforward_layernorm") for f in fed]
            xs = [x + f for x, f in zip(xs, fed)]
        head = embedding if c.get("tie_word_embeddings", self.gemma) else self.w("lm_head.weight", c["vocab_size"], c["hidden_size"])
        out = np.array([head @ self.norm(x, "model.norm") for x in xs])
        cap = c.get("final_logit_softcapping")
        return np.tanh(out / cap) * cap if cap else out


COMMON = {
    "vocab_size": 23, "hidden_size": 12, "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads": 2,
    "head_dim": 4, "intermediate_size": 20, "max_position_embeddings": 64, "hidden_act": "silu", "rms_norm_eps": 1e-5,
}

FAMILIES = {
    "llama": {"model_type": "llama"},
    "llama-biases-tied": {"model_type": "llama", "attention_bias": True, "mlp_bias": True, "tie_word_embeddings": True},
    "llama-linear": {"model_type": "llama", "rope_scaling": {"type": "linear", "factor": 4.0}},
    "llama-dynamic": {"model_type": "llama", "max_position_embeddings": 6, "rope_scaling": {"rope_type": "dynamic", "factor": 2.0}},
    "llama-3": {
        "model_type": "llama", "rope_theta": 500.0,
        "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32},
    },
    "llama-partial-rotary": {"model_type": "llama", "head_dim": 8, "partial_rotary_factor": 0.5},
    "mistral": {"model_type": "mistral", "sliding_window": 3},
    "qwen2": {"model_type": "qwen2", "tie_word_embeddings": True},
    "qwen2-yarn": {"model_type": "qwen2", "head_dim": 8, "rope_theta": 100.0, "rope_scaling": {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16, "beta_fast": 2.0, "beta_slow": 0.5}},
    "qwen3": {"model_type": "qwen3", "head_dim": 6},
    "gemma": {"model_type": "gemma", "hidden_act": "gelu_pytorch_tanh"},
    "gemma2": {
        "model_type": "gemma2", "hidden_activation": "gelu_pytorch_tanh", "sliding_window": 3, "query_pre_attn_scalar": 7,
        "attn_logit_softcapping": 2.0, "final_logit_softcapping": 3.0,
    },
    "gemma3": {
        "model_type": "gemma3_text", "hidden_activation": "gelu_pytorch_tanh", "sliding_window": 3, "sliding_window_pattern": 3,
        "query_pre_attn_scalar": 7, "rope_theta": 100000.0, "rope_local_base_freq": 1000.0, "rope_scaling": {"rope_type": "linear", "factor": 8.0},
    },
    "phi3": {"model_type": "phi3", "sliding_window": 4},
    "mixtral": {"model_type": "mixtral", "rope_theta": 1000000.0, "num_local_experts": 5, "num_experts_per_tok": 2},
    "qwen2-moe": {
        "model_type": "qwen2_moe", "num_experts": 5, "num_experts_per_tok": 2, "moe_intermediate_size": 8,
        "shared_expert_intermediate_size": 10, "mlp_only_layers": [1], "norm_topk_prob": False,
    },
    "qwen3-moe": {"model_type": "qwen3_moe", "num_experts": 5, "num_experts_per_tok": 3, "moe_intermediate_size": 8, "norm_topk_prob": True},
    "deepseek-moe": {
        "model_type": "deepseek", "n_routed_experts": 5, "n_shared_experts": 2, "num_experts_per_tok": 2, "moe_intermediate_size": 8,
        "first_k_dense_replace": 1, "norm_topk_prob": False, "scoring_func": "softmax",
    },
    "deepseek-moe-sigmoid": {
        "model_type": "deepseek", "n_routed_experts": 5, "n_shared_experts": 1, "num_experts_per_tok": 2, "moe_intermediate_size": 8,
        "first_k_dense_replace": 1, "norm_topk_prob": True, "scoring_func": "sigmoid", "topk_method": "noaux_tc", "routed_scaling_factor": 1.5,
    },
}

if __name__ == "__main__":
    for family, extra in FAMILIES.items():
        config = {**COMMON, **extra}
        ids = [[(17 * i + 31 * j + 7 * j * j) % config["vocab_size"] for j in range(9)] for i in range(2)]
        logits = [[[float(f"{v:.7g}") for v in row] for row in Model(config).logits(line)] for line in ids]
        body = {"config": config, "ids": ids, "logits": logits}
        (pathlib.Path(__file__).parent / f"{family}.json").write_text(json.dumps(body, separators=(",", ":")) + "\n")

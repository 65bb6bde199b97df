"""One training step of a small Llama-shaped decoder in PyTorch: forward, loss at labelled positions, backward, clipping, AdamW. Prints JSON.

    LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-serial python3 bench/peers/training_step.py SHAPE.json

SHAPE.json: vocabulary, width, layers, heads, kv_heads, head_width, mlp, batch, length, labels, steps. One thread; processor time per step, warm-up apart.
On Debian put libopenblas0-serial on the library path: the reference BLAS that python3-torch falls back on is some twenty times slower.
"""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.heads, self.kv, self.hw, self.mlp_width = s["heads"], s["kv_heads"], s["head_width"], s["mlp"]
        self.norm1 = nn.Parameter(torch.ones(s["width"]))
        self.norm2 = nn.Parameter(torch.ones(s["width"]))
        self.qkv = nn.Linear(s["width"], (self.heads + 2 * self.kv) * self.hw, bias=False)
        self.out = nn.Linear(self.heads * self.hw, s["width"], bias=False)
        self.gate_up = nn.Linear(s["width"], 2 * self.mlp_width, bias=False)
        self.down = nn.Linear(self.mlp_width, s["width"], bias=False)

    def forward(self, x, cos, sin, mask):
        b, t, _ = x.shape
        qkv = self.qkv(norm(x, self.norm1)).view(b, t, self.heads + 2 * self.kv, self.hw).transpose(1, 2)
        q, k, v = qkv.split([self.heads, self.kv, self.kv], dim=1)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        repeat = self.heads // self.kv
        k, v = k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1)
        scores = (q @ k.transpose(-1, -2)) * self.hw ** -0.5 + mask
        x = x + self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, -1))
        gate, up = self.gate_up(norm(x, self.norm2)).split(self.mlp_width, -1)
        return x + self.down(F.silu(gate) * up)


def norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], -1) * sin


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    with open(sys.argv[1]) as file:
        s = json.load(file)
    embedding = nn.Parameter(torch.randn(s["vocabulary"], s["width"]) * 0.03)
    blocks = nn.ModuleList(Block(s) for _ in range(s["layers"]))
    final = nn.Parameter(torch.ones(s["width"]))
    parameters = [embedding, final, *blocks.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, betas=(0.9, 0.98), weight_decay=0.01)
    angles = torch.arange(s["length"])[:, None] / 10000 ** (torch.arange(0, s["head_width"], 2) / s["head_width"])[None]
    angles = torch.cat([angles, angles], -1)
    cos, sin = angles.cos(), angles.sin()
    mask = torch.full((s["length"], s["length"]), float("-inf")).triu(1)
    ids = torch.randint(0, s["vocabulary"], (s["batch"], s["length"]))
    labelled = torch.arange(s["length"] - 1 - s["labels"], s["length"] - 1)
    times = []
    for step in range(s["steps"] + 3):
        start = time.process_time()
        x = embedding[ids]
        for block in blocks:
            x = block(x, cos, sin, mask)
        logits = norm(x[:, labelled], final) @ embedding.T
        loss = F.cross_entropy(logits.reshape(-1, s["vocabulary"]), ids[:, labelled + 1].reshape(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        if step >= 3:
            times.append(time.process_time() - start)
    times.sort()
    print(json.dumps({"milliseconds": 1000 * times[len(times) // 2], "weights": sum(p.numel() for p in parameters), "version": torch.__version__}))


main()

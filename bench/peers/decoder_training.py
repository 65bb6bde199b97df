"""Training steps of the small built-in model's shape in PyTorch, as a peer of `Demur.Bench small-model`.

Debian's python3-torch needs a fast BLAS:
LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-serial OMP_NUM_THREADS=1 python3 decoder_training.py
"""

import math
import time

import torch
from torch import nn
from torch.nn import functional as F

VOCABULARY, WIDTH, LAYERS, HEADS, KEYS, INNER = 576, 128, 6, 8, 4, 352
BATCH, LENGTH, STEPS = 32, 40, 20


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = WIDTH // HEADS
        self.norm1, self.norm2 = Norm(), Norm()
        self.q = nn.Linear(WIDTH, WIDTH, bias=False)
        self.k = nn.Linear(WIDTH, KEYS * self.head, bias=False)
        self.v = nn.Linear(WIDTH, KEYS * self.head, bias=False)
        self.o = nn.Linear(WIDTH, WIDTH, bias=False)
        self.gate = nn.Linear(WIDTH, INNER, bias=False)
        self.up = nn.Linear(WIDTH, INNER, bias=False)
        self.down = nn.Linear(INNER, WIDTH, bias=False)

    def rotate(self, x, cos, sin):
        half = self.head // 2
        return x * cos + torch.cat([-x[..., half:], x[..., :half]], -1) * sin

    @staticmethod
    def mask(t):
        return torch.full((t, t), -math.inf).triu(1)

    def forward(self, x, cos, sin):
        b, t, _ = x.shape
        y = self.norm1(x)
        q = self.rotate(self.q(y).view(b, t, HEADS, self.head).transpose(1, 2), cos, sin)
        k = self.rotate(self.k(y).view(b, t, KEYS, self.head).transpose(1, 2), cos, sin)
        v = self.v(y).view(b, t, KEYS, self.head).transpose(1, 2)
        k = k.repeat_interleave(HEADS // KEYS, 1)
        v = v.repeat_interleave(HEADS // KEYS, 1)
        scores = q @ k.transpose(2, 3) / math.sqrt(self.head) + self.mask(t)
        a = scores.softmax(-1) @ v
        x = x + self.o(a.transpose(1, 2).reshape(b, t, WIDTH))
        y = self.norm2(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        nn.init.normal_(self.embedding.weight, 0, 0.03)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = Norm()
        head = WIDTH // HEADS
        angles = torch.outer(torch.arange(LENGTH).float(), 10000.0 ** (-torch.arange(0, head, 2).float() / head))
        angles = torch.cat([angles, angles], -1)
        self.register_buffer("cos", angles.cos())
        self.register_buffer("sin", angles.sin())

    def forward(self, ids):
        x = self.embedding(ids)
        for block in self.blocks:
            x = block(x, self.cos, self.sin)
        return self.norm(x) @ self.embedding.weight.t()


if __name__ == "__main__":
    torch.manual_seed(1)
    torch.set_num_threads(1)
    model = Model()
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3)
    ids = torch.randint(0, VOCABULARY, (BATCH, LENGTH))
    target = torch.randint(0, VOCABULARY, (BATCH * LENGTH,))
    best = math.inf
    for _ in range(STEPS):
        start = time.perf_counter()
        optimiser.zero_grad()
        loss = F.cross_entropy(model(ids).view(-1, VOCABULARY), target)
        loss.backward()
        optimiser.step()
        best = min(best, time.perf_counter() - start)
    print(f"torch {torch.__version__}: best step {best * 1e3:.1f} ms, {BATCH * LENGTH / best:.0f} tokens/s")

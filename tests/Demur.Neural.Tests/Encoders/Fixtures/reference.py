"""Logits of a small pair classifier before and after a few steps of training, by PyTorch's own encoder layers and AdamW in 64 bits.

Run it with any Python 3 that has PyTorch 1.13 or later; it writes pair-classifier.json beside itself. Nothing here is shared with the library
under test. Weights are not stored: each follows from the name of its tensor and the index of its value, as Decoding/Fixtures/reference.py has it
(matrices .35 u, norms' weights 1 + .3 u, all else .3 u). All rows make one batch, so that their order does not matter, and nothing is dropped.
"""

import importlib.util
import json
import pathlib

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("decoding", HERE.parents[1] / "Decoding" / "Fixtures" / "reference.py")
decoding = importlib.util.module_from_spec(spec)
spec.loader.exec_module(decoding)

WORDS, POSITIONS, SEGMENTS, WIDTH, MLP, LAYERS, HEADS = 23, 12, 2, 8, 20, 2, 2
STEPS, RATE, WARM, DECAY, CLIP, SMOOTHING = 4, 0.02, 1, 0.1, 1.0, 0.1


def weight(name, *shape):
    return torch.tensor(decoding.weight(name, shape, False))


def fill(module, prefix):
    for part in ("weight", "bias"):
        parameter = getattr(module, part)
        parameter.data = weight(f"{prefix}.{part}", *parameter.shape)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = nn.Parameter(weight("embeddings.word", WORDS, WIDTH), requires_grad=False)
        self.position = nn.Parameter(weight("embeddings.position", POSITIONS, WIDTH))
        self.segment = nn.Parameter(weight("embeddings.segment", SEGMENTS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        fill(self.norm, "embeddings.norm")
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, MLP, 0.0, "gelu", 1e-12, batch_first=True, dtype=torch.float64) for _ in range(LAYERS)
        )
        for number, layer in enumerate(self.layers):
            prefix = f"layers.{number}."
            joint = ("query", "key", "value")
            layer.self_attn.in_proj_weight.data = torch.cat([weight(f"{prefix}{name}.weight", WIDTH, WIDTH) for name in joint])
            layer.self_attn.in_proj_bias.data = torch.cat([weight(f"{prefix}{name}.bias", WIDTH) for name in joint])
            fill(layer.self_attn.out_proj, f"{prefix}output")
            fill(layer.norm1, f"{prefix}attention_norm")
            fill(layer.linear1, f"{prefix}widen")
            fill(layer.linear2, f"{prefix}narrow")
            fill(layer.norm2, f"{prefix}output_norm")
        self.head = nn.Linear(WIDTH, 1)
        fill(self.head, "head")

    def forward(self, rows):
        length = max(len(row["ids"]) for row in rows)
        pad = lambda values: torch.tensor([v + [0] * (length - len(v)) for v in values])
        padding = torch.tensor([[at >= len(row["ids"]) for at in range(length)] for row in rows])
        states = self.norm(self.word[pad([r["ids"] for r in rows])] + self.segment[pad([r["segments"] for r in rows])] + self.position[:length])
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=padding)
        real = (~padding).double()
        means = (states * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        return self.head(means).squeeze(-1)


def train(model, rows):
    targets = torch.tensor([r["target"] for r in rows], dtype=torch.float64) * (1 - SMOOTHING) + SMOOTHING / 2
    weights = torch.tensor([r["weight"] for r in rows], dtype=torch.float64)
    learning = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for _, p in learning if p.dim() > 1], "weight_decay": DECAY},
        {"params": [p for _, p in learning if p.dim() == 1], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * ((step + 1) / WARM if step < WARM else 1 - (step - WARM) / (STEPS - WARM))
        loss = (nn.functional.binary_cross_entropy_with_logits(model(rows), targets, reduction="none") * weights).mean()
        optimizer.zero_grad()
        loss.backward()
        norm = nn.utils.clip_grad_norm_([p for _, p in learning], CLIP)
        losses.append([loss.item(), norm.item()])
        optimizer.step()
    return losses


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    rows = []
    for i, length in enumerate((9, 4, 12, 1, 7)):
        ids = [(17 * i + 31 * j + 7 * j * j) % WORDS for j in range(length)]
        rows.append({"ids": ids, "segments": [int(j > length // 3) for j in range(length)], "target": (0, 1, 1, 0, 0.75)[i], "weight": (1, 0.33, 4, 0.5, 3)[i]})
    model = Classifier()
    short = lambda values: [float(f"{v:.8g}") for v in values]
    body = {"rows": rows, "logits": short(model(rows).tolist())}
    measured = train(model, rows)
    body |= {"losses": short(m[0] for m in measured), "norms": short(m[1] for m in measured), "trained": short(model(rows).tolist())}
    (HERE / "pair-classifier.json").write_text(json.dumps(body, separators=(",", ":")) + "\n")

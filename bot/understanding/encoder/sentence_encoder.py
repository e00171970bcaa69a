"""Our fine-tuned MiniLM as int8 ONNX, checked by its hash before it is used."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import BertWordPieceTokenizer, Encoding

from bot.understanding.encoder.files import MODEL, WORDPIECES, EncoderUnavailable, check

DIMENSIONS = 384
# Fine-tuning cuts messages at 80 word pieces, which few reach; beyond 192 a vector blurs and takes twice the time.
LONGEST = 192
# Most texts have so many word pieces within so many characters; of one that has not, all is taken apart.
LIKELY_ENOUGH = 5 * LONGEST
SEPARATOR = "[SEP]"

Vectors = npt.NDArray[np.float32]


class SentenceEncoder:
    """Mean-pooled, length-1 vectors; raises EncoderUnavailable when a file is not the reviewed one or of no use."""

    def __init__(self, model: Path = MODEL) -> None:
        check(model)
        try:
            self._load(model)
        except Exception as error:
            raise EncoderUnavailable(f"{model.name} cannot be loaded ({type(error).__name__})") from error

    def _load(self, model: Path) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(WORDPIECES), lowercase=True)
        self._tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        # One message at a time: a second thread costs more in hand-over than it saves.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of 384 numbers for each text, in order; an empty text gives the vector of nothing."""
        if len(texts) == 1:
            return self._encode_one(texts[0])
        # Each run is one thread's, so the training messages keep all cores busy.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.vstack(list(pool.map(self._encode_one, texts)))

    def _encode_one(self, text: str) -> Vectors:
        ids = np.array([self._pieces(text).ids], dtype=np.int64)
        hidden = self._session.run(None, {"input_ids": ids})[0]
        pooled = hidden.astype(np.float64).sum(axis=1) / ids.size
        return np.asarray(pooled / np.linalg.norm(pooled), dtype=np.float32)

    def _pieces(self, text: str) -> Encoding:
        """Its first LONGEST word pieces: what stands behind them is not looked at, where that changes nothing."""
        if len(text) > LIKELY_ENOUGH:
            found = self._tokenizer.encode(text[:LIKELY_ENOUGH].rpartition(" ")[0])
            if len(found.ids) == LONGEST:
                return found
        return self._tokenizer.encode(text)


def in_context(context: str, text: str) -> str:
    """A text with what came before it, as the encoder learnt to read them; a first message stands alone."""
    return f"{context} {SEPARATOR} {text}" if context else text

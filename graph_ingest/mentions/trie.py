"""The longest known name at each word of a text, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


class TokenTrie(Generic[Item]):
    """Sequences of words with what they stand for. A lookup costs the length of the match."""

    def __init__(self) -> None:
        self._next: dict[str, TokenTrie[Item]] = {}
        self.items: list[Item] = []

    def add(self, key: Sequence[str], item: Item) -> None:
        """Let a sequence of words stand for one thing more."""
        node = self
        for word in key:
            node = node._next.setdefault(word, TokenTrie())
        node.items.append(item)

    def get(self, key: Sequence[str]) -> list[Item]:
        """What exactly this sequence stands for."""
        node = self
        for word in key:
            if word not in node._next:
                return []
            node = node._next[word]
        return node.items

    def longest(self, words: Sequence[str], start: int, end: int) -> tuple[int, list[Item]]:
        """Number of words of the longest known sequence in ``words[start:end]``, and its items."""
        node, found, items = self, 0, list[Item]()
        for position in range(start, end):
            step = node._next.get(words[position])
            if step is None:
                break
            node = step
            if node.items:
                found, items = position - start + 1, node.items
        return found, items

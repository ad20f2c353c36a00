"""Text that tries to act: controls taken out, markup made plain, orders to a model recognised.

What a record or a transcript says is quoted and never obeyed. Three defences stand one behind
another: here, text that reads as an order to a language model is not shown to it; what is shown
stands between marks that no text can know (generate.py); and whatever the model then says is
checked against the evidence (grounding.py). The list of orders is of known kinds (OWASP, LLM01
Prompt Injection, 2025) and no proof against new ones.
"""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"(?:\x1b|\x9b)(?:\[?[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)?")
# Zero-width and bidirectional marks and tags, which nobody sees.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# Controls, and separators that end a line elsewhere.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^>]*>|```")

_NOT_SHOWN = "[not shown: it reads as an order to a language model]"

_RULES = (
    r"(?:instructions?|prompts?|rules|guidelines|orders|directions|context|evidence|constraints|"
    r"messages?|system)"
)
_ORDERS = re.compile(
    "|".join(
        (
            rf"\b(?:ignore|disregard|forget|override|bypass|drop)\b.{{0,40}}\b{_RULES}\b",
            r"\b(?:system|developer|hidden|original|initial) (?:prompt|message|instructions?)\b",
            r"\b(?:new|updated|revised|further) (?:instructions?|orders)\b ?[:.]",
            r"\b(?:you are|you're) (?:now|no longer|an? (?:ai|assistant|chatbot|llm))\b",
            r"\b(?:pretend|act as|role-?play|imagine you)\b.{0,20}\b(?:you|an? |if)",
            r"\b(?:jailbreak|developer mode|dan mode|do anything now)\b",
            r"\b(?:system|assistant|user|human|ai|model)\s*:",
            r"<\|?\w{0,12}(?:im_start|im_end|eot_id|system|assistant|user|endoftext)\w{0,12}\|?>",
            r"\[/?inst\]|<</?sys>>|</?s>|#{2,} ?(?:instruction|system|response)",
            r"<</?(?:evidence|end|question)\b",
            r"\"?sentences\"?\s*:\s*\[",
            r"\b(?:say|answer|respond|reply|state|output|print|repeat|write|tell (?:the )?"
            r"(?:user|reader|them)|confirm|claim|report)\b (?:only |just |exactly |instead |back )*"
            r"(?:with\b|that\b|the (?:word|words|password|following)\b|[\"“':])",
            r"\b(?:ai|assistant|chatbot|language model|llm|gpt)s?\b.{0,30}\b(?:must|should|shall|"
            r"please|ignore|will now|are ordered)\b",
            # French, German, Spanish, Italian
            r"\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions?|consignes)\b",
            r"\b(?:ignorier\w*|vergiss|missachte)\b.{0,40}\b(?:anweisung|anleitung|regel)\w*",
            r"\b(?:ignora|olvida|ignorad|dimentica)\b.{0,40}\b(?:instruccion|istruzion)\w*",
            # Welsh, Scottish Gaelic, Irish
            r"\b(?:anwybydd\w*|anghofi\w*)\b.{0,40}\b(?:cyfarwydd|gorchym)\w*",
            r"\b(?:leig seachad|na gabh ort|dì-chuimhnich)\b.{0,40}\b(?:stiùir|òrdugh)\w*",
            r"\b(?:déan neamhaird|ná bac|dearmad)\b.{0,40}\b(?:treoir|treorach|ordaith|ordú)\w*",
            # Russian, Chinese, Japanese, Arabic
            r"(?:игнорируй|забудь|не обращай).{0,40}(?:инструкц|указани|правил)",
            r"(?:忽略|无视|忘记).{0,20}(?:指令|指示|说明|提示)",
            r"(?:無視|忘れ).{0,20}|(?:指示|命令).{0,10}(?:無視|忘れ)",
            r"تجاهل.{0,40}(?:التعليمات|تعليمات|الأوامر)",
        )
    ),
    re.DOTALL,
)
# Letters of other alphabets that pass for Latin ones, in the words that an order needs.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡοανκρτι", "aeopcyxijsdgoavkpti")


def plain(text: str) -> str:
    """A text without terminal escapes, controls, invisible characters and reversed writing."""
    return _CONTROL.sub(" ", _UNSEEN.sub("", _ESCAPES.sub(" ", text))).strip()


def without_markup(text: str) -> str:
    """A plain sentence: of links and pictures the words, of tags nothing."""
    return _MARKUP.sub("", _LINK.sub(r"\1", plain(text))).strip()


def gives_orders(text: str) -> bool:
    """Whether a text reads as an order to a language model, or forges the marks of a prompt."""
    shown = unicodedata.normalize("NFKC", plain(text)).casefold()
    return bool(_ORDERS.search(shown) or _ORDERS.search(shown.translate(_LOOKALIKES)))


def harmless(text: str) -> str:
    """A plain text for a language model that Reelgraph doesn't run; an order to it isn't shown."""
    return _NOT_SHOWN if gives_orders(text) else plain(text)

"""What a speaker does by a statement: the act that the cue names."""

from __future__ import annotations

import re

from onrecord.finding.lexicon import act_of_lemma, load_vocabulary, speech_forms
from onrecord.record.vocabulary import Act

__all__ = ["act_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_NOT = re.compile(r"\b(?:not(?! only)|never|cannot|nor)\b|n['’]t\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:neither|no|none|nobody|no-one|nothing)\b", re.IGNORECASE)
# What is said all the same: `goes without saying`, `could not help adding`, `never missed a chance to remind`.
_SAID_ALL_THE_SAME = re.compile(
    r"\b(?:resist|help|stop|deny|dispute|doubt|(?:miss|pass|lose|waste)\w*)\b", re.IGNORECASE
)

_PLEA = re.compile(r"\bplead(?:s|ed|ing)?\s+(?P<denied>not\s+)?guilty\b", re.IGNORECASE)
_OF_THE_MIND = frozenset({Act.THINK, Act.EXPECT})


def act_of(cue: str, source: str = "", content: str = "") -> Act:
    """The act of a statement by the words of its cue (`vocabulary/attribution.toml`, then `speech.toml`); else assert.

    Who pleads not guilty denies, who pleads guilty asks for nothing: there the content tells.

    Of several verbs the last one that is known decides: `has repeatedly denied` denies. Who has not said, confirmed or
    asked a thing (`did not say whether`, and of the source `Neither ministry confirmed`) declines.
    """
    if (plea := _PLEA.search(f"{cue} {content}")) is not None and plea.start() < len(cue):
        return Act.DENY if plea["denied"] else Act.ASSERT
    act = _named_act(cue)
    unsaid = _NOBODY.match(source) or (_NOT.search(cue) and not _SAID_ALL_THE_SAME.search(cue))
    return Act.DECLINE if unsaid and act is not Act.DENY and act not in _OF_THE_MIND else act


def _named_act(cue: str) -> Act:
    words = [word.lower() for word in _WORD.findall(cue)]
    phrase = f" {' '.join(words)} "
    for act, phrases in load_vocabulary("attribution")["act"].items():
        if any(f" {known} " in phrase for known in phrases):
            return Act(act)
    known = [speech_forms()[word] for word in words if word in speech_forms()]
    return act_of_lemma()[known[-1]] if known else Act.ASSERT

"""What a speaker does by a statement: the act that the cue names."""

from __future__ import annotations

import re

from onrecord.finding.lexicon import act_of_lemma, load_vocabulary, speech_forms
from onrecord.record.vocabulary import Act

__all__ = ["act_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


def act_of(cue: str) -> Act:
    """The act of a statement by the words of its cue (`vocabulary/attribution.toml`, then `speech.toml`); else assert.

    Of several verbs the last one that is known decides: `has repeatedly denied` denies.
    """
    words = [word.lower() for word in _WORD.findall(cue)]
    phrase = f" {' '.join(words)} "
    for act, phrases in load_vocabulary("attribution")["act"].items():
        if any(f" {known} " in phrase for known in phrases):
            return Act(act)
    known = [speech_forms()[word] for word in words if word in speech_forms()]
    return act_of_lemma()[known[-1]] if known else Act.ASSERT

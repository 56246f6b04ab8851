"""Who says nothing: `The ministry did not respond to a request for comment`, `Mrs. Brandt would not elaborate`.

PolNeAR's annotators took every second such sentence for an attribution, and every `declined to comment`; a reporter
wants to know of them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.finding.phrases import Page
from onrecord.record.analysis import Attribution, Sentence
from onrecord.record.text import span_of

__all__ = ["silences"]

_NOT = r"(?:did|has|have|had)(?:\s+not|n['’]t)(?:\s+(?:immediately|yet))?"
_ASKED = r"(?:requests?|questions?|calls?|messages?|e-?mails?|inquir(?:y|ies)|enquir(?:y|ies))"
_PRESS = r"(?:comment|interview|reporters?|journalists?|newspapers?|news\s+agency|statement)"
_PLAIN = r"[^,;:“”\"()]"
_SILENCE = re.compile(
    rf"(?:(?:But|And|Meanwhile|However|Still|Yet),?\s+)?(?P<source>\w{_PLAIN}{{0,90}}?)(?:,\s{_PLAIN}{{1,90}},)?\s+(?:"
    rf"(?P<unheard>{_NOT}\s+(?:respond(?:ed)?\s+to|repl(?:y|ied)\s+to|answer(?:ed)?|return(?:ed)?))"
    rf"\s+(?P<asked>(?:{_PLAIN}{{0,40}}\s)??{_ASKED}\b[^;“”\"]*?\b{_PRESS}\b[^;“”\"]*?)"
    rf"|(?P<uncalled>{_NOT}\s+return(?:ed)?)\s+(?P<calls>(?:{_PLAIN}{{0,20}}\s)??(?:calls?|messages?|e-?mails?)\b{_PLAIN}{{0,30}}?)"
    r"|(?P<unsaid>would(?:\s+not|n['’]t))\s+(?P<refused>(?:elaborate|comment)\b[^;“”\"]*?)"
    r")[.?!]?\s*",
)
_WAYS = (("unheard", "asked"), ("uncalled", "calls"), ("unsaid", "refused"))


def silences(page: Page, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those who say nothing, a sentence each, where nobody else is said to say anything in it."""
    taken = [span for item in attributions for span in (*item.source, *item.cue, *item.content)]
    free = [s for s in page.sentences if not any(span.start < s.end and s.start < span.end for span in taken)]
    return tuple(filter(None, (_silence(page, sentence) for sentence in free)))


def _silence(page: Page, sentence: Sentence) -> Attribution | None:
    match = _SILENCE.fullmatch(page.text, sentence.start, sentence.end)
    if match is None or page.has_verb(source := span_of(page.text, *match.span("source"))):
        return None
    cue, content = next((way for way in _WAYS if match[way[0]]), _WAYS[-1])
    return Attribution(
        source=(source,),
        cue=(span_of(page.text, *match.span(cue)),),
        content=(span_of(page.text, *match.span(content)),),
    )

from __future__ import annotations

import msgspec
import pytest

import onrecord
from onrecord.finding.acts import act_of
from onrecord.finding.quotations import find_quotations
from onrecord.finding.statements import Said, find_statements
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Attribution
from onrecord.record.cells import Statement, Time
from onrecord.record.vocabulary import Act, Form, TimexType
from tests.finding.pages import article, at


def said(text: str) -> Said:
    kept = article(text)
    return find_statements("a-1", kept, parse(kept), ())


def only(text: str) -> Statement:
    (statement,) = said(text).statements
    return statement


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministry said the bridge is open.", "The ministry", "said", ["the bridge is open"]),
        ("The bridge is open, Ada Lind said.", "Ada Lind", "said", ["The bridge is open"]),
        ("“The bridge is open,” said Ada Lind.", "Ada Lind", "said", ["“The bridge is open,”"]),
        ("The bridge is open, according to the mayor.", "the mayor", "according to", ["The bridge is open"]),
        ("According to the mayor, the bridge is open.", "the mayor", "According to", ["the bridge is open"]),
        ("“It is,” Ada Lind said. “It was shut.”", "Ada Lind", "said", ["“It is,”", "“It was shut.”"]),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: list[str]) -> None:
    statement = only(text)
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.text, statement.cue.text) == (source, cue)
    assert [span.text for span in statement.content] == content


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The old bridge is open,” Ada Lind said.", Form.DIRECT),
        ("The old bridge is open, Ada Lind said.", Form.INDIRECT),
        ("The old bridge is “wide open again to everybody,” Ada Lind said.", Form.MIXED),
    ],
)
def test_form(text: str, form: Form) -> None:
    assert only(text).form is form


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", Act.ASSERT),
        ("has repeatedly denied", Act.DENY),
        ("rescinded", Act.RETRACT),
        ("demanded", Act.DEMAND),
        ("ordered", Act.ORDER),
        ("asked", Act.REQUEST),
        ("vowed", Act.PROMISE),
        ("threatened", Act.THREATEN),
        ("accused", Act.ACCUSE),
        ("expects", Act.EXPECT),
        ("declined to comment", Act.DECLINE),
        ("did not immediately respond", Act.DECLINE),
        ("believes", Act.THINK),
        ("", Act.ASSERT),
    ],
)
def test_act(cue: str, act: Act) -> None:
    assert act_of(cue) is act


def test_to_whom_and_where() -> None:
    statement = only("The mayor told The Serrin Post in an interview that the bridge is open.")
    assert statement.told is not None
    assert statement.told.text == "The Serrin Post"
    statement = only("The bridge is open, the mayor said in a statement.")
    assert statement.venue is not None
    assert statement.venue.text == "a statement"


def test_a_quotation_over_paragraphs_goes_on_until_it_is_closed() -> None:
    text = "“It began.\n“It ended.”\nNobody came."
    assert [q.text for q in find_quotations(article(text))] == ["“It began.", "“It ended.”"]


def test_anonymity_names_its_reason_and_what_it_covers() -> None:
    text = (
        "Two harbour officials said the boats were sold.\n"
        "The two officials asked not to be named because the sale is secret."
    )
    found = said(text)
    (condition,) = found.anonymity
    assert condition.source.text == "The two officials"
    assert condition.reason is not None
    assert condition.reason.text == "because the sale is secret"
    assert condition.covers == (found.statements[0].id,)


def test_a_condition_of_nobody_is_left_out() -> None:
    assert said("The five officials spoke on condition of anonymity.").anonymity == ()


def test_days_in_a_name_are_part_of_it() -> None:
    statement = only("The mayor told SERRIN TODAY that the bridge is open.")
    assert statement.told is not None
    assert statement.told.text == "SERRIN TODAY"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "‘Nobody wants it,’ she said. ‘It’s the dockers’ fault,’ he said.",
            ["‘Nobody wants it,’", "‘It’s the dockers’ fault,’"],
        ),
        ("The ‘ghost’ ship left, the crews’ union said.", ["‘ghost’"]),
        ("'We won't go,' he said, the dockers' leader.", ["'We won't go,'"]),
        ("He said, “they call it ‘the wall’ here,” and left.", ["“they call it ‘the wall’ here,”"]),
        (
            "The ‘quiet’ deal, he said. “She told me ‘never.’ I left,” she said.",
            ["‘quiet’", "“She told me ‘never.’ I left,”"],
        ),
        ("Minister ‘Abd al-Mahdi said the workers’ strike was over.", []),
        ("Rock 'n' roll in the '90s, and the boys' club.", []),
        ("‘It began.\n‘It ended.’", ["‘It began.", "‘It ended.’"]),
    ],
)
def test_single_marks_quote_as_british_papers_have_them(text: str, quoted: list[str]) -> None:
    assert [q.text for q in find_quotations(article(text))] == quoted


def test_two_straight_single_marks_open_and_close() -> None:
    text = "''It began,'' she said. ''It ended.''"
    assert [q.text for q in find_quotations(article(text))] == ["''It began,''", "''It ended.''"]


def test_a_dateline_is_not_said_by_anybody() -> None:
    story = "SERRIN — The bridge reopened on Tuesday after three weeks, Mayor Karl Oste said."
    reading = onrecord.read_text(f"The Serrin Post\n\nBridge is open again\n\nBy Ada Lind\n\n{story}\n")
    assert reading.article.dateline == "SERRIN"
    assert [span.text for span in reading.statements[0].content] == ["The bridge reopened on Tuesday after three weeks"]


def test_who_answers_has_not_asked() -> None:
    text = "Asked why, Karl Oste said the bridge was shut."
    asked = msgspec.structs.replace(
        parse(article(text)),
        attributions=(
            Attribution(
                source=(at(text, "Karl Oste"),), cue=(at(text, "Asked"),), content=(at(text, "why"),), score=0.9
            ),
        ),
    )
    (statement,) = find_statements("a-1", article(text), asked, ()).statements
    assert statement.source is None
    assert statement.actor is None


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("Lind called it “a surrender.”", "it “a surrender", "it “a surrender.”"),
        ('Lind called it "a surrender," and left.', 'it "a surrender', 'it "a surrender,"'),
        ("Lind called it “a surrender” and left.", "it “a surrender”", "it “a surrender”"),
        ("“Lind called it a surrender”, he said.", "Lind called it a surrender", "Lind called it a surrender"),
    ],
)
def test_a_quotation_that_opens_in_a_content_closes_in_it(text: str, content: str, whole: str) -> None:
    read = msgspec.structs.replace(
        parse(article(text)),
        attributions=(
            Attribution(source=(at(text, "Lind"),), cue=(at(text, "called"),), content=(at(text, content),), score=0.9),
        ),
    )
    (statement,) = find_statements("a-1", article(text), read, ()).statements
    assert [span.text for span in statement.content] == [whole]


def test_anonymity_is_of_the_officials_and_not_of_who() -> None:
    text = "Two port officials, who asked not to be named because the text is secret, said wages would rise."
    read = msgspec.structs.replace(
        parse(article(text)),
        attributions=(
            Attribution(
                source=(at(text, "Two port officials"),),
                cue=(at(text, "said"),),
                content=(at(text, "wages would rise"),),
                score=0.9,
            ),
        ),
    )
    (condition,) = find_statements("a-1", article(text), read, ()).anonymity
    assert condition.source.text == "Two port officials"


@pytest.mark.parametrize(
    ("cue", "kept"),
    [("called off", 0), ("suspended", 0), ("scrapped", 0), ("canceled", 0), ("cancelled", 0), ("announced", 1)],
)
def test_a_deed_is_no_statement(cue: str, kept: int) -> None:
    text = f"The federation {cue} its strike."
    read = msgspec.structs.replace(
        parse(article(text)),
        attributions=(
            Attribution(
                source=(at(text, "The federation"),), cue=(at(text, cue),), content=(at(text, "its strike"),), score=0.4
            ),
        ),
    )
    assert len(find_statements("a-1", article(text), read, ()).statements) == kept


@pytest.mark.parametrize(
    ("text", "source", "cue", "kept"),
    [
        ("She was appointed minister.", None, "was appointed", 0),
        ("The court has sentenced him to death.", "The court", "has sentenced", 0),
        ("He was confirmed to lead.", "He", "was confirmed", 1),
        ("Officials confirmed the deal.", "Officials", "confirmed", 1),
    ],
)
def test_what_befalls_somebody_is_no_statement(text: str, source: str | None, cue: str, kept: int) -> None:
    content = at(text, text[text.index(cue) + len(cue) + 1 : -1])
    attribution = Attribution(source=(at(text, source),) if source else (), cue=(at(text, cue),), content=(content,))
    read = msgspec.structs.replace(parse(article(text)), attributions=(attribution,))
    assert len(find_statements("a-1", article(text), read, ()).statements) == kept


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        (
            "LISNA — Patrols have resumed, the ministry announced Tuesday, in what would be a first sign.",
            "in what would be a first sign", "Patrols have resumed",
        ),
        (
            "LISNA — Patrols have resumed, the ministry announced Tuesday, in what would be a first sign.",
            "what would be a first sign", "Patrols have resumed",
        ),
        (
            "On Monday, the ministry announced, in what would be a first sign, that patrols have resumed.",
            "that patrols have resumed", "that patrols have resumed",
        ),
        (
            "On Monday, the ministry announced, in what would be a first sign.",
            "in what would be a first sign", "in what would be a first sign",
        ),
        ("Patrols matter, the ministry announced what would be done.", "what would be done", "what would be done"),
    ],
)  # fmt: skip
def test_a_remark_behind_the_cue_is_the_reporters(text: str, content: str, kept: str) -> None:
    parsed = parse(article(text))
    verbs = {"have", "resumed", "announced", "would", "be", "matter", "done"}
    tokens = tuple(
        msgspec.structs.replace(token, upos="VERB" if text[token.start : token.end] in verbs else "NOUN")
        for token in parsed.tokens
    )
    attribution = Attribution(
        source=(at(text, "the ministry"),), cue=(at(text, "announced"),), content=(at(text, content),), score=0.9
    )
    read = msgspec.structs.replace(parsed, tokens=tokens, attributions=(attribution,))
    (statement,) = find_statements("a-1", article(text), read, ()).statements
    assert [piece.text for piece in statement.content] == [kept]


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("who was not authorized to speak publicly,", "not authorized to speak publicly"),
        ("because he was not authorised to discuss the sale,", "because he was not authorised to discuss the sale"),
        ("who was not authorized to open fire,", None),
    ],
)
def test_who_may_not_speak_says_why_no_name_is_given(condition: str, reason: str | None) -> None:
    text = f"A harbour official, {condition} said the boats were sold."
    read = msgspec.structs.replace(
        parse(article(text)),
        attributions=(
            Attribution(
                source=(at(text, "A harbour official"),),
                cue=(at(text, "said"),),
                content=(at(text, "the boats were sold"),),
                score=0.9,
            ),
        ),
    )
    found = find_statements("a-1", article(text), read, ()).anonymity
    assert [item.reason.text for item in found if item.reason] == ([reason] if reason else [])


def test_a_day_inside_the_cue_dates_the_statement() -> None:
    text = "The bridge is open, officials said Saturday."
    page = article(text)
    read = msgspec.structs.replace(
        parse(page),
        attributions=(
            Attribution(
                source=(at(text, "officials"),),
                cue=(at(text, "said Saturday"),),
                content=(at(text, "The bridge is open"),),
                score=0.9,
            ),
        ),
    )
    saturday = at(text, "Saturday")
    day = Time(start=saturday.start, end=saturday.end, text="Saturday", type=TimexType.DATE, value="2033-07-09")
    (statement,) = find_statements("a-1", page, read, (day,)).statements
    assert statement.date is not None
    assert statement.date.value == "2033-07-09"

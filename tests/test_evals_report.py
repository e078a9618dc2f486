"""The terminal's tables, the markdown and the page, over the set answers of ``set_answers``."""

import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console
from set_answers import QUESTIONS, TEXT, WHEN, Assistant, evaluate

from assistant.answer import Turn
from evals import report
from evals.figures import figures
from evals.report_html import to_html as write_html
from evals.report_markdown import to_markdown as write_markdown
from evals.results import Run
from evals.run import ask_all

HOSTILE = '</script><script>alert("x")</script><img src="http://evil.example/x" onerror=alert(1)>'


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(QUESTIONS)


@pytest.fixture(scope="module")
def retrieval(run: Run) -> Run:
    return Run(run.header, tuple(ask_all(Assistant(), [WHEN], answers=False)))


@pytest.fixture(scope="module")
def hostile(run: Run) -> Run:
    """A run where every text that comes from questions or documents would be markup."""
    [when] = [result for result in run.results if result.question.id == "when"]
    assert when.answer is not None
    question = replace(
        when.question,
        id=HOSTILE,
        question=HOSTILE,
        history=(Turn(HOSTILE, HOSTILE),),
        answers=(HOSTILE,),
        evidence=(replace(when.question.evidence[0], doc=HOSTILE, quote=HOSTILE),),
    )
    said = replace(
        when.answer,
        short=HOSTILE,
        sentences=(replace(when.answer.sentences[0], text=HOSTILE),),
        citations=(replace(when.answer.citations[0], file=HOSTILE, quote=HOSTILE),),
    )
    passage = replace(when.passages[0], file=HOSTILE, section=(HOSTILE,), text=HOSTILE)
    result = replace(
        when, question=question, query=HOSTILE, answer=said, passages=(passage,), why=(HOSTILE,)
    )
    header = replace(
        run.header,
        commit=HOSTILE,
        index_version=HOSTILE,
        gold=(HOSTILE,),
        settings={"model": HOSTILE},
    )
    return Run(header, (result,))


def to_html(run: Run) -> str:
    return write_html(run, figures(run.results))


def to_markdown(run: Run) -> str:
    return write_markdown(run, figures(run.results))


def shown(run: Run) -> list[str]:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(report.tables(figures(run.results)))
    return capture.get().splitlines()


def test_the_table_fits_a_terminal_and_shows_every_group(run: Run) -> None:
    lines = shown(run)
    first = next(line for line in lines if line.startswith("all"))
    assert first.split() == "all 7 0.29 0.25 0.25 0.50 0.50 0.80 0.80 0.43".split()
    assert sum(line.startswith("unanswerable") for line in lines) == 2
    assert "…" not in "".join(lines)


def test_figures_that_no_question_has_are_not_shown(retrieval: Run) -> None:
    assert [line.split() for line in shown(retrieval) if line.strip()] == [
        ["evidence", "evidence"],
        ["type", "n", "@5", "@20", "MRR"],
        ["all", "1", "1.00", "1.00", "0.33"],
        ["date", "1", "1.00", "1.00", "0.33"],
    ]


def test_the_summary_holds_the_run_and_its_figures(run: Run) -> None:
    record = json.loads(json.dumps(report.summary(run.header, figures(run.results))))
    assert (record["run"]["name"], record["run"]["skipped"]) == (run.header.name, ["foreign"])
    groups = {figures["group"]: figures for figures in record["figures"]}
    assert groups["all"]["answer"]["value"] == 0.25
    assert set(groups["all"]["answer"]["interval"]) == {"low", "high"}
    assert groups["date"]["short"] == {"value": 0.0, "n": 1, "interval": None}


def test_the_markdown_lists_each_failed_question(run: Run) -> None:
    text = to_markdown(run)
    assert "- 1 question skipped: document not in the index: foreign" in text
    assert "- not extracted: 2" in text
    assert "| figure | all (7) | numeric (1) |" in text
    assert "| short | 0.25 (0.00–0.75) | 1.00 |" in text
    assert "## Failed questions (5 of 7)" in text
    part = text.split("### when (date): not extracted\n")[1].split("###")[0]
    assert part.splitlines() == [
        "",
        "- question: when?",
        "- searched for: alone",
        "- gold: June 2020",
        "- short: May 2020",
        "- answer: Plan B was dropped in May 2020. \\[1\\] (answered)",
        "- why: The answer says no accepted variant.",
        "- why: The short answer is not right (compared as a value).",
        "- evidence (rank 3): dropped in May 2020",
        "- passage 1: doc@62, Plans",
        "- passage 2: doc@0, Plans",
        "- passage 3: doc@30, Plans",
        "",
    ]
    assert "- evidence (not located): Words that stand nowhere at all" in text


def test_text_never_becomes_markup_in_markdown(hostile: Run) -> None:
    text = to_markdown(hostile)
    assert "<script" not in text.replace("\\<script", "")
    assert "- question: \\</script\\>\\<script\\>" in text


class Page(HTMLParser):
    """Reads a page: its tags with their attributes, and the text within each failed question."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.articles: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "article":
            self.articles.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.articles[-1] += data + "\n"

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_shows_each_failed_question_with_its_kind_and_causes(run: Run) -> None:
    page = Page(to_html(run))
    assert [(a["data-kind"], a["data-cause"]) for a in page.named("article")] == [
        ("date", "not extracted"),
        ("list", "not extracted"),
        ("yesno", "not ranked"),
        ("factoid", "not located|wrongly refused"),
        ("unanswerable", "wrongly answered"),
    ]
    lines = page.articles[0].splitlines()
    for words in ("when?", "It said", "May 2020", "Right would be", "June 2020", "not extracted"):
        assert words in lines
    assert lines.count("doc.txt › Plans") == 2
    assert lines[lines.index("doc.txt › Plans ") + 1] == "completes an evidence"
    assert TEXT[62:90] in lines
    assert [option["value"] for option in page.named("option")][:3] == ["", "date", "list"]


def test_the_page_has_its_five_charts(run: Run) -> None:
    timed = Run(
        run.header,
        tuple(replace(r, scores=replace(r.scores, ms=20.0 + n)) for n, r in enumerate(run.results)),
    )
    assert [svg["aria-label"] for svg in Page(to_html(timed)).named("svg")] == [
        "Share of right answers by kind of question",
        "Failures by cause",
        "Answers by milliseconds",
        "Accuracy by confidence",
        "Wrong answers by coverage",
    ]


def test_the_page_loads_nothing(run: Run) -> None:
    page = Page(to_html(run))
    assert {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "a"} == set()
    assert page.named("script") == [{}]
    policies = [meta.get("content") or "" for meta in page.named("meta")]
    assert any(policy.startswith("default-src 'none'") for policy in policies)


def test_text_never_becomes_markup_on_the_page(run: Run, hostile: Run) -> None:
    page = Page(to_html(hostile))
    assert page.named("script") == [{}]
    assert page.named("img") == []
    assert not any("onerror" in attributes for _, attributes in page.tags)
    assert page.articles[0].count('<script>alert("x")</script>') >= 10


def test_a_page_without_answers_or_failures(retrieval: Run) -> None:
    page = to_html(retrieval)
    assert "<p>Nothing did.</p>" in page
    assert "Does confidence mean" not in page


def test_a_page_without_questions(run: Run) -> None:
    assert "0 questions were asked" in to_html(Run(run.header, ()))

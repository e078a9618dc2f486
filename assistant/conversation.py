"""A follow-up to a question that stands alone; pure, without a language model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import REFUSAL, Turn
from assistant.chinese import in_english, with_thing
from assistant.courtesies import bare, without_courtesies
from assistant.followups.antecedent import with_antecedent
from assistant.followups.asked_again import asked_again, of_what_there_is
from assistant.followups.ellipsis import FIGURE_OF, correction, fill, fragment, is_bare
from assistant.followups.enumerated import last_enumerated, with_item
from assistant.followups.parallels import no_texts
from assistant.followups.slots import names_in
from assistant.question import Kind, kind_of
from index.keywords import content_terms, stems
from index.names import find_names, is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.followups.parallels import Texts

_PERSONAL = re.compile(
    r"\b(?:it(?! (?:true|possible|likely|legal|necessary|known|takes?|costs?)\b)|its|they|them"
    r"|their|theirs|he|she|him|his|her|hers)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:this|that|these|those|(?<!is )(?<!are )(?<!was )(?<!were )there|ones?|same|former|latter"
    r"|others?|another|else|more)\b"
    r"|\b(?:first|second|third|fourth|last|latest|previous)(?=\W*$| (?:ones?|of|in|on|is|was)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:and|but|so|or|also|then|any)\b", re.IGNORECASE)
_MOVES_ON = re.compile(r"\s*(?:and |but |so )?(?:what|how) about\b", re.IGNORECASE)
_RETURNS = re.compile(r"\b(?:back to|coming back|returning to)\b", re.IGNORECASE)
_CHINESE = re.compile(r"^(?:那|还有)|呢\s*[?？]*$|[它他她其]")
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|such) ([a-z][\w-]+(?: [a-z][\w-]+)?)")
# "Did any fall?", "When does the law apply?"; "What is the belt and road initiative?" names it.
_VAGUE = re.compile(
    r"(?!what(?:['’]s| is| are| was| were) the\b).*\b(?:the|any(?:one|thing|body)?)\b",
    re.IGNORECASE,
)
_DOES_SO = re.compile(r"\b(?:do|does|did|done|doing) (?:so|the same|likewise)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she|him|(?P<own>his|hers?))\b|[他她](?!们)", re.IGNORECASE)
_HER_OBJECT = re.compile(r"\W*(?:$|(?:in|on|at|by|for|of|from|to|as|with|and|or)\b)")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
_ENDS = re.compile(r"\.?$|[,;]| \(")  # what follows a name that is the answer
_CITED = re.compile(r"\s*\[\d{1,4}\]")
_NO_ANSWER = re.compile(
    r"\W*(?:i (?:do not|don['’]t) know|no answer|not answered)\b", re.IGNORECASE
)

# The kinds of question whose answers are none to "who" and to "when".
_NO_ANSWER_TO = {
    Kind.PERSON: frozenset({Kind.DATE, Kind.NUMBER, Kind.YES_NO}),
    Kind.DATE: frozenset(Kind) - {Kind.DATE},
}
_SHORT, _SHORTEST = 4, 2  # content words of a follow-up, with and without a word that refers back
_OWN_SUBJECT = 2  # content words before a pronoun that it may refer to
_ANSWER_WORDS = 25  # of an earlier answer that are searched for
_QUESTION_WORDS = 60  # of an earlier question
_SHOWN_WORDS = 12  # of an earlier answer that are shown
_TURNS = 8  # that a chain of follow-ups is traced back


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it is understood after what was said before.

    Attributes:
        question: as asked, with its pronoun or ellipsis filled in where there is one way to.
        about: what it must be read with; empty when it stands alone.
        topic: words of the conversation to search for besides, which count less; may be empty.
        told: what ends ``about`` and was no answer to a question of this kind, so that it may be
            one to this ("Who recorded them?" after "SAMR recorded 73"); else empty.
    """

    question: str
    about: str = ""
    topic: str = ""
    told: str = ""

    @property
    def text(self) -> str:
        """The question standing alone, in one line for people."""
        return f"{self.question} (about: {self.about})" if self.about else self.question

    @property
    def asked(self) -> str:
        """The same without ``told``: what an answer should add something to."""
        return f"{self.question} {self.about.removesuffix(self.told)}".strip()


def resolve(
    question: str,
    history: Sequence[Turn],
    english: Callable[[str], str] = str,
    texts: Texts = no_texts,
) -> Resolved:
    """Understand a question after earlier turns.

    One in Chinese is put into English. A question that names its own topic is left as it is. Of the
    others, an ellipsis is filled from the question before ("and in 2025?"), what refers to a
    person, a thing or a place in a list that was spoken of becomes its name, and what cannot be
    put into the question is told after it.

    Args:
        question: as asked.
        history: earlier turns, oldest first.
        english: gives the English form of a Chinese name, or the name where it knows none.
        texts: gives the texts of passages that hold some words.
    """
    question = without_courtesies(question)
    recent = history[-_TURNS:]
    turns = [_bounded(turn, recent[:at], english) for at, turn in enumerate(recent)]
    question = with_thing(question, [turn.question for turn in recent])
    asked = with_item(in_english(question, english), last_enumerated(recent))
    return _resolve(asked, turns, texts)


def _bounded(turn: Turn, before: Sequence[Turn], english: Callable[[str], str]) -> Turn:
    """Cut a turn to what is used of it; the answer is empty when nothing was answered."""
    answer = _CITED.sub("", turn.answer).strip()
    unanswered = answer == REFUSAL or _NO_ANSWER.match(answer)
    answer = "" if unanswered else _first(_ANSWER_WORDS, answer)
    said = without_courtesies(turn.question)
    asked = with_item(in_english(said, english), last_enumerated(before))
    return Turn(_first(_QUESTION_WORDS, asked), answer)


def _first(count: int, text: str) -> str:
    return " ".join(text.split()[:count])


def _resolve(question: str, history: Sequence[Turn], texts: Texts) -> Resolved:
    while history and bare(question) == bare(history[-1].question):
        history = history[:-1]  # what is asked again is understood as it was
    corrected = correction(question) if history else None
    asked = corrected or question
    if not history or not (_leans(asked, history) or (corrected and fragment(asked))):
        return Resolved(asked)
    *earlier, last = _topic_at_hand(question, history)
    before = _resolve(last.question, earlier, texts)
    again = asked_again(asked, before.question, last.answer)
    there = of_what_there_is(before.question, last.answer)
    filled = None if again else fill(asked, there, last.question, texts)
    if earlier and not filled and before.about and _GOES_ON.match(before.question):
        further = _resolve(earlier[-1].question, earlier[:-1], texts)
        filled = fill(asked, further.question, earlier[-1].question, texts)
        before = further if filled else before
    if filled or corrected:  # what was answered is of another year or place, or beside the point
        last = Turn(last.question, "")
    turns = [*earlier, last]
    topic = " ".join(part for t in reversed(turns) for part in (t.question, t.answer) if part)
    if filled:
        return Resolved(filled, before.about, topic)
    if again:
        return Resolved(again, before.about, topic)
    if named := _with_person(asked, turns):
        return Resolved(named, "", topic)
    if named := with_antecedent(asked, before.question):
        return Resolved(named, before.about, topic)
    opened = turns[0].question if before.about else ""
    shown = _first(_SHOWN_WORDS, last.answer)
    about = " ".join(filter(None, (opened, before.question, shown)))
    new = kind_of(before.question) in _NO_ANSWER_TO.get(kind_of(asked), ())
    return Resolved(asked, about, topic, shown if new else "")


def _topic_at_hand(question: str, history: Sequence[Turn]) -> Sequence[Turn]:
    """Give the latest turns that speak of one topic, or those before when it is returned to."""
    start = len(history) - 1
    while start > 0 and _continues(history[start].question, history[:start]):
        start -= 1
    if start > 0 and _RETURNS.search(question):
        return _topic_at_hand("", history[:start])
    return history[start:]


def _continues(question: str, earlier: Sequence[Turn]) -> bool:
    """Tell whether a question goes on with what was spoken of, by a reference or by a name."""
    if _leans(question, earlier):
        return True
    names = stems(" ".join(_names(question)))
    return any(names & stems(f"{turn.question} {turn.answer}") for turn in earlier)


def _names(question: str) -> list[str]:
    """List the names in a question; a capital that only opens it makes none."""
    names = [question[start:end] for start, end in names_in(question)]
    opens = names and question.startswith(names[0]) and re.fullmatch("[A-Z][a-z]+", names[0])
    return names[1:] if opens else names


def _leans(question: str, history: Sequence[Turn]) -> bool:
    """Tell whether a question leans on what was said before."""
    if _MOVES_ON.match(question) or _CHINESE.search(question) or is_bare(question):
        return True
    if _DOES_SO.search(question) or FIGURE_OF.match(question):
        return True
    if pronoun := _PERSONAL.search(question):
        own = question[: pronoun.start()]
        near = _weight(own) <= _OWN_SUBJECT or _HE.match(question, pronoun.start())
        return bool(near) and not _names(own)
    words = _weight(question)
    if _GOES_ON.match(question) or _REFERS.search(question):
        return words <= _SHORT
    if names := _names(question):
        # "When was Huawei added?" after an answer that names it.
        return words <= _SHORTEST and stems(" ".join(names)) <= stems(history[-1].answer)
    if words <= _SHORTEST + bool(_VAGUE.match(question)):
        return True
    return words <= _SHORT and _speaks_of(question, history)


def _weight(question: str) -> int:
    """Count the content words; a run of Chinese is several."""
    return sum(
        -(-len(term) // 3) if "\u4e00" <= term[0] <= "\u9fff" else 1
        for term in content_terms(question)
    )


def _speaks_of(question: str, history: Sequence[Turn]) -> bool:
    """Tell whether "the law" is one that was spoken of."""
    said = stems(" ".join(f"{turn.question} {turn.answer}" for turn in history))
    return any(stems(found[1]) & said for found in _DEFINITE.finditer(question))


def _with_person(question: str, turns: Sequence[Turn]) -> str:
    """Put the person who was spoken of in the place of "he" or "she"; empty when there is none."""
    pronoun = _HE.search(question)
    if pronoun is None:
        return ""
    answered = (_person(turn.answer) for turn in reversed(turns))
    name = next(filter(None, answered), "") or _only_person(turns)
    if not name:
        return ""
    rest = question[pronoun.end() :]
    owns = pronoun["own"] and not (pronoun[0].lower() == "her" and _HER_OBJECT.match(rest))
    return question[: pronoun.start()] + name + ("'s" if owns else "") + rest


def _person(answer: str) -> str:
    """Give the person that an answer names before all else; empty when there is none."""
    if chinese := _CHINESE_NAME.match(answer):
        return chinese[0]
    start, end = next(iter(find_names(answer)), (1, 1))
    named = start == 0 and is_person(answer, (start, end)) and _ENDS.match(answer[end:])
    return answer[:end] if named else ""


def _only_person(turns: Sequence[Turn]) -> str:
    people = {
        turn.question[slice(*span)]
        for turn in turns
        for span in find_names(turn.question)
        if span[0] > 0 and is_person(turn.question, span)
    }
    return people.pop() if len(people) == 1 else ""

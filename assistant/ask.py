"""A question to a cited answer: the steps in order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.answers.comparison import sides
from assistant.answers.compose import Composed, compose
from assistant.candidates import of_hits
from assistant.citations import cite_all
from assistant.clock import Clock
from assistant.computed.look_up import look_up, of_documents
from assistant.computed.prose import in_prose
from assistant.computed.untold import must_stay_untold
from assistant.confidence import ABSTAIN_BELOW, answerable, confidence
from assistant.conversation import Resolved, resolve
from assistant.currency import without_currency
from assistant.disagreement import with_versions
from assistant.finding import Finder
from assistant.followups.figure import of_a_figure
from assistant.in_chinese.step import in_chinese
from assistant.introduction import introduction, is_about_itself
from assistant.listener import Heard, unheard
from assistant.parts import ALL, Parts
from assistant.question import LONGEST_QUESTION, Query, kind_of
from assistant.reader.reader import common_words, load
from assistant.reader.rows import look_at_rows
from assistant.reader.sight import look
from assistant.reading import Reading
from assistant.restatement import with_restated
from assistant.retrieve import Hit
from assistant.scope.asked import Scope
from assistant.scope.within import EVERYTHING, Within, searchable
from assistant.searched import searched
from assistant.select import rank
from assistant.spelling import spelled
from assistant.stepwise.steps import Step, in_steps
from index.encoder import Encoder, find_model, load_encoder
from index.keywords import stems
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Turn
    from assistant.computed.computed import Computed
    from assistant.finding import Known
    from assistant.llm.help import Help, Helper
    from assistant.llm.write import Writer
    from index.passages import Passage

READ = 8  # passages whose sentences are weighed
TAKEN = 0.5  # what a word of earlier turns counts in a sentence beside one of the question
READ_OF_SIDE = 4  # passages for each thing of a comparison


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions about one opened index.

    Attributes:
        library: the index.
        encoder: the model that the index was made with.
        parts: what is used of it; an evaluation may leave something out.
        line: probability that there is an answer, below which it abstains.
        writer: has a model write the answers; None: they are in the documents' words.
        helper: has a model help to find the passages; None: none does.
    """

    library: Library
    encoder: Encoder
    parts: Parts = ALL
    line: float = ABSTAIN_BELOW
    writer: Writer | None = None
    helper: Helper | None = None

    @classmethod
    def open(cls, root: Path) -> Assistant:
        """Open the index in ``root`` with the model that made it.

        Raises:
            IndexMissing: there is no usable index.
            ModelError: its model is not on this machine.
        """
        library = Library.open(root)
        return cls(library, load_encoder(find_model(library.manifest.recipe.model)))

    def reopened(self) -> Assistant:
        """Open the generation that serves by now; the model is loaded again only if it is another.

        Raises:
            IndexMissing: there is no usable index.
            ModelError: its model is not on this machine.
        """
        library = Library.open(self.library.root)
        before, recipe = self.library.manifest.recipe, library.manifest.recipe
        if (recipe.model, recipe.model_sha256) == (before.model, before.model_sha256):
            return replace(self, library=library)
        encoder = load_encoder(find_model(recipe.model))
        return replace(self, library=library, encoder=encoder)

    @property
    def uses_models(self) -> bool:
        """Whether a question is sent to a model's server."""
        return self.writer is not None or self.helper is not None

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: str | None = None,
        within: Within = EVERYTHING,
        heard: Heard = unheard,
    ) -> Answer:
        """Answer a question in the documents' words, or in a model's where there is a writer.

        Args:
            question: as typed; its first ``LONGEST_QUESTION`` characters are read.
            history: earlier turns of the conversation, oldest first.
            as_of: ISO 8601 date; documents issued later are left aside. None means no limit.
            within: which documents the answer is to be taken from.
            heard: is told what a model has written so far, as far as it is borne out.

        Raises:
            Left: ``heard`` says that nobody waits for the answer any more.
        """
        clock = Clock()
        known = self._known(as_of, within)
        if is_about_itself(question):
            return self._introduced(question, known, as_of, within)
        help = self.helper.help(heard) if self.helper else None
        step = self._step(known, clock, question[:LONGEST_QUESTION], history, help)
        if self.parts.steps and step.computed is None:
            step = in_steps(step, self.line, partial(self._step, known, clock))
        composed, reading, computed = step.composed, step.reading, step.computed
        sentences, citations = cite_all(self.library, composed.sentences)
        answered = bool(sentences) and step.there >= self.line
        unsure = min(step.sure, step.there) if sentences else 0.0
        clock.lap("compose and verify")
        said = None if answered else reading.withheld(composed)
        untold = said.candidate.span if said else None
        answer = Answer(
            question=question,
            standalone=reading.query.standalone,
            status=Status.ANSWERED if answered else Status.ABSTAINED,
            short=composed.short if answered else "",
            sentences=sentences if answered else (),
            items=composed.items if answered else (),
            citations=citations if answered else (),
            confidence=step.sure if answered else unsure,
            searched=searched(self.library, known, reading.hits, within, untold),
            index_version=self.library.version,
            timings=clock.laps(),
            facts=computed.facts() if computed else (),
            query=computed.query if computed else "",
            versions=composed.versions if answered else (),
            helped=help.told() if help else None,
        )
        if self.writer is None:
            return answer
        return self.writer.written(answer, reading.hits, self._finder(known).ground(), heard)

    def _introduced(self, question: str, known: Known, as_of: str | None, within: Within) -> Answer:
        """Tell what can be asked, in the place of an answer."""
        offline = replace(self, writer=None, helper=None)
        told = introduction(self.library, known, partial(offline.ask, as_of=as_of, within=within))
        looked = replace(searched(self.library, known, (), within), hint=told)
        return Answer(
            question, question, Status.ABSTAINED, "", (), (), (), 0.0, looked, self.library.version
        )

    def read(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: str | None = None,
    ) -> Reading:
        """Find the passages for a question and rank their sentences; ``ask`` goes on from here."""
        return self._read(question, history, self._known(as_of), Clock())

    def _read(
        self,
        question: str,
        history: Sequence[Turn],
        known: Known,
        clock: Clock,
        help: Help | None = None,
    ) -> Reading:
        finder = self._finder(known)
        resolved = self._resolved(question, history, help)
        sought = finder.sought(resolved)
        clock.lap("encode question")
        where = finder.scope(resolved)
        hits = finder.best(sought, READ, where, resolved, help)
        query = self._query(resolved, history, where)
        for side in sides(query):  # what is compared may stand far apart
            read = {hit.passage.id for hit in hits}
            found = finder.find(resolve(side, ()), READ_OF_SIDE)
            hits += [hit for hit in found if hit.passage.id not in read]
        clock.lap("retrieve")
        sentences = of_hits(hits, self.library.document)
        asked = without_currency(query.standalone)
        sights = look(load(), asked, sentences, self._shown) if self.parts.reader else []
        clock.lap("read passages")
        ranked = rank(asked, query.kind, sentences, query.weights, sights)
        if self.parts.reader:
            ranked = look_at_rows(load(), asked, ranked, self._shown, self.library.document)
        clock.lap("rank sentences")
        return Reading(query, hits, ranked, where)

    def retrieve(
        self,
        question: str,
        k: int,
        history: Sequence[Turn] = (),
        as_of: str | None = None,
        within: Within = EVERYTHING,
        help: Help | None = None,
    ) -> list[Hit]:
        """Find the ``k`` best passages for a question after earlier turns, best first.

        A model's ``help`` is taken where it is given, and not by itself.
        """
        resolved = self._resolved(question, history, help)
        finder = self._finder(self._known(as_of, within))
        where = finder.scope(resolved)
        return finder.best(finder.sought(resolved), k, where, resolved, help)

    def _resolved(
        self, question: str, history: Sequence[Turn], help: Help | None = None
    ) -> Resolved:
        own = partial(resolve, english=self.library.english, texts=self.library.holding)
        asked = spelled(question, partial(self.library.spelling, common=common_words))
        return help.resolve(asked, history, own) if help else own(asked, history)

    def _query(self, resolved: Resolved, history: Sequence[Turn], where: Scope) -> Query:
        """Weigh the words of a question, and those that it takes from earlier turns by a share.

        Words that name a document, or a currency to tell an amount in, are not looked for.
        """
        earlier = [turn.question for turn in history] if resolved.topic else []
        own = self.library.rarity(stems(without_currency(where.question)))
        taken = self.library.rarity(stems(resolved.topic) - own.keys())
        weights = own | {name: TAKEN * weight for name, weight in taken.items()}
        kind = of_a_figure(resolved.question, kind_of(resolved.question, earlier), history)
        return Query(resolved.question, resolved.text, kind, weights, resolved.asked)

    def _computed(self, reading: Reading, known: Known) -> Computed | None:
        """Compute from the ledger what a question wants counted or chosen.

        After earlier turns only what is asked of the documents themselves stands alone for sure.
        """
        asked = reading.query.asked
        if not self.parts.computed:
            return None
        if asked != reading.query.standalone:
            where = self._finder(known).scope(resolve(asked, ()))
            return of_documents(self.library, asked, where, known)
        found = look_up(self.library, reading.query, reading.scope, reading.hits, known)
        return found or in_prose(reading.query, reading.ranked, self.library.document)

    def _step(
        self,
        known: Known,
        clock: Clock,
        question: str,
        history: Sequence[Turn] = (),
        help: Help | None = None,
    ) -> Step:
        """Answer one question by what is computed for it, or else in sentences."""
        reading = self._read(question, history, known, clock, help)
        computed = self._computed(reading, known)
        clock.lap("compute")
        if computed:
            return Step(reading, computed.composed(), 1.0, computed.sure, computed)
        if told := in_chinese(self.library, question, reading, known, history):
            return told
        step = Step(reading, *self._composed(reading, known))
        of_year, document = reading.of_year_asked, self.library.document
        if step.there >= self.line or (timely := of_year(step.composed, document)) is None:
            return step
        other = Step(timely, *self._composed(timely, known))
        return other if other.there >= self.line else step

    def _composed(self, reading: Reading, known: Known) -> tuple[Composed, float, float]:
        """Compose an answer of sentences; tell how likely there is one, and that it is right."""
        composed = self.compose(reading)
        evidence = reading.evidence(composed, self.library.document)
        if evidence is None:
            return composed, 0.0, 0.0
        if self.parts.computed and must_stay_untold(reading.query, composed, reading.ranked):
            return composed, 0.0, 0.0
        there, sure = answerable(evidence), confidence(evidence)
        versions = with_versions(composed, reading, self.library.rarity, self.library.document)
        return with_restated(versions, reading, self.library, known), there, sure

    def compose(self, reading: Reading) -> Composed:
        """Compose an answer of the sentences that were found."""
        return compose(reading.query, reading.ranked, self.library.document)

    def _finder(self, known: Known) -> Finder:
        return Finder(self.library, self.encoder, known, self.parts)

    def _known(self, as_of: str | None, within: Within = EVERYTHING) -> Known:
        return searchable(self.library.records, as_of, within)

    def _shown(self, passage: Passage) -> tuple[str, str]:
        """Give what a passage is read under, its headings or its title, and its text."""
        title = self.library.document(passage.span.doc_id).meta.title
        return " – ".join(passage.section[-2:]) or title, self.library.text(passage.span)

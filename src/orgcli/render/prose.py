"""Reporting lines in sentences with their clauses, ready to paste in a note.

The words of the sentences come from the catalogue; articles and agreement from the grammar of the
language of the organisation. Where that is not the language spoken, names stand in quotes.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from orgcli.graph import reporting
from orgcli.graph.nodes import Kind
from orgcli.i18n import english, french, language, phrase, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.graph.organisation import Organisation
    from orgcli.graph.reporting import Lines, ReportingLine, Step
    from orgcli.i18n.phrase import Phrase

_GRAMMARS = {"fr": french.phrase, "en": english.phrase}


def paragraphs(org: Organisation, lines_up: Lines) -> list[str]:
    """Return reporting lines in sentences: first who decides, where there are two ends."""
    return [text.printable(sentence) for sentence in _Writer(org).sentences(lines_up)]


class _Writer:
    """Writes lines, each step once: a second line begins where it leaves the first."""

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.own = language.spoken() == org.facts.lang
        self.stated: set[tuple[str, str]] = set()

    def sentences(self, lines_up: Lines) -> Iterator[str]:
        asked = [lines_up.from_.id, *([lines_up.to.id] if lines_up.to else [])]
        if len(asked) > 1:
            yield self.decision(asked, lines_up.lines)
        for node_id in asked:
            start = reporting.leader(self.org, node_id)
            for line in (line for line in lines_up.lines if line.ids[0] == start):
                yield from self.line(node_id, line)

    def decision(self, asked: Sequence[str], lines: Sequence[ReportingLine]) -> str:
        deciders = list(dict.fromkeys(line.ids[line.common] for line in lines if line.common is not None))
        one, other = (self.phrase(node_id).the for node_id in asked)
        if not deciders:
            return _sentence(_("{one} and {other} have no superior in common").format(one=one, other=other))
        names = [self.phrase(node_id).the for node_id in deciders]
        if len(names) == 1:
            plain = _("between {one} and {other}, {superior} decides")
            return _sentence(plain.format(one=one, other=other, superior=names[0]))
        several = _("between {one} and {other}, it depends on the line: {superiors}")
        superiors = reduce(lambda sentence, node_id: _("{one} or {other}").format(one=sentence, other=node_id), names)
        return _sentence(several.format(one=one, other=other, superiors=superiors))

    def line(self, node_id: str, line: ReportingLine) -> Iterator[str]:
        """Yield the sentences of one line: the steps not stated yet."""
        end = len(line.ids) - 1 if line.common is None else line.common
        start, fresh = line.ids[0], 0
        if start != node_id and not any(step[0] == start for step in self.stated):
            fresh = self.run(line, 0, end)
            yield _sentence(self.head(node_id, start, line) + self.relatives(line, 0, fresh))
        elif end == 0 and line.common is None:
            yield _sentence(self.nobody(start))
        while fresh < end:
            if (line.ids[fresh], line.ids[fresh + 1]) in self.stated:
                fresh += 1
                continue
            also = any(step[0] == line.ids[fresh] for step in self.stated)
            last = self.run(line, fresh, end)
            yield _sentence(self.answers(line, fresh, also=also) + self.relatives(line, fresh + 1, last))
            fresh = last

    def nobody(self, node_id: str) -> str:
        subject = self.phrase(node_id)
        number = 2 if subject.plural else 1
        sentence = ngettext("{subject} answers to nobody here", "{subject} answer to nobody here", number)
        return sentence.format(subject=subject.the)

    def run(self, line: ReportingLine, first: int, end: int) -> int:
        """Return how far the steps from ``first`` on are not stated yet, and note them as stated."""
        at = first
        while at < end and (line.ids[at], line.ids[at + 1]) not in self.stated:
            self.stated.add((line.ids[at], line.ids[at + 1]))
            at += 1
        return at

    def head(self, node_id: str, head: str, line: ReportingLine) -> str:
        unit, title = self.phrase(node_id), self.org.title(head)
        post = self.phrase(head, alone=True)
        who = post.a if title[:1].islower() else post.the
        ref = self.org.item(head).ref
        holder = who if ref is None or ref == line.steps[0].ref else f"{who} ({_clause(ref)})"
        if unit.headed:
            number = 2 if unit.plural else 1
            sentence = ngettext("{subject} is {headed} by {head}", "{subject} are {headed} by {head}", number)
            return sentence.format(subject=unit.the, headed=unit.headed, head=holder)
        return _("at the head {of_unit} is {head}").format(of_unit=unit.of, head=holder)

    def answers(self, line: ReportingLine, at: int, *, also: bool) -> str:
        subject = self.phrase(line.ids[at])
        number = 2 if subject.plural else 1
        if also:
            sentence = ngettext("{subject} also answers {superior}", "{subject} also answer {superior}", number)
        else:
            sentence = ngettext("{subject} answers {superior}", "{subject} answer {superior}", number)
        return sentence.format(subject=subject.the, superior=self.superior(line, at))

    def relatives(self, line: ReportingLine, first: int, last: int) -> str:
        """Return the steps as relative clauses: « , qui relève du … »."""
        sentence = ""
        for at in range(first, last):
            number = 2 if self.phrase(line.ids[at]).plural else 1
            clause = ngettext(", who answers {superior}", ", who answer {superior}", number)
            sentence += clause.format(superior=self.superior(line, at))
        return sentence

    def superior(self, line: ReportingLine, at: int) -> str:
        """Return the superior of a step with, in brackets, the clause, and what limits the line."""
        marks = ", ".join(self.marks(line.steps[at]))
        superior = self.phrase(line.ids[at + 1]).superior
        return f"{superior} ({marks})" if marks else superior

    def marks(self, step: Step) -> Iterator[str]:
        if step.ref:
            yield _clause(step.ref)
        if step.inferred:
            yield _("a line inferred, not written")
        if step.condition:
            condition = step.condition if self.own else phrase.in_quotes(step.condition)
            yield _("only {condition}").format(condition=condition)

    def phrase(self, node_id: str, *, alone: bool = False) -> Phrase:
        """Return a part of the organisation as it stands in a sentence, with whose it is if it does not say."""
        title, is_post = self.org.title(node_id), self.org.kind(node_id) is Kind.POST
        place = self.org.parent(node_id)
        same = [other for other in self.org.spellings.titled(text.key(title)) if self.org.title(other) == title]
        generic = is_post and title[:1].islower()
        owner = None
        if place and not alone and (generic or len(same) > 1):
            owner = self.phrase(place)
        make = _GRAMMARS[self.org.facts.lang] if self.own else None
        return make(title, owner, post=is_post) if make else phrase.quoted(title, owner)


def _clause(ref: str) -> str:
    return ref.replace(" ", "\N{NO-BREAK SPACE}")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."

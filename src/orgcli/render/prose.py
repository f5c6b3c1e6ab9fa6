"""Reporting lines in sentences with their clauses, ready to paste in a note.

The sentences come from the message catalogue, articles and agreement from the grammar of the organisation's
language. If the user's language is another, names are quoted.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import product
from typing import TYPE_CHECKING

from orgcli.graph import reporting
from orgcli.graph.holding import distinction, plural
from orgcli.graph.nodes import Kind
from orgcli.i18n import english, french, labels, language, phrase, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from orgcli.graph.organisation import Organisation
    from orgcli.graph.reporting import Lines, ReportingLine, Step
    from orgcli.i18n.phrase import Phrase

_GRAMMARS = {"fr": french.phrase, "en": english.phrase}


def paragraphs(org: Organisation, answer: Lines) -> list[str]:
    """Return reporting lines in sentences; between two units, first who decides."""
    return [text.printable(sentence) for sentence in _Writer(org).sentences(answer)]


class _Writer:
    """Writes reporting lines, each step once: a second line begins where it leaves the first."""

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.in_own_language = language.spoken() == org.facts.language
        self.stated: set[tuple[str, str]] = set()
        self.starts: set[str] = set()

    def sentences(self, answer: Lines) -> Iterator[str]:
        node_ids = [answer.from_.id, *([answer.to.id] if answer.to else [])]
        if len(node_ids) > 1:
            yield self.decision(node_ids, answer.superiors)
        for node_id in node_ids:
            starts = reporting.leaders(self.org, node_id)
            for line in answer.blocks:
                if line.ids[0] in starts:
                    yield from self.line(node_id, line)
        if answer.more:
            yield plain.more_lines(len(answer.lines))

    def decision(self, node_ids: Sequence[str], superior_ids: Iterable[str]) -> str:
        """Return who decides between two nodes: the superiors that they have in common."""
        one, other = (self.phrase(node_id).the for node_id in node_ids)
        superiors = [self.phrase(superior_id).the for superior_id in superior_ids]
        if not superiors:
            return _sentence(_("{one} and {other} have no superior in common").format(one=one, other=other))
        if len(superiors) == 1:
            decides = _("{superior} decides between {one} and {other}")
            return _sentence(decides.format(one=one, other=other, superior=superiors[0]))
        depends = _("{superiors} decides between {one} and {other}, depending on the line")
        either = reduce(lambda before, superior: _("{one} or {other}").format(one=before, other=superior), superiors)
        return _sentence(depends.format(one=one, other=other, superiors=either))

    def line(self, node_id: str, line: ReportingLine) -> Iterator[str]:
        """Yield the sentences of one line: the steps not stated yet."""
        end = len(line.ids) - 1 if line.common is None else line.common
        start, at = line.ids[0], 0
        if start != node_id and not self.is_stated(start):
            at = self.mark_stated(line, 0, end)
            yield _sentence(self.head(node_id, line) + self.relatives(line, 0, at))
        elif end == 0 and line.common is None:
            yield _sentence(self.nobody(start))
        while at < end:
            if (line.ids[at], line.ids[at + 1]) in self.stated:
                at += 1
                continue
            also = self.is_stated(line.ids[at])
            last = self.mark_stated(line, at, end)
            yield _sentence(self.answers(line, at, also=also) + self.relatives(line, at + 1, last))
            at = last

    def is_stated(self, post_id: str) -> bool:
        """Return whether some line of a post is stated already."""
        return post_id in self.starts

    def mark_stated(self, line: ReportingLine, first: int, end: int) -> int:
        """Mark the steps from ``first`` on as stated, up to one that already is, and return its index."""
        at = first
        while at < end and (line.ids[at], line.ids[at + 1]) not in self.stated:
            below, above = (step.equals or (step.id,) for step in line.steps[at : at + 2])
            self.stated.update(product(below, above))
            self.starts.update(below)
            at += 1
        return at

    def nobody(self, node_id: str) -> str:
        subject = self.phrase(node_id)
        sentence = ngettext("{subject} reports to nobody here", "{subject} report to nobody here", _number(subject))
        return sentence.format(subject=subject.the)

    def head(self, node_id: str, line: ReportingLine) -> str:
        """Return who heads a unit, with the clause unless the first step has the same."""
        unit, post, step = self.phrase(node_id), self.step(line.steps[0], alone=True), line.steps[0]
        head = post.a if self.org.title(step.id)[:1].islower() and not post.plural else post.the
        ref = self.org.item(step.id).ref
        if ref and ref != step.ref:
            head = f"{head} ({_clause(ref)})"
        if unit.headed:
            sentence = ngettext("{subject} is {headed} by {head}", "{subject} are {headed} by {head}", _number(unit))
            return sentence.format(subject=unit.the, headed=unit.headed, head=head)
        if step.number < len(self.org.heads(node_id)):
            sentence = ngettext(
                "one of the heads {of_unit} is {head}", "among the heads {of_unit} are {head}", _number(post)
            )
        else:
            sentence = ngettext("the head {of_unit} is {head}", "the heads {of_unit} are {head}", _number(post))
        return sentence.format(of_unit=unit.of, head=head)

    def answers(self, line: ReportingLine, at: int, *, also: bool) -> str:
        subject = self.step(line.steps[at])
        number = _number(subject)
        if also:
            sentence = ngettext("{subject} also reports {superior}", "{subject} also report {superior}", number)
        else:
            sentence = ngettext("{subject} reports {superior}", "{subject} report {superior}", number)
        return sentence.format(subject=subject.the, superior=self.superior(line, at))

    def relatives(self, line: ReportingLine, first: int, last: int) -> str:
        """Return the steps as relative clauses: « , qui relève du … »."""
        sentence = ""
        for at in range(first, last):
            number = _number(self.step(line.steps[at]))
            clause = ngettext(", who reports {superior}", ", who report {superior}", number)
            sentence += clause.format(superior=self.superior(line, at))
        return sentence

    def superior(self, line: ReportingLine, at: int) -> str:
        """Return the superior of a step with, in brackets, the clause and the condition."""
        marks = ", ".join(self.marks(line.steps[at]))
        superior = self.step(line.steps[at + 1]).superior
        if marks and superior.endswith(")"):
            return f"{superior[:-1]}, {marks})"
        return f"{superior} ({marks})" if marks else superior

    def marks(self, step: Step) -> Iterator[str]:
        if step.ref:
            yield _clause(step.ref)
        if step.inferred:
            yield _("a line inferred, not written")
        if step.label:
            yield step.label if self.in_own_language else phrase.in_quotes(step.label)
        if step.condition:
            condition = step.condition if self.in_own_language else phrase.in_quotes(step.condition)
            yield labels.line_condition(condition)

    def step(self, step: Step, *, alone: bool = False) -> Phrase:
        """Return a step as a phrase; posts of equal rank are in the plural, with the unit that they head."""
        if step.number == 1:
            return self.phrase(step.id, alone=alone)
        title = self.org.title(step.id)
        titles = plural(title, self.org.facts.language)
        owner = self.phrase(step.unit_id) if step.unit_id and not alone else None
        make = _GRAMMARS.get(language.spoken()) if self.in_own_language and titles else None
        words = make(titles or "", owner, post=True) if make else phrase.quoted(titles or step.post, owner)
        held = list(filter(None, (distinction(self.org, post) for post in step.equals)))
        return replace(_beside(words, _in_a_row(held)), plural=True)

    def phrase(self, node_id: str, *, alone: bool = False) -> Phrase:
        """Return a node as a phrase, with its owner if its title alone does not identify it."""
        title, is_post = self.org.title(node_id), self.org.kind(node_id) is Kind.POST
        owner_id, owner = self.org.parent(node_id), None
        if owner_id and not alone:
            same = [other for other in self.org.spellings.titled(text.key(title)) if self.org.title(other) == title]
            is_generic = is_post and title[:1].islower()
            owner = self.phrase(owner_id) if is_generic or len(same) > 1 else None
        make = _GRAMMARS.get(language.spoken()) if self.in_own_language else None
        words = make(title, owner, post=is_post) if make else phrase.quoted(title, owner)
        return _beside(words, distinction(self.org, node_id))


def _beside(words: Phrase, held: str) -> Phrase:
    """Return a phrase with, in brackets, who holds the post."""
    if not held:
        return words
    the, a, of, superior = (f"{form} ({held})" for form in (words.the, words.a, words.of, words.superior))
    return replace(words, the=the, a=a, of=of, superior=superior)


def _in_a_row(names: Sequence[str]) -> str:
    """Return names as in a sentence: “Ann, Bob and Cid”."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _number(subject: Phrase) -> int:
    """Return a number for ngettext that agrees with a subject."""
    return 2 if subject.plural else 1


def _clause(ref: str) -> str:
    return ref.replace(" ", "\N{NO-BREAK SPACE}")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."

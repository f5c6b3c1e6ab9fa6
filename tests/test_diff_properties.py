"""What holds for the comparison of any two organisations: the events are just what makes one of the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from orders import shuffled
from orgcli.changes.compare import compare
from orgcli.export import registry
from orgcli.graph.nodes import Kind, own_duties
from orgcli.graph.organisation import Organisation
from orgcli.org import load, yaml_reader
from orgcli.org.model import Post
from test_properties import ADAPTER, built, organisations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.changes.events import Event


@dataclass
class State:
    """An organisation without its clauses: what each part is and in what, its heads, lines and duties."""

    parts: dict[str, list[str | None]] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)
    lines: dict[str, Counter[Any]] = field(default_factory=dict)
    duties: dict[str, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, org: Organisation) -> State:
        state = cls()
        for one in org.ids_of(Kind.UNIT, Kind.POST, Kind.GROUP):
            part = org.item(one)
            state.add(one, org.kind(one).value, org.title(one), org.label(one), org.parent(one))
            state.heads[one] = set(org.heads(one))
            state.duties[one] = Counter(duty.text for duty in own_duties(part))
            if isinstance(part, Post):
                state.lines[one] = Counter((line.post, line.condition, line.label) for line in part.reports_to)
        return state

    def add(self, one: str, sort: str, name: str, kind: str | None, owner: str | None) -> None:
        self.parts[one] = [sort, name, kind, owner]
        self.heads.setdefault(one, set())
        self.duties.setdefault(one, Counter())
        if sort == "post":
            self.lines.setdefault(one, Counter())

    def remove(self, one: str) -> None:
        for facts in (self.parts, self.heads, self.lines, self.duties):
            facts.pop(one, None)

    def without_zeros(self) -> State:
        """Return it as it is compared: a group is only what duties it has."""
        for counters in (self.lines, self.duties):
            for one, counter in counters.items():
                counters[one] = +counter
        self.duties = {one: duties for one, duties in self.duties.items() if duties}
        self.heads = {one: heads for one, heads in self.heads.items() if heads}
        self.parts = {one: facts for one, facts in self.parts.items() if facts[0] != "group"}
        return self


def applied(state: State, events: Iterable[Event]) -> State:
    """Return what a state becomes by some events, and nothing but these."""
    listed = list(events)
    for event in listed:
        if event.event == "abolished":
            carried = {other.id for other in listed if other.event == "moved"}
            for one in (event.id, *(head.id for head in event.was.heads if head.id not in carried)):
                state.remove(one)
    for event in listed:
        if event.event == "created":
            now = event.now
            state.add(now.id, now.type, now.name, now.kind, now.part_of and now.part_of.id)
            state.heads[now.id] = {head.id for head in now.heads}
            for head in now.heads:
                if head.id not in state.parts:
                    state.add(head.id, "post", head.name, None, now.id)
    for event in listed:
        apply(state, event)
    return state.without_zeros()


def apply(state: State, event: Event) -> None:
    was, now = event.was, event.now
    match event.event:
        case "renamed" | "kind" | "moved" if event.id in state.parts:
            position = ("renamed", "kind", "moved").index(event.event) + 1
            before, after = ((one.id if one else None) if position == 3 else one for one in (was, now))
            assert state.parts[event.id][position] == before
            state.parts[event.id][position] = after
        case "head" if event.id in state.parts:
            state.heads[event.id] = {head.id for head in now}
        case "line":
            lines = state.lines[event.id]
            lines.subtract((line.to.id, line.condition, line.label) for line in (was,) if line)
            lines.update((line.to.id, line.condition, line.label) for line in (now,) if line)
        case "duty-added" | "duty-removed" | "duty-reworded" | "duty-transferred":
            for duty, number in ((was, -1), (now, 1)):
                if duty:
                    state.duties.setdefault(duty.of.id, Counter())[duty.text] += number
        case other:
            assert other in {"created", "abolished"} or event.id not in state.parts


@given(organisations(), organisations())
@settings(max_examples=120)
def test_the_events_make_the_new_text_of_the_old_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = built(one), built(other)
    assert applied(State.of(old), compare(old, new).events) == State.of(new).without_zeros()


@given(organisations(), st.integers(0, 1000))
@settings(max_examples=60)
def test_no_order_is_a_difference(data: dict[str, Any], seed: int) -> None:
    mixed = built(shuffled(data, Random(seed)))  # noqa: S311
    assert compare(built(data), mixed, with_clauses=True).events == []
    assert compare(mixed, built(data), with_clauses=True).events == []


@given(organisations())
@settings(max_examples=60)
def test_the_own_export_is_no_difference(data: dict[str, Any]) -> None:
    model = ADAPTER.validate_python(data)
    org = Organisation.of(model)
    content = "".join(registry.function("yaml")(model, org)).encode()
    document = yaml_reader.parse(Path("own.yaml"), content)
    assert compare(org, Organisation.of(load.validate(document)), with_clauses=True).events == []


@given(organisations(), organisations(), st.integers(0, 1000))
@settings(max_examples=60)
def test_the_events_are_the_same_whatever_the_order_of_the_files(
    one: dict[str, Any], other: dict[str, Any], seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    events = compare(built(one), built(other), with_clauses=True).events
    mixed = compare(built(shuffled(one, random)), built(shuffled(other, random)), with_clauses=True).events
    assert sorted(map(repr, mixed)) == sorted(map(repr, events))


@given(organisations(), organisations())
@settings(max_examples=60)
def test_back_is_there_in_reverse(one: dict[str, Any], other: dict[str, Any]) -> None:
    counts, back = compare(built(one), built(other)).counts, compare(built(other), built(one)).counts
    assert counts["moved"] == back["moved"]
    assert counts["renamed"] == back["renamed"]
    assert counts["created"] == back["abolished"]
    assert counts["abolished"] == back["created"]
    assert counts["head"] == back["head"]

"""What holds for any organisation, small random ones with names that collide."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import prod
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from orders import everything, shuffled
from orgcli.graph import names, reporting
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import references, traversal
from orgcli.org.model import Org

if TYPE_CHECKING:
    from collections.abc import Iterator


NAMES = ["Office", "Board", "The Office", "Bureau œuvres", "[Desk]", "Desk/Office", "横浜", "---", "u1", "p2"]
REFS = st.sampled_from([None, "1", "2.1", "2.9", "2.10", "2.10 a", "2.10 b"])
WORDS = st.sampled_from(NAMES)
CONDITIONS = st.sampled_from([None, None, "at night"])
ADAPTER = TypeAdapter(Org)


def some(**keys: Any) -> dict[str, Any]:
    """Return a mapping without the keys that have nothing to say."""
    return {name: value for name, value in keys.items() if value not in (None, [])}


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the content of an organisation file.

    A line without condition leads to a post made earlier, so that none go round in a circle; one
    with a condition leads anywhere.
    """
    posts: list[dict[str, Any]] = []

    def duties() -> list[dict[str, Any]]:
        return [some(text=text, ref=ref) for text, ref in draw(st.lists(st.tuples(WORDS, REFS), max_size=2))]

    def post() -> dict[str, Any]:
        above = draw(st.lists(st.tuples(st.integers(0, 11), REFS, CONDITIONS), max_size=2)) if posts else []
        lines = [some(post=posts[to % len(posts)]["id"], ref=ref, condition=when) for to, ref, when in above]
        posts.append(some(id=f"p{len(posts)}", title=draw(WORDS), ref=draw(REFS), duties=duties()))
        posts[-1]["reports_to"] = lines
        return posts[-1]

    tops: list[dict[str, Any]] = []
    units: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        unit = some(id=f"u{number}", name=draw(WORDS), ref=draw(REFS), duties=duties())
        unit |= some(head=post() if draw(st.booleans()) else None)
        unit |= some(heads=[post() for _number in range(draw(st.integers(0, 2)))])
        unit |= some(posts=[post()] if draw(st.booleans()) else [])
        unit["units"] = []
        owner = draw(st.integers(-1, number - 1))
        (units[owner]["units"] if owner >= 0 else tops).append(unit)
        units.append(unit)
    for one in posts:
        if draw(st.integers(0, 3)) == 3:
            one["reports_to"].append({"post": draw(st.sampled_from(posts))["id"], "condition": "at sea"})
    group = {"id": "g0", "name": draw(WORDS), "units": ["u0"], "duties": duties()}
    body = {"id": "b0", "name": draw(WORDS)}
    return {
        "units": tops,
        "groups": draw(st.sampled_from([[], [group]])),
        "bodies": draw(st.sampled_from([[], [body]])),
    }


def built(data: dict[str, Any]) -> Organisation:
    org = ADAPTER.validate_python(data)
    assert not list(references.faults(org))
    return Organisation.of(org)


def answerers(org: Organisation) -> list[str]:
    return [name for name in org.ids_of(Kind.UNIT, Kind.POST) if reporting.leaders(org, name) == [name]]


def ways_up(lines: dict[str, list[traversal.Line]], way: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every way up that goes on until nobody new is above."""
    above = {line.to for line in lines.get(way[-1], [])} - set(way)
    if not above:
        yield tuple(way)
    for to in above:
        yield from ways_up(lines, [*way, to])


@given(organisations())
@settings(max_examples=40)
def test_paths_are_all_the_ways_to_the_top(data: dict[str, Any]) -> None:
    org, lines = built(data), traversal.reporting(ADAPTER.validate_python(data))
    for name in answerers(org):
        found = reporting.lines_up(org, name).lines
        assert sorted(tuple(line.ids) for line in found) == sorted(ways_up(lines, [name]))
        conditional = [any(step.condition for step in line.steps) for line in found]
        assert conditional == sorted(conditional), "the lines that always hold come first"


@given(organisations())
@settings(max_examples=40)
def test_each_step_is_stated_or_inferred(data: dict[str, Any]) -> None:
    org = built(data)
    for name in answerers(org):
        for line in reporting.lines_up(org, name).lines:
            for start, end, step in zip(line.ids, line.ids[1:], line.steps, strict=False):
                stated = [to for to in getattr(org.item(start), "reports_to", []) if to.post == end]
                assert step.inferred != bool(stated)
                assert not stated or (step.ref, step.condition) in {(to.ref, to.condition) for to in stated}
                assert not step.inferred or (step.ref, step.condition) == (None, None)
            assert (line.steps[-1].ref, line.steps[-1].inferred) == (None, False)


def always_above(org: Organisation, name: str, above: dict[str, set[str]]) -> set[str]:
    """Return all above a post whatever the condition, and remember it for the others."""
    if name not in above:
        found = {to for to, line in org.superiors(name) if not line.condition}
        above[name] = found.union(*(always_above(org, to, above) for to in found))
    return above[name]


@given(organisations())
@settings(max_examples=40)
def test_who_decides_is_above_both_and_the_same_both_ways(data: dict[str, Any]) -> None:
    org, above = built(data), dict[str, set[str]]()
    ways = {end: {name for line in reporting.lines_up(org, end).lines for name in line.ids} for end in answerers(org)}
    for one, other in combinations_with_replacement(ways, 2):
        shared = reporting.common_superiors(org, one, other)
        assert shared == reporting.common_superiors(org, other, one)
        assert set(shared) <= ways[one] & ways[other]
        assert bool(shared) == bool(ways[one] & ways[other])
        assert not any(always_above(org, low, above) & {*shared} - {low} for low in shared)


@given(organisations(), st.integers(0, 1000))
@settings(max_examples=40)
def test_order_never_matters(data: dict[str, Any], seed: int) -> None:
    assert everything(built(shuffled(data, Random(seed)))) == everything(built(data))  # noqa: S311


@given(organisations())
@settings(max_examples=60)
def test_the_name_shown_for_a_thing_leads_back_to_it(data: dict[str, Any]) -> None:
    org = built(data)
    for name in org:
        assert names.resolve(org, names.qualified(org, name), names.EVERYTHING) == name


@given(organisations())
@settings(max_examples=40)
def test_heads_of_equal_rank_are_not_inferred_to_answer_to_each_other(data: dict[str, Any]) -> None:
    org = built(data)
    for unit in org.ids_of(Kind.UNIT):
        for head in org.heads(unit):
            inferred = {superior for superior, line in org.superiors(head) if line.inferred}
            assert inferred.isdisjoint(org.heads(unit))


@given(organisations())
@settings(max_examples=40)
def test_blocks_of_lines_hold_each_line_once(data: dict[str, Any]) -> None:
    org = built(data)
    for unit in org.ids_of(Kind.UNIT):
        answer = reporting.lines_up(org, unit)
        if not answer.more:
            assert sum(prod(step.number for step in block.steps) for block in answer.blocks) == len(answer.lines)

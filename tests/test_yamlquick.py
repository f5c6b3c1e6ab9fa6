"""The quick reader of YAML and the careful one: where the quick one answers, it answers the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import BUNDLED, DATA, MATRIX

from orgcli.errors import InvalidFile
from orgcli.org import load, yaml_reader, yamlquick

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(
    st.one_of(
        st.sampled_from("abc é’œ«»:-#,[]{}&*!|>%@`'\"?~.+019eEnulNULtrueyo/\\\n\t\N{NO-BREAK SPACE}\u2028\x85\x07"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=12,
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)


def careful(content: bytes) -> Any:
    """Return what the careful reader says, or the error in its place."""
    document = yaml_reader.Document("text", content)
    try:
        document.read_carefully()
    except InvalidFile:
        return InvalidFile
    return InvalidFile if document.doubles else document.data


def same(content: bytes) -> bool:
    """Tell whether the quick reader said what the careful one says (a plain « true » aside), and that it did answer."""
    quick = yamlquick.read(content)
    if quick is None:
        return False
    assert written(quick) == careful(content)
    return True


def written(value: Any) -> Any:
    """Return data with truth values as they were written."""
    if isinstance(value, dict):
        return {key: written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


@given(VALUES, st.sampled_from([None, False, True]), st.sampled_from([None, "'", '"', "|", ">"]), st.integers(10, 90))
def test_data_that_pyyaml_writes_are_read_alike(value: Any, flow: bool | None, style: str | None, width: int) -> None:
    same(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, default_style=style, width=width).encode())


@given(st.text(st.sampled_from("ab: -#,[]{}&*!|>'\"?~.+01\n  "), max_size=40))
def test_a_text_of_marks_is_read_alike_or_left_to_the_careful_reader(content: str) -> None:
    same(content.encode())


@given(st.data())
def test_a_damaged_organisation_is_read_alike_or_left_to_the_careful_reader(data: st.DataObject) -> None:
    lines = MATRIX.read_text(encoding="utf-8").splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines) - 20))
    part = list("".join(lines[start : start + 20]))
    for _damage in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 3))] = data.draw(st.text(" :-#,[]{}&*!|>'\"?~.+1a\n\t", max_size=3))
    same("".join(part).encode())


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_file_of_the_tests_is_read_alike_or_left_to_the_careful_reader(file: Path) -> None:
    content = file.read_bytes()
    if file.stem not in {"latin-1", "utf-16"}:
        same(content)


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_whole_organisations_are_read_quickly(file: Path) -> None:
    assert same(file.read_bytes())


@pytest.mark.parametrize(
    "content",
    [
        *("a: true", "a: 8.10", "a: '8.10'", "a: 2010-01-01", "a: 12:30", "a: 1_000", "a: 007", "a: null", "a:"),
        *(
            "a: >-\n  x\n  y\n\n  z\n",
            "a: |\n  x\n   y\n",
            "a: x\n  y",
            "a: 'it''s'",
            'a: "\\u00e9\\t"',
            "a:\n- b\n-\n- ''",
        ),
        *("a: Inf", "a: NAN", "a: informed, nan and inf", "a: INF."),
        *("a: R & D", "a: 50 %", "a: quoi ?", "a: «\N{NO-BREAK SPACE}b\N{NO-BREAK SPACE}»", "a: b\r\nc: d\r\n"),
    ],
)
def test_what_is_plain_is_read_quickly(content: str) -> None:
    assert same(f"{content}\n".encode())


@pytest.mark.parametrize(
    "content",
    [
        *(
            "a: &x b",
            "a: *x",
            "a: !!str b",
            "? a\n: b",
            "---\na: b",
            "a: b\n---\nc: d",
            "<<: {a: b}",
            "a: ~",
            "a: Null",
        ),
        *("a: .5", "a: 5.", "a: +1", "a: 1e3", "a: b\na: c", "a: [", "a: b: c", "", "# nothing", "a: \x07", "a: b\tc"),
        *(f"a: [{word}, b]" for word in ("inf", "-inf", "infinity", "nan", ".Inf", ".NAN")),
        *("a: inf", "a:\n- nan", "null: a", "a: {null: b}"),
        "[" * 5000 + "]" * 5000,
        "a: " + "{b: " * 5000 + "c" + "}" * 5000,
    ],
)
def test_what_is_not_is_left_to_the_careful_reader(content: str) -> None:
    assert yamlquick.read(f"{content}\n".encode()) is None


def test_what_rapidyaml_says_of_an_error_does_not_reach_the_user(capfd: pytest.CaptureFixture[str]) -> None:
    assert yamlquick.read(b"a: [b\n") is None
    assert capfd.readouterr() == ("", "")


def test_a_truth_value_where_a_text_belongs_is_a_text(tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    file.write_text("units:\n  - {id: yes, name: true, aliases: [false]}\n", encoding="utf-8")
    unit = load.load(file).units[0]
    assert (unit.id, unit.name, unit.aliases[0].name) == ("yes", "true", "false")

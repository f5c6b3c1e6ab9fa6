"""The JSON Schema for editors: the file in the repository is what the program prints, and it tells good from bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from orgcli.org import schema

if TYPE_CHECKING:
    from conftest import Run

ROOT = Path(__file__).parent.parent
INVALID = Path(__file__).parent / "data" / "invalid"
SHAPE_FAULTS = (
    "unknown-keys",
    "group-with-a-head",
    "missing-keys",
    "no-units",
    "empty-units",
    "text-for-a-head",
    "two-heads",
    "not-among-the-choices",
    "counts",
    "not-a-web-address",
    "bad-ids",
    "bad-refs",
    "empty-texts",
    "long-name",
)


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(schema.schema())
    return jsonschema.Draft202012Validator(schema.schema())


def test_file_in_the_repository_is_up_to_date(run: Run) -> None:
    answer = run("schema")
    assert answer.out == (ROOT / "org.schema.json").read_text(encoding="utf-8")
    assert answer.code == 0


def test_the_header_of_the_file_points_to_it() -> None:
    first = (ROOT / "org.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=org.schema.json"


def test_valid_files_fit(organisation: Path, validator: Any) -> None:
    content = yaml.load(organisation.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert [error.message for error in validator.iter_errors(content)] == []


@pytest.mark.parametrize("name", SHAPE_FAULTS)
def test_faults_of_shape_are_seen(name: str, validator: Any) -> None:
    content = yaml.load((INVALID / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - strings
    assert list(validator.iter_errors(content))


def test_a_clause_that_yaml_takes_for_a_number_is_seen(validator: Any) -> None:
    content = yaml.safe_load("units: [{id: a, name: A, ref: 8.10}]")
    assert ["units", 0, "ref"] in [list(error.absolute_path) for error in validator.iter_errors(content)]


def test_every_key_is_described() -> None:
    shape = schema.schema()
    for kind in [shape, *shape["$defs"].values()]:
        for key, value in kind.get("properties", {}).items():
            assert value.get("description"), key


def test_an_alias_may_be_a_word(validator: Any) -> None:
    unit = {"id": "a", "name": "A", "aliases": ["B", {"name": "C", "source": "text"}]}
    assert validator.is_valid({"units": [unit]})
    assert json.loads(schema.text()) == schema.schema()

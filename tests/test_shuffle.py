"""Every answer is the same whatever the order of the file."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import BUNDLED, MATRIX
from orders import everything, shuffled
from orgcli.graph.organisation import Organisation
from orgcli.org import load

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def written_in_another_order(file: Path, seed: int, folder: Path) -> Path:
    data = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
    other = folder / f"{file.stem}-{seed}.yaml"
    mixed = shuffled(data, Random(seed))  # noqa: S311
    text = yaml.dump(mixed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    other.write_text(text, "utf-8")
    return other


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_answer_is_the_same(seed: int, organisation: Path, tmp_path: Path) -> None:
    other = written_in_another_order(organisation, seed, tmp_path)
    found = everything(Organisation.of(load.load(organisation)))
    again = everything(Organisation.of(load.load(other)))
    assert list(found) == list(again)
    for question, answer in found.items():
        assert again[question] == answer, question


COMMANDS = {
    BUNDLED: [
        ("tree", "--heads", "--duties"),
        ("path", "Bureau du Chef de cabinet"),
        ("path", "Centre de situation", "Service intégré de formation"),
        ("show", "Département des opérations de maintien de la paix"),
        ("show", "Bureau du Directeur"),
        ("show", "Service de la lute antimine"),
    ],
    MATRIX: [
        ("tree", "--heads", "--duties"),
        ("path", "Hull Workshop", "Engine Workshop"),
        ("show", "Fleet Operations"),
        ("path", "duty office"),
        ("path", "Flete Operatoins"),
    ],
}


def test_every_output_is_the_same(organisation: Path, tmp_path: Path, run: Run) -> None:
    other = written_in_another_order(organisation, 4, tmp_path)
    for command in COMMANDS[organisation]:
        assert run(*command, "--file", other) == run(*command, "--file", organisation), command

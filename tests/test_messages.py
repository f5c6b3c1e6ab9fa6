"""Every word the program says is in the French catalogue, with the same places to fill, in good typography."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("babel", reason="Babel reads the catalogue; it comes with the dev extra")

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tools import messages

if TYPE_CHECKING:
    from babel.messages.catalog import Message

PLACES = re.compile(r"\{\w*\}")


def catalogue() -> list[Message]:
    with messages.FRENCH.open("rb") as stream:
        return [message for message in read_po(stream, locale="fr") if message.id]


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_every_message_of_the_program_is_translated() -> None:
    said = {forms(message.id)[0] for message in messages.collected() if message.id}
    translated = {forms(message.id)[0] for message in catalogue() if all(forms(message.string))}
    assert said - translated == set()


def test_no_translation_is_of_nothing() -> None:
    said = {forms(message.id)[0] for message in messages.collected() if message.id}
    assert {forms(message.id)[0] for message in catalogue()} - said == set()


@pytest.mark.parametrize("message", catalogue(), ids=lambda message: forms(message.id)[0][:40])
def test_translations_fill_the_same_places(message: Message) -> None:
    wanted = {place for form in forms(message.id) for place in PLACES.findall(form)}
    for form in forms(message.string):
        assert set(PLACES.findall(form)) <= wanted
    assert {place for form in forms(message.string) for place in PLACES.findall(form)} == wanted


def test_what_is_compiled_is_what_is_written() -> None:
    with Path(messages.FRENCH.with_suffix(".mo")).open("rb") as stream:
        compiled = {forms(message.id)[0]: forms(message.string) for message in read_mo(stream) if message.id}
    assert compiled == {forms(message.id)[0]: forms(message.string) for message in catalogue()}

"""Every message of the program is translated, with the same placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("babel", reason="Babel reads the catalogue; it comes with the dev extra")

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tools import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Message

PLACEHOLDERS = re.compile(r"\{\w*\}")


def catalogue(code: str) -> list[Message]:
    with messages.file(code).open("rb") as stream:
        return [message for message in read_po(stream, locale=code) if message.id]


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def ids(catalog: Iterable[Message]) -> set[str]:
    return {forms(message.id)[0] for message in catalog if message.id}


@pytest.mark.parametrize("code", messages.translations())
def test_every_message_of_the_program_is_translated(code: str) -> None:
    translated = [message for message in catalogue(code) if all(forms(message.string))]
    assert ids(messages.collected()) - ids(translated) == set()


@pytest.mark.parametrize("code", messages.translations())
def test_every_translation_is_of_a_message(code: str) -> None:
    assert ids(catalogue(code)) - ids(messages.collected()) == set()


@pytest.mark.parametrize("code", messages.translations())
def test_translations_have_the_same_placeholders(code: str) -> None:
    for message in catalogue(code):
        placeholders, translated = (
            {name for form in forms(value) for name in PLACEHOLDERS.findall(form)}
            for value in (message.id, message.string)
        )
        assert placeholders == translated, message.id


@pytest.mark.parametrize("code", messages.translations())
def test_the_compiled_catalogue_is_up_to_date(code: str) -> None:
    with messages.file(code).with_suffix(".mo").open("rb") as stream:
        compiled = {forms(message.id)[0]: forms(message.string) for message in read_mo(stream) if message.id}
    assert compiled == {forms(message.id)[0]: forms(message.string) for message in catalogue(code)}

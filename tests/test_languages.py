"""Files in any language; the program in French, English, or a language that only has a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orgcli.i18n import language

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

DUTIES = {
    "de": ("Brücken und Straßen unterhalten", "Wer ist für die Brücke zuständig?"),
    "es": ("Conceder licencias de obras", "¿Quién se encarga de la licencia?"),
    "it": ("Rilasciare le autorizzazioni edilizie", "Chi si occupa dell’autorizzazione?"),
    "pt-BR": ("Emitir licenças de construção", "Quem é responsável pela licença?"),
    "nl": ("Vergunningen voor bruggen verlenen", "Wie is verantwoordelijk voor de brug?"),
    "sv": ("Sköta gatubelysning", "gatubelysningen"),
    "ja": ("許可 を出す", "許可"),
}


def written(folder: Path, lang: str, duty: str) -> Path:
    file = folder / "org.yaml"
    other = "{id: b, name: Beta, duties: [{text: Xylophon}]}"
    text = f"lang: {lang}\nname: Z\nunits: [{{id: a, name: Alfa, duties: [{{text: {duty}}}]}}, {other}]\n"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("lang", DUTIES)
def test_a_file_in_any_language_is_searched(lang: str, tmp_path: Path, run: Run) -> None:
    duty, question = DUTIES[lang]
    found = run("find", question, "--file", written(tmp_path, lang, duty))
    assert (found.code, found.out.splitlines()[:1]) == (0, ["Alfa"]), found


@pytest.mark.parametrize("lang", ["fr", "fr-CA", "de", "en-GB"])
def test_rules_of_french_writing_are_for_french_only(lang: str, tmp_path: Path, run: Run) -> None:
    report = run("check", "--info", "--file", written(tmp_path, lang, '"Die  Stadt d\'Or"')).out
    assert ("W405" in report, "W406" in report, "W407" in report) == (lang.startswith("fr"),) * 3


@pytest.mark.parametrize("lang", ["english", "de_DE", "e", "de-", "fr-toolongsubtag", "12"])
def test_what_is_no_language_tag_is_refused(lang: str, tmp_path: Path, run: Run) -> None:
    answer = run("tree", "--file", written(tmp_path, f'"{lang}"', "Work"))
    assert answer.code == 2
    assert f"“{lang}” is no language tag" in answer.err


@pytest.mark.parametrize("lang", ["de", "fry", "frr", "zh-Hant-TW", "sl-rozaj-biske", "en-u-ca-buddhist", "de-x-amt"])
def test_the_program_speaks_english_where_it_has_no_catalogue(
    lang: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORGCLI_LANG")
    assert "no head stated" in run("tree", "--heads", "--file", written(tmp_path, lang, "Work")).out


def pseudo_catalogue(folder: Path) -> None:
    """Write a catalogue in which every message stands in brackets."""
    pytest.importorskip("babel", reason="Babel writes the catalogue; it comes with the dev extra")
    from babel.messages.catalog import Catalog
    from tools import messages

    catalog = Catalog(locale="eo")
    for message in messages.collected():
        if message.id:
            both = isinstance(message.id, tuple)
            catalog.add(message.id, tuple(f"⟦{form}⟧" for form in message.id) if both else f"⟦{message.id}⟧")
    messages.write(catalog, folder / "eo" / "LC_MESSAGES" / f"{language.DOMAIN}.po")


def test_a_third_language_is_a_catalogue_and_no_code(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pseudo_catalogue(tmp_path)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    monkeypatch.delenv("ORGCLI_LANG")
    asked = ["--file", written(tmp_path, "eo", "Labori")]
    assert "⟦no head stated⟧" in run("tree", "--heads", *asked).out  # the language of the file
    for command in (["show", "Alfa"], ["stats"], ["check"], ["show", "nobody"]):
        answer = run("--lang", "eo", *command, *asked)
        assert "⟦" in answer.out + answer.err, command
    assert "⟦Show this message and exit.⟧" in run("tree", "--help", "--lang", "eo").out.replace("\n", " ")
    shown = [run("--lang", code, "show", "Alfa", "--json", *asked) for code in ("en", "eo")]
    assert shown[0] == shown[1], "JSON is for programs"
    assert run("--lang", "xx", "tree").err.rstrip().endswith(": en, eo")

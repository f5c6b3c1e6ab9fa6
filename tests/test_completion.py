"""Completion: what is offered where, and in the real shells what the command then gets."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
import shellingham

from conftest import DATA
from orgcli import bundled
from orgcli.cli.main import main
from orgcli.completion import candidates, from_file, install, shells
from orgcli.graph import names, people
from orgcli.graph.organisation import Organisation
from orgcli.org import load
from shell_driver import Shell, installed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


class Ask(Protocol):
    """Asks as a shell's script does: the last word is the one being typed."""

    def __call__(self, *words: str, of: str = "zsh") -> list[str]: ...


ORG = """lang: fr
units:
  - id: tout
    name: Mairie d’Évreux
    aliases: [HQ]
    head: {id: maire, title: maire, ref: "1.2"}
    units:
      - {id: eau, name: "Service de l'eau", ref: "2.1 a"}
      - {id: fetes, name: Fêtes et cérémonies, ref: "2.10"}
      - {id: oeuvres, name: Œuvres sociales, ref: "2.9"}
      - {id: prix, name: 'Régie "5 $" `à` 100 % !', ref: "2.1 b"}
      - {id: deux, name: "Achats : gros [lots]"}
      - {id: secours, name: Secours !!}
      - id: nord
        name: Quartier nord
        units: [{id: accueil-nord, name: Accueil}]
      - id: sud
        name: Quartier sud
        units: [{id: accueil-sud, name: Accueil}]
bodies:
  - {id: etat, name: Préfecture}
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("organisation") / "mairie.yaml"
    path.write_text(ORG, encoding="utf-8")
    return path


@pytest.fixture
def offered(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    def ask(*words: str, of: str = "zsh") -> list[str]:
        monkeypatch.setenv("ORGCLI_COMPLETE", of)
        main(list(words))
        return [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]

    monkeypatch.setenv("ORGCLI_FILE", str(file))
    return ask


NAMES = [
    "Mairie d’Évreux",
    "Service de l'eau",
    'Régie "5 $" `à` 100 % !',
    "Œuvres sociales",
    "Fêtes et cérémonies",
    "Achats : gros [lots]",
    "Secours !!",
    "Quartier nord",
    "Quartier nord/Accueil",
    "Quartier sud",
    "Quartier sud/Accueil",
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([""], ["insert", "tree", "path", "show", "find"]),
        (["sh"], ["insert", "show"]),
        (["nosuch", ""], ["list"]),
        (["show", ""], ["insert", *NAMES]),
        (["list", "gr"], ["insert", "groups"]),
        (["list", "links", "--type", "co"], ["insert", "coordinates", "cooperates", "consults"]),
        (["list", "links", "--to", "pref"], ["insert", "Préfecture"]),
        (["list", "--under", "fetes"], ["insert", "Fêtes et cérémonies"]),
        (["list", "--without", ""], ["insert", "head", "duties", "person"]),
        (["list", "bodies", "--columns", ""], ["insert", "id", "name", "kind", "links"]),
        (["list", "--columns", "name,hea"], ["insert", "name,head"]),
        (["diff", ""], ["files"]),
        (["diff", "a.yaml", ""], ["files"]),
        (["diff", "a.yaml", "--kind", "moved,duty-r"], ["insert", "moved,duty-removed", "moved,duty-reworded"]),
        (["diff", "a.yaml", "--in", "eau"], ["insert", "Service de l'eau"]),
        (["export", "matrix", "--by", ""], ["insert", "types", "partners"]),
        (["stats", "CEREM"], ["insert", "Fêtes et cérémonies"]),
        (["tree", "eau"], ["insert", "Service de l'eau"]),
        (["tree", "CEREM"], ["insert", "Fêtes et cérémonies"]),
        (["tree", "oeuv"], ["insert", "Œuvres sociales"]),
        (["tree", "fetes cer"], ["insert", "Fêtes et cérémonies"]),
        (["tree", "hq"], ["insert", "Mairie d’Évreux"]),
        (["tree", "accueil"], ["list", "Quartier nord/Accueil", "Quartier sud/Accueil"]),
        (
            ["tree", "quart"],
            ["insert", "Quartier nord", "Quartier sud"],
        ),
        (["tree", "rien"], ["list"]),
        (["tree", "prefec"], ["list"]),
        (["show", "prefec"], ["insert", "Préfecture"]),
        (["path", "mai"], ["list", "Mairie d’Évreux", "maire"]),
        (["path", "eau", "fet"], ["insert", "Fêtes et cérémonies"]),
        (["path", "eau", "sud", ""], ["list"]),
        (["find", "--in", "eau"], ["insert", "Service de l'eau"]),
        (["find", "--in=eau"], ["insert", "Service de l'eau"]),
        (["find", "eau"], ["list"]),
        (["--lang", ""], ["insert", "en", "fr"]),
        (["--color", "n"], ["insert", "never"]),
        (["--file", ""], ["files"]),
        (["tree", "--d"], ["insert", "--depth", "--duties"]),
        (["tree", "--depth", "1", "--de"], ["list"]),
        (["tree", "--depth", "2", "eau"], ["insert", "Service de l'eau"]),
        (["show", "--fil"], ["insert", "--file"]),
        (["show", "--", "--fil"], ["list"]),
        (["--vers"], ["insert", "--version"]),
        (["--lang", "fr", "show", "eau"], ["insert", "Service de l'eau"]),
    ],
)
def test_what_is_offered(words: list[str], expected: list[str], offered: Ask) -> None:
    found = offered(*words)
    assert found[:1] == expected[:1]
    assert set(expected) <= set(found) if words == [""] else found == expected


def test_notes_say_owner_kind_or_other_name(file: Path) -> None:
    listed = {one.value: one for one in from_file.names(file, ("unit", "post"))}
    assert listed["Service de l'eau"].note == "Mairie d’Évreux"
    assert listed["Mairie d’Évreux"].note == "unit"
    assert [one.note for one in from_file.matching(listed.values(), "hq")] == ["HQ"]


def test_commands_and_options_are_explained(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORGCLI_FILE", str(file))
    monkeypatch.setenv("ORGCLI_COMPLETE", "fish")
    main(["--lang", "en", "tree", "--dep"])
    main(["--lang", "en", "tr"])
    assert capsys.readouterr().out == "insert\n--depth\tLevels to show.\ninsert\ntree\tShow who is under whom.\n"


def test_a_file_named_on_the_line_counts(tmp_path: Path, offered: Ask) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("units: [{id: a, name: Alpha}]", encoding="utf-8")
    assert offered("tree", "--file", str(other), "") == ["insert", "Alpha"]
    assert offered("--file", str(tmp_path / "missing"), "tree", "") == []
    other.write_text("units: {id: [", encoding="utf-8")
    assert offered("--file", str(other), "tree", "") == []
    other.write_text("units: [1, {name: 2}, {name: b, id: [], units: 3}]\nbodies: 4", encoding="utf-8")
    assert offered("--file", str(other), "tree", "") == []


def test_clauses_come_in_the_order_of_the_text(file: Path) -> None:
    class Cite:
        name = "cite"

    class Ref:
        name = "ref"

    found = candidates.values(Cite, Ref, "", file)
    assert [one.value for one in found] == ["1.2", "2.1a", "2.1b", "2.9", "2.10"]
    assert [one.note for one in found][:2] == ["maire", "Service de l'eau"]
    assert [one.value for one in candidates.values(Cite, Ref, "2.1 b", file)] == ["2.1b"]


def test_every_name_offered_is_understood() -> None:
    organisation = Organisation.of(load.load(bundled.file()))
    for kinds in (names.UNITS, names.EVERYTHING):
        listed = list(from_file.names(bundled.file(), kinds))
        assert len(listed) > 40
        for candidate in listed:
            assert names.resolve(organisation, candidate.value, kinds)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show", "ines"], ["Ines Okafor"]),
        (["show", "inok"], ["Ines Okafor"]),
        (["show", "quist"], ["Zoë Quist"]),
        (["show", "mar"], ["Mara Lind"]),
        (["path", "mar"], ["Mara Lind"]),
        (["show", "labs", "mar"], ["Mara Lind"]),
        (["path", "quist"], []),
        (["path", "okafor"], ["steering-chair", "Editor"]),
        (["show", "labs", "okafor"], ["steering-chair", "Editor"]),
        (["tree", "mar"], []),
    ],
)
def test_persons_are_offered_where_they_are_understood(words: list[str], expected: list[str], offered: Ask) -> None:
    assert offered("--file", str(DATA / "valid" / "community.yaml"), *words)[1:] == expected


@pytest.mark.parametrize("name", ["community", "ministry.de", "register"])
def test_every_person_offered_is_understood(name: str, run: Run) -> None:
    file = DATA / "valid" / f"{name}.yaml"
    listed = run("--file", file, "list", "people", "--json").json
    assert len(listed) > 4
    org = Organisation.of(load.load(file))
    for person in listed:
        offered = [one.value for one in from_file.persons(file, person["name"], alone=True)]
        assert person["name"] in offered
        assert people.person_meant(org, person["name"]) or names.resolve(org, person["name"], names.EVERYTHING)
        for value in (one.value for one in from_file.persons(file, person["name"], alone=False)):
            assert names.resolve(org, value, names.PLACES)
    assert run("--file", file, "show", listed[-1]["name"], "--json").code == 0


def test_completion_loads_nothing_heavy(file: Path) -> None:
    script = (
        "import sys; from orgcli.cli.main import main; main(['show', 'eau'])\n"
        "print(*{'networkx', 'rich', 'pydantic', 'Stemmer', 'rapidfuzz'} & set(sys.modules))"
    )
    environment = os.environ | {"ORGCLI_COMPLETE": "zsh", "ORGCLI_FILE": str(file)}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert ran.stdout.splitlines()[1:] == ["Service de l'eau\tService de l'eau  -- Mairie d’Évreux", ""]


@pytest.mark.parametrize(
    ("line", "words", "raw", "quote"),
    [
        ("", [""], "", ""),
        ("a b", ["a", "b"], "b", ""),
        ("a b ", ["a", "b", ""], "", ""),
        ('a "b c', ["a", "b c"], '"b c', '"'),
        ("a 'b \"c", ["a", 'b "c'], "'b \"c", "'"),
        ("a b\\ c", ["a", "b c"], "b\\ c", ""),
        ('a "" ', ["a", "", ""], "", ""),
        ('a "b\\"c" d', ["a", 'b"c', "d"], "d", ""),
    ],
)
def test_an_unfinished_line_is_split_as_the_shell_does(line: str, words: list[str], raw: str, quote: str) -> None:
    assert shells.split(line) == (words, raw, quote)


@pytest.mark.parametrize(
    ("line", "seen", "tab", "answer"),
    [
        ("orgcli tree eau", "eau", "9", ["insert", '"Service de l\'eau"']),
        ('orgcli tree "eau', "eau", "9", ["insert", "Service de l'eau"]),
        ("orgcli tree 'eau", "eau", "9", ["insert", "Service de l'\\''eau"]),
        ("orgcli find --in=eau", "eau", "9", ["insert", "Service\\ de\\ l\\'eau"]),
        ('orgcli find "--in=eau', "--in=eau", "9", ["insert", "--in=Service de l'eau"]),
        ("orgcli tree 100", "100", "9", ["insert", "'Régie \"5 $\" `à` 100 % !'"]),
        ('orgcli tree "100', "100", "9", ["insert", 'Régie \\"5 \\$\\" \\`à\\` 100 % "\'!\'""']),
        ("orgcli tree acc", "acc", "9", ["list", "…", "Quartier nord/Accueil  (Quartier nord)"]),
        ("orgcli tree acc", "acc", "37", ["list", '"Quartier nord/Accueil"', '"Quartier sud/Accueil"']),
        ("orgcli tr", "tr", "9", ["insert", "tree"]),
        ("", "", "9", ["insert", "tree"]),
    ],
)
def test_bash_gets_what_it_can_insert(
    line: str,
    seen: str,
    tab: str,
    answer: list[str],
    offered: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("LINE", line), ("TYPED", seen), ("TAB", tab)):
        monkeypatch.setenv(f"ORGCLI_{name}", value)
    assert offered(of="bash")[: len(answer)] == answer


def test_fish_gets_a_spelling_that_has_the_letters_typed(offered: Ask) -> None:
    assert offered("tree", "ceremo", of="fish") == ["insert", "Fetes et ceremonies"]
    assert offered("tree", "'l'eau", of="fish") == ["list"]
    assert offered("tree", "hq", of="fish") == ["insert", "HQ"]
    assert offered("find", "--in=fêt", of="fish") == ["insert", "--in=Fêtes et cérémonies"]
    assert offered("find", "--in=", of="fish")[1] == "--in=Mairie d’Évreux"


def test_powershell_gets_values_in_double_quotes(offered: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, value in (
        ("tree\neau", '"Service de l\'eau"'),
        ("tree\nmairie", '"Mairie d’Évreux"'),
        ('tree\n"mairie d', '"Mairie d’Évreux"'),
        ("tree\n“mairie d’", '"Mairie d’Évreux"'),
        ("tree\n‘mairie’", '"Mairie d’Évreux"'),
        ("tree\n100", '"Régie `"5 `$`" ``à`` 100 % !"'),
        ("tr", "tree"),
        ("find\n--in=eau", '--in="Service de l\'eau"'),
    ):
        monkeypatch.setenv("ORGCLI_WORDS", words)
        assert offered(of="powershell") == ["insert", value]


def test_an_unknown_shell_gets_nothing(offered: Ask) -> None:
    assert offered("", of="tcsh") == []


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_scripts_are_in_the_package(shell: str) -> None:
    assert "ORGCLI_COMPLETE" in install.script(shell)


def test_install_twice_writes_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(install, "shell", lambda: "bash")
    (tmp_path / ".bashrc").write_text("alias ll='ls -l'", encoding="utf-8")
    assert main(["--install-completion"]) == 0
    assert capsys.readouterr().out.count("written: ") == 2
    assert main(["--install-completion"]) == 0
    assert capsys.readouterr().out.count("written: ") == 1
    script = tmp_path / ".local/share/bash-completion/completions/orgcli"
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == f"alias ll='ls -l'\n. \"{script}\"\n"
    assert main(["--show-completion"]) == 0
    assert capsys.readouterr().out == script.read_text(encoding="utf-8") == install.script("bash")
    script.unlink()
    script.mkdir()
    assert main(["--install-completion"]) == 2
    assert str(script) in capsys.readouterr().err


def test_a_shell_without_completion_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", unknown)
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert main(["--lang", "en", "--install-completion"]) == 2
    assert "“tcsh”: bash, zsh, fish, powershell" in capsys.readouterr().err


TYPED = {
    "orgcli tr\t": ["tree"],
    "orgcli tree eau\t": ["tree", "Service de l'eau"],
    'orgcli tree "eau\t': ["tree", "Service de l'eau"],
    "orgcli tree cérém\t": ["tree", "Fêtes et cérémonies"],
    'orgcli tree "Fêtes et c\t': ["tree", "Fêtes et cérémonies"],
    "orgcli tree Fêtes\\ et\\ c\t": ["tree", "Fêtes et cérémonies"],
    "orgcli tree lots\t": ["tree", "Achats : gros [lots]"],
    "orgcli tree 100\t": ["tree", 'Régie "5 $" `à` 100 % !'],
    "orgcli tree 'ean\t'": ["tree", "ean"],
    'orgcli tree "Secou\t': ["tree", "Secours !!"],
    "orgcli tree Secou\t": ["tree", "Secours !!"],
    "orgcli path eau\tsoci\t": ["path", "Service de l'eau", "Œuvres sociales"],
    "orgcli find --in eau\tfuite": ["find", "--in", "Service de l'eau", "fuite"],
    "orgcli find --in=eau\tfuite": ["find", "--in=Service de l'eau", "fuite"],
    "orgcli tree --dep\t1": ["tree", "--depth", "1"],
    "orgcli tree accueil\t": ["tree", "accueil"],
    "orgcli --file mai\ttree": ["--file", "mairie.yaml", "tree"],
}
OTHERWISE = {"fish": {"orgcli tree evreu\t": ["tree", "Mairie d'Evreux"]}}
LIKE_ALL = {"orgcli tree evreu\t": ["tree", "Mairie d’Évreux"]}


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_in_the_shell_itself(name: str, tmp_path: Path, file: Path) -> None:
    if not installed(name):
        pytest.skip(f"{name} is not on this machine")
    shell = Shell(name, tmp_path)
    (tmp_path / "mairie.yaml").write_text(ORG, encoding="utf-8")
    shell.environment["ORGCLI_FILE"] = str(file)
    shell.open()
    assert "next shell" in shell.type("orgcli --install-completion\r", "next shell")
    shell.close()
    shell.open()
    try:
        for keys, arguments in (TYPED | OTHERWISE.get(name, LIKE_ALL)).items():
            assert shell.run(keys) == arguments, keys
        offered = shell.type("orgcli tree accu\t")
        if "sud/Accueil" not in offered:
            offered += shell.type("\t", "sud/Accueil")
        assert "Quartier nord/Accueil" in offered
        assert "Quartier sud/Accueil" in offered
    finally:
        shell.close()

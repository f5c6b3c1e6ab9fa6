"""A first organisation file: the example, and one made from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgcli.cli.main import main
from orgcli.importing import columns, example
from orgcli.org.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

UNITS = """Code;Nom;Rattachement;Fonction;Effectif
DG;Direction générale;;Directrice générale;3
S 1;Service de l’eau;DG;Chef de service;4

S2;"Parcs; jardins";direction GENERALE;;7
"""
STAFF = "Name,Reports to,Job title\nAnn,,Director\nBob,ann,Accountant\nCleo,Ann,\n"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_passes_every_check(lang: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    begun = run("--lang", lang, "init", file)
    assert (begun.code, begun.out) == (0, "")
    assert str(file) in begun.err
    assert file.read_text(encoding="utf-8").startswith("# Une organisation" if lang == "fr" else "# An organisation")
    assert load(file).lang == lang
    checked = run("--lang", "en", "check", "--info", file)
    assert (checked.code, checked.out) == (0, f"{file}: no problem\n")
    assert run("--file", file, "find", "annuaire" if lang == "fr" else "directory").code == 0


def test_nothing_is_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text("mine", encoding="utf-8")
    refused = run("init", file)
    assert refused.code == 2
    assert "--force" in refused.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("init", file, "--force").code == 0
    assert load(file).units
    assert list(tmp_path.iterdir()) == [file]


def test_a_faulty_sheet_writes_nothing(run: Run, tmp_path: Path) -> None:
    sheet, file = tmp_path / "sheet.csv", tmp_path / "organisation.yaml"
    sheet.write_text("name,parent\nA,B\n", encoding="utf-8")
    assert run("init", file, "--from-csv", sheet).code == 2
    assert run("init", tmp_path / "nowhere" / "x.yaml").code == 2
    assert not file.exists()
    assert run("init", file, "--from-csv", tmp_path / "none.csv").code == 2
    assert run("init", file, "--from-csv", tmp_path).code == 2


ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "CP1252", "utf-16": "UTF-16"}
DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab"}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", DELIMITERS)
def test_encodings_and_delimiters(encoding: str, mark: str, run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "unités.csv"
    quoted = UNITS.replace("Parcs; jardins", "Parcs et jardins").replace(";", mark)
    sheet.write_bytes(quoted.replace("\n", "\r\n").encode(encoding))
    begun = run("init", "-", "--from-csv", sheet)
    assert begun.code == 0
    assert f"read as {ENCODINGS[encoding]}, columns separated by: {DELIMITERS[mark]}" in begun.err
    assert "name: Service de l’eau\n    head: {id: s-1-head, title: Chef de service}" in begun.out


def test_units_nest_by_id_or_name(run: Run, tmp_path: Path) -> None:
    sheet, file = tmp_path / "sheet.csv", tmp_path / "organisation.yaml"
    sheet.write_text(UNITS, encoding="utf-8")
    begun = run("--lang", "en", "init", file, "--from-csv", sheet)
    assert begun.err.splitlines() == [
        "read as UTF-8, columns separated by: semicolon",
        "column A (“Code”): id",
        "column B (“Nom”): name",
        "column C (“Rattachement”): parent",
        "column D (“Fonction”): title",
        "columns left out: Effectif",
        "to read them otherwise, edit: --map id=Code --map name=Nom --map parent=Rattachement --map title=Fonction",
        "ids written as the file wants them: DG → dg, S 1 → s-1, S2 → s2",
        "3 units",
        "language of the file: en",
        f"written: {file}; next: orgcli check {file}",
    ]
    assert run("--file", file, "tree", "--heads").lines == [
        "• Direction générale — Directrice générale",
        "├─ • Service de l’eau — Chef de service",
        "└─ • Parcs; jardins — no head stated",
    ]


def test_managers_make_lines(run: Run, tmp_path: Path) -> None:
    sheet, file = tmp_path / "Town hall.csv", tmp_path / "organisation.yaml"
    sheet.write_text(STAFF, encoding="utf-8")
    begun = run("init", file, "--from-csv", sheet)
    assert "3 posts in no unit: in one around all, named after the file: “Town hall”" in begun.err
    assert "no column of ids: they are made from the names" in begun.err
    (unit,) = load(file).units
    assert unit.head
    assert (unit.name, unit.head.title, unit.head.person) == ("Town hall", "Director", "Ann")
    assert [(post.title, post.person, post.reports_to[0].post) for post in unit.posts] == [
        ("Accountant", "Bob", "ann"),
        ("Cleo", None, "ann"),
    ]
    assert run("--file", file, "path", "bob").lines[0].split() == ["Accountant", "·", "Town", "hall"]


def test_several_at_the_top_head_nothing(run: Run, tmp_path: Path) -> None:
    sheet, file = tmp_path / "staff.csv", tmp_path / "organisation.yaml"
    sheet.write_text("nom,supérieur,âge\nAnne,,30\nAnne,,40\n", encoding="utf-8")
    assert run("init", file, "--from-csv", sheet).code == 0
    (unit,) = load(file).units
    assert unit.head is None
    assert [post.id for post in unit.posts] == ["anne", "anne-2"]


ADVICE = ["Say which column is what, by its heading or letter, for example:"]
ROLES = f"what it can be: {', '.join(columns.NAMES)}"


@pytest.mark.parametrize(
    ("sheet", "faults"),
    [
        (
            "id,name,parent\na,A,b\nb,B,a\na,,zz\n,C,Bx,d\nd,D,D\n",
            [
                "row 2, column C (“parent”): this goes round in a circle: A → B → A",
                "row 4, column B (“name”): no name",
                "row 4, column A (“id”): the id “a” is that of row 2 as well",
                "row 4, column C (“parent”): no row is called “zz”",
                "row 5: more cells than headings",
                "row 5, column C (“parent”): no row is called “Bx” (did you mean “B”?)",
                "row 6, column C (“parent”): this goes round in a circle: D → D",
                "7 problems",
            ],
        ),
        (
            "name,parent\nA,\na,\nB,A\nB,A\n",
            [
                "row 4, column B (“parent”): “A” fits several rows (2, 3): write the id",
                "row 5: the same as row 4",
                "row 5, column B (“parent”): “A” fits several rows (2, 3): write the id",
                "3 problems",
            ],
        ),
        (
            "name,size\nA,3\n",
            [
                "row 1: no column for what is above (“parent” or “manager”…) (columns found: name, size)",
                *ADVICE,
                "  --map name=name --map parent=COLUMN",
                ROLES,
            ],
        ),
        (
            "a,b\n1,2\n",
            [
                "row 1: no column for the name (“name”, “nom”…) (columns found: a, b)",
                "row 1: no column for what is above (“parent” or “manager”…) (columns found: a, b)",
                "2 problems",
                *ADVICE,
                "  --map name=COLUMN --map parent=COLUMN",
                ROLES,
            ],
        ),
        (
            "name,nom,parent\nA,B,\n",
            [
                "row 1: columns A and B both give the same thing: “name” and “nom”",
                *ADVICE,
                "  --map name=name --map parent=parent",
                ROLES,
            ],
        ),
        ("name,parent\n", ["row 1: no row beneath the headings"]),
        ("name,parent\nA\x01,\n", ["row 2: control characters"]),
        (
            "name,parent,ref,title\nA,,x,\n",
            ["row 2, column C (“ref”): “x” is no clause number (such as 8.14 or 8.14 a)"],
        ),
        ('name,parent\nA,\n"B,A\n', ["row 3: its quotation marks do not match"]),
        (f"name,parent\n{'x' * 301},\n", ["row 2, column A (“name”): text longer than 300 characters"]),
    ],
)
def test_all_problems_at_once_by_row_and_column(sheet: str, faults: list[str], run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(sheet, encoding="utf-8")
    refused = run("--lang", "en", "init", "-", "--from-csv", file)
    assert (refused.code, refused.out) == (2, "")
    shown = [line.removeprefix("error: ").removeprefix(f"{file}: ") for line in refused.err.splitlines()]
    assert shown == faults


def test_what_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    for content in (b"PK\x03\x04\0\0\x81", b"\xff\xfe\x00", b""):
        file.write_bytes(content)
        refused = run("init", "-", "--from-csv", file)
        assert (refused.code, refused.out) == (2, "")


def test_depth_is_limited(run: Run, tmp_path: Path) -> None:
    sheet, file = tmp_path / "sheet.csv", tmp_path / "organisation.yaml"
    for levels, code in ((80, 0), (82, 2)):
        rows = "".join(f"u{level},u{level - 1 if level else ''}\n" for level in range(levels))
        sheet.write_text("name,parent\n" + rows.replace(",u\n", ",\n"), encoding="utf-8")
        answer = run("init", file, "--from-csv", sheet, "--force")
        assert answer.code == code
    assert "row 82, column B (“parent”): more than 80 levels" in answer.err
    assert len(load(file).units) == 1


def test_letters_of_columns() -> None:
    assert [columns.letter(position) for position in (0, 25, 26, 51, 52, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "AAA",
    ]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_any_sheet_gives_a_file_or_a_reason(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    sheet, file = tmp_path / "sheet.csv", tmp_path / "organisation.yaml"
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    sheet.write_text("\n".join(["id,name,parent,title", *lines]), encoding="utf-8", newline="")
    if main(["init", str(file), "--from-csv", str(sheet), "--force"]) == 0:
        assert load(file).units


def test_the_examples_are_in_both_languages() -> None:
    for lang in ("fr", "en"):
        main(["--lang", lang, "--version"])
        assert f"lang: {lang} " in example.example()

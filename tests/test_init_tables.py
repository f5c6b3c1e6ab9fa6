"""`init` from other people's tables: its own export, staff lists, organograms, JSON and YAML lists."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import BUNDLED, DATA
from orgcli.cli.main import main
from orgcli.importing import columns
from orgcli.org import traversal
from orgcli.org.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Answer, Run
    from orgcli.org.model import Post

SENIOR = """Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,\
Parent Department,Organisation,Unit,Phone,Contact E-mail,Reports to Senior Post,FTE,Notes,Valid?
100,Jane Roe,SCS4,Permanent Secretary,Leads the ministry,Ministry,Ministry,Private Office,1,j@x.uk,XX,1,,1
101,Vacant,SCS2,Director of Water,Rivers; lakes,Ministry,Ministry,Water,1,w@x.uk,100,1,,1
102,N/D,SCS1,Deputy Director,N/A,Ministry,Ministry,Water,1,w@x.uk,101,1,,1
103,Ann Lee,SCS1,Head of Dams,N/A,Ministry,Agency,Dams,1,a@x.uk,101,0.5,,1
103,Bo Kay,SCS1,Head of Dams,N/A,Ministry,Agency,Dams,1,b@x.uk,101,0.5,,1
104,Eliminated,SCS1,Head of Canals,N/A,Ministry,Agency,Dams,1,b@x.uk,101,1,,1
0,N/D,SCS1,Not in post,N/A,Ministry,Ministry,Water,N/A,N/A,XX,1,,1
0,N/D,SCS2,Not in post,N/A,Ministry,Ministry,Water,N/A,N/A,XX,1,,1
"""
JUNIOR = """Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,Number of Posts in FTE
Ministry,Ministry,Water,102,EO,Policy Officer,3.5
Ministry,Ministry,Water,102,EO,Policy Officer,3.5
Ministry,Agency,Dams,103,HEO,Engineer,12
"""
STAFF = """ID,First name,Last name,Job title,Department,Team,Manager,Manager e-mail,E-mail,Duties
1,Ann,Lee,CEO,,,,,ann@x.org,
2,Bo,Kay,CFO,Finance,,,ANN@x.org,bo@x.org,"Keep the books
Pay; Collect"
3,Cy,Poe,Accountant,Finance,Ledger,Bo Kay,,cy@x.org,
4,Di,Fox,Clerk,Finance,Ledger,,cy@x.org; bo@x.org,di@x.org,
"""


@pytest.fixture
def converted(run: Run, tmp_path: Path) -> Converted:
    return Converted(run, tmp_path)


class Converted:
    """Converts tables, given by file name and content, and reads the file that comes out."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder, self.file = run, folder, folder / "organisation.yaml"

    def __call__(self, tables: dict[str, str], *options: str) -> Answer:
        for name, content in tables.items():
            (self.folder / name).write_text(content, encoding="utf-8", newline="")
        argv = [
            word
            for name in tables
            for word in ("--from-csv" if name.endswith(".csv") else "--from-json", str(self.folder / name))
        ]
        return self.run("--lang", "en", "init", str(self.file), "--force", *argv, *options)

    @property
    def units(self) -> dict[str, str | None]:
        """Each unit with what it is part of."""
        return {unit.name: owner and owner.name for unit, owner in traversal.units(load(self.file))}

    @property
    def heads(self) -> dict[str, str]:
        return {unit.name: unit.head.title for unit, _owner in traversal.units(load(self.file)) if unit.head}

    @property
    def posts(self) -> dict[str, Post]:
        return {post.id: post for unit, _owner in traversal.units(load(self.file)) for post in traversal.posts(unit)}

    @property
    def lines(self) -> dict[str, list[str]]:
        return {post.id: [line.post for line in post.reports_to] for post in self.posts.values()}


def _exported(run: Run, file: Path) -> tuple[str, list[dict[str, object]]]:
    """Return the export of a file, and what must survive: all but the number of duties."""
    content = run("--file", file, "export", "csv").out
    rows = list(csv.DictReader(io.StringIO(content.lstrip("\ufeff"))))
    return content, [{**row, "duties": "", "reportsTo": {*row["reportsTo"].split("; ")}} for row in rows]


@pytest.mark.parametrize("file", [BUNDLED, *sorted((DATA / "valid").glob("*.yaml"))], ids=lambda file: file.stem)
def test_own_export_comes_back_whole(file: Path, run: Run, converted: Converted) -> None:
    content, rows = _exported(run, file)
    begun = converted({"own.csv": content})
    assert begun.code == 0, begun.err
    assert _exported(run, converted.file)[1] == rows


NAMES = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1, max_size=6)

CONTACTS = st.fixed_dictionaries(
    {"email": st.just("a@b.example")},
    optional={"phone": st.just("+1 555"), "url": st.just("https://b.example/a?b=c"), "place": NAMES},
)


@st.composite
def organisations(draw: st.DrawFn) -> str:
    """Draw an organisation, as YAML, whose heads, of many titles or of one, answer to heads above or beside."""
    number = draw(st.integers(1, 8))
    units: list[dict[str, object]] = []
    for index in range(number):
        unit: dict[str, object] = {"id": f"u{index}", "name": f"{draw(NAMES)} {index}", "units": []}
        if draw(st.booleans()):
            unit["kind"] = draw(NAMES)
        if draw(st.booleans()):
            unit["aliases"] = draw(st.lists(NAMES, unique=True, max_size=3))
        if draw(st.booleans()):
            unit["ref"] = f"{draw(st.integers(1, 99))}.{draw(st.integers(1, 99))}"
        if draw(st.booleans()):
            earlier = [f"h{other}" for other in range(index) if "head" in units[other]]
            above = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
            lines = [{"post": post} for post in above]
            unit["head"] = {
                "id": f"h{index}",
                "title": draw(st.sampled_from([f"={draw(NAMES)} t{index}", "Lead"])),
                "reports_to": lines,
            }
            holder = draw(st.sampled_from([{}, {"person": f"P {index}"}, {"vacant": True}, {"acting": True}]))
            unit["head"] |= holder  # type: ignore[operator]
            unit["since"] = draw(st.sampled_from(["2024", "2024-05", "2024-05-31"]))
        elif draw(st.booleans()):
            unit |= {"staff": draw(st.integers(0, 99)), "temporary": True, "contact": draw(CONTACTS)}
            unit["also_part_of"] = draw(st.lists(st.just("u0"), max_size=1)) if index > 1 else []
            unit["heads"] = [{"id": f"c{index}-{at}", "title": "Chair", "person": f"C {at}"} for at in range(2)]
        units.append(unit)
    tops = [units[0]]
    for index, unit in enumerate(units[1:], 1):
        owner = draw(st.integers(-1, index - 1))
        (tops if owner < 0 else units[owner]["units"]).append(unit)  # type: ignore[attr-defined]
    return json.dumps({"units": tops})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisation=organisations())
def test_any_own_export_comes_back_whole(organisation: str, run: Run, converted: Converted) -> None:
    file = converted.folder / "drawn.yaml"
    file.write_text(organisation, encoding="utf-8")
    content, rows = _exported(run, file)
    begun = converted({"own.csv": content})
    assert begun.code == 0, begun.err
    assert _exported(run, converted.file)[1] == rows


def test_a_superior_who_heads_nothing_is_said(run: Run, converted: Converted) -> None:
    matrix = DATA / "valid" / "matrix.yaml"
    begun = converted({"own.csv": _exported(run, matrix)[0]})
    place = "row 8, column G (“reportsTo”)"
    assert f"{place}: “Deputy Fleet Director” heads no unit: written as a post of “Fleet Operations”" in begun.err


def test_who_of_several_is_meant_is_said(run: Run, converted: Converted) -> None:
    content = _exported(run, DATA / "valid" / "community.yaml")[0]
    begun = converted({"own.csv": content.replace(" (Steering Committee)", "")})  # as earlier versions wrote it
    assert "row 3, column L (“person”): who of several heads is meant is not said: taken in their order" in begun.err
    said = "row 3, column G (“reportsTo”): several are called “Chair”: taken for that of “Steering Committee”"
    assert begun.err.count(said) == 1


def test_parent_id_as_d3_writes_it(converted: Converted) -> None:
    table = "id,parentId,name\n1,,Boss\n2,{},Second\n3,1,Third\n"
    assert converted({"d3.csv": table.format(1)}).code == 0
    assert converted.units == {"Boss": None, "Second": "Boss", "Third": "Boss"}


def test_a_parent_in_no_row_is_said_and_its_unit_put_at_the_top(converted: Converted) -> None:
    table = "id,parentId,name\n1,,Boss\n2,{},Orphan\n3,1,Third\n"
    begun = converted({"d3.csv": table.format(99)})
    assert begun.code == 0
    assert converted.units == {"Boss": None, "Orphan": None, "Third": "Boss"}
    assert "row 3, column B (“parentId”): no row is called “99”, put at the top" in begun.err


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1,,Boss\n2,Bosss,Second\n3,1,Third", "no row is called “Bosss” (did you mean “Boss”?)"),
        ("1,97,Boss\n2,98,Second", "no row is called “98”"),
        ("1,,Boss\n2,99,Second\n3,1,", "no row is called “99”"),
        ("1,,Boss\n2,1,Second\n" + "\n".join(f"{row},u{row},Unit" for row in range(3, 24)), "no row is called “u23”"),
    ],
    ids=["a slip", "no parent at all", "a fault beside it", "many"],
)
def test_a_table_that_was_not_understood_is_refused(rows: str, message: str, converted: Converted) -> None:
    refused = converted({"d3.csv": f"id,parentId,name\n{rows}\n"})
    assert refused.code == 2
    assert message in refused.err


def test_staff_in_units_with_managers(converted: Converted) -> None:
    begun = converted({"Town.csv": STAFF})
    assert begun.code == 0, begun.err
    assert "4 posts, 3 units" in begun.err
    assert converted.units == {"Town": None, "Finance": "Town", "Ledger": "Finance"}
    assert converted.heads == {"Town": "CEO", "Finance": "CFO", "Ledger": "Accountant"}
    assert converted.lines == {"1": [], "2": ["1"], "3": ["2"], "4": ["3", "2"]}
    assert [duty.text for duty in converted.posts["2"].duties] == ["Keep the books", "Pay", "Collect"]
    people = {person.id: (person.name, person.email) for person in load(converted.file).people}
    assert people[converted.posts["4"].person or ""] == ("Di Fox", "di@x.org")


def test_units_of_staff_are_part_of_others(converted: Converted) -> None:
    table = "name,title,unit,parent unit,manager\nAnn,Chief,Water,Works,\nBo,Clerk,Pipes,Water,Ann\n"
    assert converted({"staff.csv": table}).code == 0
    assert converted.units == {"Works": None, "Water": "Works", "Pipes": "Water"}
    refused = converted({"staff.csv": f"{table}Cy,Clerk,Pipes,Roads,Ann\n"})
    assert "row 4, column D (“parent unit”): “Pipes” is part of “Water” in row 3" in refused.err


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("Bo; Zed", "row 4, column C (“Reports to”): no row is called “Zed”"),
        ("Bo", "row 4, column C (“Reports to”): “Bo” fits several rows (2, 3): write the id"),
        ("Cy", "row 4, column C (“Reports to”): this goes round in a circle: Cy → Cy"),
    ],
)
def test_managers_who_are_not_understood(cell: str, fault: str, converted: Converted) -> None:
    second = "Bo" if cell == "Bo" else "Di"
    refused = converted({"staff.csv": f"Name,Age,Reports to\nBo,30,\n{second},40,\nCy,50,{cell}\n"})
    assert refused.code == 2
    assert fault in refused.err


def test_organograms_of_the_united_kingdom(run: Run, converted: Converted) -> None:
    begun = converted({"senior.csv": SENIOR, "junior.csv": JUNIOR})
    assert begun.code == 0, begun.err
    assert converted.units == {
        "Ministry": None,
        "Private Office": "Ministry",
        "Water": "Ministry",
        "Agency": "Ministry",
        "Dams": "Agency",
    }
    assert converted.heads == {
        "Private Office": "Permanent Secretary",
        "Water": "Director of Water",
        "Dams": "Head of Dams",
    }
    posts = converted.posts
    assert (posts["101"].person, posts["102"].person, posts["103"].person) == (None, None, "Ann Lee / Bo Kay")
    assert (posts["101"].vacant, posts["102"].vacant) == (True, False)
    assert converted.lines["engineer"] == ["103"]
    assert [duty.text for duty in posts["101"].duties] == ["Rivers", "lakes"]
    assert "Number of Posts in FTE: 12" in [note.text for note in posts["engineer"].notes]
    for said in (
        "row 6: shares the post of row 5",
        "1 row left out, whose post is no more: 7",
        "taken for an empty cell: XX (3), N/D (3), N/A (8)",
    ):
        assert said in begun.err
    assert "vacant" in run("--file", converted.file, "show", "101").out.casefold()
    assert run("--file", converted.file, "check").code == 0


def test_several_heads_and_vacant_ones(converted: Converted) -> None:
    rows = ("Unit,Parent,Job title,Held by,Acting", "Board,,Chair,Ann; Bo,", "Works,Board,Head,Vacant,")
    table = "\n".join([*rows, "Water,Works,Head,Cy,yes"])
    assert converted({"units.csv": table}).code == 0
    board, works, water = (unit for unit, _owner in traversal.units(load(converted.file)))
    assert [(post.title, post.person) for post in board.heads] == [("Chair", "Ann"), ("Chair", "Bo")]
    assert works.head
    assert water.head
    assert (works.head.person, works.head.vacant) == (None, True)
    assert (water.head.person, water.head.acting) == ("Cy", True)
    refused = converted({"units.csv": table.replace("yes", "perhaps")})
    assert "row 4, column E (“Acting”): neither yes nor no" in refused.err
    refused = converted({"units.csv": "name,parent,staff,since,also part of\nA,,few,May,Z\n"})
    for fault in (
        "C (“staff”): no number",
        "D (“since”): no date such as 2026",
        "E (“also part of”): no row is called",
    ):
        assert f"row 2, column {fault}" in refused.err


def test_two_holders_of_a_post_agree_on_all_else(converted: Converted) -> None:
    refused = converted({"senior.csv": SENIOR.replace("103,Bo Kay,SCS1,Head of Dams", "103,Bo Kay,SCS1,Head of Locks")})
    assert "row 6, column A (“Post Unique Reference”): the id “103” is that of row 5 as well" in refused.err


def test_units_and_staff_in_two_tables(converted: Converted) -> None:
    units = "Code,Name,Part of\nF,Finance,\nL,Ledger,F\n"
    staff = "Name,Job title,Department,Manager\nBo,CFO,Finance,\nCy,Clerk,L,Bo\n"
    assert converted({"units.csv": units, "staff.csv": staff}).code == 0
    assert converted.units == {"Finance": None, "Ledger": "Finance"}
    assert converted.heads == {"Finance": "CFO"}
    refused = converted({"units.csv": units, "staff.csv": staff.replace(",L,", ",Lodger,")})
    assert (
        "staff.csv: row 3, column C (“Department”): no row is called “Lodger” (did you mean “Ledger”?)" in refused.err
    )


def test_columns_that_the_user_maps(converted: Converted) -> None:
    table = "Label,Below,Who\nWorks,,Ann\nWater,Works,Bo\n"
    refused = converted({"units.csv": table})
    assert "--map name=COLUMN --map parent=COLUMN" in refused.err
    assert converted({"units.csv": table}, "--map", "name=label", "--map", "parent=B", "--map", "person=Who").code == 0
    assert converted.units == {"Works": None, "Water": "Works"}
    assert converted.heads == {"Works": "Ann", "Water": "Bo"}
    wrong = converted({"units.csv": table}, "--map", "name=Lable")
    assert "no column is called “Lable”" in wrong.err
    assert "is one of id, name," in converted({"units.csv": table}, "--map", "label=Label").err


def test_the_mapping_that_is_printed_reads_the_same(converted: Converted) -> None:
    begun = converted({"staff.csv": STAFF.replace("Duties", "Duties,Age")})
    options = begun.err.split("edit: ")[1].splitlines()[0]
    parts = [part for part in options.split("--map ") if part]
    mapping = [word for part in parts for word in ("--map", part.strip().replace('"', ""))]
    before = converted.file.read_text(encoding="utf-8")
    assert converted({"staff.csv": STAFF.replace("Duties", "Duties,Age")}, *mapping).code == 0
    assert converted.file.read_text(encoding="utf-8") == before


def test_a_role_can_be_dropped(converted: Converted) -> None:
    table = "name,parent,ref\nWorks,,A-1\n"
    assert converted({"units.csv": table}).code == 2
    assert converted({"units.csv": table}, "--map", "ref=").code == 0


CHART = """{"name": "Ann", "title": "CEO", "children": [
  {"name": "Bo \\ud83d\\ude00", "title": "CFO", "children": []},
  {"name": "Cy", "title": "COO", "children": [{"name": "Di", "title": "Clerk", "tags": [{"a": 1}]}]}
]}"""


def test_nested_lists(converted: Converted) -> None:
    begun = converted({"chart.json": CHART})
    assert begun.code == 0, begun.err
    assert converted.units == {"Ann": None, "Bo 😀": "Ann", "Cy": "Ann", "Di": "Cy"}
    assert "columns left out: tags" in begun.err
    assert converted({"chart.json": CHART}, "--map", "manager=children", "--map", "parent=").code == 0
    assert converted.units == {"chart": None}
    assert converted.lines == {"ann": [], "bo": ["ann"], "cy": ["ann"], "di": ["cy"]}


def test_yaml_lists(converted: Converted) -> None:
    content = (
        "made: 2026\nstaff:\n"
        "- {id: 1, name: Ann, title: Head, unit: Office, duties: [Lead, Sign]}\n"
        "- {id: 2, name: Bo, title: Clerk, unit: Office, reports_to: [Ann]}\n"
        "- {id: 3, name: Cy, title: Clerk, unit: Works, reports_to: {id: 1, name: Ann}}\n"
    )
    assert converted({"staff.yaml": content}).code == 0
    assert converted.lines == {"1": [], "2": ["1"], "3": ["1"]}
    assert [duty.text for duty in converted.posts["1"].duties] == ["Lead", "Sign"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            '[{"name": "A", "parent": null},\n {"name": "B",\n  "parent": "Z"}]',
            "line 2 (“parent”): no row is called “Z”",
        ),
        ("- {name: A, parent: }\n- {name: A, parent: }\n", "line 2: the same as line 1"),
        ("- {name: A, children: [{name: B}, 3]}\n", "line 1: not an item with keys and values"),
        ("just a text", "no list of units or persons"),
        ("[", "not YAML"),
        ("- {name: A, name: B}", "name"),
    ],
)
def test_lists_that_are_not_understood(content: str, fault: str, converted: Converted) -> None:
    refused = converted({"list.yaml": content})
    assert refused.code == 2
    assert fault in refused.err


def test_every_heading_has_one_role() -> None:
    headings = [name.strip() for names in columns.HEADINGS.values() for name in names.split("|")]
    keys = [columns.heading_key(heading) for heading in headings]
    repeated = {heading for heading, key in zip(headings, keys, strict=True) if keys.count(key) > 1}
    assert not repeated
    assert columns.heading_key("parentId") == columns.heading_key("Parent-ID") == columns.heading_key("PARENT_ID")


HEADINGS = st.sampled_from(
    ["id", "name", "parent", "unit", "manager", "title", "person", "vacant", "email", "ref", "duties", "aliases", "x"]
)
CELLS = st.one_of(
    st.sampled_from(["", "a", "b", "A; b", "Vacant", "N/D", "1.2", "a@b.c", "'=1", "Eliminated", "0", "yes", "\u0001"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
TABLES = st.lists(HEADINGS, min_size=1, max_size=7).flatmap(
    lambda headings: st.tuples(
        st.just(headings), st.lists(st.lists(CELLS, max_size=len(headings)), min_size=1, max_size=6)
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(TABLES, min_size=1, max_size=2), dropped=HEADINGS)
def test_any_tables_give_a_file_or_a_reason(
    tables: list[tuple[list[str], list[list[str]]]], dropped: str, tmp_path: Path
) -> None:
    file, argv = tmp_path / "organisation.yaml", ["--map", f"{dropped}="] if dropped in columns.NAMES else []
    for number, (headings, rows) in enumerate(tables):
        stream = io.StringIO()
        csv.writer(stream).writerows([headings, *rows])
        (tmp_path / f"{number}.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
        argv += ["--from-csv", str(tmp_path / f"{number}.csv")]
    code = main(["init", str(file), "--force", *argv])
    assert code in {0, 2}
    if code == 0:
        assert load(file).units


ITEMS = st.recursive(
    CELLS | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "parent", "children", "manager", "title", "unit"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=ITEMS)
def test_any_list_gives_a_file_or_a_reason(data: object, tmp_path: Path) -> None:
    file, source = tmp_path / "organisation.yaml", tmp_path / "list.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    code = main(["init", str(file), "--force", "--from-json", str(source)])
    assert code in {0, 2}
    if code == 0:
        assert load(file).units

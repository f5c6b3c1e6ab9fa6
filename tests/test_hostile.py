"""What a file, a text or a name says is text in every output: no command, no format lets it be anything else."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import xml.etree.ElementTree as ET
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import rdflib
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import Screen
from orgcli.cli.main import main
from orgcli.export import registry
from orgcli.org import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x07\x1b]*;(?:https?://[!-~]*)?\x1b\\")
"""What an answer in colour may hold: colours, and links to addresses of plain characters."""
MARKS = [
    *("<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "</title>", "<!--", "]]>", "&lt;", "&#27;"),
    *(
        '"',
        "'",
        "`",
        "\\",
        "\\x1b[31m",
        "{ref}",
        "{0}",
        "%s",
        "$(id)",
        "!!",
        "[red]",
        "[/]",
        ":smile:",
        "\N{PILE OF POO}",
    ),
    *(
        "# ",
        "- ",
        "---",
        "1. ",
        "*a*",
        "_a_",
        "[a](https://x.invalid)",
        "![a](x)",
        "    a",
        "|",
        "=1+1",
        "@a",
        "+1",
        "\t",
    ),
    *(
        "\n",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\ufeff",
        "#a",
        "a: b",
        "? ",
        "::error::",
        "%0A",
        "&a",
        "*a",
        "<<",
        "~",
    ),
]
ALL_MARKS = ["".join(MARKS[start::2]) for start in (0, 1)]
HOSTILE = st.one_of(
    st.lists(st.sampled_from([*MARKS, "a", " "]), min_size=1, max_size=6).map("".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20),
).map(lambda text: f"{text}z")
FIELDS = (
    "name",
    "title",
    "symbol",
    "unit",
    "kind",
    "alias",
    "keyword",
    "head",
    "person",
    "duty",
    "limit",
    "note",
    "body",
)
TEXTS = st.fixed_dictionaries(dict.fromkeys(FIELDS, HOSTILE))
BUDGET = settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow], print_blob=False)
COMMANDS = (
    *(["tree"], ["tree", "--heads"], ["tree", "--json"], ["tree", "--plain"], ["tree", "--duties"]),
    *(["show", "a"], ["show", "a", "--json"], ["show", "h", "--plain"], ["show", "b"], ["show", "g"]),
    *(["path", "a", "c"], ["path", "c", "--json"], ["path", "c", "--prose"], ["path", "c", "--plain"]),
    *(
        ["cite", "2.1"],
        ["cite", "2.1", "--json"],
        ["cite", "2.1", "--plain"],
        ["check"],
        ["check", "--info", "--plain"],
    ),
    *(["check", "--info", "--format", "github"], ["check", "--info", "--format", "json"]),
)


FORMS_OF_DIFF = ("markdown", "json", "github", "turtle")


def organisation(text: dict[str, str]) -> dict[str, Any]:
    """Return an organisation whose every text is one of these."""
    superior = {"post": "h", "ref": "2.1", "condition": text["limit"]}
    duty = {
        "text": text["duty"],
        "ref": "2.1",
        "keywords": [text["keyword"]],
        "links": [{"type": "advises", "with": "b"}],
    }
    below = {"id": "c", "name": text["alias"], "head": {"id": "ch", "title": text["head"], "reports_to": [superior]}}
    head = {"id": "h", "title": text["head"], "person": text["person"], "notes": [{"text": text["note"]}]}
    unit = {"id": "a", "name": text["unit"], "kind": text["kind"], "aliases": [text["alias"]], "ref": "2.1"}
    unit |= {"head": head, "duties": [duty], "notes": [{"text": text["note"]}], "units": [below]}
    return {
        "name": text["name"],
        "source": {"title": text["title"], "symbol": text["symbol"], "url": "https://x.invalid/{ref}?a=(1)&b=*_[]#c"},
        "units": [unit],
        "groups": [{"id": "g", "name": text["title"], "units": ["c"], "duties": [duty]}],
        "bodies": [{"id": "b", "name": text["body"], "kind": text["kind"]}],
    }


def answer(*argv: str, screen: bool = False) -> str:
    """Return all that a command prints; none may end in a traceback."""
    out, err = Screen() if screen else io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(argv) in {0, 1, 2}
    assert "internal error" not in err.getvalue()
    return out.getvalue() + err.getvalue()


@given(text=TEXTS)
@BUDGET
@example(text=dict.fromkeys(FIELDS, ALL_MARKS[0]))
@example(text=dict.fromkeys(FIELDS, ALL_MARKS[1]))
def test_no_answer_holds_a_control_character(text: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_text(yaml.safe_dump(organisation(text)), encoding="utf-8")
        for command in (*COMMANDS, ["find", text["duty"]], ["show", text["body"]], ["cite", text["limit"]]):
            arguments = ("--file", str(file), command[0], *command[1:-1], *(["--", command[-1]] if command[1:] else []))
            if command[-1].startswith("--"):
                arguments = ("--file", str(file), *command)
            assert not CONTROLS.search(answer(*arguments)), arguments
            if "--format" not in command:
                shown = answer("--color", "always", *arguments, screen=True)
                assert not CONTROLS.search(STYLES.sub("", shown)), arguments


@given(old=TEXTS, new=TEXTS)
@BUDGET
@example(old=dict.fromkeys(FIELDS, ALL_MARKS[0]), new=dict.fromkeys(FIELDS, ALL_MARKS[1]))
def test_nor_does_what_changed(old: dict[str, str], new: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("old.yaml", "new.yaml")]
        data = [organisation(old), organisation(new)]
        data[1]["groups"] = []
        data[1]["units"][0]["units"] = [{"id": "d", "name": new["alias"], "duties": [{"text": old["duty"]}]}]
        for file, content in zip(files, data, strict=True):
            file.write_text(yaml.safe_dump(content), encoding="utf-8")
        for options in (
            ["--guess"],
            ["--stat"],
            ["--json"],
            ["--plain"],
            *(["--format", form] for form in FORMS_OF_DIFF),
        ):
            shown = answer("diff", *map(str, files), *options)
            assert not CONTROLS.search(shown), options
            if options[-1] == "markdown":
                page = Elements(MarkdownIt("commonmark").render(shown))
                assert page.tags <= {"h2", "h3", "p", "ul", "li", "strong"}, page.tags
                assert plain(load.load(files[1]).units[0].name) in plain("".join(page.text))
            elif options[-1] == "github":
                assert all(line.startswith("::notice file=") for line in shown.splitlines())
            elif options[-1] == "turtle":
                graph = rdflib.Graph().parse(data=shown, format="turtle", publicID="https://x.invalid/")
                assert len(set(graph.subjects(rdflib.RDF.type, None))) == shown.count("a org:ChangeEvent")
        tree = ("--file", str(files[1]), "tree", "--since", str(files[0]))
        assert not CONTROLS.search(answer(*tree) + answer(*tree, "--plain"))
        for command in (("diff", *map(str, files)), tree):
            shown = answer("--color", "always", *command, screen=True)
            assert not CONTROLS.search(STYLES.sub("", shown))
        page = Elements(answer("--file", str(files[1]), "export", "html", "--since", str(files[0])))
        assert "img" not in page.tags


@given(old=TEXTS, new=TEXTS)
@BUDGET
@example(old=dict.fromkeys(FIELDS, ALL_MARKS[0]), new=dict.fromkeys(FIELDS, ALL_MARKS[1]))
def test_nor_does_a_history(old: dict[str, str], new: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = [organisation(old), organisation(new)]
        data[1]["groups"] = []
        data[1]["units"][0]["units"] = [{"id": "d", "name": new["alias"], "formerly": ["c"]}]
        for year, content in zip((2001, 2005), data, strict=True):
            Path(folder, f"{year}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
        for asked in (["a"], ["c"], ["ch"], ["b"], ["a", "--json"], ["d", "--plain"]):
            shown = answer("--file", folder, "history", *asked)
            assert not CONTROLS.search(shown), asked
            drawn = answer("--file", folder, "--color", "always", "history", *asked, screen=True)
            assert not CONTROLS.search(STYLES.sub("", drawn)), asked
        assert not CONTROLS.search(answer("--file", folder, "tree", "--as-of", "1990-01-01"))
        assert not CONTROLS.search(answer("check", folder, "--info"))


@given(text=HOSTILE)
@BUDGET
@example(text="\x1b]0;title\x07\x9b2J\u202e")
def test_nor_does_a_name_of_a_file_or_an_official_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        official = Path(folder) / "text.txt"
        official.write_text(f"2.1 {text} and more words\n", encoding="utf-8")
        file = Path(folder) / f"{text.replace('/', ' ').replace(chr(0), ' ')[:60]}.yaml"
        file.write_text(
            "lang: fr\nunits: [{id: a, name: A, ref: '2.1', duties: [{ref: '9.9', text: B}]}]", encoding="utf-8"
        )
        for command in (["check"], ["cite", "2.1"], ["cite", "2.1", "--plain"], ["cite", "2.1", "--json"]):
            assert not CONTROLS.search(answer("--file", str(file), "--text", str(official), *command))
        assert not CONTROLS.search(answer("check", str(file), "--against", str(official)))
        assert not CONTROLS.search(answer("--file", str(Path(folder) / f"no {file.name}"), "tree"))


class Elements(HTMLParser):
    """Collect the elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _value in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def of_json(shown: str) -> Iterator[str]:
    yield json.loads(shown)["units"][0]["name"]


def of_yaml(shown: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_text(shown, encoding="utf-8")
        yield load.load(file).units[0].name


def of_graphml(shown: str) -> Iterator[str]:
    yield nx.read_graphml(io.BytesIO(shown.encode())).nodes["a"]["label"]


def of_turtle(shown: str) -> Iterator[str]:
    graph = rdflib.Graph().parse(data=shown, format="turtle", publicID="https://x.invalid/")
    label = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    yield from map(str, graph.objects(rdflib.URIRef("https://x.invalid/#a"), label))


EXACT = {"json": of_json, "yaml": of_yaml, "graphml": of_graphml, "turtle": of_turtle}
"""Formats from which programs read: the strings come back as they are."""


def of_csv(shown: str) -> Iterator[str]:
    yield next(iter(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff")))))["name"].removeprefix("'")


def of_svg(shown: str) -> Iterator[str]:
    yield from ("".join(node.itertext()) for node in ET.fromstring(shown.encode()).iter())  # noqa: S314 - our own


def of_markdown(shown: str) -> Iterator[str]:
    page = Elements(MarkdownIt("commonmark").enable("table").render(shown))
    assert page.tags <= {"h1", "h2", "h3", "p", "a", "ul", "li", "strong"}, page.tags
    yield from page.text
    yield "".join(page.text)


def of_html(shown: str) -> Iterator[str]:
    page = Elements(shown)
    assert "img" not in page.tags
    yield "".join(page.text)


SHOWN = {"csv": of_csv, "svg": of_svg, "markdown": of_markdown, "html": of_html}
"""Formats that people look at: what would act on a screen is replaced by a visible sign."""


def plain(text: str) -> str:
    """Return a text without what a format for people may alter: blanks, and characters that are not seen."""
    return re.sub(r"[\W_]", "", re.sub(r"\\u[0-9a-f]{4}", "", text))


@given(text=TEXTS)
@BUDGET
@example(text=dict.fromkeys(FIELDS, ALL_MARKS[0]))
@example(text=dict.fromkeys(FIELDS, ALL_MARKS[1]))
@example(text=dict.fromkeys(FIELDS, "--- z"))
def test_every_format_is_read_back_by_its_own_parser(text: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_text(yaml.safe_dump(organisation(text)), encoding="utf-8")
        name = load.load(file).units[0].name
        for form in registry.FORMATS:
            shown = answer("--file", str(file), "export", form)
            allowed = shown.removeprefix("\ufeff").replace("\r\n", "\n")
            assert not CONTROLS.search(allowed), form
            if form in EXACT:
                assert name in list(EXACT[form](shown)), form
            elif form in SHOWN:
                assert any(plain(name) in plain(one) for one in SHOWN[form](shown)), form


@pytest.mark.parametrize("code", [0x07, 0x0B, 0x1B, 0x7F, 0x85, 0x9B, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
@pytest.mark.parametrize("field", FIELDS)
def test_a_control_character_is_refused_with_its_place(run: Run, tmp_path: Path, code: int, field: str) -> None:
    file = tmp_path / "org.yaml"
    content = json.dumps(organisation(dict.fromkeys(FIELDS, "safe") | {field: "HERE"}), indent=1)
    file.write_text(content.replace("HERE", f"a\\U{code:08x}"), encoding="utf-8")
    line = next(number for number, line in enumerate(content.splitlines(), 1) if "HERE" in line)
    for command in (["tree"], ["export", "json"], ["find", "a"]):
        refused = run("--file", file, *command)
        assert (refused.code, refused.out) == (2, "")
        assert f"{file}:{line}:" in refused.err
        assert " E111 " in refused.err
    assert run("check", file).code == 2


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://x/ y",
            "https://x/\n",
            'https://x/"',
            "https://x/'",
            "https://x/<b>",
            "https://x/{id}",
            "https://x/\u202e",
        ),
        *("javascript:alert(1)", "ftp://x", "file:///etc/passwd", "https://", "//x", "https://x/\u200b", "https://x/`"),
    ],
)
def test_an_address_is_one_of_the_web(run: Run, tmp_path: Path, address: str) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(yaml.safe_dump({"source": {"title": "T", "url": address}, "units": [{"id": "a", "name": "A"}]}))
    assert run("--file", file, "tree").code == 2
    assert " E105 " in run("check", file).out
    sound = "https://x.invalid/é/{ref}?a=(1)&b=%20#c;~d,e@f"
    file.write_text(yaml.safe_dump({"source": {"title": "T", "url": sound}, "units": [{"id": "a", "name": "A"}]}))
    assert run("--file", file, "tree").code == 0


COMMAND = "::error file=x,title=y::a%0A::warning::b\n::stop-commands::c\n##[error]d"


@pytest.fixture
def commands(tmp_path: Path) -> tuple[Path, Path]:
    """Return two texts, every word of which is a command to the runner of GitHub Actions; so is the second's name."""
    old, new = tmp_path / "old.yaml", tmp_path / f"{COMMAND.replace('/', '')}.yaml"
    for file, end in ((old, "1"), (new, "2")):
        text = dict.fromkeys(FIELDS, COMMAND + end)
        file.write_text(yaml.safe_dump(organisation(text), default_style="|"), encoding="utf-8")
    return old, new


def test_remarks_for_github_are_one_command_each(commands: tuple[Path, Path], run: Run) -> None:
    old, new = commands
    faulty = new.with_name(f"{new.stem}-faulty.yaml")
    faulty.write_text(yaml.safe_dump({"units": [{"id": "a", "name": "A", COMMAND: "b"}]}), encoding="utf-8")
    for shown in (run("diff", old, new, "--format", "github"), run("check", faulty, "--format", "github")):
        lines = shown.out.splitlines()
        assert lines
        for line in lines:
            _start, command, _message = line.split("::", 2)
            level, _blank, properties = command.partition(" ")
            keys = [field.partition("=")[0] for field in properties.split(",")]
            assert level in {"error", "warning", "notice"}
            assert keys in (["file", "line", "title"], ["file", "line", "col", "title"])


@pytest.mark.parametrize(
    "question", [["tree"], ["tree", "--plain"], ["list"], ["show", "a"], ["find", "stop"], ["check"], ["cite", "2.1"]]
)
def test_no_answer_gives_commands_to_the_runner_of_github(
    question: list[str], commands: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    damaged = commands[0].with_name("damaged.yaml")
    damaged.write_text(f"units:\n- {{id: a, name: A}}\n{COMMAND}\n")
    for file in (*commands, damaged, commands[1].with_suffix(".none")):
        shown = run("--file", file, *question)
        for line in (shown.out + shown.err).splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line


@given(old=TEXTS, new=TEXTS)
@BUDGET
@example(old=dict.fromkeys(FIELDS, ALL_MARKS[0]), new=dict.fromkeys(FIELDS, ALL_MARKS[1]))
def test_a_page_that_marks_changes_has_no_other_elements(old: dict[str, str], new: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "old.yaml", Path(folder) / "new.yaml"]
        for file, text in zip(files, (old, new), strict=True):
            parts = organisation(text)
            parts["units"].append({"id": file.stem, "name": text["title"]})
            file.write_text(yaml.safe_dump(parts), encoding="utf-8")
        page = answer("--file", str(files[1]), "export", "html", "--since", str(files[0]))
    assert not CONTROLS.search(page)
    assert Elements(page).tags == Elements(answer("export", "html")).tags

"""The exported page in a real browser: all that a person would do with it."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import yaml

from conftest import BUNDLED, DATA, MATRIX
from orgcli.cli.main import main
from orgcli.export import registry
from orgcli.graph import details, reporting
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import clauses, load
from orgcli.render import plain
from orgcli.search import engine
from orgcli.search.index import Index
from test_export import NASTY, nasty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run
    from orgcli.graph.reporting import ReportingLine

webdriver = pytest.importorskip("selenium.webdriver")
from selenium.webdriver.common.by import By  # noqa: E402 - only where selenium is
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

__all__ = ["nasty"]

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MODULES = Path(os.environ.get("ORGCLI_TEST_MODULES", Path(tempfile.gettempdir()) / "orgcli-test-modules"))
AXE = MODULES / "node_modules/axe-core/axe.min.js"
MERMAID = MODULES / "node_modules/mermaid/dist/mermaid.min.js"
FLAGS = [
    "headless",
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-dev-shm-usage",
    "window-size=1500,950",
]
POLICE = "force-de-police-permanente"

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and its driver are not installed")


class Page:
    """A page that is open, and the few things that tests do to it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, file: Path, name: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get(f"{file.as_uri()}{f'#{name}' if name else ''}")

    def js(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def at(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def box(self, name: str) -> Any:
        return self.at(f'.box[data-id="{name}"]')

    def boxes(self, kind: str = "") -> set[str]:
        return set(
            self.js("return [...document.querySelectorAll(arguments[0])].map(b => b.dataset.id)", f"{kind} .box")
        )

    def width(self, name: str) -> float:
        return float(self.js("return arguments[0].getBoundingClientRect().width", self.box(name)))

    def click(self, selector: str) -> None:
        self.js("arguments[0].click()", self.at(selector))

    def until(self, true: Any) -> None:
        WebDriverWait(self.driver, 10, poll_frequency=0.02).until(lambda _driver: true())

    def title(self) -> str:
        return str(self.js("return document.querySelector('#panel:not([hidden]) h2')?.textContent ?? ''"))

    def card(self, name: str) -> None:
        self.until(lambda: self.title() == name)

    def search(self, words: str) -> list[str]:
        self.js(
            "const field = document.getElementById('words'); field.value = arguments[0];"
            "field.dispatchEvent(new Event('input'))",
            words,
        )
        return [found.text for found in self.all(".result b")]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def focus(self) -> str | None:
        found = self.js("return document.activeElement?.dataset.id ?? null")
        return None if found is None else str(found)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def media(self, **features: str) -> None:
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": named})

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        facts = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", facts)


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in [*FLAGS, f"user-data-dir={profile}"]:
            options.add_argument(f"--{flag}")
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        yield Page(driver)
        driver.quit()


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    browser.complaints()
    yield browser
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.media()
    assert browser.complaints() == []


def written(folder: Path, name: str, *argv: str) -> Path:
    file = folder / f"{name}.html"
    assert (
        main(["export", "html", "--output", str(file), *(argv if "--lang" in argv else ("--lang", "en", *argv))]) == 0
    )
    return file


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("page"), "department", "--file", str(BUNDLED))


@pytest.fixture(scope="module")
def seagrave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("page"), "seagrave", "--file", str(MATRIX))


def test_the_page_is_one_small_file_without_addresses_of_its_own(department: Path) -> None:
    content = department.read_text(encoding="utf-8")
    assert len(content.encode()) < 400_000
    assert not re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", content)


def test_the_whole_chart_is_drawn(page: Page, department: Path) -> None:
    page.open(department)
    built = Organisation.of(load.load(BUNDLED))
    assert set(built.ids_of(Kind.UNIT)) <= page.boxes()
    frames = page.js("return [...document.querySelectorAll('.box')].map(b => b.getBoundingClientRect().toJSON())")
    for position, one in enumerate(frames):
        for other in frames[position + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    assert len(page.at("path.line").get_attribute("d").split("M")) >= len(built.ids_of(Kind.UNIT))


def test_a_branch_closes_and_opens(page: Page, department: Path) -> None:
    page.open(department)
    toggle = '.box[data-id="division-police"] .toggle'
    page.click(toggle)
    assert POLICE not in page.boxes()
    assert page.box("division-police").get_attribute("aria-expanded") == "false"
    page.click(toggle)
    assert POLICE in page.boxes()
    page.click("#collapse")
    assert POLICE not in page.boxes()
    page.click("#expand")
    assert POLICE in page.boxes()


def test_zoom(page: Page, department: Path) -> None:
    page.open(department)
    width = page.width("departement")
    page.click("#larger")
    assert page.width("departement") > width
    page.click("#smaller")
    page.click("#smaller")
    assert page.width("departement") < width
    page.click("#fit")
    assert page.js("const s = document.getElementById('stage'); return s.scrollWidth <= s.clientWidth + 1")


def test_a_click_shows_the_card_and_lights_the_reporting_line(page: Page, department: Path) -> None:
    page.open(department)
    page.click(f'.box[data-id="{POLICE}"] b')
    page.card("Force de police permanente")
    text = page.at("#panel").text
    for wanted in ("administrateur général", "8.13", "Conseiller pour les questions de police", "Secrétaire général"):
        assert wanted in text
    assert {POLICE, "division-police", "departement", "secretaire-general"} <= page.boxes(".lit >")
    assert "bureau-operations" not in page.boxes(".lit >")
    assert page.at("path.lit").get_attribute("d")
    clause = page.at("#panel .clause a")
    assert clause.get_attribute("href").startswith("https://")
    assert clause.get_attribute("rel") == "noopener noreferrer"


def test_links_lead_on_and_the_way_back_is_kept(page: Page, department: Path) -> None:
    page.open(department, POLICE)
    page.card("Force de police permanente")
    page.click('#panel a[href="#division-police"]')
    page.card("Division de la police")
    assert page.js("return location.hash") == "#division-police"
    page.driver.back()
    page.card("Force de police permanente")
    page.driver.forward()
    page.card("Division de la police")
    assert page.driver.title.startswith("Division de la police")


@pytest.mark.parametrize("name", [POLICE, "Force%20de%20police%20permanente", "conseiller-police", "UNMAS"])
def test_an_address_means_a_unit(page: Page, department: Path, name: str) -> None:
    page.open(department, name)
    wanted = {"conseiller-police": "Conseiller pour les questions de police", "UNMAS": "Service de la lutte antimines"}
    page.card(wanted.get(name, "Force de police permanente"))


@pytest.mark.parametrize("name", ["no", "%zz", "%3Cimg%20src=x%20onerror=alert(1)%3E", "divison-de-la-police"])
def test_an_address_that_means_nothing_is_said(page: Page, department: Path, name: str) -> None:
    page.open(department, name)
    page.until(lambda: unquote(name) in page.title())
    assert not page.all("img")
    near = [hit.text for hit in page.all(".result b")]
    assert ("Division de la police" in near) == name.startswith("divison")
    page.click("#close")
    page.until(lambda: page.title() == "")


def test_the_box_of_a_deputy_opens_the_card_of_the_deputy(page: Page, department: Path) -> None:
    page.open(department)
    page.click('.box[data-id="conseiller-adjoint-police"] b')
    page.card("Conseiller adjoint pour les questions de police")
    assert re.search(r"STANDS IN FOR\s+Conseiller pour les questions de police \(8\.6\)", page.at("#panel").text)
    assert page.box("conseiller-adjoint-police").get_attribute("aria-selected") == "true"
    page.click("#panel h3 + p a, #panel p a")
    page.card("Division de la police")
    assert re.search(r"DEPUTY\s+Conseiller adjoint pour les questions de police \(8\.6\)", page.at("#panel").text)


STATED = """
const [ids, done] = arguments;
const text = (one) => one.textContent.replaceAll('\\u00a0', ' ');
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const stated = () => ({
  title: document.querySelector('#panel:not([hidden]) h2')?.textContent ?? '',
  lines: all('#panel .steps').map((line) => all('li', line).map((step) => [
    text(step.querySelector('a')), step.querySelector('.clause') ? text(step.querySelector('.clause')).trim() : null,
    step.querySelector('div') ? text(step.querySelector('div')) : null,
  ])),
  text: text(document.getElementById('panel')),
  clauses: all('#panel h3').filter(title => title.textContent === 'Clauses').flatMap(title =>
    text(title.nextElementSibling).split(', ')),
});
const changed = () => new Promise((next) => addEventListener('hashchange', () => setTimeout(next), { once: true }));
(async () => {
  const cards = [];
  for (const id of ids) {
    const drawn = changed();
    location.hash = encodeURIComponent(id);
    await drawn;
    cards.push(stated());
  }
  done(cards);
})();
"""
"""What the card of each node says, the page being at no node before."""


@pytest.mark.parametrize("which", ["bundled", "matrix", "community"])
def test_every_card_says_what_show_and_path_say(page: Page, tmp_path: Path, which: str) -> None:
    file = {"bundled": BUNDLED, "matrix": MATRIX, "community": MATRIX.parent / "community.yaml"}[which]
    page.open(written(tmp_path, which, "--file", str(file)))
    org = Organisation.of(load.load(file))
    for node_id, said in zip(org, page.driver.execute_async_script(STATED, [*org]), strict=True):
        assert said["title"] == org.title(node_id)
        card = details.card(org, node_id, with_below=bool(details.card(org, node_id).below.few))
        stated = [duty.text for duty in card.duties] + [link.with_.name for link in card.links]
        stated += [unit.name for unit in card.units] + [
            post.title for post in (*card.heads, *card.posts, *card.deputies)
        ]
        stated += [unit.name for unit in card.also_part_of]
        assert [word for word in ("undefined", "null") if word in said["text"]] == []
        assert [text for text in stated if _spaced(text) not in said["text"]] == []
        assert said["clauses"] == [_spaced(clauses.label(ref)) for ref in card.refs]
        lines = [_superiors(line) for line in reporting.lines_up(org, node_id).lines if len(line.steps) > 1]
        assert said["lines"][:1] == lines[:1], node_id
        assert sorted(map(str, said["lines"])) == sorted(map(str, lines)), node_id


def _superiors(line: ReportingLine) -> list[list[str | None]]:
    """Return each superior on a line with the clause and the condition of the step that leads to it."""
    return [
        [
            _spaced(above.post),
            _spaced(f"({clauses.label(step.ref)})") if step.ref and not step.inferred else None,
            _spaced(plain.limits(step)) or None,
        ]
        for step, above in pairwise(line.steps)
    ]


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("size", [(1280, 800), (1600, 1000), (390, 844)])
def test_the_page_opens_fitted_to_the_window(page: Page, department: Path, size: tuple[int, int]) -> None:
    page.size(*size, phone=size[0] < 500)
    page.open(department)
    assert (
        page.js(
            "const s = document.getElementById('stage').getBoundingClientRect();"
            "return [...document.querySelectorAll('.box')].filter(box => { const b = box.getBoundingClientRect();"
            "return b.top < s.top || b.left < s.left || b.right > s.right || b.bottom > s.bottom})"
            ".map(b => b.textContent)"
        )
        == []
    )
    assert page.width("departement") > 216 * 0.6 - 1


def test_the_colours_have_a_key(page: Page, department: Path) -> None:
    page.open(department)
    colour = "return getComputedStyle(arguments[0]).borderLeftColor"
    key = {entry.text: page.js(colour, entry) for entry in page.all(".kind-key")}
    assert len(key) == len(set(key.values())) == 10
    assert key["division"] == page.js(colour, page.box("division-police"))
    assert key["service"] == page.js(colour, page.box("service-lutte-antimines"))


def test_a_hit_shows_head_duty_and_clause(page: Page, department: Path) -> None:
    page.open(department)
    page.search("budgets")
    hits = [hit.text for hit in page.all(".result")]
    first = next(hit for hit in hits if hit.startswith("Section de la gestion et du contrôle des programmes"))
    assert "Head: Chef de la Section de la gestion et du contrôle des programmes" in first.replace("\u202f", " ")
    assert "budgets" in first
    assert "(8.25\u00a0a))" in first or "(8.25 a))" in first


@pytest.mark.parametrize("which", ["bundled", "matrix"])
def test_an_exact_name_comes_first_as_in_find(page: Page, tmp_path: Path, which: str) -> None:
    file = {"bundled": BUNDLED, "matrix": MATRIX, "community": MATRIX.parent / "community.yaml"}[which]
    page.open(written(tmp_path, which, "--file", str(file)))
    org = Organisation.of(load.load(file))
    index = Index(org)
    called = [name for node_id in org for name in (org.title(node_id), *(a.name for a in org.item(node_id).aliases))]
    first_hit = (
        "const field = document.getElementById('words'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input')); return document.querySelector('.result b').textContent"
    )
    for name in sorted(set(called))[::8]:  # each eighth: all take minutes
        assert page.js(first_hit, name) == engine.search(org, name, index=index).results[0].unit.name, name


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("lutte antimines", "Service de la lutte antimines"),
        ("LUTTE  ANTI-MINES", "Service de la lutte antimines"),
        ("demineurs deminage", "Service de la lutte antimines"),
        ("mine action", "Service de la lutte antimines"),
        ("forces de police permanentes", "Force de police permanente"),
        ("centres de situations", "Centre de situation"),
        ("standing police", "Force de police permanente"),
    ],
)
def test_search_forgives(page: Page, department: Path, words: str, first: str) -> None:
    page.open(department)
    assert page.search(words)[0] == first
    assert "searching" in page.at("#canvas").get_attribute("class")
    shown = page.boxes(".match >")
    assert shown
    assert len(shown) < len(page.boxes())
    page.search("")
    assert not page.boxes(".match >")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Wer ist für den Datenschutz da?", "Referat ZS E"),
        ("Vor was warnt man bei den Sturmfluten", "Referat II D"),
        ("Referat IV C", "Referat IV C"),
        ("I A 1", "Referat I A 1"),
    ],
)
def test_words_of_grammar_of_the_language_of_the_file_do_not_count(
    page: Page, tmp_path: Path, asked: str, first: str
) -> None:
    page.open(written(tmp_path, "ministry", "--file", str(MATRIX.parent / "ministry.de.yaml")))
    assert page.search(asked)[0] == first


def test_search_finds_nothing_says_so_and_marks_what_it_found(page: Page, department: Path) -> None:
    page.open(department)
    assert page.search("cantine zzz") == []
    assert page.title() == "Nothing found"
    page.search("budgets")
    assert any(mark.text.casefold() == "budgets" for mark in page.all("#panel mark"))
    assert "found" in page.js("return document.getElementById('status').textContent")


def test_other_reporting_lines_are_dotted_and_the_view_switches(page: Page, department: Path) -> None:
    page.open(department)
    dots = page.js("return getComputedStyle(document.querySelector('path.cross')).strokeDasharray")
    assert dots != "none"
    page.click("#reporting")
    parent = "return document.querySelector(arguments[0]).closest('ul').closest('li').firstElementChild.dataset.id"
    assert page.js(parent, '.box[data-id="section-gestion-missions"]') == "conseiller-adjoint-police"
    assert page.at("#reporting").get_attribute("aria-pressed") == "true"
    page.click("#composition")
    assert page.js(parent, '.box[data-id="section-gestion-missions"]') == "division-police"


def test_the_keyboard_alone_is_enough(page: Page, department: Path) -> None:
    page.open(department)
    page.js("document.querySelector('.box[tabindex=\"0\"]').focus()")
    assert page.focus() == "departement"
    page.press(Keys.ARROW_RIGHT)
    assert page.focus() == "bureau-sga"
    page.press(Keys.ARROW_LEFT)
    assert page.box("bureau-sga").get_attribute("aria-expanded") == "false"
    page.press(Keys.ARROW_DOWN)
    assert page.focus() == "division-politiques"
    page.press(Keys.ARROW_UP, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    page.card("Secrétariat du Secrétaire général adjoint")
    page.press(Keys.ARROW_LEFT)
    assert page.focus() == "bureau-sga"
    page.press(Keys.END)
    last = page.focus()
    page.press(Keys.HOME)
    assert page.focus() != last
    page.press("c")
    assert page.box(page.focus() or "").text.casefold().startswith("c")
    page.press("/")
    assert page.js("return document.activeElement.id") == "words"
    page.press("police", Keys.ENTER)
    page.card("Division de la police")
    page.press(Keys.ESCAPE, Keys.ESCAPE)
    page.until(lambda: page.title() == "")


def test_focus_is_seen_and_one_box_is_reached_by_tab(page: Page, department: Path) -> None:
    page.open(department)
    assert len(page.all('.box[tabindex="0"]')) == 1
    page.js("document.querySelector('.box[tabindex=\"0\"]').focus()")
    page.press(Keys.ARROW_DOWN)
    style = page.js("return getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"
    assert len(page.all('.box[tabindex="0"]')) == 1


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["open", "card", "search", "reporting", "phone"])
def test_axe_finds_nothing(page: Page, department: Path, scheme: str, state: str) -> None:
    page.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    if state == "phone":
        page.size(390, 844, phone=True)
    page.open(department, POLICE if state == "card" else "")
    if state == "search":
        page.search("police")
    if state == "reporting":
        page.click("#reporting")
    page.js(f"{AXE.read_text(encoding='utf-8')}; window.axe = axe")
    found = page.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(said => "
        "done(said.violations.map(one => [one.impact, one.id, one.nodes[0].html])))"
    )
    assert found == []


def test_on_a_phone_the_chart_hangs_and_fits(page: Page, department: Path) -> None:
    page.size(390, 844, phone=True)
    page.open(department)
    assert page.js("return document.documentElement.scrollWidth") <= 390
    assert page.js("return document.getElementById('stage').scrollWidth") <= 400
    assert len(page.boxes()) < 20
    page.click('.box[data-id="departement"] b')
    page.card("Département des opérations de maintien de la paix")


def test_dark_mode_is_dark(page: Page, department: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page.media(prefers_color_scheme=scheme)
        page.open(department)
        shown = page.js("return getComputedStyle(document.body).backgroundColor")
        colours.append(sum(map(int, re.findall(r"\d+", shown)[:3])))
    assert colours[0] > 700
    assert colours[1] < 150


@pytest.mark.parametrize("paper", [(16.54, 11.69), (11.69, 8.27)], ids=["A3", "A4"])
def test_print_fits_one_sheet(page: Page, department: Path, paper: tuple[float, float]) -> None:
    page.open(department)
    facts = {"paperWidth": paper[0], "paperHeight": paper[1], "preferCSSPageSize": False, "printBackground": True}
    printed = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", facts)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert not page.all("#sheet"), "after printing the chart is back on the screen"
    assert POLICE in page.boxes()


def test_the_lexicon_helps_the_search_as_in_find(page: Page, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "archives.yaml"
    file.write_text(
        "lang: en\nunits:\n- {id: a, name: Reading Room, duties: [{text: Lend books}]}\n"
        "- {id: b, name: Outer Office, duties: [{text: Purchase equipment}, {text: Train new staff}]}\n"
    )
    page.open(written(tmp_path, "page", "--file", str(file)))
    for asked in ("formation du personnel", "buy equipment"):
        assert page.search(asked) == ["Outer Office"]
        assert run("--file", file, "find", asked).lines[0] == "Outer Office"


def test_the_page_speaks_the_language_of_the_program(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, "fr", "--lang", "fr"))
    assert page.at("html").get_attribute("lang") == "fr"
    page.open(written(tmp_path, "en", "--lang", "en"), POLICE)
    assert page.at("html").get_attribute("lang") == "en"
    assert page.at("h1").get_attribute("lang") == "fr"
    assert page.at("#panel h2").get_attribute("lang") == "fr"


def test_nothing_in_a_file_can_run(page: Page, nasty: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "nasty", "--file", str(nasty))
    assert "<script>alert" not in file.read_text(encoding="utf-8").replace("\\u003c", "")
    page.open(file, "a")
    page.card(NASTY)
    assert page.at("h1").text == NASTY
    page.search("script")
    assert page.at(".result b").text == NASTY


@pytest.mark.parametrize(
    "name",
    [
        "</script><img src=x onerror=alert(1)>",
        "</title></style><!--<script>",
        "\"onload='alert(1)' \\",
        "a\N{LINE SEPARATOR}b",
        "a\N{RIGHT-TO-LEFT OVERRIDE}b",
    ],
)
def test_a_name_is_text_wherever_it_stands(page: Page, name: str) -> None:
    post = {"id": "p", "title": name, "person": name, "duties": [{"text": name, "keywords": [name]}]}
    unit = {"id": "a", "name": name, "kind": name, "aliases": [name], "head": post, "notes": [{"text": name}]}
    org = load.validate(_document({"name": name, "units": [unit]}))
    shown = org.units[0].name.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{REPLACEMENT CHARACTER}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text("".join(registry.function("html")(org, Organisation.of(org))), encoding="utf-8")
        page.open(file)
    text_of = "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)"
    assert page.js(text_of, "h1, title, .box b, .kind-key") == [shown] * 4
    page.search(name)
    assert page.js(text_of, ".result b")[:1] == [shown]
    page.js("location.hash = encodeURIComponent(arguments[0])", "nothing " + name)
    page.until(lambda: name in page.title())
    page.click('.box[data-id="a"] b')
    page.card(shown)
    assert not page.all("img, script[src], [onload], [onerror]")


def test_the_policy_forbids_script_that_comes_from_elsewhere(browser: Page, department: Path) -> None:
    browser.open(department)
    browser.js(
        "const one = document.createElement('style'); one.textContent = 'body { display: none }';"
        "document.head.append(one)"
    )
    assert browser.at("body").is_displayed()
    with pytest.raises(Exception, match=r"Trusted|innerHTML|unsafe"):
        browser.js("document.body.innerHTML = '<img src=x onerror=alert(1)>'")
    assert browser.complaints()


def test_matrix_lines_with_two_tops(page: Page, seagrave: Path) -> None:
    page.open(seagrave, "crew-pool-north")
    page.card("Crew Pool [North]")
    assert {"crew-pool-north", "north-routes", "people", "ferries"} <= page.boxes(".lit >") | {"people"}
    assert page.all("path.cross.lit")
    assert "pay and leave" in page.at("#panel").text


FACES = ["DejaVu Sans", "Liberation Sans", "Noto Sans"]
OUTSIDE_THEIR_BOXES = """
document.querySelector('style').textContent += `text{font-family:"${arguments[0]}"!important}`;
let box = null;
const beyond = [];
const reaches = (text, frame) => {
  const {x, y, width, height} = text.getBBox();
  const across = x >= frame.x && x + width <= frame.x + frame.width + 0.5;
  if (!across || y < frame.y - 1 || y + height > frame.y + frame.height + 1) beyond.push(text.textContent);
};
const whole = document.documentElement.viewBox.baseVal;
for (const one of document.querySelectorAll('rect, text')) {
  if (one.classList.contains('box')) box = one.getBBox();
  else if (one.tagName === 'text') reaches(one, /label|sub/.test(one.getAttribute('class')) ? box : whole);
}
return beyond;
"""


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("which", ["bundled", "matrix", "wide"])
def test_the_text_of_a_picture_stays_in_its_boxes(page: Page, run: Run, tmp_path: Path, face: str, which: str) -> None:
    if face not in subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout:  # noqa: S607
        pytest.skip("the face is not installed")
    wide = tmp_path / "wide.yaml"
    names = ["W" * 60, "MWm" * 20, "Ш" * 40, "@" * 30, "CEG " * 20, "«*»" * 20, "état-major " * 9]
    units = [{"id": f"u{number}", "name": name, "kind": name[:20]} for number, name in enumerate(names)]
    for unit in units:
        unit["head"] = {"id": f"h{unit['id']}", "title": unit["name"]}
    wide.write_text(yaml.safe_dump({"name": "W" * 80, "units": units}, allow_unicode=True), encoding="utf-8")
    picture = tmp_path / "picture.svg"
    file = {"bundled": BUNDLED, "matrix": MATRIX, "wide": wide}[which]
    assert run("export", "svg", "--file", file, "--output", picture).code == 0
    page.open(picture)
    assert page.js(OUTSIDE_THEIR_BOXES, face) == []


@pytest.mark.skipif(not MERMAID.exists(), reason="mermaid is not installed")
@pytest.mark.parametrize("which", ["bundled", "matrix", "nasty"])
def test_mermaid_parses_and_draws(page: Page, run: Run, nasty: Path, tmp_path: Path, which: str) -> None:
    file = {"bundled": BUNDLED, "matrix": MATRIX, "nasty": nasty}[which]
    shown = run("export", "mermaid", "--file", file).out
    shutil.copy(MERMAID, tmp_path / "mermaid.min.js")
    host = tmp_path / "mermaid.html"
    host.write_text("<!doctype html><meta charset='utf-8'><script src='mermaid.min.js'></script>", encoding="utf-8")
    page.open(host)
    drawn = page.driver.execute_async_script(
        "const [text, done] = arguments; mermaid.initialize({startOnLoad: false});"
        "mermaid.parse(text).then(() => mermaid.render('chart', text)).then(({svg}) => {"
        "const made = new DOMParser().parseFromString(svg, 'text/html');"
        "done([...made.querySelectorAll('.node')].map(node => node.textContent)) }, said => done(String(said)))",
        shown,
    )
    assert isinstance(drawn, list), drawn
    built = Organisation.of(load.load(file))
    if which == "nasty":
        assert any("<script>alert(1)</script>" in text for text in drawn)
    else:
        for name in built.ids_of(Kind.UNIT):
            assert any(built.title(name) in text for text in drawn)


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of an organisation of 10,000 units, six levels deep."""
    words = [f"{one}{two}{three}" for one in ("ba", "me", "ro") for two in ("lin", "dor", "vet") for three in "aeiou"]
    units: list[dict[str, Any]] = []
    for number in range(10_000):
        say = [words[(number * step) % len(words)] for step in range(1, 15)]
        duties = [{"ref": f"{number % 90}.{part}", "text": " ".join(say[part:])} for part in range(3)]
        head = {"id": f"p{number}", "title": f"Head {number}"}
        units.append({"id": f"u{number}", "name": f"Section {say[2]} {number}", "head": head, "duties": duties})
        if number:
            units[(number - 1) // 7].setdefault("units", []).append(units[number])
    org = load.validate(_document({"units": units[:1]}))
    file = tmp_path_factory.mktemp("page") / "ministry.html"
    registry.write(registry.function("html")(org, Organisation.of(org)), str(file))
    return file


def _document(content: dict[str, Any]) -> Any:
    from orgcli.org.yaml_reader import Document

    return Document("x", yaml.safe_dump({}), content)


def test_ten_thousand_units_open_closed_and_are_searched_at_once(page: Page, ministry: Path) -> None:
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # other work on the machine is not the page's fault
    page.open(ministry)
    opened = page.js("return performance.getEntriesByType('navigation')[0].domComplete")
    assert len(page.boxes()) < 200
    assert opened < 2000 * busy
    page.search("wait until all is read")
    taken = [
        page.js(
            "const field = document.getElementById('words'); field.value = arguments[0];"
            "const start = performance.now(); field.dispatchEvent(new Event('input'));"
            "return performance.now() - start",
            words,
        )
        for words in ("section 4711", "balina", "medora rovete", "Section")
    ]
    assert page.search("section 4711")[0].endswith(" 4711")
    assert sorted(taken)[len(taken) // 2] < 200 * busy, taken


def test_what_changed_since_an_old_text_is_marked(page: Page, tmp_path: Path) -> None:
    texts = [str(DATA / "history" / f"{day}.yaml") for day in ("2009-03-01", "2014-01-01")]
    page.open(written(tmp_path, "since", "--file", texts[1], "--since", texts[0]))
    page.click("#expand")
    assert page.box("cellule-donnees").text.splitlines()[-1] == "creation"
    assert page.box("magasin").text.splitlines()[-1] == "moved from: Direction de la flotte"
    gone = page.box("bureau-courrier")
    assert gone.text.splitlines() == ["Bureau du courrier", "abolition"]
    assert "line-through" in page.js("return getComputedStyle(arguments[0].querySelector('b')).textDecoration", gone)
    units = page.js("return [...document.querySelectorAll('[data-id]')].map((box) => box.dataset.id)")
    assert units.index("service-personnel") + 1 == units.index("bureau-courrier") == units.index("magasin") - 1
    page.js("arguments[0].click()", gone)
    page.card("Bureau du courrier")
    assert page.at("#panel .mark").text == "abolition"
    assert "APB/2009/3" in page.at("footer").text

"""The report in a browser: it asks for nothing, needs no script, and can be read by everyone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from sayso.report import write_report
from tests.report.case import RUN, build_tables

pytestmark = pytest.mark.browser
EVIL = "</script><script>document.title='owned'</script>\u202e\"'><img src=https://evil.example/x onerror=alert(1)>=1+1"
SECTIONS = ("trace", "claims", "speakers", "variants", "disagreements", "documents")
Visit = Callable[..., tuple[Page, list[str]]]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the invented case as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(write_report(build_tables(), RUN), "utf-8")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with hostile names, titles, addresses and words."""
    tables = build_tables()
    evil = tables.having(
        documents=[
            replace(d, title=EVIL, path=EVIL, url=f"javascript:alert(1)//{EVIL}", authors=(EVIL,), outlet_name=EVIL,
                    text=d.text + EVIL)
            for d in tables.documents
        ],
        regions=[],
        sources=[replace(s, name=EVIL, rule=EVIL) for s in tables.sources],
        claims=[replace(c, gist_text=EVIL, reasons=(EVIL,)) for c in tables.claims],
        inputs=[replace(i, path=EVIL, message=EVIL) for i in tables.inputs],
    )  # fmt: skip
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    path.write_text(write_report(evil, {**RUN, "name": EVIL}), "utf-8")
    return path


@pytest.fixture
def visit(browser: Browser) -> Any:
    """Opens a file and returns the page with a log of requests, console messages, dialogs and policy violations."""
    contexts = []

    def open_page(path: Path, **options: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(**options)
        contexts.append(context)
        page, log = context.new_page(), []
        page.on("request", lambda request: log.append(f"request {request.url}"))
        page.on("console", lambda message: log.append(f"console {message.text}"))
        page.on("pageerror", lambda error: log.append(f"error {error}"))
        page.on("dialog", lambda dialog: (log.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.log('policy ' + e.violatedDirective))"
        )
        page.goto(path.as_uri())
        return page, log

    yield open_page
    for context in contexts:
        context.close()


def click_everything(page: Page) -> None:
    """Opens all that is folded and follows every link inside the page."""
    for one in page.query_selector_all("summary"):
        one.evaluate("one => one.click()")
    for one in page.query_selector_all("a[href^='#']"):
        one.evaluate("one => one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")
    for key in ("n", "n", "p", "Escape", "n"):
        page.keyboard.press(key)
    page.wait_for_timeout(50)


def test_nothing_leaves_the_page(visit: Visit, report: Path) -> None:
    page, log = visit(report)
    click_everything(page)
    assert [line for line in log if line not in (f"request {report.as_uri()}", "request data:,")] == []


def test_it_is_complete_without_script(visit: Visit, report: Path) -> None:
    plain, _ = visit(report, java_script_enabled=False)
    scripted, _ = visit(report)
    for name in SECTIONS:
        assert plain.text_content(f"#{name}") == scripted.text_content(f"#{name}")
        assert len(plain.text_content(f"#{name}") or "") > 100
        assert plain.is_visible(f"#{name}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 380])
def test_axe_finds_no_violation(
    visit: Visit, report: Path, axe: str, scheme: Literal["light", "dark"], width: int
) -> None:
    size = {"width": width, "height": 900}
    page, _ = visit(report, bypass_csp=True, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert [(v["id"], [node["html"] for node in v["nodes"][:3]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_hostile_words_are_inert_and_visible(visit: Visit, hostile: Path) -> None:
    page, log = visit(hostile)
    click_everything(page)
    assert [line for line in log if line not in (f"request {hostile.as_uri()}", "request data:,")] == []
    assert page.title() != "owned"
    assert page.query_selector_all("img") == []
    assert (
        page.eval_on_selector_all("a", "all => all.filter(a => !/^(#|https?:)/.test(a.getAttribute('href'))).length")
        == 0
    )
    text = page.text_content("main") or ""
    assert "</script><script>" in text
    assert "‹U+202E›" in text
    assert "javascript:alert(1)" in text
    assert "\u202e" not in text


def test_every_link_has_its_target(visit: Visit, report: Path, hostile: Path) -> None:
    lost = "all => all.map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))"
    for path in (report, hostile):
        page, _ = visit(path)
        assert page.eval_on_selector_all("a[href^='#']", lost) == []


def test_a_link_lights_the_words_of_its_span(visit: Visit, report: Path) -> None:
    page, _ = visit(report)
    page.click("#claim-2-title a")
    page.wait_for_selector(".on", state="attached")
    lit = page.eval_on_selector_all(".on", "all => all.map(one => one.textContent).join('')")
    assert lit == "“We found fresh saw marks on every beam,”"
    page.keyboard.press("n")
    assert "mark" in (page.text_content("#walk") or "")
    page.keyboard.press("Escape")
    page.wait_for_selector("#walk", state="hidden")
    assert page.eval_on_selector_all(".on", "all => all.length") == 0


def test_leaving_at_once_stays_left_and_the_same_link_lights_again(visit: Visit, report: Path) -> None:
    page, _ = visit(report)
    press = "key => document.dispatchEvent(new KeyboardEvent('keydown', {key}))"
    page.click("#claim-2-title a")
    page.evaluate(f"['n', 'Escape'].forEach({press})")
    page.wait_for_timeout(100)
    assert page.eval_on_selector_all(".on", "all => all.length") == 0
    page.click("#claim-2-title a")
    page.wait_for_selector(".on", state="attached")


def test_it_fits_a_narrow_screen(visit: Visit, report: Path) -> None:
    page, _ = visit(report, viewport={"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_it_prints(visit: Visit, report: Path) -> None:
    page, _ = visit(report)
    page.emulate_media(media="print")
    style = "one => getComputedStyle(one).breakInside"
    assert {row.evaluate(style) for row in page.query_selector_all("tr")} == {"avoid"}
    assert not page.is_visible("nav")
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000

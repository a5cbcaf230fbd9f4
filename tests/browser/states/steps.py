"""What somebody does on a page to bring it into a state, in whatever language it is."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.accounts import LOCKED_OUT

ALERT = "main [role=alert]"


def send(form: Locator) -> None:
    """Press the first button of a form that sends it, and wait for the page that comes."""
    with form.page.expect_navigation():
        form.locator("button:not([type=button])").first.click()


def form_to(page: Page, end: str) -> Locator:
    """Return the form that is sent to an address with this end."""
    return page.locator(f"form[action$='{end}']").first


def sign_in_as(page: Page, username: str) -> None:
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill("fout")
    send(page.locator("main form"))


def sign_in_wrongly(page: Page) -> None:
    sign_in_as(page, "niemand")
    page.locator(ALERT).wait_for()


def be_locked_out(page: Page) -> None:
    sign_in_as(page, LOCKED_OUT)


def write_twice_at_once(page: Page) -> None:
    """Write in one place, here and on another screen; the scripts of the page are left out of it."""
    other = page.context.new_page()
    other.goto(page.url)
    for screen, text in ((other, "De tekst van een ander."), (page, "Mijn tekst.")):
        screen.locator("#id_text").fill(f"{text} {len(screen.locator('#id_text').input_value())}")
        screen.locator("form[action$='/duiding/'] .form-actions button").last.click()
        screen.locator("#duiding [data-outcome=saved], #duiding [role=alert]").first.wait_for()
    other.close()


def decide_without_reason(page: Page) -> None:
    form = form_to(page, "/besluit/")
    form.locator("input[name=level]").last.check()
    send(form)
    page.locator(ALERT).first.wait_for()


def open_before_its_week(page: Page) -> None:
    form = form_to(page, "/openen/")
    form.locator("[name=held_on]").fill("2020-01-01")
    send(form)
    page.locator(ALERT).first.wait_for()


def send_empty(part: str) -> Callable[[Page], None]:
    """Return a step that sends the form with this in its address, with nothing filled in, and is refused."""

    def step(page: Page) -> None:
        open_folds(page)
        send(page.locator(f"main form[method=post][action*='{part}']").first)
        page.locator(f"{ALERT}, main .has-error, main .errorlist").first.wait_for()

    return step


def open_folds(page: Page) -> None:
    """Open everything that is folded in."""
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")


def see_charts(page: Page) -> None:
    """Have each chart drawn."""
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "true")
    page.evaluate("scrollTo(0, 0)")


def hover_region(page: Page) -> None:
    page.locator("#VR01").hover()


def focus_region(page: Page) -> None:
    page.locator(".regions a").first.focus()


def react_with_nothing(page: Page) -> None:
    """Send an empty reaction; with its script only that part of the page is replaced."""
    open_folds(page)
    page.locator("form[action*='/reageren/'] button:not([type=button])").first.click()
    page.locator(ALERT).first.wait_for()


def send_list(page: Page, *, theme: str | None) -> None:
    """Send a list of measures back without its first entry, and with another theme at the next one."""
    with page.expect_download() as found:
        page.locator("main a[href$='.csv']").first.click()
    text = Path(found.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))[1:]
    if theme:
        rows[0]["thema"] = theme
    sheet = StringIO()
    writer = csv.DictWriter(sheet, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    file = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": sheet.getvalue().encode()}
    page.locator("main input[type=file]").set_input_files(file)
    send(page.locator("main form[enctype]").first)


def send_changed_list(page: Page) -> None:
    send_list(page, theme=None)


def send_wrong_list(page: Page) -> None:
    send_list(page, theme="geen thema")

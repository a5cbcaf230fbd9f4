"""What somebody reads off the overview: the map, the table and the legend."""

import re
from collections import Counter

from playwright.sync_api import Page

LEVEL = re.compile(r"niveau (?P<number>\d) (?P<name>\w+)")


def levels_on_map(page: Page) -> dict[str, str]:
    """Return each region on the map with its level in words, such as `niveau 2 zorgelijk (berekend)`."""
    labels = page.locator(".map .regions a").evaluate_all("links => links.map(link => link.ariaLabel)")
    return dict(label.split(": ", 1) for label in labels)


def levels_in_table(page: Page) -> dict[str, str]:
    """Return each region in the table with its level in words, such as `niveau 2 zorgelijk`."""
    rows = page.get_by_role("region", name="Alle regio").locator("tbody tr:not(.group)")
    texts = rows.evaluate_all(
        "rows => rows.map(row => [row.cells[0].innerText, row.querySelector('.level > span').textContent])"
    )
    return {name.strip(): " ".join(level.split()) for name, level in texts}


def counts_in_legend(page: Page) -> dict[str, int]:
    """Return the number of regions per line of the legend, such as `2 zorgelijk`."""
    lines = page.locator(".legend li")
    texts = lines.evaluate_all(
        "lines => lines.map(line => ['.name', '.count'].map(part => line.querySelector(part).innerText))"
    )
    return {name: int(re.sub(r"\D", "", count) or 0) for name, count in texts}


def counts_of(levels: dict[str, str]) -> Counter[str]:
    """Count levels as the legend calls them: `2 zorgelijk`."""
    return Counter(f"{found['number']} {found['name']}" for found in map(LEVEL.search, levels.values()) if found)


def colours_on_map(page: Page) -> set[str]:
    """Return the fills that the browser really uses for the regions."""
    shapes = page.locator(".map .regions use")
    return set(shapes.evaluate_all("shapes => shapes.map(shape => getComputedStyle(shape).fill)"))

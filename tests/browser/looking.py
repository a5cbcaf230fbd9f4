"""What can be seen of a page by a program: how wide it is, what it says, where the focus is."""

from typing import Any

from playwright.sync_api import Page

from tests.processes import eventually

WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")

# Every text with letters, read-out attributes included, outside parts that say in which language they are.
TEXTS = """
(seenOnly) => {
  const found = new Set();
  const spoken = ["aria-label", "title", "placeholder", "alt"];
  const skipped = "script, style, noscript, template, code, [lang]:not(html)";
  const seen = (element) => !seenOnly || element.checkVisibility({visibilityProperty: true});
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest(skipped) || !seen(element)) continue;
    const texts = node === element ? spoken.map((name) => element.getAttribute(name)) : [node.data];
    if (node === element && node.matches("input[type=submit], input[type=button]")) texts.push(node.value);
    for (const text of texts) if (text && /\\p{L}/u.test(text)) found.add(text.trim().replace(/\\s+/g, " "));
  }
  return [...found];
}
"""

# Controls that do nothing in a browser without scripts: no way to send them, and nowhere to go.
IDLE = """
() => {
  const works = (element) => element.matches("a[href], summary, label, option, form")
    || (element.matches("button, input, select, textarea") && element.form && element.type !== "button");
  return [...document.querySelectorAll("button, a, input, select, [role=button], [hx-get], [hx-post]")]
    .filter((element) => element.checkVisibility({visibilityProperty: true}) && !works(element))
    .map((element) => element.outerHTML.slice(0, 150));
}
"""

# Give each thing that the Tab key reaches the focus, and tell which ones do not show it, or are covered by
# something else. The page has been given the focus by the keyboard before, so that :focus-visible applies.
FOCUS = """
() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const shape = (element) => {
    const parts = [element, ...element.querySelectorAll("path, rect, span, use")].slice(0, 4);
    return parts.map((part) => {
      const style = getComputedStyle(part);
      const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outline;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.stroke, style.strokeWidth];
    }).join();
  };
  const covered = (element) => {
    const whole = (element.getClientRects()[0] ?? element.getBoundingClientRect());
    // Of what is larger than the window only the part inside it can be covered.
    const box = {left: Math.max(whole.left, 0), top: Math.max(whole.top, 0)};
    box.width = Math.min(whole.right, innerWidth) - box.left;
    box.height = Math.min(whole.bottom, innerHeight) - box.top;
    const at = [0.5, 0.1, 0.9];
    return !at.some((down) => at.some((along) => {
      const top = document.elementFromPoint(box.left + box.width * along, box.top + box.height * down);
      return top && (element.contains(top) || top.contains(element) || element.closest("label") === top
        || [...(element.labels ?? [])].some((label) => label.contains(top)));
    }));
  };
  const found = {unseen: [], covered: []};
  for (const element of document.querySelectorAll(kinds)) {
    if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({visibilityProperty: true})) continue;
    document.activeElement.blur();
    const before = shape(element);
    element.focus();
    if (document.activeElement !== element) continue;
    const told = element.outerHTML.slice(0, 150);
    if (!element.matches(":focus-visible")) continue;
    if (shape(element) === before) found.unseen.push(told);
    if (covered(element)) found.covered.push(told);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return found;
}
"""


def texts_of(page: Page, *, seen_only: bool = False) -> set[str]:
    """Return the texts of a page; `seen_only` leaves out what is hidden, folded in or not shown yet."""
    return set(page.evaluate(TEXTS, seen_only))


def idle_controls(page: Page) -> list[str]:
    """Return the visible controls that would do nothing without a script."""
    return list(page.evaluate(IDLE))


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def check_width(page: Page, width: int, height: int = 900) -> None:
    """Nothing sticks out of a window of this width."""
    page.set_viewport_size({"width": width, "height": height})
    if width_of(page) > width:  # charts take a moment to follow the window
        eventually(lambda: width_of(page) <= width, 3, lambda: f"{width_of(page)} px wide at {width} px")


def check_widths(page: Page, schemes: tuple[str, ...] = SCHEMES) -> None:
    """Nothing sticks out, from the smallest phone to a projector; the colours change from width to width."""
    for number, width in enumerate(WIDTHS):
        page.emulate_media(color_scheme=schemes[number % len(schemes)])
        check_width(page, width)


def focus_problems(page: Page) -> dict[str, Any]:
    """Return what does not show that it has the focus (`unseen`), or has it under something else (`covered`)."""
    page.emulate_media(reduced_motion="reduce")  # no smooth scrolling
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    problems: dict[str, Any] = page.evaluate(FOCUS)
    return {kind: found for kind, found in problems.items() if found}

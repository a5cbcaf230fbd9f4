// The tooltip of the map. Without this script each region is a plain link with a title.
// Hover and focus show it; Escape hides it; the first tap shows it and the second one follows the link.

const REACH = 8;

function regionAt(target) {
  return target instanceof Element ? target.closest("[data-map] .regions a") : null;
}

function partsOf(link) {
  const map = link.closest("[data-map]");
  return { map, tooltip: map.querySelector("[data-tooltip]"), highlight: map.querySelector("[data-highlight]") };
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function show(link) {
  const { map, tooltip, highlight } = partsOf(link);
  const title = link.querySelector("title");
  if (title) title.remove(); // or the browser would show a tooltip of its own as well
  const [name, ...level] = link.getAttribute("aria-label").split(": ");
  tooltip.replaceChildren(line("strong", name), line("span", level.join(": ")));
  if (link.dataset.values) tooltip.append(line("span", link.dataset.values));
  tooltip.hidden = false;
  tooltip.dataset.of = link.querySelector("path").id;
  highlight.setAttribute("href", `#${tooltip.dataset.of}`);
  place(map, tooltip, link.getBoundingClientRect());
}

function place(map, tooltip, region) {
  const frame = map.getBoundingClientRect();
  const middle = region.left + region.width / 2 - frame.left - tooltip.offsetWidth / 2;
  const above = region.top - frame.top - tooltip.offsetHeight - REACH;
  const left = Math.max(0, Math.min(middle, frame.width - tooltip.offsetWidth));
  tooltip.style.left = `${left}px`;
  tooltip.style.top = `${above < 0 ? region.bottom - frame.top + REACH : above}px`;
}

function hide() {
  for (const tooltip of document.querySelectorAll("[data-tooltip]")) {
    tooltip.hidden = true;
    tooltip.dataset.of = "";
  }
  for (const highlight of document.querySelectorAll("[data-highlight]")) highlight.removeAttribute("href");
}

let openBeforeTap = "";

document.addEventListener("pointerdown", (event) => {
  const link = regionAt(event.target);
  openBeforeTap = link ? partsOf(link).tooltip.dataset.of || "" : "";
  if (!link) hide();
});
document.addEventListener("click", (event) => {
  const link = regionAt(event.target);
  if (!link || event.pointerType !== "touch" || openBeforeTap === link.querySelector("path").id) return;
  event.preventDefault();
  show(link);
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = regionAt(event.target);
  if (link) show(link);
  else if (!(event.target instanceof Element && event.target.closest("[data-tooltip]"))) hide();
});
document.addEventListener("focusin", (event) => {
  const link = regionAt(event.target);
  if (link && link.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
window.addEventListener("resize", hide);

// The overview: the tooltip of the map, and sliding and playing through the weeks.
// Without this script each region is a plain link with a title, and the list of weeks chooses a week.
// Listeners stand on the document, because htmx swaps what they are about.

// ---- the tooltip: hover and focus show it; Escape hides it; a first tap shows it and a second follows the link ----
const REACH = 8;
const PATIENCE = 250; // ms to move the pointer from a region onto its tooltip

let openBeforeTap = "";
let hiding = 0;

function regionAt(target) {
  return target instanceof Element ? target.closest("[data-map] .regions a") : null;
}

function tooltipAt(target) {
  return target instanceof Element ? target.closest("[data-tooltip]") : null;
}

function partsOf(link) {
  const map = link.closest("[data-map]");
  return { map, tooltip: map.querySelector("[data-tooltip]"), highlight: map.querySelector("[data-highlight]") };
}

function codeOf(link) {
  return link.querySelector("use").id;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function show(link) {
  clearTimeout(hiding);
  const { map, tooltip, highlight } = partsOf(link);
  link.querySelector("title")?.remove(); // or the browser would show a tooltip of its own as well
  const [name, ...level] = link.getAttribute("aria-label").split(": ");
  tooltip.replaceChildren(line("strong", name), line("span", level.join(": ")));
  if (link.dataset.values) tooltip.append(line("span", link.dataset.values));
  tooltip.hidden = false;
  tooltip.dataset.of = codeOf(link);
  highlight.setAttribute("href", `#shape-${tooltip.dataset.of}`);
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
  clearTimeout(hiding);
  for (const tooltip of document.querySelectorAll("[data-tooltip]")) {
    tooltip.hidden = true;
    tooltip.dataset.of = "";
  }
  for (const highlight of document.querySelectorAll("[data-highlight]")) highlight.removeAttribute("href");
}

document.addEventListener("pointerdown", (event) => {
  const link = regionAt(event.target);
  openBeforeTap = link ? partsOf(link).tooltip.dataset.of || "" : "";
  if (!link && !tooltipAt(event.target)) hide();
});
document.addEventListener("click", (event) => {
  const link = regionAt(event.target);
  const tooltip = tooltipAt(event.target);
  if (tooltip) location.assign(document.getElementById(tooltip.dataset.of).closest("a").href.baseVal);
  if (!link || event.pointerType !== "touch" || openBeforeTap === codeOf(link)) return;
  event.preventDefault();
  show(link);
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = regionAt(event.target);
  clearTimeout(hiding);
  if (link) show(link);
  else if (!tooltipAt(event.target)) hiding = setTimeout(hide, PATIENCE);
});
document.addEventListener("focusin", (event) => {
  const link = regionAt(event.target);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
window.addEventListener("resize", hide);

// ---- the weeks: the slider follows the list of weeks, and asks htmx for the week that it is on ----
const SETTLE = 120; // ms that the slider rests on a week before it is asked for
const PRESSES = [" ", "Enter"]; // keys that press a button
const PACE = 1200; // ms that a week stands while the weeks play

const STEPS = "a#week-previous, a#week-next";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
let asking = 0;
let wanted = ""; // the week that the slider was moved to, until the page shows it
let playing = 0;
let ahead = ""; // the address that was fetched last before it was asked for

function slider() {
  return document.getElementById("week-slider");
}

function playButton() {
  return document.getElementById("week-play");
}

/** The weeks of the list, earliest first: their keys, and how they are shown and said. */
function weeks() {
  return [...document.querySelectorAll("#week option")].reverse().map((option) => ({
    key: option.value,
    label: option.label,
    spoken: `${option.label.split(" · ")[0]} ${option.parentElement.label}`,
  }));
}

function nameWeek(week) {
  slider().setAttribute("aria-valuetext", week.spoken);
  slider().parentElement.querySelector(".week-name").textContent = week.label;
}

function askFor(week) {
  wanted = week.key;
  const address = new URL(location);
  address.searchParams.set("week", week.key);
  return window.htmx.ajax("GET", address.pathname + address.search, {
    source: slider(),
    target: "#overview-content",
    swap: "outerHTML",
  });
}

/** Put the list and the slider on the week that the page shows, unless the slider has been moved on already. */
function follow() {
  const shown = document.getElementById("overview-content").dataset.week;
  const every = weeks();
  const place = every.findIndex((week) => week.key === shown);
  if (place < 0) {
    location.reload(); // it was computed after the list was made
    return;
  }
  document.getElementById("week").value = shown;
  if (!slider() || (wanted && wanted !== shown)) return;
  wanted = "";
  slider().value = place;
  nameWeek(every[place]);
}

function step() {
  const every = weeks();
  const next = (Number(slider().value) + 1) % every.length;
  slider().value = next;
  nameWeek(every[next]);
  return askFor(every[next]);
}

/** Fetch a week that is about to be asked for: the browser keeps it, and htmx then only asks whether it changed. */
function fetchAhead(link) {
  if (ahead === link.href) return;
  ahead = link.href;
  fetch(ahead, { headers: { "HX-Request": "true" }, priority: "low" }).catch(() => {}); // htmx tells what fails
}

function fetchStepAhead(event) {
  const link = event.target instanceof Element && event.target.closest(STEPS);
  if (link) fetchAhead(link);
}

/** Carry out what was chosen, slid or typed before the scripts were there: nobody listened then. */
function catchUp() {
  const list = document.getElementById("week");
  if (list?.selectedOptions[0]?.defaultSelected === false) list.dispatchEvent(new Event("change", { bubbles: true }));
  for (const field of [slider(), document.getElementById("zoek")]) {
    if (field && field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Say aloud which week is shown, but not while the weeks pass by. */
function speak(isOn) {
  document.getElementById("overview-sentence").setAttribute("aria-live", isOn ? "polite" : "off");
}

/** The site cannot be reached: the slider goes back to the week that is shown. */
function giveUp() {
  stop();
  wanted = "";
  follow();
}

function stop() {
  if (!playing) return;
  clearTimeout(playing);
  playing = 0;
  playButton()?.setAttribute("aria-pressed", "false");
  speak(true);
}

async function play() {
  const round = playing;
  try {
    await step();
  } catch {
    giveUp();
  }
  if (playing !== round) return; // stopped in the meantime
  if (slider().value === slider().max) stop();
  else playing = setTimeout(play, PACE);
}

function start() {
  playButton().setAttribute("aria-pressed", "true");
  speak(false);
  playing = setTimeout(play, 0);
}

function fitMotion() {
  stop();
  if (calm.matches) playButton()?.removeAttribute("aria-pressed"); // it steps, so there is nothing to hold down
  else playButton()?.setAttribute("aria-pressed", "false");
}

function isPlayButton(target) {
  return target instanceof Element && target.closest("#week-play") !== null;
}

document.addEventListener("input", (event) => {
  if (event.target !== slider()) return;
  stop();
  const week = weeks()[slider().value];
  nameWeek(week);
  wanted = week.key;
  clearTimeout(asking);
  asking = setTimeout(() => askFor(week).catch(giveUp), SETTLE);
});
document.addEventListener("click", (event) => {
  if (!isPlayButton(event.target)) return;
  if (calm.matches) step().catch(giveUp);
  else if (playing) stop();
  else start();
});
document.addEventListener("pointerdown", (event) => {
  if (!isPlayButton(event.target)) stop();
});
document.addEventListener("keydown", (event) => {
  if (!isPlayButton(event.target) || !PRESSES.includes(event.key)) stop();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stop();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "overview-content") return;
  follow();
  for (const link of document.querySelectorAll(STEPS)) if (link.matches(":hover, :focus")) fetchAhead(link);
});
document.addEventListener("pointerover", fetchStepAhead);
document.addEventListener("focusin", fetchStepAhead);
document.addEventListener("htmx:historyRestore", fitMotion);
calm.addEventListener("change", fitMotion);
document.addEventListener("DOMContentLoaded", catchUp); // htmx listens from this moment on; it was loaded before
fitMotion();

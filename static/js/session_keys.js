// From region to region by keyboard: each link says in data-keys which keys follow it.
// Arrow keys always work; letters can be switched off (WCAG 2.1.4), and the choice is remembered in this browser.
// Nothing happens while somebody types, chooses in a form, or scrolls something sideways.

const OFF = "session-letters-off";
const TAKEN = "input, textarea, select, [contenteditable], dialog, summary";

function lettersAreOn() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

function keepLetters(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

function slides(element) {
  const scroller = element.closest(".table-scroll");
  return scroller !== null && scroller.scrollWidth > scroller.clientWidth;
}

function isFree(event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  return !target.closest(TAKEN) && !slides(target);
}

const hint = document.querySelector("[data-keys-hint]");
const letters = document.querySelector("[data-letters]");
const switched = document.querySelector("[data-letters-switch]");

document.addEventListener("keydown", (event) => {
  if (!isFree(event) || (event.key.length === 1 && !switched?.checked)) return;
  const link = [...document.querySelectorAll("a[data-keys]")].find((each) => each.dataset.keys.split(" ").includes(event.key));
  if (!link) return;
  event.preventDefault();
  link.click();
});

if (hint && letters && switched) {
  switched.checked = lettersAreOn();
  letters.hidden = !switched.checked;
  switched.addEventListener("change", () => {
    keepLetters(switched.checked);
    letters.hidden = !switched.checked;
  });
  hint.hidden = false;
}

// Forms that htmx sends one by one: shows why one was refused, says so when it could not be sent, and asks before
// typed text is lost that was not sent. Without it every button sends its form as a page.

const REFUSED = 422;

function isUnsent(box) {
  return box.value !== box.defaultValue || box.closest("[data-refused]") !== null;
}

function failed(event) {
  const words = event.target.closest("form")?.querySelector("[data-not-sent]");
  if (words) words.hidden = false;
}

let isLeaving = false;

document.addEventListener("submit", (event) => {
  isLeaving = !event.defaultPrevented; // htmx prevents what it sends itself
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== REFUSED) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
for (const broken of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(broken, failed);
}
window.addEventListener("beforeunload", (event) => {
  const boxes = document.querySelectorAll("form[data-sent-apart] textarea");
  if (!isLeaving && [...boxes].some(isUnsent)) event.preventDefault();
});

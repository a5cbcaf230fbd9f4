// The button that copies the address of the page. It listens on the document, so that a part of the page that htmx
// puts in works too. Where the browser refuses the clipboard, the address appears in a field, selected.

function showByHand(box, told) {
  const field = box.querySelector("[data-copy-by-hand]");
  field.hidden = false;
  const input = field.querySelector("input");
  input.focus();
  input.select();
  told.textContent = told.dataset.byHand;
}

async function copy(box) {
  const told = box.querySelector("[data-copy-told]");
  told.textContent = ""; // or a second click would not be told to those who listen
  try {
    await navigator.clipboard.writeText(box.querySelector("[data-copy-by-hand] input").value);
    told.textContent = told.dataset.done;
  } catch {
    showByHand(box, told);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (button) copy(button.closest(".copy-link"));
});

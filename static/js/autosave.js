// Saves the duiding while it is written, and keeps what is not confirmed as saved. htmx sends the form and shows the
// answer below the box; this script decides when, keeps trying, and puts what others wrote into the box. Without it
// the button saves.

const SECONDS = 1000;
const RETRY_AFTER = [2, 5, 10, 20, 30];
const LONGEST_UNSAVED = 10; // of typing without a pause
const LOOK_EVERY = 10;
const WAIT_TO_LEAVE = 3;
const NOTHING_NEW = 204;
const SIGNED_OUT = 401;

class Autosave {
  constructor(form) {
    this.form = form;
    this.section = form.parentElement;
    this.box = form.elements.text;
    this.state = form.querySelector("#interpretation-state");
    this.look = this.section.querySelector("[data-look]");
    this.lines = form.querySelectorAll("[data-when]");
    this.broughtBack = form.querySelector("[data-brought-back]");
    this.key = `duiding ${form.dataset.autosave} ${form.getAttribute("action")}`;
    this.confirmed = this.outcome === "conflict" ? null : this.box.defaultValue; // what the server has of this box
    this.sent = null; // what is on its way
    this.unanswered = null; // what was on its way when the connection broke: perhaps saved, perhaps not
    this.failures = 0;
    this.overlapSince = this.outcome === "conflict" ? 0 : Infinity;
    this.leave = null; // where to go once everything is saved
    this.listen();
    if (this.dirty && !this.overlaps) this.wasQuicker();
    else this.bringBack();
  }

  listen() {
    this.box.addEventListener("input", () => this.typed());
    this.section.addEventListener("htmx:configRequest", (event) => this.prepare(event));
    this.section.addEventListener("htmx:beforeRequest", (event) => this.permit(event));
    this.section.addEventListener("htmx:beforeOnLoad", (event) => this.answered(event));
    this.section.addEventListener("htmx:beforeSwap", (event) => this.judge(event));
    this.section.addEventListener("htmx:afterSwap", (event) => this.arrived(event));
    for (const broken of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
      this.section.addEventListener(broken, (event) => this.failed(event));
    }
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.save());
    window.addEventListener("focus", () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
    document.addEventListener("click", (event) => this.beforeLink(event));
    document.addEventListener("submit", (event) => this.beforeForm(event), true);
    setInterval(() => this.lookAround(), LOOK_EVERY * SECONDS);
    setTimeout(() => this.lookAround(), SECONDS);
  }

  get outcome() {
    return this.state.firstElementChild?.dataset.outcome;
  }

  get dirty() {
    return this.box.value !== this.confirmed;
  }

  get overlaps() {
    return this.outcome === "conflict";
  }

  // ---- writing ----

  typed() {
    this.broughtBack.hidden = true;
    this.remember();
    if (this.failures === 0) this.show(this.dirty && !this.overlaps ? "writing" : "");
    if (this.dirty && !this.overlaps) this.patience ??= setTimeout(() => this.save(), LONGEST_UNSAVED * SECONDS);
  }

  // Somebody typed before this script was there, and perhaps nothing more will be typed.
  wasQuicker() {
    this.typed();
    this.retry = setTimeout(() => this.save(), SECONDS);
  }

  save() {
    clearTimeout(this.patience);
    clearTimeout(this.retry);
    this.patience = undefined;
    if (this.dirty && !this.overlaps) window.htmx.trigger(this.form, "autosave");
  }

  prepare(event) {
    if (event.target !== this.form) return;
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
    if (token) {
      // After signing in again, in another tab, the token of this page is an old one.
      event.detail.parameters.csrfmiddlewaretoken = token;
      event.detail.headers["x-csrftoken"] = token;
    }
    // A save without an answer is repeated literally first, so that the server can know it again.
    this.sent = this.unanswered ?? this.box.value;
    event.detail.parameters.text = this.sent;
  }

  permit(event) {
    if (event.target === this.look) {
      if (this.dirty || this.overlaps) event.preventDefault();
      return;
    }
    const cause = event.detail.requestConfig.triggeringEvent;
    const asked = cause?.type === "submit";
    // A click that waited behind the save that found the overlap was not about what is in the box now.
    const tooEarly = this.overlaps && cause && cause.timeStamp < this.overlapSince;
    if (tooEarly || (!asked && (!this.dirty || this.overlaps))) event.preventDefault();
  }

  // ---- answers ----

  answered(event) {
    // htmx would follow the way to the sign-in page, and the text would be gone.
    if (event.detail.xhr.status !== SIGNED_OUT) return;
    event.preventDefault();
    if (event.target === this.form) this.failed(event);
    else this.show("signed-out");
  }

  judge(event) {
    if (event.detail.xhr.status === NOTHING_NEW && !this.dirty) this.show(""); // signed in again
    if (event.detail.xhr.status !== 200) return;
    const isLook = event.detail.requestConfig.elt === this.look;
    const moved = this.box.value !== (isLook ? this.confirmed : this.sent);
    // A look that comes back while somebody types is of no use: saving brings the same, merged.
    // An overlap found for a text that has grown since is found again by the next save, for all of it.
    if (moved && (isLook || /data-outcome="conflict"/.test(event.detail.serverResponse))) {
      event.detail.shouldSwap = false;
      if (!isLook) this.settle("again");
    }
  }

  arrived(event) {
    if (event.target !== this.state) return;
    if (event.detail.requestConfig.elt === this.look) this.follow();
    else this.settle(this.outcome);
  }

  follow() {
    this.show("");
    if (this.outcome === "followed") this.put(this.textFromServer());
  }

  settle(outcome) {
    this.failures = 0;
    this.unanswered = null;
    if (outcome === "saved" || outcome === "merged") this.confirmed = this.sent;
    if (outcome === "merged" && !this.dirty) this.put(this.textFromServer());
    if (outcome === "conflict") {
      this.put(this.textFromServer());
      this.confirmed = null;
      this.overlapSince = performance.now();
    }
    this.remember();
    this.show(this.dirty && !this.overlaps && outcome !== "refused" ? "writing" : "");
    if (this.dirty && outcome !== "refused") this.retry = setTimeout(() => this.save(), SECONDS);
    this.goOn(outcome);
  }

  failed(event) {
    if (event.target !== this.form) return;
    const status = event.detail.xhr?.status ?? 0;
    this.unanswered = this.sent;
    this.leave = null;
    this.show(status === SIGNED_OUT ? "signed-out" : "failed");
    const delay = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)];
    this.failures += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.save(), delay * SECONDS);
  }

  lookAround() {
    if (document.visibilityState === "visible" && this.outcome !== "closed") window.htmx.trigger(this.look, "look");
  }

  // ---- the box ----

  textFromServer() {
    return this.state.querySelector("template[data-text]").content.textContent;
  }

  put(text) {
    const { value, selectionStart: at } = this.box;
    const before = value.slice(0, at);
    const after = value.slice(at);
    this.box.value = text;
    this.confirmed = text;
    this.state.querySelector("[name=base_text]")?.remove(); // the box holds the version itself now
    const place = text.startsWith(before) ? at : text.endsWith(after) ? text.length - after.length : at;
    if (document.activeElement === this.box) this.box.setSelectionRange(place, place);
  }

  show(what) {
    this.form.dataset.state = what;
    for (const line of this.lines) line.hidden = line.dataset.when !== what;
  }

  // ---- the last resort: what is not confirmed is kept in this tab, also when the page is loaded anew ----

  remember() {
    if (!this.dirty) return sessionStorage.removeItem(this.key);
    const { base_number: number, base_text: text } = this.form.elements;
    const kept = { text: this.box.value, number: number.value, base: text ? text.value : null };
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }

  bringBack() {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (!kept || kept.text === this.box.value || this.overlaps) return;
    this.box.value = kept.text;
    this.form.elements.base_number.value = kept.number;
    if (kept.base !== null) {
      const base = Object.assign(document.createElement("input"), { type: "hidden", name: "base_text" });
      base.value = kept.base;
      this.state.firstElementChild.append(base);
    }
    this.broughtBack.hidden = false;
    this.retry = setTimeout(() => this.save(), SECONDS);
  }

  // ---- leaving: first save, then go ----

  beforeLink(event) {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || link.target || !plain || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
    this.saveFirst(event, () => location.assign(link.href));
  }

  beforeForm(event) {
    if (event.target === this.form) return;
    const { target, submitter } = event;
    this.saveFirst(event, () => target.requestSubmit(submitter));
  }

  saveFirst(event, leave) {
    if (!this.dirty || this.overlaps || this.failures > 0 || this.leave) return;
    event.preventDefault();
    event.stopPropagation();
    this.leave = leave;
    setTimeout(() => this.goOn("late"), WAIT_TO_LEAVE * SECONDS);
    this.save();
  }

  goOn(outcome) {
    const leave = this.leave;
    if (!leave || (outcome !== "late" && outcome !== "conflict" && outcome !== "refused" && this.dirty)) return;
    this.leave = null;
    // What could not be saved keeps the page here; the line below the box says why.
    if (!this.dirty) leave();
  }
}

for (const form of document.querySelectorAll("[data-autosave]")) new Autosave(form);

// Draws the charts of a page when they come into view; plotly.js is fetched for the first of them only.
// A figure comes as JSON without page colours; these are taken from the style sheet, again when the scheme changes.

const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
const AXES = ["xaxis", "yaxis", "yaxis2", "yaxis3"];
const NEAR = "200px";
const ROOM_FOR_NAMES = 420; // pixels; a narrower chart shows only the numbers of the levels, and the signal values
const ROOM_FOR_TICK = 42; // pixels of the name of a week
const LETTER = 7.5; // pixels, generously
let plotly = null;

function loadPlotly(address) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });
  return plotly;
}

// What leaves the page is drawn in, whatever the scheme of the reader: the light colours of the style sheets.
const ON_PAPER = {
  "--ink": "#15202b",
  "--line": "#c9d3dd",
  "--raised": "#ffffff",
  "--chart-mark": "#0b5a9e",
  "--chart-soft": "#8fb0cf",
  "--chart-mean": "#15202b",
  "--chart-series-1": "#15202b",
  "--chart-series-2": "#0b5a9e",
  "--chart-series-3": "#b3401a",
  "--chart-series-4": "#00705a",
  "--chart-series-5": "#8a3b8f",
  "--chart-series-6": "#806000",
  "--chart-series-7": "#5c6670",
  "--chart-bound": "#8c0f47",
};

function coloursOf(element) {
  const style = getComputedStyle(element);
  return dress((name) => style.getPropertyValue(name).trim(), style.fontFamily);
}

function dress(token, font) {
  return {
    ink: token("--ink"),
    line: token("--line"),
    raised: token("--raised"),
    font,
    of: (part) => token({ week: "--chart-mark", "week-open": "--chart-mark", day: "--chart-soft", "day-open": "--chart-mark" }[part] ?? `--chart-${part}`),
  };
}

function traceIn(trace, colours) {
  const colour = colours.of(trace.meta.part);
  const marker = { ...trace.marker, color: colour };
  if (marker.pattern) {
    marker.color = colours.of("day");
    marker.pattern = { ...marker.pattern, fillmode: "replace", fgcolor: colour, bgcolor: "rgba(0,0,0,0)" };
    marker.line = { ...marker.line, color: colour };
  }
  return { ...trace, line: { ...trace.line, color: colour }, marker };
}

function annotationIn(note, colours, room) {
  if (note.name === "mark") return { ...note, bgcolor: colours.ink, bordercolor: colours.ink, font: { ...note.font, color: colours.raised } };
  if (note.name === "band") return { ...note, xshift: 6, text: room ? note.text : note.text.split(" ")[0] };
  if (note.name === "bound") return { ...note, xshift: 6, text: room ? note.text : note.text.split(" ").slice(-2).join(" ") };
  return note;
}

// Where the names of weeks would touch each other, every second one is left out; the last one stays.
// The year is said below the first tick of each year, so it goes on to the next tick.
function thinned({ tickvals, ticktext, ...axis }, width) {
  if (!tickvals || tickvals.length * ROOM_FOR_TICK <= width) return { ...axis, ...(tickvals && { tickvals, ticktext }) };
  const kept = { tickvals: [], ticktext: [] };
  let year = "";
  ticktext.forEach((text, place) => {
    const [name, told] = text.split("<br>");
    year = told ?? year;
    if ((ticktext.length - 1 - place) % 2) return;
    kept.tickvals.push(tickvals[place]);
    kept.ticktext.push(year ? `${name}<br>${year}` : name);
    year = "";
  });
  return { ...axis, ...kept };
}

// The pixels that words beside the plot take.
function roomBeside(notes, room) {
  const words = notes.filter((note) => note.name === "band" || note.name === "bound").map((note) => note.text.length);
  return Math.max(room ? 96 : 24, 12 + LETTER * Math.max(0, ...words));
}

function shapeIn(shape, colours) {
  if (shape.name === "mark" || shape.name === "strip") return { ...shape, line: { ...shape.line, color: colours.ink } };
  return shape;
}

function dressed(figure, colours, width) {
  const data = figure.data.map((trace) => traceIn(trace, colours));
  const layout = {
    ...figure.layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: colours.font, color: colours.ink, size: 13 },
    hoverlabel: { bgcolor: colours.raised, bordercolor: colours.ink, font: { color: colours.ink } },
    shapes: (figure.layout.shapes ?? []).map((shape) => shapeIn(shape, colours)),
  };
  const notes = figure.layout.annotations ?? [];
  if (notes.length) {
    const room = width >= ROOM_FOR_NAMES;
    layout.annotations = notes.map((note) => annotationIn(note, colours, room));
    layout.margin = { ...layout.margin, r: roomBeside(layout.annotations, room) };
  }
  layout.xaxis = thinned(layout.xaxis, width - layout.margin.l - layout.margin.r);
  for (const axis of AXES.filter((name) => layout[name])) {
    layout[axis] = { ...layout[axis], gridcolor: colours.line, zerolinecolor: colours.line, linecolor: colours.ink };
  }
  return { data, layout };
}

function onPaper(figure, element, width) {
  const colours = dress((name) => ON_PAPER[name] ?? ON_PAPER["--ink"], getComputedStyle(element).fontFamily);
  return dressed(figure, colours, width);
}

// On a sheet of A4 a chart stands in the colours of paper, as wide as its place there: what `data-paper` says.
function onSheet(Plotly, figure, element) {
  const [width, height] = element.dataset.paper.split("x").map(Number);
  const { data, layout } = onPaper(figure, element, width);
  const sheet = { ...layout, width, height, font: { ...layout.font, size: 11 } };
  for (const axis of AXES.filter((name) => sheet[name]?.title)) {
    sheet[axis] = { ...sheet[axis], title: { ...sheet[axis].title, font: { size: 9 } } };
  }
  return Plotly.react(element, data, sheet, { ...CONFIG, responsive: false });
}

// A chart that was not drawn, because nobody scrolled to it, stays off paper; its table is there.
function printChart(Plotly, figure, element, paint) {
  element.classList.remove("no-print");
  addEventListener("beforeprint", () => onSheet(Plotly, figure, element));
  addEventListener("afterprint", paint);
}

function tellFailure(place) {
  place.querySelector("[role=alert]")?.remove();
  const told = document.createElement("span");
  told.setAttribute("role", "alert");
  told.textContent = place.dataset.failed;
  place.append(told);
}

// The module that makes pictures is fetched when somebody asks for one.
function offerPictures(Plotly, figure, element) {
  const place = element.parentElement.querySelector("[data-pictures]");
  if (!place) return;
  place.hidden = false;
  for (const button of place.querySelectorAll("[data-picture]")) {
    button.addEventListener("click", async () => {
      try {
        const { download } = await import(place.dataset.pictures);
        await download(Plotly, (width) => onPaper(figure, element, width), button.dataset.picture);
      } catch {
        tellFailure(place);
      }
    });
  }
}

async function draw(element) {
  const address = element.closest("[data-plotly]").dataset.plotly;
  try {
    const answer = await fetch(element.dataset.chart, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const [Plotly, figure] = await Promise.all([loadPlotly(address), answer.json()]);
    const paint = () => {
      const { data, layout } = dressed(figure, coloursOf(element), element.clientWidth);
      return Plotly.react(element, data, layout, CONFIG);
    };
    await paint();
    element.dataset.drawn = "true";
    offerPictures(Plotly, figure, element);
    printChart(Plotly, figure, element, paint);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  } catch {
    element.textContent = element.dataset.failed;
    element.removeAttribute("role");
    element.classList.remove("chart");
  }
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  },
  { rootMargin: NEAR },
);

for (const element of document.querySelectorAll("[data-chart]")) seen.observe(element);

// Draws the charts of a page when they come into view; plotly.js is fetched for the first of them only.
// A figure comes as JSON without page colours; these are taken from the style sheet, again when the scheme changes.

const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
const NEAR = "200px";
const ROOM_FOR_NAMES = 420; // pixels; a narrower chart shows only the numbers of the levels
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

// What a picture that leaves the page is drawn in, whatever the scheme of the reader.
const ON_PAPER = {
  "--ink": "#15202b",
  "--line": "#c9d3dd",
  "--raised": "#ffffff",
  "--chart-mark": "#0b5a9e",
  "--chart-soft": "#8fb0cf",
  "--chart-mean": "#15202b",
};
const PICTURE = { width: 1200, plot: 620, top: 84, legend: 32, line: 18, words: 150 }; // pixels; signs on a line

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
  return note;
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
    layout.margin = { ...layout.margin, r: room ? 96 : 24 };
  }
  for (const axis of ["xaxis", "yaxis", "yaxis2", "yaxis3"]) {
    if (layout[axis]) {
      layout[axis] = { ...layout[axis], gridcolor: colours.line, zerolinecolor: colours.line, linecolor: colours.ink };
    }
  }
  return { data, layout };
}

// The lines below a picture, none longer than fits.
function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > PICTURE.words) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

function onPaper(figure, font) {
  const colours = dress((name) => ON_PAPER[name] ?? ON_PAPER["--ink"], font);
  const { data, layout } = dressed(figure, colours, PICTURE.width);
  const { title, lines } = figure.layout.meta;
  const words = lines.flatMap(wrapped);
  const below = 100 + words.length * PICTURE.line;
  const caption = words.map((text, place) => ({
    text, x: 0, xref: "paper", xanchor: "left", y: 0, yref: "paper", yanchor: "top",
    yshift: -76 - place * PICTURE.line, showarrow: false, align: "left", font: { size: 12 },
  }));
  return {
    data,
    layout: {
      ...layout,
      width: PICTURE.width,
      height: PICTURE.plot + below,
      paper_bgcolor: "#ffffff",
      title: { text: title, x: 0, xref: "paper", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { t: 20 }, font: { size: 20 } },
      margin: { ...layout.margin, l: 80, t: PICTURE.top, b: below },
      showlegend: true,
      legend: { orientation: "h", x: 0, xanchor: "left", y: -PICTURE.legend / (PICTURE.plot - PICTURE.top), yanchor: "top" },
      annotations: [...(layout.annotations ?? []), ...caption],
    },
  };
}

// plotly.js makes a PNG by way of a blob: address, which the content security policy refuses for pictures.
async function asPng(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * picture.width;
  canvas.height = 2 * picture.height;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function download(Plotly, figure, element, kind) {
  const { data, layout } = onPaper(figure, getComputedStyle(element).fontFamily);
  const size = { width: layout.width, height: layout.height };
  const svg = await Plotly.toImage({ data, layout }, { format: "svg", ...size });
  const blob = kind === "png" ? await asPng(svg) : new Blob([decodeURIComponent(svg.slice(svg.indexOf(",") + 1))], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${figure.layout.meta.file}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function offerPictures(Plotly, figure, element) {
  const place = element.parentElement.querySelector("[data-pictures]");
  if (!place) return;
  place.hidden = false;
  for (const button of place.querySelectorAll("[data-picture]")) {
    button.addEventListener("click", () => download(Plotly, figure, element, button.dataset.picture));
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

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

function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    line: token("--line"),
    raised: token("--raised"),
    week: token("--chart-mark"),
    day: token("--chart-soft"),
    of: (part) => token(`--chart-${part}`),
    font: style.fontFamily,
  };
}

function dressed(figure, element) {
  const colours = coloursOf(element);
  const data = figure.data.map((trace) => ({
    ...trace,
    line: { ...trace.line, color: colours[trace.meta.part] ?? colours.of(trace.meta.part) },
    marker: { ...trace.marker, color: colours[trace.meta.part] ?? colours.of(trace.meta.part) },
  }));
  const layout = {
    ...figure.layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: colours.font, color: colours.ink, size: 13 },
    hoverlabel: { bgcolor: colours.raised, bordercolor: colours.ink, font: { color: colours.ink } },
  };
  const names = figure.layout.annotations ?? [];
  if (names.length) {
    const room = element.clientWidth >= ROOM_FOR_NAMES;
    layout.annotations = names.map((each) => ({ ...each, xshift: 6, text: room ? each.text : each.text.split(" ")[0] }));
    layout.margin = { ...layout.margin, r: room ? 96 : 24 };
  }
  for (const axis of ["xaxis", "yaxis", "yaxis2"]) {
    if (layout[axis]) {
      layout[axis] = { ...layout[axis], gridcolor: colours.line, zerolinecolor: colours.line, linecolor: colours.ink };
    }
  }
  return { data, layout };
}

async function draw(element) {
  const address = element.closest("[data-plotly]").dataset.plotly;
  try {
    const answer = await fetch(element.dataset.chart, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const [Plotly, figure] = await Promise.all([loadPlotly(address), answer.json()]);
    const paint = () => {
      const { data, layout } = dressed(figure, element);
      return Plotly.react(element, data, layout, CONFIG);
    };
    await paint();
    element.dataset.drawn = "true";
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

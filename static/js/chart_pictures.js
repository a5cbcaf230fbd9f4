// A chart as a picture that can be read alone: with its title, a legend, and below it what it is made of.

const PICTURE = { width: 1200, plot: 620, top: 84, row: 22, line: 18, words: 150 }; // pixels; signs on a line
const AXIS = { plain: 32, titled: 60, line: 17 }; // pixels of the axis: without and with its title, and a second line
const LETTER = 7.5; // pixels, generously
const SAMPLE = 60; // pixels of a line in the legend, with the gaps beside it

// The lines below a picture, none longer than fits.
function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > PICTURE.words) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

// In how many rows plotly.js writes the legend: what does not fit in one stands in columns as wide as the widest.
function legendRows(data, width) {
  const needed = data.filter((trace) => trace.name && trace.showlegend !== false).map((trace) => SAMPLE + LETTER * trace.name.length);
  if (needed.reduce((sum, each) => sum + each, 0) <= width) return 1;
  return Math.ceil(needed.length / Math.max(1, Math.floor(width / Math.max(...needed))));
}

function captionOf(words, below) {
  return words.map((text, place) => ({
    text, x: 0, xref: "paper", xanchor: "left", y: 0, yref: "paper", yanchor: "top",
    yshift: -below - place * PICTURE.line, showarrow: false, align: "left", font: { size: 12 },
  }));
}

function pictureOf({ data, layout }) {
  const { title, lines } = layout.meta;
  const words = lines.flatMap(wrapped);
  const years = layout.xaxis.ticktext?.some((text) => text.includes("<br>")) ? AXIS.line : 0;
  const axis = (layout.xaxis.title?.text ? AXIS.titled : AXIS.plain) + years;
  const margin = { ...layout.margin, l: 80, t: PICTURE.top };
  const above = axis + 22 + PICTURE.row * legendRows(data, PICTURE.width - margin.l - margin.r);
  const below = above + 24 + words.length * PICTURE.line;
  return {
    data,
    layout: {
      ...layout,
      width: PICTURE.width,
      height: PICTURE.plot + below,
      paper_bgcolor: "#ffffff",
      title: { text: title, x: 0, xref: "paper", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { t: 20 }, font: { size: 20 } },
      margin: { ...margin, b: below },
      showlegend: true,
      legend: { orientation: "h", x: 0, xanchor: "left", y: -axis / (PICTURE.plot - PICTURE.top), yanchor: "top", traceorder: "normal" },
      annotations: [...(layout.annotations ?? []), ...captionOf(words, above)],
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

// Save a chart as `svg` or `png`. `drawn` gives its figure in the colours of paper for a width in pixels.
export async function download(Plotly, drawn, kind) {
  const { data, layout } = pictureOf(drawn(PICTURE.width));
  const size = { width: layout.width, height: layout.height };
  const svg = await Plotly.toImage({ data, layout }, { format: "svg", ...size });
  const blob = kind === "png" ? await asPng(svg) : new Blob([decodeURIComponent(svg.slice(svg.indexOf(",") + 1))], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${layout.meta.file}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

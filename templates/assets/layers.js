// The layers of a sliced program, one at a time, on a canvas. Loaded only where somebody looks.
const UNITS_PER_MM = 20;
const LINE_MM = 0.42;
const KINDS = 4;
const MARGIN = 14;
const MOST_PIXELS = 2;
const SQUARE_MM = 10;

const number = (data, at) => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const next = data[at.at++];
    value |= (next & 0x7f) << shift;
    if (next < 0x80) return value >>> 0;
  }
};
const way = (data, at) => {
  const value = number(data, at);
  return (value >>> 1) ^ -(value & 1);
};

const read = (buffer) => {
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== 0x314c4c50) throw new Error("no layers");
  const data = new Uint8Array(buffer);
  const box = [12, 16, 20, 24].map((place) => head.getInt32(place, true));
  const layers = [];
  const at = { at: 28 };
  for (let left = head.getUint32(8, true); left > 0; left--) {
    const layer = { number: number(data, at), height: number(data, at) / 100 };
    const bytes = number(data, at);
    layer.data = data.subarray(at.at, at.at + bytes);
    at.at += bytes;
    layers.push(layer);
  }
  return { all: head.getUint32(4, true), box, layers };
};

// A path for each kind of line, made when the layer is first shown.
const paths = (layer) => {
  if (layer.paths) return layer.paths;
  const made = Array.from({ length: KINDS }, () => new Path2D());
  const at = { at: 0 };
  let [x, y] = [0, 0];
  while (at.at < layer.data.length) {
    const line = number(layer.data, at);
    const path = made[line % KINDS];
    for (let corner = 0; corner < Math.floor(line / KINDS); corner++) {
      x += way(layer.data, at);
      y += way(layer.data, at);
      if (corner === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
  }
  layer.paths = made;
  return made;
};

export const start = async (place) => {
  const answer = await fetch(place.dataset.layers);
  if (!answer.ok) throw new Error(`no layers: ${answer.status}`);
  const { all, box, layers } = read(await answer.arrayBuffer());
  const canvas = place.querySelector("canvas");
  const slider = place.querySelector("input[type=range]");
  const said = place.querySelector("output");
  const pen = canvas.getContext("2d");
  const words = (value, digits) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  let asked = false;
  let colours = {};

  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    colours = Object.fromEntries(["sheet", "hair", "ink", "blue", "red", "ochre"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    drawSoon();
  };
  const grid = (scale) => {
    const step = SQUARE_MM * UNITS_PER_MM;
    pen.lineWidth = 1 / scale;
    pen.strokeStyle = colours.hair;
    pen.globalAlpha = 0.6;
    pen.beginPath();
    for (let x = Math.floor(box[0] / step) * step; x <= box[2] + step; x += step) {
      pen.moveTo(x, box[1] - step);
      pen.lineTo(x, box[3] + step);
    }
    for (let y = Math.floor(box[1] / step) * step; y <= box[3] + step; y += step) {
      pen.moveTo(box[0] - step, y);
      pen.lineTo(box[2] + step, y);
    }
    pen.stroke();
  };
  const draw = () => {
    asked = false;
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth) return;
    const dots = Math.min(devicePixelRatio, MOST_PIXELS);
    canvas.width = clientWidth * dots;
    canvas.height = clientHeight * dots;
    const least = 10 * UNITS_PER_MM;
    const scale = Math.min((canvas.width - 2 * MARGIN * dots) / Math.max(least, box[2] - box[0]), (canvas.height - 2 * MARGIN * dots) / Math.max(least, box[3] - box[1]));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = colours.sheet;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    // Y grows away from who stands before the printer.
    pen.setTransform(scale, 0, 0, -scale, canvas.width / 2 - (scale * (box[0] + box[2])) / 2, canvas.height / 2 + (scale * (box[1] + box[3])) / 2);
    grid(scale);
    const at = Number(slider.value);
    pen.lineCap = pen.lineJoin = "round";
    pen.lineWidth = Math.max(LINE_MM * UNITS_PER_MM * 0.8, dots / scale);
    if (at > 0) {
      pen.strokeStyle = colours.hair;
      pen.globalAlpha = 0.8;
      for (const path of paths(layers[at - 1])) pen.stroke(path);
    }
    pen.globalAlpha = 1;
    paths(layers[at]).forEach((path, kind) => {
      pen.strokeStyle = [colours.ink, colours.blue, colours.red, colours.ochre][kind];
      pen.stroke(path);
    });
    place.dataset.drawn = layers[at].number;
  };
  const drawSoon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(draw);
  };
  const show = () => {
    const layer = layers[Number(slider.value)];
    const text = place.dataset.words.replace("{0}", words(layer.number, 0)).replace("{1}", words(all, 0)).replace("{2}", words(layer.height, 2));
    said.textContent = text;
    slider.setAttribute("aria-valuetext", text);
    for (const button of place.querySelectorAll("[data-step]")) button.disabled = Number(button.dataset.step) < 0 ? slider.value === "0" : Number(slider.value) === layers.length - 1;
    drawSoon();
  };
  slider.max = layers.length - 1;
  // Beside a printer the layer that it prints is shown, until somebody looks at another.
  const printed = () => Number(document.querySelector("[data-printing-layer]")?.dataset.printingLayer);
  let follows = true;
  const follow = () => {
    if (!follows || !place.isConnected || !printed()) return;
    const at = layers.reduce((best, layer, which) => (layer.number <= printed() ? which : best), -1);
    if (at < 0 || at === Number(slider.value)) return;
    slider.value = at;
    show();
  };
  slider.value = Math.floor(layers.length / 2);
  slider.addEventListener("input", () => (follows = false));
  place.addEventListener("pointerdown", () => (follows = false));
  document.addEventListener("htmx:afterSettle", follow);
  slider.addEventListener("input", show);
  for (const button of place.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      slider.value = Number(slider.value) + Number(button.dataset.step);
      show();
    });
  }
  // A finger or a mouse that is drawn up over the picture goes through the layers, too.
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    from = { y: event.clientY, at: Number(slider.value) };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) return;
    slider.value = from.at + Math.round(((from.y - event.clientY) / canvas.clientHeight) * layers.length);
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (from = null));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(drawSoon).observe(canvas);
  paint();
  show();
  follow();
};

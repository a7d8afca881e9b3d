// A 3D printer's page: its temperatures as a plot, and buttons that leave the page where it is.
"use strict";
(() => {
  const EVERY_MS = 5000;
  const KEPT_S = 4 * 3600;
  const HIGH = 240;
  const COLOURS = ["red", "blue", "ochre", "green", "ink"];
  const GAP_S = 90;
  const live = () => document.getElementById("printer-live");
  const hand = () => document.getElementById("printer-hand");

  // The plot. What stands in the table beside it is said there, too.
  const heat = document.getElementById("printer-heat");
  let data = null;
  let sensors = [];
  let plot = null;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const clock = (at) => new Date(at * 1000).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const draw = () => {
    const place = heat.querySelector("[data-plot]");
    if (plot) plot.destroy();
    const axis = { stroke: colour("ink"), grid: { stroke: colour("hair"), width: 1 }, ticks: { stroke: colour("hair"), width: 1 } };
    const series = sensors.flatMap((one, at) => {
      const stroke = colour(COLOURS[at % COLOURS.length]);
      return [
        { label: one.label, stroke, width: 2, points: { show: false }, value: (self, value) => (value === null || value === undefined ? "–" : `${value.toFixed(1)} °C`) },
        { label: `${one.label}, wanted`, stroke, width: 1, dash: [6, 4], points: { show: false }, value: (self, value) => (value ? `${value} °C` : "off") },
      ];
    });
    plot = new uPlot(
      {
        width: place.clientWidth,
        height: HIGH,
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: true }, y: { range: (self, low, high) => [0, Math.max(60, Math.ceil((high + 10) / 20) * 20)] } },
        axes: [{ ...axis, values: (self, ticks) => ticks.map(clock) }, { ...axis, size: 44 }],
        series: [{ label: "Time", value: (self, at) => (at ? clock(at) : "–") }, ...series],
      },
      data,
      place,
    );
  };
  const took = (told) => {
    if (told.at.length === 0) return false;
    const names = told.series.map((one) => one.sensor).join();
    const isNew = data === null || names !== sensors.map((one) => one.sensor).join();
    const columns = [told.at, ...told.series.flatMap((one) => [one.actual, one.target.map((value) => value || null)])];
    if (isNew) data = columns;
    else {
      // While nothing was heard nothing is drawn.
      const last = data[0][data[0].length - 1];
      if (told.at[0] - last > GAP_S) data.forEach((all, at) => all.push(at === 0 ? last + 1 : null));
      data.forEach((all, at) => all.push(...columns[at]));
    }
    sensors = told.series;
    let old = 0;
    while (data[0][old] < data[0][data[0].length - 1] - KEPT_S) old++;
    if (old > 0) data = data.map((all) => all.slice(old));
    return isNew;
  };
  const ask = async () => {
    if (document.hidden) return;
    const after = data === null ? 0 : data[0][data[0].length - 1];
    try {
      const answer = await fetch(`${heat.dataset.temperatures}?after=${after}`);
      if (!answer.ok) return;
      let told = await answer.json();
      if (data !== null && told.at.length > 0 && told.series.length !== sensors.length) {
        data = null;
        told = await (await fetch(`${heat.dataset.temperatures}?after=0`)).json();
      }
      const isNew = took(told);
      if (data === null) return;
      heat.hidden = false;
      if (isNew || plot === null) draw();
      else plot.setData(data);
    } catch {
      // The line dropped: the page says so by itself, and the next time comes.
    }
  };
  if (heat && window.uPlot) {
    ask();
    setInterval(ask, EVERY_MS);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => data && draw());
    new ResizeObserver(() => plot && plot.setSize({ width: heat.querySelector("[data-plot]").clientWidth, height: HIGH })).observe(heat);
  }

  // Other buttons fit when it begins or ends to print.
  document.addEventListener("htmx:afterSettle", () => {
    if (!live() || !hand() || live().dataset.mode === hand().dataset.mode) return;
    htmx.ajax("GET", location.pathname, { target: "#printer-hand", select: "#printer-hand", swap: "outerHTML" });
  });

  // A button moves the printer and not the page.
  const SAID = "main > p[role=status]";
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-here]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const buttons = form.querySelectorAll("button");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = page.querySelector(SAID);
      const told = document.getElementById("printer-told");
      told.replaceChildren(...(said ? [said] : []));
      if (!answer.ok && !said) location.reload();
      if (form.matches("[data-empties]")) form.reset();
    } catch {
      document.getElementById("offline").hidden = false;
    } finally {
      for (const button of buttons) button.disabled = false;
      delete form.dataset.sent;
    }
  });

  // The newest line is seen.
  const newest = () => {
    const said = document.querySelector("#printer-said ol");
    if (said) said.scrollTop = said.scrollHeight;
  };
  document.addEventListener("htmx:afterSettle", newest);
  document.addEventListener("toggle", newest, true);

  // Where there is room and a free line, the layer that is being printed shows by itself.
  const unfold = () => {
    const layers = hand()?.querySelector("details[data-layers]:not([open])");
    if (layers && !layers.dataset.state && matchMedia("(pointer: fine) and (min-width: 60rem)").matches && !navigator.connection?.saveData) layers.open = true;
  };
  unfold();
  document.addEventListener("htmx:afterSettle", unfold);
})();

"use strict";
// Tables sort by a click on a column's head.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button")?.addEventListener("click", () => {
    const numeric = head.classList.contains("n");
    const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numeric;
    const value = row => row.cells[column].dataset.sort ?? row.cells[column].textContent;
    const rows = [...table.tBodies[0].rows].map(row => [row, numeric ? parseFloat(value(row)) : value(row)]);
    rows.sort(([, a], [, b]) => numeric
      ? (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0) || (down ? b - a : a - b)
      : (down ? -1 : 1) * a.localeCompare(b, "en", { numeric: true }));
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.tBodies[0].append(...rows.map(([row]) => row));
  }));
}
// Print shows everything that is folded away.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(fold => { fold.open = true; }));

if (typeof Plot !== "undefined") {
  const colours = ["#4269d0", "#d97a14", "#3a9a6b", "#c0448f", "#8a6bd1", "#7c8794"];
  const percent = value => `${+(100 * value).toFixed(1)} %`;
  const number = value => Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : +value.toPrecision(3);
  const kinds = {
    bars: spec => ({
      axisX: null,
      marks: [
        Plot.axisFx({ anchor: "bottom", label: spec.x.label }), Plot.gridY(),
        Plot.barY(spec.data, { fx: "x", x: "series", y: "y", fill: "series", tip: true, title: d => `${d.series}, ${d.x}: ${number(d.y)}` }),
        Plot.ruleY([0]),
      ],
    }),
    lines: spec => ({
      marks: [
        Plot.gridX(), Plot.gridY(),
        ...(spec.diagonal ? [Plot.line([[0, 0], [1, 1]], { stroke: "currentColor", strokeOpacity: .5, strokeDasharray: "4 4" })] : []),
        Plot.areaY(spec.data.filter(d => d.low != null), { x: "x", y1: "low", y2: "high", fill: "series", fillOpacity: .18 }),
        Plot.lineY(spec.data, { x: "x", y: "y", stroke: "series", strokeWidth: 2 }),
        Plot.dot(spec.data, { x: "x", y: "y", fill: "series", r: spec.sized ? d => Math.sqrt(d.n) : 3, tip: true, title: d => d.title }),
      ],
    }),
    intervals: (spec, small) => ({
      height: 46 + 24 * new Set(spec.data.map(d => d.label)).size,
      y: { domain: [...new Set(spec.data.map(d => d.label))], label: null },
      marks: [
        Plot.gridX(), Plot.axisY({ tickSize: 0, lineWidth: small ? 8.5 : 12, label: null }),
        Plot.ruleY(spec.data, { y: "label", x1: "low", x2: "high", stroke: "series", strokeWidth: 2 }),
        Plot.dot(spec.data, { y: "label", x: "value", fill: "series", r: 4, tip: true, title: d => d.title }),
      ],
    }),
    boxes: spec => ({
      height: 56 + 34 * spec.data.length,
      axisX: spec.x.names && Plot.axisX(Object.keys(spec.x.names).map(Number).filter(tick => tick <= 1.05 * Math.max(...spec.data.map(d => d.high))), { text: tick => spec.x.names[tick], label: spec.x.label, labelArrow: "none", fontSize: 12 }),
      y: { domain: spec.data.map(d => d.label), label: null, padding: .35 },
      marks: [
        Plot.axisY({ tickSize: 0, label: null }),
        Plot.ruleY(spec.data, { y: "label", x1: "low", x2: "high", stroke: "currentColor" }),
        Plot.barX(spec.data, { y: "label", x1: "q1", x2: "q3", fill: "series", fillOpacity: .75, tip: true, title: d => d.title }),
        Plot.tickX(spec.data, { y: "label", x: "median", stroke: "currentColor", strokeWidth: 3 }),
      ],
    }),
  };
  const axis = (part, small) => ({
    label: part.label ?? null, ...(part.domain && { domain: part.domain }), ...(part.log && { type: "log" }), ...(part.percent && { tickFormat: percent }), ...(small ? { ticks: 3 } : part.percent && { ticks: 5 }), labelArrow: "none",
  });
  const draw = figure => {
    const spec = JSON.parse(figure.querySelector("script").textContent);
    const width = Math.min(figure.clientWidth, spec.width ?? 560);
    if (!width || figure.dataset.width === String(width))
      return;
    figure.dataset.width = width;
    const series = spec.series ?? [...new Set(spec.data.map(d => d.series))];
    const small = width < 420;
    const { height, axisX, y, marks } = kinds[spec.kind](spec, small);
    if (axisX)
      marks.push(axisX);
    const options = {
      width, height: height ?? Math.round(width * (spec.square ? 1 : .62)), marginLeft: spec.kind === "intervals" ? (small ? 130 : 165) : spec.kind === "boxes" ? 80 : 48, marginRight: 18, marginBottom: 38,
      style: { fontSize: "13px", background: "transparent", overflow: "visible" },
      color: { domain: series, range: colours }, x: axisX === null ? { axis: null, domain: series } : { ...axis(spec.x, small), nice: spec.kind === "intervals" && !spec.x.domain }, y: { ...axis(spec.y ?? {}, small), ...(y ?? {}) }, marks,
    };
    const svg = Plot.plot(options);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", figure.querySelector("figcaption").textContent);
    const key = document.createElement("div");
    key.className = "key";
    if (series.length > 1 && spec.kind !== "boxes")
      series.forEach((name, i) => { const item = document.createElement("span"); const mark = document.createElement("i"); mark.style.background = colours[i % colours.length]; item.append(mark, name); key.append(item); });
    figure.querySelector(".plot").replaceChildren(key, svg);
  };
  const watch = new ResizeObserver(entries => entries.forEach(entry => draw(entry.target)));
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    draw(figure);
    watch.observe(figure);
  }
}

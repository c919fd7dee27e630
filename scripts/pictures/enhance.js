// Lets the pictures of a page be touched. Everything shown is read from the page's own drawings, which stay in it
// for print and for readers without scripts: no number stands here that does not stand there.
import * as echarts from "echarts/core";
import { BarChart } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, GeoComponent, GridComponent, TooltipComponent, SVGRenderer]);

const NARROW = 480;
const all = (root, query) => [...root.querySelectorAll(query)];
const text = (node) => (node ? node.textContent.trim() : "");
const sources = (id) => text(document.querySelector(`#${id} .title`));

function tooltip(css) {
  return {
    confine: true,
    backgroundColor: css("--paper"),
    borderColor: css("--rule"),
    textStyle: { color: css("--ink"), fontSize: 13, fontFamily: css("--hei") },
    extraCssText: "max-width:22em;white-space:normal;box-shadow:none",
  };
}

const escaped = (words) => words.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const lines = (...said) => said.filter(Boolean).map(escaped).join("<br>");

function bars(figure, svg, css) {
  let label = "";
  const rows = all(svg, ".row").map((row) => {
    label = text(row.querySelector(".name")) || label;
    const value = row.querySelector(".value").cloneNode(true);
    const cite = value.querySelector(".cite");
    if (cite) cite.remove();
    const side = row.querySelector("rect").classList.contains("ours") ? "ours" : "theirs";
    const to = cite ? cite.getAttribute("href") : "";
    return {
      label, side, to, cite: text(cite), from: to && sources(to.slice(1)), printed: text(value),
      value: Number(row.dataset.v),
    };
  });
  const labels = [...new Set(rows.map((row) => row.label))];
  const sides = ["ours", "theirs"].filter((side) => rows.some((row) => row.side === side));
  const color = { ours: css("--named"), theirs: css("--programme") };
  const upright = figure.dataset.form === "columns";
  const names = {
    type: "category", data: labels, inverse: !upright, axisTick: { show: false }, axisLine: { show: upright },
    axisLabel: { color: css("--soft"), fontFamily: css("--hei"), fontSize: 12, width: 150, overflow: "break" },
  };
  const values = { type: "value", show: false, min: 0 };
  return {
    animationDuration: 300,
    tooltip: { ...tooltip(css), formatter: ({ data }) => lines(data.row.label, data.row.printed, data.row.from) },
    grid: { left: 4, right: 110, top: upright ? 28 : 4, bottom: 4, containLabel: true },
    xAxis: upright ? names : values,
    yAxis: upright ? values : names,
    series: sides.map((side) => ({
      type: "bar", barMaxWidth: upright ? 48 : 16, itemStyle: { color: color[side] },
      label: {
        show: true, position: upright ? "top" : "right", color: css("--ink"), fontFamily: css("--hei"),
        fontSize: 13, formatter: ({ data }) => `{number|${data.row.printed}}{cite|${data.row.cite}}`,
        rich: { number: { fontWeight: 600, fontSize: 13 }, cite: { color: css("--accent"), fontSize: 11, padding: [0, 0, 0, 4] } },
      },
      data: labels.map((name) => {
        const row = rows.find((one) => one.label === name && one.side === side);
        return row ? { value: row.value, row } : null;
      }),
    })),
  };
}

const STYLE = ["fill", "stroke", "stroke-width", "stroke-linejoin", "font-size", "font-family", "text-anchor"];

function land(figure, svg, css) {
  // the map's parser knows neither links nor style sheets: a copy without the first, the second as attributes
  const copy = svg.cloneNode(false);
  const [, , wide, high] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("width", wide);
  copy.setAttribute("height", high);
  const chapter = {};
  for (const part of all(svg, ".area, .label")) {
    const own = part.cloneNode(true);
    const style = getComputedStyle(part);
    for (const key of STYLE) own.setAttribute(key, style.getPropertyValue(key));
    const name = text(own.querySelector("title"));
    if (name) {
      const link = part.closest("a");
      if (link) chapter[name] = link.getAttribute("href");
      own.setAttribute("name", name);
      own.replaceChildren();
    }
    copy.append(own);
  }
  const said = Object.fromEntries(all(figure, ".named li").map((row) => [text(row.querySelector("b")), row]));
  const parts = (name) => (said[name] ? all(said[name], ".count, .inside").map(text) : []);
  const id = svg.getAttribute("aria-labelledby");
  echarts.registerMap(id, { svg: new XMLSerializer().serializeToString(copy) });
  return {
    tooltip: tooltip(css),
    geo: {
      tooltip: { show: true, formatter: ({ name }) => lines(name, ...parts(name)) },
      map: id, roam: true, scaleLimit: { min: 1, max: 6 }, left: 0, right: 0, top: 0, bottom: 0,
      itemStyle: { borderColor: css("--soft"), borderWidth: 0.8 },
      emphasis: { itemStyle: { borderWidth: 2, borderColor: css("--ink") }, label: { show: false } },
      selectedMode: false,
    },
    chapter,
  };
}

function enhance(figure) {
  const svg = figure.querySelector(".drawing > svg");
  const form = figure.dataset.form;
  if (!svg || form === "parts") return;
  const { width, height } = svg.getBoundingClientRect();
  if (form !== "map" && width < NARROW) return; // names over their bars, as drawn, leave the bars more room
  const css = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
  const option = form === "map" ? land(figure, svg, css) : bars(figure, svg, css);
  const room = document.createElement("div");
  room.style.height = `${Math.round(height)}px`;
  room.setAttribute("aria-hidden", "true");
  figure.querySelector(".drawing").append(room);
  const chart = echarts.init(room, null, { renderer: "svg", width, height: Math.round(height) });
  chart.setOption(option);
  chart.on("click", ({ name, data }) => {
    const to = option.chapter ? option.chapter[name] : data && data.row.to;
    if (to) location.hash = to;
  });
  addEventListener("resize", () => {
    const across = figure.querySelector(".drawing").clientWidth;
    const down = form === "map" ? (across * height) / width : height;
    room.style.height = `${Math.round(down)}px`;
    chart.resize({ width: across, height: Math.round(down) });
  });
  figure.classList.add("live");
}

for (const figure of document.querySelectorAll("figure.picture")) {
  try {
    enhance(figure);
  } catch (error) {
    console.warn(error); // the drawing in the page stays as it is
  }
}

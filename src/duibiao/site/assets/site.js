// Small comforts. Everything can be read without them.
"use strict";

const all = (query, root = document) => [...root.querySelectorAll(query)];

// the size of an article's letters, remembered
for (const tools of all(".tools")) {
  tools.hidden = false;
  const paper = tools.closest(".paper");
  const choose = (size) => {
    paper.dataset.size = size;
    for (const one of all("button[data-size]", tools)) one.setAttribute("aria-pressed", String(one.dataset.size === size));
  };
  try {
    choose(localStorage.getItem("size") || "m");
  } catch {
    choose("m"); // storage may be forbidden
  }
  tools.addEventListener("click", async ({ target }) => {
    const { size, do: what } = target.dataset;
    if (size) {
      choose(size);
      try {
        localStorage.setItem("size", size);
      } catch {
        return;
      }
    }
    if (what === "print") print();
    if (what === "copy") {
      const said = target.textContent;
      await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
      target.textContent = "已复制";
      setTimeout(() => (target.textContent = said), 1600);
    }
  });
}

// charts and maps of briefs can be touched once they come into view: the script is fetched only then
const drawings = document.querySelector("meta[name=drawings]");
if (drawings && "IntersectionObserver" in window) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    const script = document.createElement("script");
    script.src = drawings.content;
    document.head.append(script);
  }, { rootMargin: "200px" });
  for (const figure of all("figure.picture")) watch.observe(figure);
}

// a link to a position inside a sentence opens the sentence
const match = /^#s(\d+)$/.exec(location.hash);
if (match && !document.getElementById(`s${match[1]}`)) {
  const at = Number(match[1]);
  const before = all(".text [id^=s]").filter((one) => Number(one.id.slice(1)) <= at).pop();
  if (before) location.replace(`#${before.id}`);
}

// how a figure of a report is read, beside it
for (const text of all(".text[data-readings]")) {
  const figures = all("b", text);
  let rows = null;
  let open = null;
  text.dataset.live = "";
  for (const hint of all("[data-hint]")) hint.hidden = false;
  const close = () => {
    if (open) open.remove();
    open = null;
  };
  const row = (list, name, words, href) => {
    if (!words) return;
    const [term, told] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    const inside = href ? document.createElement("a") : told;
    if (href) inside.href = href;
    inside.textContent = words;
    if (href) told.append(inside);
    list.append(term, told);
  };
  text.addEventListener("click", async ({ target }) => {
    close();
    const figure = target.closest("b");
    if (!figure || target.closest("a.x")) return;
    rows ||= await (await fetch(text.dataset.readings)).json();
    const [printed, indicator, href, period, place, status] = rows[figures.indexOf(figure)] || [];
    if (!printed) return;
    open = document.createElement("div");
    open.className = "reads";
    open.setAttribute("role", "status");
    const head = document.createElement("b");
    head.textContent = printed;
    const list = document.createElement("dl");
    row(list, "指标", indicator || "没有读出", href);
    row(list, "时期", period);
    row(list, "地方", place);
    row(list, "状态", status);
    open.append(head, list);
    document.body.append(open);
    const at = figure.getBoundingClientRect();
    open.style.top = `${scrollY + at.bottom + 8}px`;
    open.style.left = `${Math.max(8, Math.min(scrollX + at.left, innerWidth - open.offsetWidth - 16))}px`;
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
}

// on a phone the contents of a long text start closed
if (matchMedia("(max-width: 60rem)").matches) for (const box of all("details.contents")) box.open = false;

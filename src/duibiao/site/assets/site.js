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

// an article read aloud by a voice of the reader's own machine, where it has a Chinese one
const aloud = document.querySelector("[data-aloud]");
if (aloud && "speechSynthesis" in window) {
  const voice = () => speechSynthesis.getVoices().find((one) => one.localService && /^(zh|cmn)/i.test(one.lang));
  const offer = () => (aloud.hidden = !voice());
  speechSynthesis.addEventListener("voiceschanged", offer);
  offer();
  const skipped = "svg, table, .toc, .coverage, .sources, .made, .no, .place, details:not([open])";
  let now = null;
  const stop = () => {
    if (now) now.classList.remove("spoken");
    now = null;
    speechSynthesis.cancel();
    aloud.textContent = "朗读";
  };
  const read = ([first, ...rest]) => {
    if (now) now.classList.remove("spoken");
    if (!first) return stop();
    const words = first.cloneNode(true);
    for (const one of all(".cite, .vh, .to-text", words)) one.remove();
    const said = new SpeechSynthesisUtterance(words.textContent);
    [said.voice, said.lang] = [voice(), "zh-CN"];
    said.addEventListener("end", () => now === first && read(rest));
    said.addEventListener("error", () => now === first && stop());
    now = first;
    first.classList.add("spoken");
    first.scrollIntoView({ block: "nearest" });
    speechSynthesis.speak(said);
  };
  aloud.addEventListener("click", () => {
    if (now) return stop();
    aloud.textContent = "停止朗读";
    read(all(".paper h1, .brief h2, .brief h3, .brief p").filter((one) => !one.closest(skipped)));
  });
  addEventListener("pagehide", stop);
}

// handed on by the phone's own means, where it has them
const hand = document.querySelector("[data-hand]");
if (hand && navigator.share) {
  hand.hidden = false;
  hand.addEventListener("click", async () => {
    const url = document.querySelector("link[rel=canonical]").href;
    try {
      await navigator.share({ title: document.querySelector("h1").textContent, url });
    } catch {
      return; // the reader thought better of it
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

// how a figure of a report is read, beside it; and a sentence of it to be cited
for (const text of all(".text[data-readings]")) {
  const figures = all("b", text);
  let rows = null;
  let open = null;
  let held = null;
  text.dataset.live = "";
  for (const hint of all("[data-hint]")) hint.hidden = false;
  const close = () => {
    if (open) open.remove();
    if (held) held.classList.remove("held");
    open = held = null;
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
  const reading = async (figure) => {
    rows ||= await (await fetch(text.dataset.readings)).json();
    const [printed, indicator, href, period, place, status] = rows[figures.indexOf(figure)] || [];
    if (!printed) return [];
    const head = document.createElement("b");
    head.textContent = printed;
    const list = document.createElement("dl");
    row(list, "指标", indicator || "没有读出", href);
    row(list, "时期", period);
    row(list, "地方", place);
    row(list, "状态", status);
    return [head, list];
  };
  const cite = (sentence) => {
    const line = document.createElement("p");
    const address = `${document.querySelector("link[rel=canonical]").href}#${sentence.id}`;
    const words = sentence.textContent.trim();
    const from = document.querySelector("h1").textContent.trim();
    for (const [name, copied] of [["复制这句的链接", address], ["复制原句和出处", `“${words}”（${from}，${address}）`]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(copied);
        button.textContent = "已复制";
      });
      line.append(button);
    }
    return line;
  };
  text.addEventListener("click", async ({ target }) => {
    close();
    if (target.closest("a, summary, .who") || String(getSelection())) return;
    const figure = target.closest("b");
    const sentence = target.closest("[id^=s]");
    if (!figure && !sentence) return;
    const parts = figure ? await reading(figure) : [];
    close(); // another click may have come while it was fetched
    if (sentence) {
      parts.push(cite(sentence));
      held = sentence;
      held.classList.add("held");
    }
    open = document.createElement("div");
    open.className = "reads";
    open.setAttribute("role", "status");
    open.append(...parts);
    document.body.append(open);
    const at = (figure || sentence).getClientRects()[0];
    const top = figure ? at.bottom : sentence.getBoundingClientRect().bottom;
    open.style.top = `${scrollY + top + 8}px`;
    open.style.left = `${Math.max(8, Math.min(scrollX + at.left, innerWidth - open.offsetWidth - 16))}px`;
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
}

// the audit of a document that comes after its text
const late = async (section, left) => {
  const answer = await fetch(section.dataset.wait);
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#audit");
  if (answer.ok && found && !found.dataset.wait) section.replaceWith(document.adoptNode(found));
  else if (left) setTimeout(late, 2000, section, left - 1);
};
for (const section of all(".reading ~ [data-wait]")) setTimeout(late, 1000, section, 30);

// on a phone the contents of a long text start closed, and what could narrow a search
if (matchMedia("(max-width: 60rem)").matches) for (const box of all("details.contents, .narrower:not(:has([aria-current])) > details")) box.open = false;

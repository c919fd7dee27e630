"use strict";
// The desk works without this: it shows progress as it comes, checks figures while typing, moves and picks by a click.
(() => {
  const job = document.querySelector("[data-job]");
  if (job) {
    const bar = job.querySelector("progress"), said = job.querySelector("[data-said]");
    const lost = () => { said.textContent = "暂时连不上，正在重试"; };
    const show = (now) => {
      if (now.state === "done" || now.state === "failed") { location.reload(); return false; }
      bar.max = now.steps; bar.value = now.done;
      if (said.textContent !== now.said) said.textContent = now.said;
      return true;
    };
    const ask = async () => { // where no stream comes through
      try {
        const answer = await fetch(`${job.dataset.job}/state`, { headers: { accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        if (!show(await answer.json())) return;
      } catch { lost(); }
      setTimeout(ask, 700);
    };
    const stream = new EventSource(`${job.dataset.job}/events`);
    stream.onmessage = ({ data }) => { if (!show(JSON.parse(data))) stream.close(); };
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) ask(); else lost(); };
  }

  const form = document.querySelector("form[data-figures]");
  if (!form) return;
  document.body.dataset.live = "";

  // every figure that is typed is looked for in the sources
  const mark = form.querySelector("input[type=hidden]");
  const waiting = new Map();
  const check = async (field) => {
    const flag = document.getElementById(field.dataset.check), text = field.value;
    if (!/\d/.test(text)) { flag.hidden = true; flag.textContent = ""; return; }
    try {
      const answer = await fetch(form.dataset.figures, { method: "POST", body: new URLSearchParams({ [mark.name]: mark.value, text }) });
      if (!answer.ok || field.value !== text) return;
      const { unsupported } = await answer.json();
      flag.hidden = unsupported.length === 0;
      flag.textContent = unsupported.length ? "来源里没有：" + unsupported.join("、") : "";
    } catch { /* checked again when it is saved */ }
  };
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.check) {
      clearTimeout(waiting.get(field));
      waiting.set(field, setTimeout(check, 350, field));
    }
    if (field.dataset.drop !== undefined) field.closest("[data-chapter]").classList.toggle("off", field.checked);
    if (field.dataset.off !== undefined) field.closest("li").classList.toggle("off", field.checked);
  });

  // chapters up and down
  const list = form.querySelector("[data-chapters]");
  const renumber = () => [...list.children].forEach((one, i) => { one.querySelector(".place").value = i + 1; });
  list.querySelectorAll(".moves").forEach((one) => { one.hidden = false; });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const one = button.closest("[data-chapter]");
    const other = button.dataset.move < 0 ? one.previousElementSibling : one.nextElementSibling;
    if (!other) return;
    if (button.dataset.move < 0) other.before(one); else other.after(one);
    renumber();
    button.focus();
  });

  // a sentence of the local material to the chapter at hand
  let current = null;
  list.addEventListener("focusin", (event) => choose(event.target.closest("[data-chapter]")));
  list.addEventListener("click", (event) => choose(event.target.closest("[data-chapter]")));
  function choose(one) {
    if (!one || one === current) return;
    if (current) current.classList.remove("current");
    current = one;
    one.classList.add("current");
  }
  const how = document.querySelector("[data-how]");
  if (how) how.hidden = false;
  document.querySelectorAll("[data-sentence]").forEach((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...one.childNodes);
    one.append(button);
    button.addEventListener("click", () => {
      if (!current) { how.textContent = "请先在左边点一章。"; return; }
      const pins = current.querySelector("[data-pin]"), line = one.dataset.sentence + "：" + button.textContent.trim();
      if (!pins.value.split("\n").includes(line)) pins.value = (pins.value.trim() ? pins.value.trim() + "\n" : "") + line;
      current.querySelector("details").open = true;
      how.textContent = "已补到“" + current.querySelector("h2").textContent + "”，保存后生效。";
    });
  });
})();

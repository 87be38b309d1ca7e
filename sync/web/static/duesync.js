// What pages do by keyboard and mouse beyond what a browser does by itself. Every page works without it.
"use strict";

// Lists that one works through by keyboard: j and k go from item to item, x ticks, o opens, e edits its words;
// a, p and r approve, postpone and refuse those that are ticked, or else the one that one is at.
(() => {
  const together = document.getElementById("together");
  const items = () => [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent);
  let at = null;

  const go = (step) => {
    const all = items();
    if (!all.length) return;
    const place = at && all.includes(at) ? Math.min(Math.max(all.indexOf(at) + step, 0), all.length - 1) : 0;
    at?.classList.remove("at");
    at = all[place];
    at.classList.add("at");
    at.querySelector("summary")?.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };
  const tick = (one) => one?.querySelector(":scope > input[name=chosen]");
  const ticked = () => document.querySelectorAll("input[name=chosen]:checked").length;
  const count = () => {
    const told = document.querySelector("[data-ticked]");
    const number = ticked();
    if (told) told.textContent = number ? `${number} ticked:` : "Those that are ticked:";
  };
  const choose = () => {
    if (!ticked() && tick(at)) tick(at).checked = true;
    count();
    return ticked() > 0;
  };
  const open = (name) => {
    const part = together?.querySelector(`details[data-key="${name}"]`);
    if (!part) return;
    part.open = !part.open;
    if (part.open) part.querySelector("input")?.focus();
  };
  const edit = () => {
    const part = at?.matches(".fold") ? null : at?.querySelector("[data-edit]");
    if (!part) return false;
    part.open = true;
    part.querySelector("input:not([type=hidden]), textarea")?.focus();
    return true;
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => { const box = tick(at); if (box) { box.checked = !box.checked; count(); } },
    o: () => { const part = at?.querySelector("details"); if (part) part.open = !part.open; },
    a: () => { if (together && choose()) together.querySelector("[data-key=a]").click(); },
    p: () => { if (choose()) open("p"); },
    r: () => { if (choose()) open("r"); },
    e: () => {
      const part = at?.matches(".fold") ? null : at?.querySelector("details");
      if (!part || edit()) return;
      at.addEventListener("htmx:afterSettle", edit, { once: true });
      part.open = true;
    },
    "?": () => open("?"),
  };
  document.addEventListener("keydown", (pressed) => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    if (pressed.key === "Escape") {
      together?.querySelectorAll("details[open]").forEach((part) => { part.open = false; });
      document.activeElement?.blur();
      return;
    }
    if (pressed.key === "Enter" && together?.contains(pressed.target) && pressed.target.matches(".over input")) {
      pressed.preventDefault();
      pressed.target.closest(".over").querySelector("button[type=submit]").click();
      return;
    }
    if (pressed.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (keys[pressed.key] && document.querySelector("[data-item]")) {
      pressed.preventDefault();
      keys[pressed.key]();
    }
  });
  document.addEventListener("change", (changed) => { if (changed.target.name === "chosen") count(); });
  document.addEventListener("focusin", (moved) => {
    const item = moved.target.closest("[data-item]");
    if (item && item !== at) { at?.classList.remove("at"); at = item; item.classList.add("at"); }
  });
  document.querySelectorAll("[data-tick-all]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const list = button.closest("h3").parentElement.querySelector(".items input[name=chosen]")?.closest(".items");
      const boxes = [...(list?.querySelectorAll("input[name=chosen]") ?? [])];
      const all = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !all; });
      count();
    });
  });
  together?.querySelectorAll("details").forEach((part) => part.addEventListener("toggle", () => {
    if (part.open) together.querySelectorAll("details[open]").forEach((other) => { if (other !== part) other.open = false; });
  }));
  if (document.querySelector("[data-item]")) count();
})();

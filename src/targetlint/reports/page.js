"use strict";
(() => {
  const bar = document.querySelector("form");
  const rows = [...document.querySelectorAll("tbody tr")];
  const sections = [...document.querySelectorAll("section")];
  const output = bar.querySelector("output");
  const texts = new Map();

  function textOf(row) {
    let text = texts.get(row);
    if (text === undefined) {
      text = (row.textContent + " " + row.closest("section").dataset.path).toLowerCase();
      texts.set(row, text);
    }
    return text;
  }

  function apply() {
    const asked = new FormData(bar);
    const severities = new Set(asked.getAll("severity"));
    const rule = asked.get("rule");
    const path = asked.get("path").trim().toLowerCase();
    const words = asked.get("text").trim().toLowerCase().split(/\s+/).filter(Boolean);
    const waived = asked.get("waived") !== null;
    let shown = 0;
    for (const section of sections) {
      const here = section.dataset.path.toLowerCase().includes(path);
      let any = false;
      for (const row of section.querySelectorAll("tbody tr")) {
        const show = here && severities.has(row.dataset.severity)
          && (!rule || row.dataset.rule === rule)
          && (waived || !row.classList.contains("waived"))
          && words.every((word) => textOf(row).includes(word));
        row.hidden = !show;
        if (show) { any = true; shown += 1; }
      }
      section.hidden = !any;
    }
    output.textContent = output.dataset.told.replace("{shown}", shown).replace("{all}", rows.length);
  }

  function pick(event) {
    const target = event.target.closest("[data-pick]");
    if (!target || (event.type === "keydown" && event.key !== "Enter")) return;
    const [name, value] = target.dataset.pick.split("=");
    if (name === "severity") {
      for (const box of bar.querySelectorAll("[name=severity]")) box.checked = box.value === value;
    } else {
      bar.elements[name].value = value;
    }
    apply();
  }

  bar.hidden = false;
  bar.addEventListener("input", apply);
  bar.addEventListener("submit", (event) => event.preventDefault());
  bar.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("click", pick);
  document.addEventListener("keydown", pick);
  apply();
})();

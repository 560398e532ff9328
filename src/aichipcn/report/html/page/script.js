"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const words = form.querySelector("[data-filters]");
  const status = form.querySelector("[data-status]");
  const count = form.querySelector("[data-count]");
  const rows = [...document.getElementById(words.dataset.filters).tBodies[0].rows];
  const narrow = () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const said = !status.value || row.querySelector(".verdict." + status.value);
      row.hidden = !said || !asked.every((word) => text.includes(word));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = shown + " of " + rows.length + " shown";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", narrow);
  narrow();
}
for (const tools of document.querySelectorAll(".folds")) {
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    if (event.target.dataset.open === undefined) return;
    for (const fold of tools.parentElement.querySelectorAll("details")) fold.open = event.target.dataset.open === "true";
  });
}
const reveal = () => {
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!asked) return;
  for (let fold = asked.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  asked.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();

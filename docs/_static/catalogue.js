/* The box above the entries of the catalogue: shows only those that have all the words in it. */
(() => {
  const form = document.querySelector("form.catalogue-filter");
  if (!form) return;
  const box = form.querySelector("input");
  const told = form.querySelector("[role=status]");
  const entries = [...document.querySelectorAll("section.entry")].map((entry) => ({
    entry,
    text: entry.textContent.toLowerCase(),
    listed: document.querySelector(`.toc-tree a[href="#${entry.id}"]`)?.closest("li"),
  }));

  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { entry, text, listed } of entries) {
      const wanted = words.every((word) => text.includes(word));
      entry.hidden = !wanted;
      if (listed) listed.hidden = !wanted;
      shown += wanted;
    }
    told.textContent = `${shown} of ${entries.length}`;
  };

  /* An entry that a link leads to is shown, whatever is in the box. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("section.entry")?.hidden) return;
    box.value = "";
    filter();
    target.scrollIntoView();
  };

  /* What is shown may be far above where the reader was: begin with the first of it. */
  const asked = () => {
    filter();
    if (form.getBoundingClientRect().top > 1) return;
    (entries.find(({ entry }) => !entry.hidden)?.entry ?? form.parentElement).scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", asked);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.value = "";
    asked();
  });
  addEventListener("hashchange", reveal);
  if (box.value) filter();
})();

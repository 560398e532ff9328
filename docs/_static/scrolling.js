// What is too wide for the page scrolls on its own; here the keyboard can reach it, and only what does scroll.
const wide = ".highlight pre, .table-wrapper";

function reach() {
  for (const box of document.querySelectorAll(wide)) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

addEventListener("DOMContentLoaded", reach);
addEventListener("resize", reach);

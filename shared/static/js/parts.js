// Puts the parts of a page that come behind it into their places, and leaves the document as if it had come whole.
(() => {
  "use strict";
  const own = document.currentScript;

  // Everything between a placeholder and its end makes room for the part.
  const place = (part, start) => {
    const end = `/${start.id}`;
    let next = start.nextSibling;
    while (next && !(next.nodeType === Node.COMMENT_NODE && next.data === end)) {
      next.remove();
      next = start.nextSibling;
    }
    if (next) next.remove();
    start.replaceWith(part.content);
  };

  // A part is whole once something follows it: the empty comment behind each.
  const placeAll = () => {
    for (const part of document.querySelectorAll('template[for^="sx-"]')) {
      const after = part.nextSibling;
      const start = document.getElementById(part.getAttribute("for"));
      if (!after || !start) continue;
      if (after.nodeType === Node.COMMENT_NODE && after.data === "") after.remove();
      part.remove();
      place(part, start);
    }
  };

  // Where no part came the fallback stays, without the marks around it.
  const settle = () => {
    placeAll();
    watch.disconnect();
    for (const start of document.querySelectorAll('template[id^="sx-"]')) {
      const end = `/${start.id}`;
      for (let next = start.nextSibling; next; next = next.nextSibling) {
        if (next.nodeType === Node.COMMENT_NODE && next.data === end) {
          next.remove();
          break;
        }
      }
      start.remove();
    }
    document.getElementById("sx-whole")?.remove();
    own.remove();
  };

  const watch = new MutationObserver(placeAll);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", settle);
    placeAll();
  } else {
    settle();
  }
})();

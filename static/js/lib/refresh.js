/* A part of the page that follows what happens on the server: its own partial from data-address every
   data-seconds, 304 while nothing changed. When the partial carries [data-ended], the page is loaded anew. */

export default function refresh(element) {
  let tag = "";
  const timer = setInterval(ask, Number(element.dataset.seconds) * 1000);

  async function ask() {
    if (document.hidden) return;
    try {
      const headers = { Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
      const response = await fetch(element.dataset.address, { headers, cache: "no-store" });
      if (response.status !== 200) return;
      tag = response.headers.get("ETag") ?? tag;
      show(await response.text());
    } catch {
      /* the next round asks again */
    }
  }

  function show(html) {
    const part = new DOMParser().parseFromString(html, "text/html");
    if (!part.querySelector("[data-ended]")) {
      const target = element.querySelector("[data-part]");
      target.replaceChildren(...part.body.childNodes);
      return;
    }
    clearInterval(timer);
    location.reload();
  }
}

/* Small things both gate pages share: their elements, their numbers, their line of status. */

/* Elements by data-part: parts("video"). */
export function partsOf(root) {
  const found = new Map([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  return (name) => found.get(name);
}

/* "{n} lượt" with its values put in. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function grouped(number) {
  return number.toLocaleString(document.documentElement.lang || "vi");
}

/* The footer: whether the last word from the server came through, and how much waits for the next. */
export function showNetwork(part, words, { online, waiting }) {
  part("net").dataset.online = String(online);
  part("net-word").textContent = online ? words.online_now : words.offline_now;
  part("waiting").hidden = waiting === 0;
  part("waiting").textContent = fill(words.waiting, { n: grouped(waiting) });
}

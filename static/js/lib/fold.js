/* Vietnamese text without its marks and in small letters, as fairapp.domain.text.fold does: đ is d. */

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
}

/* Every word typed is found somewhere, in any order. */
export function matches(folded, query) {
  return fold(query).split(" ").every((word) => folded.includes(word));
}

/* The word of a slider's level beside it. */

export default function level(slider) {
  const words = slider.dataset.words.split("|");
  const output = document.getElementById(slider.getAttribute("aria-describedby"));
  const say = () => {
    output.textContent = words[Number(slider.value)];
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  slider.addEventListener("input", say);
  say();
}

/* While a file is taken over: the bar moves and the button does not answer twice. */

export default function (form) {
  form.addEventListener("submit", () => {
    form.querySelector("progress").hidden = false;
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", () => {
    form.querySelector("progress").hidden = true;
    form.querySelector("button").disabled = false;
  });
}

/* Says at once that a chosen file is too large, instead of after minutes of sending it. */

export default function (form) {
  const input = form.elements.file;
  const note = form.querySelector("[data-upload-note]");
  const check = () => {
    const large = [...input.files].some((file) => file.size > Number(form.dataset.most));
    note.hidden = !large;
    note.textContent = large ? form.dataset.wordTooLarge : "";
    return !large;
  };
  input.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (check()) return;
    event.preventDefault();
    input.focus();
  });
}

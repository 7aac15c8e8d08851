/* Asks before a form is sent: <form data-module="lib/confirm" data-confirm="Thu hồi thẻ này?"
   data-confirm-more="…" data-confirm-yes="Thu hồi" data-confirm-no="Không">. Without script the form is simply sent. */

function paragraph(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function button(word, value, classes) {
  const element = paragraph("button", word);
  element.value = value;
  element.className = classes;
  return element;
}

function build({ confirm, confirmMore, confirmYes, confirmNo }) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const heading = paragraph("h2", confirm);
  heading.id = `confirm-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  dialog.setAttribute("aria-labelledby", heading.id);
  const answers = document.createElement("form");
  answers.method = "dialog";
  answers.className = "buttons";
  answers.append(button(confirmNo, "no", "btn btn-secondary"), button(confirmYes, "yes", "btn btn-primary"));
  dialog.append(heading, ...(confirmMore ? [paragraph("p", confirmMore)] : []), answers);
  return dialog;
}

/* Puts the question; true when the answer is yes. */
export function ask(question) {
  const words = document.getElementById("toasts").dataset;
  const dialog = build({ confirmYes: words.wordYes, confirmNo: words.wordNo, ...question });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => { dialog.remove(); answer(dialog.returnValue === "yes"); });
  });
}

export default function (form) {
  let agreed = false;
  form.addEventListener("submit", async (event) => {
    if (agreed) return;
    event.preventDefault();
    const sender = event.submitter;
    if (!await ask({ ...form.dataset, ...sender?.dataset })) { sender?.focus(); return; }
    agreed = true;
    form.requestSubmit(sender);
    agreed = false;
  });
}

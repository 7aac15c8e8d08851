/* Downloads the parts of a long print one after the other, and says how far it has come. Without script each part is
   a form of its own. */

async function download(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/pdf")) throw new Error(answer.status);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "the-ra-vao.pdf";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export default function (panel) {
  const forms = [...panel.querySelectorAll("[data-part]")];
  const progress = panel.querySelector("progress");
  const all = panel.querySelector("[data-all]");

  const take = async (form) => {
    const state = form.querySelector("output");
    const button = form.querySelector("button");
    button.disabled = true;
    state.textContent = panel.dataset.wordWorking;
    state.dataset.state = "working";
    try {
      await download(form);
      state.textContent = panel.dataset.wordDone;
      state.dataset.state = "done";
      return true;
    } catch {
      state.textContent = panel.dataset.wordFailed;
      state.dataset.state = "failed";
      return false;
    } finally {
      button.disabled = false;
    }
  };

  for (const form of forms) {
    form.addEventListener("submit", (event) => { event.preventDefault(); take(form); });
  }
  if (!all) return;
  all.hidden = false;
  all.addEventListener("click", async () => {
    all.disabled = true;
    progress.hidden = false;
    progress.value = 0;
    for (const form of forms) {
      if (form.querySelector("output").dataset.state !== "done" && !(await take(form))) break;
      progress.value += 1;
    }
    all.disabled = false;
  });
}

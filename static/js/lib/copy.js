/* Copies a text for another program: <button data-module="lib/copy" data-from="#id" data-done="Đã chép">. */

import { toast } from "./toast.js";

export default function (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.querySelector(button.dataset.from);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages without https have no clipboard of their own
    }
    toast(button.dataset.done, "good");
  });
}

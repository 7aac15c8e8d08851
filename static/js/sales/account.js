/* On every page of a producer, at the button to sign out: answers that wait on this phone are sent, and who signs out leaves
   no figures behind; what still waits to be sent stays: <form data-module="sales/account">. */

import { openStore } from "../gate/store.js";
import { deliverAll } from "./sending.js";

export default async function (form) {
  form.addEventListener("submit", () => { window.caches?.delete("diary-1"); });
  if (document.querySelector("[data-worker][data-application]")) return; // the diary itself says more
  try {
    await deliverAll(await openStore("diary"));
  } catch (error) {
    console.warn("diary store", error); // private windows keep nothing
  }
}

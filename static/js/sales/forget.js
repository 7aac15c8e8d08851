/* Who signs out leaves no figures on the phone; answers that wait to be sent stay: <form data-module="sales/forget">. */

export default function (form) {
  form.addEventListener("submit", () => { window.caches?.delete("diary-1"); });
}

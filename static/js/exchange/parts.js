/* Asks for part after part until all are done. An answer that brings nothing further ends it, too: never in circles. */

export async function parts(ask, tell) {
  let before = -1;
  for (;;) {
    const answer = await ask();
    tell(answer);
    if (answer.checked >= answer.total) return;
    if (answer.checked <= before) throw new Error("no further");
    before = answer.checked;
  }
}

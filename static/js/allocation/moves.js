/* What dropping an application on a booth asks of the server: to give the booth, to change places, or nothing.

   dragged  { application, seen }   the application and the booth numbers it had on the page ("" for none)
   target   { booth, other?, other_seen? }   the booth, and who has it */

export function moveOf(dragged, target) {
  if (target.other === dragged.application) return null;
  const from = { application: dragged.application, seen: dragged.seen };
  if (target.other && dragged.seen) return { ...from, other: target.other, other_seen: target.other_seen };
  return { ...from, booth: target.booth }; // a taken booth too: the server says who has it
}

/* The same move as a question about its cost. */
export function questionOf(move) {
  const asked = move.other ? { application: move.application, other: move.other } : { application: move.application, booth: move.booth };
  return new URLSearchParams(asked).toString();
}

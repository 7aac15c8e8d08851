/* A check of a booth as the phone makes it: first a draft that outlives everything, then a row that waits to be sent.

   draft: {id, booth, code, application, answers: {point: true | false}, note, photos: [{id, size}]}
   A photo is a row of its own from the moment it is taken: {id, kind: "photo", check, data}. */

export const POINTS = ["present", "goods", "labels", "prices", "own"];
export const MOST_PHOTOS = 6;

export function newDraft(id, booth, code) {
  return { id, booth: booth.key, code, application: booth.application, answers: {}, note: "", photos: [] };
}

/* Somebody who is away has no goods to be looked at: nothing but presence is asked. */
export function asked(answers) {
  return answers.present === false ? ["present"] : POINTS;
}

export function answered({ answers }) {
  return Object.fromEntries(asked(answers).filter((point) => point in answers).map((point) => [point, answers[point]]));
}

export function isEmpty(draft) {
  return Object.keys(answered(draft)).length === 0 && !draft.note.trim();
}

/* What is sent, with the moment of saving. */
export function checkRow(draft, at, skew) {
  const { id, booth, code, application, photos } = draft;
  const body = { id, booth, code, application, at, skew, answers: answered(draft), note: draft.note.trim(), photos };
  return { id, kind: "check", body, passage: null, admitted: false };
}

export function photoRow(id, check, data) {
  return { id, kind: "photo", check, data, body: {}, passage: null, admitted: false };
}

/* The phone's own copy of the booths after a check: the server's comes later and says the same. */
export function checked(booths, draft, at) {
  const wrong = Object.entries(answered(draft));
  return booths.map((booth) => {
    if (booth.key !== draft.booth) return booth;
    const open = new Set(booth.open);
    for (const [point, good] of wrong) {
      if (good) open.delete(point);
      else open.add(point);
    }
    return { ...booth, last: at, open: POINTS.filter((point) => open.has(point)) };
  });
}

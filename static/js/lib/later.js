/* Runs an action once, some time after the last start(). */

export function after(milliseconds, action) {
  let timer = null;
  const stop = () => { clearTimeout(timer); timer = null; };
  const start = () => { stop(); timer = setTimeout(() => { timer = null; action(); }, milliseconds); };
  return { start, stop };
}

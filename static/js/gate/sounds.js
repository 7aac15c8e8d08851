/* A verdict is heard and felt, not only seen. */

/* Notes as [hertz, start, length, wave], in seconds. */
const TUNES = {
  go: [[880, 0, 0.09, "sine"], [1320, 0.09, 0.16, "sine"]],
  out: [[880, 0, 0.09, "sine"], [587, 0.09, 0.16, "sine"]],
  wait: [[520, 0, 0.12, "triangle"], [520, 0.2, 0.12, "triangle"]],
  again: [[330, 0, 0.08, "triangle"]],
  stop: [[185, 0, 0.5, "square"]],
};

const PULSES = { go: [60], out: [40], wait: [80, 60, 80], again: [30], stop: [350] };

let context = null;

/* Browsers allow sound only after a touch: call it from the start button. Whether there will be any. */
export async function unlock() {
  const Audio = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Audio) return false;
  context ??= new Audio();
  const soon = new Promise((resolve) => { setTimeout(resolve, 1000); });
  if (context.state !== "running") await Promise.race([context.resume().catch(() => {}), soon]);
  return context.state === "running";
}

export function play(family) {
  navigator.vibrate?.(PULSES[family]);
  if (!context) return;
  for (const [hertz, start, length, wave] of TUNES[family]) note(hertz, context.currentTime + start, length, wave);
}

function note(hertz, start, length, wave) {
  const oscillator = new OscillatorNode(context, { type: wave, frequency: hertz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(wave === "square" ? 0.25 : 0.5, start + 0.01);
  gain.gain.setValueAtTime(wave === "square" ? 0.25 : 0.5, start + length - 0.03);
  gain.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}

const TONES = { soon: 660, over: 440 } as const;
const SECONDS = 0.35;

/** A short, soft sound. Where a browser lets no page sound before it was pressed, nothing is heard. */
export function chime(what: keyof typeof TONES): void {
  try {
    const context = new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = TONES[what];
    volume.gain.setValueAtTime(0.2, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + SECONDS);
    tone.onended = () => void context.close();
  } catch {
    // A browser without sound: what is seen and spoken says the same.
  }
}

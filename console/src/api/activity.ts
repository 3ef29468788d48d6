/** When somebody last did something on this page; a page that only refreshes must not keep a login alive. */
let last = Date.now();

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Begins to watch; once, when the page is loaded. */
export function watchActivity(): void {
  for (const sign of SIGNS) {
    window.addEventListener(sign, () => (last = Date.now()), { passive: true, capture: true });
  }
}

export function idleSeconds(): number {
  return Math.max(0, Math.floor((Date.now() - last) / 1_000));
}

import { useCallback, useSyncExternalStore } from 'react';

const CHANGED = 'bongsu:preference';

/**
 * A choice of this person in this browser: kept in localStorage, shared by every component that reads it, and by
 * every tab. `parse` turns what is stored (or nothing) into a choice; it must accept whatever an older page left.
 */
export function useStored<T extends string>(
  name: string,
  parse: (stored: string | null) => T,
): readonly [T, (choice: T) => void] {
  const key = `bongsu.${name}`;
  const choice = useSyncExternalStore(subscribe, () => parse(stored(key)));
  const choose = useCallback(
    (next: T) => {
      try {
        localStorage.setItem(key, next);
      } catch {
        // A browser that keeps nothing still lets the page work; the choice is then the default again.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [choice, choose];
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}

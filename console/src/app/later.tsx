import { useLayoutEffect, useState, type ComponentType, type ReactNode } from 'react';
import type { Part } from './loads';

/**
 * The component of a part: drawn at once when its script is here, else as soon as it is. React's `lazy` would draw it
 * no earlier than 0.3 s after anything else on the page had to be waited for.
 */
export function later<P extends object>(
  { load, here }: Part<P>,
  meanwhile: ReactNode = null,
): ComponentType<P> {
  return function Later(props: P) {
    const [Loaded, setLoaded] = useState(here);
    const [fault, setFault] = useState<Error | null>(null);
    useLayoutEffect(() => {
      if (Loaded !== undefined) return;
      load().then(
        (loaded) => setLoaded(() => loaded),
        (cause: unknown) => setFault(new Error('a part of the page cannot be loaded', { cause })),
      );
    }, [Loaded]);
    if (fault !== null) throw fault;
    return Loaded === undefined ? meanwhile : <Loaded {...props} />;
  };
}

import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import type { QueryClient } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { watchActivity } from '../api/activity';
import { listen } from '../gateway/live';
import { sessionQuery } from '../session/session';
import { AdoptedSheet } from './AdoptedSheet';
import { App, newQueryClient, Pages } from './App';
import { askFor, loadAll, loadFor } from './loads';

/** How long after its beginning a page has time for the others. */
const LATER_MS = 4_000;

/** Longer than it takes to be told who is logged in, and to load and be told what he sees, unless something is slow. */
const AT_ONCE_MS = 250;

/** Shows the console in this document. */
export async function open(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element "root"');

  const styles = createCache({ key: 'b' });
  styles.sheet = new AdoptedSheet({ key: 'b', container: document.head });

  watchActivity();
  const client = newQueryClient();
  listen(client);
  // Mostly all is here, and is drawn once; what is slow is waited for in sight.
  await Promise.race([
    ready(client),
    new Promise((resolve) => {
      window.setTimeout(resolve, AT_ONCE_MS);
    }),
  ]);

  // In pieces, so that a slow phone answers a finger meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <CacheProvider value={styles}>
          <App client={client}>
            <BrowserRouter>
              <Pages />
            </BrowserRouter>
          </App>
        </CacheProvider>
      </StrictMode>,
    ),
  );
  window.setTimeout(() => loadAll(), LATER_MS);
}

/** When it is known who is logged in, what he sees is loaded, and what it shows first has been told. */
async function ready(client: QueryClient): Promise<void> {
  // Who cannot be asked is asked again, and told of, by what is drawn then.
  const session = await client.query(sessionQuery).catch(() => undefined);
  const user = session?.user ?? null;
  if (user === null || user.must_change_password) return;
  const { location } = window;
  // Whatever is wrong with these is told by what shows them.
  await Promise.all([loadFor(location.pathname), askFor(location, client, user).catch(() => undefined)]);
}

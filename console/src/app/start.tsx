import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { watchActivity } from '../api/activity';
import { listen } from '../gateway/live';
import { AdoptedSheet } from './AdoptedSheet';
import { App, newQueryClient, Pages } from './App';
import { loadAll } from './loads';

/** How long after its beginning a page has time for the others. */
const LATER_MS = 4_000;

/** Shows the console in this document. */
export function open(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element "root"');

  const styles = createCache({ key: 'b' });
  styles.sheet = new AdoptedSheet({ key: 'b', container: document.head });

  watchActivity();
  const client = newQueryClient();
  listen(client);

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
  );
  window.setTimeout(() => loadAll(), LATER_MS);
}

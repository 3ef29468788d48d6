import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { watchActivity } from './api/activity';
import { AdoptedSheet } from './app/AdoptedSheet';
import { App, newQueryClient, routes } from './app/App';
import { listen } from './gateway/live';

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
        <RouterProvider router={createBrowserRouter(routes)} />
      </App>
    </CacheProvider>
  </StrictMode>,
);

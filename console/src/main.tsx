import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { AdoptedSheet } from './app/AdoptedSheet';
import { App, newQueryClient, routes } from './app/App';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root"');

const styles = createCache({ key: 'b' });
styles.sheet = new AdoptedSheet({ key: 'b', container: document.head });

createRoot(root).render(
  <StrictMode>
    <CacheProvider value={styles}>
      <App client={newQueryClient()}>
        <RouterProvider router={createBrowserRouter(routes)} />
      </App>
    </CacheProvider>
  </StrictMode>,
);

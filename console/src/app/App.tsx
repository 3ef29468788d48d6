import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, type ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import { TEXTS, TextsContext, useLanguage } from '../i18n/language';
import { Broken, NotFound } from './Faults';
import { PAGES } from './pages';
import { Shell } from './Shell';
import { theme } from './theme';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          ...PAGES.map(({ path, element }) => ({ path, element })),
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refresh follows within two seconds anyway; repeating at once would only hide how things are.
        retry: false,
        // The gateway is often on this very machine or network, whatever the browser thinks of the internet.
        networkMode: 'always',
      },
    },
  });
}

/** Everything a page stands on; the router is the caller's. */
export function App({ client, children }: { client: QueryClient; children: ReactNode }) {
  const [language] = useLanguage();
  // The document's language is outside of React's tree; screen readers choose their voice by it.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <TextsContext value={TEXTS[language]}>
      <ThemeProvider theme={theme} noSsr>
        <CssBaseline enableColorScheme />
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </ThemeProvider>
    </TextsContext>
  );
}

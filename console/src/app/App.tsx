import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { GatewayFault } from '../api/gateway';
import { TEXTS, TextsContext, useLanguage } from '../i18n/language';
import { forgetWhatWasSeen, NOBODY, sessionQuery } from '../session/session';
import { Back } from '../session/OpenId';
import { OPENID_PATH } from '../session/openIdReturn';
import { NotFound } from './Faults';
import { later } from './later';
import { PARTS } from './loads';
import { PAGES } from './pages';
import { Shell } from './Shell';
import { theme } from './theme';

const JUST_NOW_MS = 1_000;

const PasswordPage = later(PARTS['/password']);

/** What stands at each address; the router around it is the caller's. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Shell />}>
        {PAGES.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="/password" element={<PasswordPage />} />
        <Route path={OPENID_PATH} element={<Back />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The login has ended: the pages go, the login page comes.
      onError: (fault) => {
        if (fault instanceof GatewayFault && fault.status === 401) {
          client.setQueryData(sessionQuery.queryKey, NOBODY);
          forgetWhatWasSeen(client);
          // It says by what ways one can log in.
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
        }
      },
    }),
    defaultOptions: {
      queries: {
        // A refresh follows within two seconds anyway; repeating at once would only hide how things are.
        retry: false,
        // What was asked for just before its page was drawn is not asked for again because it is.
        staleTime: JUST_NOW_MS,
        // The gateway is often on this very machine or network, whatever the browser thinks of the internet.
        networkMode: 'always',
      },
    },
  });
  return client;
}

/** Everything a page stands on. */
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

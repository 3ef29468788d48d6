import type { QueryClient } from '@tanstack/react-query';
import { idleSeconds } from '../api/activity';
import type { Link } from '../links/links';
import { isInside, sessionQuery } from '../session/session';
import { watched, type Overview, type Watched } from './overview';

/** What the gateway tells every second. */
export interface News {
  readonly overview: Overview;
  readonly links: readonly Link[];
}

/** After a connection that broke. */
const AGAIN_MS = 3_000;

/**
 * Takes in what the gateway tells every second, for as long as the page can be seen; the rest of the console reads it
 * from its queries, and goes back to asking when nothing is told.
 */
export function listen(client: QueryClient): void {
  let source: EventSource | null = null;
  let again: number | undefined;

  const open = () => {
    window.clearTimeout(again);
    if (document.hidden || source !== null || !isInside(client.getQueryData(sessionQuery.queryKey))) return;
    // The browser cannot send this as a header here, and would say the same again if it mended the connection itself.
    source = new EventSource(`/api/live?idle=${idleSeconds()}`);
    source.onmessage = (message: MessageEvent<string>) => take(client, JSON.parse(message.data) as News);
    source.onerror = () => {
      lost(client);
      shut();
      again = window.setTimeout(open, AGAIN_MS);
    };
  };
  const shut = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => {
    window.clearTimeout(again);
    if (document.hidden) shut();
    else open();
  });
  client.getQueryCache().subscribe(({ query }) => {
    const [of] = query.queryKey as readonly unknown[];
    if (of === sessionQuery.queryKey[0]) open();
  });
  open();
}

/** Puts what was told where the pages look for it; a log that shows the newest pushes looks again when there are some. */
export function take(client: QueryClient, news: News): void {
  const before = client.getQueryData<Watched>(['overview']);
  client.setQueryData<Watched>(['overview'], watched(before, news.overview, true));
  client.setQueryData(['links'], news.links);
  const then = before?.now.counts;
  const { counts } = news.overview;
  const changed = then?.stored !== counts.stored || then.pending !== counts.pending;
  if (changed) void client.invalidateQueries({ queryKey: ['newest'], refetchType: 'active' });
}

function lost(client: QueryClient): void {
  client.setQueryData<Watched>(['overview'], (before) => before && { ...before, live: false });
  void client.invalidateQueries({ queryKey: ['overview'] });
}

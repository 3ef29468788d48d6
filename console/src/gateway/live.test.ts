import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { en } from '../i18n/en';
import { linksQuery, type Link } from '../links/links';
import { alarmsOf } from './alarms';
import { take, type News } from './live';
import { overviewQuery, TRACE_LENGTH, type Watched } from './overview';
import { niceTop } from './TrafficChart';

const gateway = new FixtureGateway(() => Date.parse('2026-11-21T03:04:05Z')).withLinks();

function news(stored: number): News {
  const overview = gateway.overview();
  return { overview: { ...overview, counts: { ...overview.counts, stored } }, links: gateway.links };
}

test('what is told every second is what the pages show, with a trace of two minutes', () => {
  const client = new QueryClient();
  for (let second = 1; second <= TRACE_LENGTH + 5; second++) take(client, news(second));

  const watched = client.getQueryData<Watched>(['overview']);
  expect(watched?.now.counts.stored).toBe(TRACE_LENGTH + 5);
  expect(watched?.trace).toHaveLength(TRACE_LENGTH);
  expect(watched?.live).toBe(true);
  expect(client.getQueryData<Link[]>(['links'])).toHaveLength(16);
});

test('while the gateway tells, it is not asked; when it falls silent, it is', async () => {
  vi.useFakeTimers();
  const fetched = vi.fn(() => Promise.resolve(new Response('{}', { status: 500 })));
  vi.stubGlobal('fetch', fetched);
  const client = new QueryClient();
  take(client, news(1));
  const off = [
    new QueryObserver(client, { ...overviewQuery, staleTime: Infinity, retry: false }).subscribe(
      () => undefined,
    ),
    new QueryObserver(client, { ...linksQuery, staleTime: Infinity, retry: false }).subscribe(
      () => undefined,
    ),
  ];

  for (let second = 0; second < 20; second++) {
    await vi.advanceTimersByTimeAsync(1_000);
    take(client, news(second));
  }
  expect(fetched).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(2_500);
  expect(fetched).toHaveBeenCalledTimes(2);
  off.forEach((end) => end());
  vi.useRealTimers();
});

test('the newest page is looked at again only when something has changed', () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  take(client, news(7));
  take(client, news(7));
  expect(invalidate).toHaveBeenCalledTimes(1);
  take(client, news(8));
  expect(invalidate).toHaveBeenCalledTimes(2);
});

test('alarms name what is wrong, worst first, and nothing when all is well', () => {
  const overview = gateway.overview();
  const well = gateway.links.filter((link) => link.state === 'ready');
  const calm = { overview, links: well, paused: [], errored: [] };
  expect(alarmsOf(calm, en)).toEqual([]);

  const fcm = { ...overview.fcm, takes: false, sent: 600_000, answers: 100, refusals: { UNAVAILABLE: 30 } };
  const links = gateway.links.map((link) =>
    link.name === 'single01' ? { ...link, state: 'held' as const, missing: 1 } : link,
  );
  const results = [
    { to: 'link:single01', since: null, refused: 3 },
    { to: 'webhook', since: '2026-11-21T03:00:00Z', refused: 0 },
  ];
  const situation = {
    overview: { ...overview, fcm, results },
    links,
    paused: ['multi' as const],
    errored: [{ name: 'night-job' }],
  };
  expect(alarmsOf(situation, en).map((alarm) => alarm.words)).toEqual([
    'FCM takes no pushes: they wait in the ledger',
    'Paused, nothing leaves: Multi',
    'No connection: multi06',
    'FCM refuses 30 % of attempts',
    'Processes that failed: night-job',
    'Takes no results: webhook',
    '100 % of the quota is used: beyond it, pushes wait for the next minute',
    'Missing or broken telegrams: single01',
    'single01 refuses 3 results',
    'Held by hand: single01',
  ]);
});

test.each([
  [1, 1],
  [1.1, 2],
  [4_200, 5_000],
  [9_876, 10_000],
])('the chart for %d a second goes up to %d', (value, top) => {
  expect(niceTop(value)).toBe(top);
});

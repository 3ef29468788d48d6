import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatewayWith } from '../../test/log';
import { openPage, reach } from '../../test/page';
import { sessionQuery } from '../session/session';
import { newQueryClient } from './App';
import { askFor, loadFor } from './loads';

// What was asked for stays fresh for a moment only, however long it takes to draw it here.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test.each([
  ['/', '/api/links', () => screen.getByText('single01')],
  ['/pushes', '/api/pushes', () => screen.getByText('3 in all')],
])('the page at %s is drawn with what was asked before it, which is not asked again', async (...each) => {
  const [pathname, path, shown] = each;
  const gateway = gatewayWith(3);
  reach(gateway);
  const client = newQueryClient();
  const { user } = await client.query(sessionQuery);
  if (user === null) throw new Error('nobody is logged in');
  await Promise.all([loadFor(pathname), askFor({ pathname, search: '' }, client, user)]);
  expect(gateway.asked.get(path)).toBe(1);

  openPage(gateway, pathname, client);
  shown();
  expect(gateway.asked.get(path)).toBe(1);
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

test.each([
  ['/users', '/api/users'],
  ['/devices', '/api/devices'],
  ['/audit', '/api/audit'],
])('the table at %s has its place before it comes', async (page, path) => {
  openPage(new FixtureGateway(Date.now), page);
  const answers = fetch;
  let come: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => (come = resolve));
  vi.stubGlobal('fetch', async (each: string, init?: RequestInit) => {
    if (each.startsWith(path)) await asked;
    return answers(each, init);
  });
  const busy = () => document.querySelector('[aria-busy=true]');
  await waitFor(() => expect(busy()).not.toBeNull());
  expect(screen.queryByRole('table')).toBeNull();
  come?.();
  await waitFor(() => expect(busy()).toBeNull());
});

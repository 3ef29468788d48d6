import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { App, newQueryClient, routes } from '../src/app/App';
import type { FixtureGateway } from './fixtureGateway';

export interface OpenPage {
  readonly user: UserEvent;
  /** The address the page is at now. */
  readonly address: () => string;
  /** Makes the next refresh happen now instead of in two seconds. */
  readonly refresh: () => Promise<void>;
}

/** Opens the whole console at an address, in English, over this gateway. */
export function openPage(gateway: FixtureGateway, path = '/'): OpenPage {
  vi.stubGlobal('fetch', (asked: string, init?: RequestInit) => {
    const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
    const { status, type, body } = gateway.answer(asked, init?.method, sent);
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } }));
  });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const client = newQueryClient();
  render(
    <App client={client}>
      <RouterProvider router={router} />
    </App>,
  );
  return {
    user: userEvent.setup(),
    address: () => router.state.location.pathname + router.state.location.search,
    refresh: () => client.refetchQueries({ type: 'active' }),
  };
}

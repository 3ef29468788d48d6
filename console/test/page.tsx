import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { useLayoutEffect } from 'react';
import { MemoryRouter, useLocation, type Location } from 'react-router';
import { vi } from 'vitest';
import { App, newQueryClient, Pages } from '../src/app/App';
import { wire, type FixtureGateway } from './fixtureGateway';

export interface OpenPage {
  readonly user: UserEvent;
  /** The address the page is at now. */
  readonly address: () => string;
  /** Makes the next refresh happen now instead of in two seconds. */
  readonly refresh: () => Promise<void>;
}

/** Has this gateway answer whatever is asked from now on. */
export function reach(gateway: FixtureGateway): void {
  vi.stubGlobal('fetch', (asked: string, init?: RequestInit) => {
    const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
    const { status, type, body } = gateway.answer(asked, init?.method, sent);
    return Promise.resolve(new Response(wire(body), { status, headers: { 'Content-Type': type } }));
  });
}

/** Opens the whole console at an address, in English, over this gateway. */
export function openPage(gateway: FixtureGateway, path = '/', client = newQueryClient()): OpenPage {
  reach(gateway);
  const place = { pathname: '', search: '' };
  render(
    <App client={client}>
      <MemoryRouter initialEntries={[path]}>
        <Pages />
        <Place onPlace={(location) => Object.assign(place, location)} />
      </MemoryRouter>
    </App>,
  );
  return {
    user: userEvent.setup(),
    address: () => place.pathname + place.search,
    refresh: () => client.refetchQueries({ type: 'active' }),
  };
}

/** Tells where the page is. */
function Place({ onPlace }: { readonly onPlace: (location: Location) => void }) {
  const location = useLocation();
  useLayoutEffect(() => {
    onPlace(location);
  }, [location, onPlace]);
  return null;
}

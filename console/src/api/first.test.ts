import { beforeEach, expect, test, vi } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';
import { answered, askFirst, FIRST } from './first';

// First in this file: what the tests below leave to be taken is not for these pages.
test.each(Object.entries(FIRST))(
  'what is asked for ahead is what the page asks for: %s',
  async (path, ahead) => {
    const gateway = new FixtureGateway(Date.now).withLinks();
    openPage(gateway, path);
    await vi.waitFor(
      () => ahead.forEach((each) => expect(gateway.asked.get(each.replace(/\?.*/, '')), each).toBeTruthy()),
      20_000,
    );
  },
);

const signedIn = { user: { name: 'kim', must_change_password: false } };

function answering(session: unknown): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(new Response(JSON.stringify(path === '/api/session' ? session : { of: path })));
  });
  return asked;
}

beforeEach(() => localStorage.clear());

test('what a page shows first is asked for before it is there, and used once', async () => {
  const asked = answering(signedIn);
  const load = vi.fn();
  await askFirst({ pathname: '/pushes', search: '' }, load);
  expect(load).toHaveBeenCalledExactlyOnceWith('/pushes');
  expect(asked).toEqual(['/api/session', ...(FIRST['/pushes'] ?? [])]);

  const early = await answered('/api/pushes?limit=100');
  expect(await early?.json()).toEqual({ of: '/api/pushes?limit=100' });
  expect(answered('/api/pushes?limit=100')).toBeNull();
});

test('where somebody was logged in the last time, nothing waits for who it is', async () => {
  answering(signedIn);
  await askFirst({ pathname: '/', search: '' }, vi.fn());

  const asked = answering(signedIn);
  const load = vi.fn();
  const whole = askFirst({ pathname: '/pushes', search: '' }, load);
  expect(load).toHaveBeenCalledExactlyOnceWith('/pushes');
  expect(asked).toEqual(['/api/session', ...(FIRST['/pushes'] ?? [])]);
  await whole;
  expect(load).toHaveBeenCalledOnce();

  answering({ user: null });
  await askFirst({ pathname: '/', search: '' }, vi.fn());
  const then = answering({ user: null });
  await askFirst({ pathname: '/pushes', search: '' }, vi.fn());
  expect(then).toEqual(['/api/session']);
});

test('for nobody, and for a search, nothing is asked for ahead but who it is', async () => {
  for (const [session, search] of [
    [{ user: null }, ''],
    [{ user: { name: 'kim', must_change_password: true } }, ''],
    [signedIn, '?q=7'],
  ] as const) {
    const asked = answering(session);
    await askFirst({ pathname: '/pushes', search }, vi.fn());
    expect(asked).toEqual(['/api/session']);
  }
});

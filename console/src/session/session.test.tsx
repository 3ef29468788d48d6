import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage, type OpenPage } from '../../test/page';

const now = () => Date.parse('2026-11-21T03:04:05Z');

async function logIn(page: OpenPage, name: string, password: string) {
  const fields = [await screen.findByLabelText(/^Name/), screen.getByLabelText(/^Password/)];
  for (const [i, text] of [name, password].entries()) {
    const field = fields[i] ?? document.body;
    await page.user.clear(field);
    await page.user.type(field, text);
  }
  await page.user.click(screen.getByRole('button', { name: 'Log in' }));
}

test('shows nothing but the login until somebody has logged in', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  gateway.user = null;
  const page = openPage(gateway);
  await logIn(page, 'kim', 'wrong');
  expect((await screen.findByRole('alert')).textContent).toContain('Name or password is wrong');
  expect(screen.queryByText('Links')).toBeNull();

  await logIn(page, 'kim', 'right');
  expect(await screen.findByText('15 of 16 ready')).toBeDefined();
  expect(screen.queryByRole('link', { name: 'Users' })).toBeNull();
});

test('lets nobody further with a password that somebody else has made', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  gateway.user = { ...personOf('kim', 'operator'), must_change_password: true };
  const page = openPage(gateway);
  const fields = [/^Present/, /^New password \*|^New password$/, /once more/];
  const type = async (...texts: string[]) => {
    for (const [i, text] of texts.entries()) {
      const field = await screen.findByLabelText(fields[i] ?? '');
      await page.user.clear(field);
      await page.user.type(field, text);
    }
    await page.user.click(screen.getByRole('button', { name: 'Change password' }));
  };
  await type('once', 'too-simple', 'other');
  expect((await screen.findByRole('alert')).textContent).toContain('differ');
  await type('once', 'too-simple', 'too-simple');
  expect(await screen.findByText('It must have a letter, a digit and another character.')).toBeDefined();
  await type('once', 'good-enough-7', 'good-enough-7');
  expect(await screen.findByText('15 of 16 ready')).toBeDefined();
});

test('asks for a login again as soon as the gateway wants one', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  const page = openPage(gateway);
  await screen.findByText('Live');
  gateway.user = null;
  await act(page.refresh);
  expect(await screen.findByRole('button', { name: 'Log in' })).toBeDefined();
});

test('shows the next one nothing of what the one before saw', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  const page = openPage(gateway, '/users');
  await screen.findByLabelText('Role of kim');
  gateway.user = null;
  await act(page.refresh);
  await screen.findByRole('button', { name: 'Log in' });
  await logIn(page, 'kim', 'right');
  await screen.findByRole('button', { name: 'Account of kim' });
  expect(screen.queryByLabelText('Role of kim')).toBeNull();
});

test('logs out from the menu', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway);
  await page.user.click(await screen.findByRole('button', { name: 'Account of admin' }));
  await page.user.click(await screen.findByRole('menuitem', { name: 'Log out' }));
  expect(await screen.findByRole('button', { name: 'Log in' })).toBeDefined();
  expect(gateway.user).toBeNull();
});

test('who could not be logged out is told so, and can try again', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway);
  await page.user.click(await screen.findByRole('button', { name: 'Account of admin' }));
  gateway.fail(
    503,
    'Service Unavailable',
    "the accounts cannot be read or written; the gateway's log says why",
  );
  await page.user.click(await screen.findByRole('menuitem', { name: 'Log out' }));
  const told = within(await screen.findByRole('dialog', { name: 'You are still logged in' }));
  expect((await told.findByRole('alert')).textContent).toContain('the accounts cannot be read');
  gateway.recover();
  await page.user.click(told.getByRole('button', { name: 'Log out' }));
  expect(await screen.findByLabelText(/^Password/)).toBeDefined();
});

test('an account that cannot be removed stays in the question, with the reason', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway, '/users');
  await screen.findByLabelText('Role of kim');
  const row = screen.getByRole('rowheader', { name: 'kim' }).closest('tr');
  if (row === null) throw new Error('kim has no row');
  await page.user.click(within(row).getByRole('button', { name: 'Remove' }));
  gateway.fail(503, 'Service Unavailable', 'the audit log cannot be written, so nothing was changed');
  const ask = within(await screen.findByRole('dialog'));
  await page.user.click(ask.getByRole('button', { name: 'Remove' }));
  expect(await ask.findByText(/^the audit log cannot be written/)).toBeDefined();
  await page.user.click(ask.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.queryByText(/^the audit log cannot be written/)).toBeNull();
});

test('an administrator sees who is logged in, by whatever way, and ends it', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway, '/users');
  const list = within(await screen.findByRole('list', { name: 'Logged in now' }));
  const row = (name: string) => {
    const found = list.getAllByRole('listitem').find((each) => each.textContent.startsWith(name));
    if (found === undefined) throw new Error(`${name} is not in the list`);
    return within(found);
  };
  expect(row('admin').getByRole('button').hasAttribute('disabled')).toBe(true);
  expect(row('lee').getByText('OpenID Connect')).toBeDefined();
  await page.user.click(row('lee').getByRole('button', { name: 'End login' }));
  const ask = within(await screen.findByRole('dialog', { name: 'End every login of lee (openid)?' }));
  gateway.fail(503, 'Service Unavailable', 'the audit log cannot be written, so nothing was changed');
  await page.user.click(ask.getByRole('button', { name: 'End login' }));
  expect(await ask.findByText(/^the audit log cannot be written/)).toBeDefined();
  gateway.recover();
  await page.user.click(ask.getByRole('button', { name: 'End login' }));
  await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(2));
  expect(gateway.presences.map((each) => each.name)).toEqual(['admin', 'kim']);
});

test('an administrator makes, promotes and removes users', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway, '/users');
  await page.user.type(await screen.findByLabelText('Name'), 'lee');
  await page.user.click(screen.getByRole('button', { name: 'Add user' }));
  const made = await screen.findByRole('dialog');
  expect(made.textContent).toContain('k7mq2xw9pd4h8rsv3tyn');
  await page.user.click(within(made).getByRole('button', { name: 'Close' }));

  await page.user.selectOptions(await screen.findByLabelText('Role of lee'), 'operator');
  await page.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Role' }));
  await expect.poll(() => gateway.users.find((each) => each.name === 'lee')?.role).toBe('operator');

  const row = screen.getByRole('rowheader', { name: 'kim' }).closest('tr');
  if (row === null) throw new Error('kim has no row');
  await page.user.click(within(row).getByRole('button', { name: 'Remove' }));
  await page.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
  await expect.poll(() => gateway.users.map((each) => each.name)).toEqual(['admin', 'lee']);
});

test('what was typed for a new user stays when the gateway refuses it, and goes once there is one', async () => {
  const page = openPage(new FixtureGateway(now), '/users');
  const name = await screen.findByLabelText<HTMLInputElement>('Name');
  await page.user.type(name, 'kim');
  await page.user.click(screen.getByRole('button', { name: 'Add user' }));
  await screen.findByText(/^there is an account kim already/);
  expect(name.value).toBe('kim');
  await page.user.type(name, '2');
  await page.user.click(screen.getByRole('button', { name: 'Add user' }));
  await screen.findByRole('dialog');
  expect(name.value).toBe('');
});

test('the audit log is searched as one types', async () => {
  const gateway = new FixtureGateway(now);
  const at = '2026-11-21T03:00:00Z';
  gateway.audit = [
    { at, who: 'kim', action: 'link.hold', object: 'single01', detail: '점검' },
    { at, who: 'admin', action: 'user.add', object: 'lee', detail: 'viewer' },
  ];
  const page = openPage(gateway, '/audit');
  expect(await screen.findByText('점검')).toBeDefined();
  await page.user.type(screen.getByLabelText('Search'), 'user');
  await screen.findByText('user.add');
  await expect.poll(() => screen.queryByText('점검')).toBeNull();
});

describe('a login by an OpenID provider', () => {
  const gatewayOf = (local: boolean) => {
    const gateway = new FixtureGateway(now).withLinks();
    gateway.user = null;
    gateway.logins = { local, openid: 'Acme ID' };
    return gateway;
  };

  test('begins with a button, beside the fields for a password', async () => {
    const gateway = gatewayOf(true);
    const page = openPage(gateway, '/pushes?state=failed');
    expect(await screen.findByLabelText(/^Password/)).toBeDefined();
    await page.user.click(screen.getByRole('button', { name: 'Log in with Acme ID' }));
    await expect.poll(() => window.location.hash).toBe('#provider');
    expect(gateway.asked.get('/api/session/openid')).toBe(1);
  });

  test('ends where it began, once, and offers the provider’s own way out', async () => {
    const gateway = gatewayOf(true);
    sessionStorage.setItem('bongsu.back', '/audit');
    const page = openPage(gateway, '/login/openid?code=good&state=s&iss=i');
    const menu = await screen.findByRole('button', { name: 'Account of lee' });
    await waitFor(() => expect(page.address()).toBe('/audit'));
    expect(gateway.asked.get('/api/session/openid/finish')).toBe(1);
    await page.user.click(menu);
    expect(screen.queryByRole('menuitem', { name: 'Change password' })).toBeNull();
    await page.user.click(screen.getByRole('menuitem', { name: 'Log out' }));
    const out = await screen.findByRole('link', { name: /Log out of Acme ID, too/ });
    expect(out.getAttribute('href')).toBe('https://id.example/end');
  });

  test.each([
    ['code=no-role&state=s', 'you have no role here'],
    ['code=not-begun&state=s', 'not begun in this browser'],
    ['error=access_denied&state=s', 'Acme ID has not let you in (access_denied).'],
    ['error=%3Cb%3E&state=s', 'Acme ID has not let you in.'],
  ])('says why nobody is let in: %s', async (query, complaint) => {
    const gateway = gatewayOf(true);
    const page = openPage(gateway, `/login/openid?${query}`);
    expect((await screen.findByRole('alert')).textContent).toContain(complaint);
    await page.user.click(screen.getByRole('link', { name: 'Back to the login' }));
    expect(await screen.findByLabelText(/^Password/)).toBeDefined();
    expect(gateway.user).toBeNull();
  });

  test('is the only way where local accounts are switched off', async () => {
    openPage(gatewayOf(false));
    expect(await screen.findByRole('button', { name: 'Log in with Acme ID' })).toBeDefined();
    expect(screen.queryByLabelText(/^Password/)).toBeNull();
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

const now = () => Date.parse('2026-11-21T03:04:05Z');

test('shows each link under its lane, and how many are ready', async () => {
  openPage(new FixtureGateway(now).withLinks());

  expect(await screen.findByText('15 of 16 ready')).toBeDefined();
  const multi = within(screen.getByRole('list', { name: 'Multi' })).getAllByRole('listitem');
  expect(multi).toHaveLength(8);
  expect(multi[5]?.textContent).toContain(
    'multi06Will retry127.0.0.1:9814Recipients 0Last telegram –connection refused',
  );
});

test('follows a link from trouble back to ready', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  const page = openPage(gateway);
  await screen.findByText('connection refused');

  gateway.links = gateway.links.map((link) => ({ ...link, state: 'ready', reason: null }));
  await act(page.refresh);

  expect(await screen.findByText('16 of 16 ready')).toBeDefined();
  expect(screen.queryByText('connection refused')).toBeNull();
});

test('marks a link with something to look at, and shows one that is held as such', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  gateway.links = gateway.links.map((link) =>
    link.name === 'single01'
      ? { ...link, state: 'held', reason: 'kim: maintenance', missing: 2, broken: 1 }
      : link,
  );
  openPage(gateway);

  const tile = (await screen.findByText('single01')).closest('li');
  expect(tile?.textContent).toContain('Held');
  expect(tile?.textContent).toContain('To look at ⚠3');
  expect(tile?.textContent).toContain('kim: maintenance');
});

test('folds to one line that still says whether all is well, and stays folded', async () => {
  const page = openPage(new FixtureGateway(now).withLinks());
  await page.user.click(await screen.findByRole('button', { name: 'Hide the links' }));

  expect(screen.queryByText('single01')).toBeNull();
  expect(screen.getByText('15 of 16 ready')).toBeDefined();
  expect(localStorage.getItem('bongsu.links')).toBe('folded');
});

test('explains a configuration without links', async () => {
  openPage(new FixtureGateway(now));
  expect(await screen.findByText('No link is configured')).toBeDefined();
});

test('is held with a reason, released, switched and traced by who may steer', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  const page = openPage(gateway);
  await page.user.click(await screen.findByRole('button', { name: 'Steer single01' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'single01' }));
  await page.user.type(await dialog.findByLabelText('Reason for holding it'), 'maintenance');
  await page.user.click(dialog.getByRole('button', { name: 'Hold' }));
  expect(await dialog.findByText(/Held, since .*admin: maintenance/)).toBeDefined();

  await page.user.click(dialog.getByRole('button', { name: 'Release' }));
  await dialog.findByLabelText('Reason for holding it');
  await page.user.click(dialog.getByRole('button', { name: 'Switch' }));
  await expect.poll(() => gateway.links[0]?.port).toBe(9900);
  await page.user.click(dialog.getByRole('button', { name: 'Trace' }));
  expect(await dialog.findByText(/Traced until .*single01.trace/)).toBeDefined();
  await page.user.click(dialog.getByRole('button', { name: 'End the trace' }));
  await dialog.findByRole('button', { name: 'Trace' });
  expect(gateway.audit.map((entry) => entry.action)).toEqual([
    'link.trace',
    'link.trace',
    'link.endpoint',
    'link.release',
    'link.hold',
  ]);
});

test('has a switch on its card that asks first, and turns when the gateway has done it', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  const page = openPage(gateway);
  const onOff = await screen.findByRole('switch', { name: 'single01 is to be signed on' });
  expect(onOff.getAttribute('aria-checked')).toBe('true');
  await page.user.click(onOff);
  const dialog = within(await screen.findByRole('dialog', { name: 'single01' }));
  await page.user.type(await dialog.findByLabelText('Reason for holding it'), 'maintenance');
  expect(onOff.getAttribute('aria-checked')).toBe('true');
  gateway.fail(503, 'Service Unavailable', 'the audit log cannot be written, so nothing was changed');
  await page.user.click(dialog.getByRole('button', { name: 'Hold' }));
  await dialog.findByText(/^the audit log cannot be written/);
  gateway.recover();
  await page.user.click(dialog.getByRole('button', { name: 'Hold' }));
  await dialog.findByText(/Held, since .*admin: maintenance/);
  await waitFor(() =>
    expect(
      screen.getByRole('switch', { name: 'single01 is to be signed on' }).getAttribute('aria-checked'),
    ).toBe('false'),
  );
  const tile = screen.getByRole('switch', { name: 'single01 is to be signed on' }).closest('li');
  // What it has received is said all the same.
  expect(tile?.textContent).toContain('Recipients 137');
  expect(tile?.textContent).toMatch(/Last telegram \d\d[:-]\d\d/);
});

test('offers a viewer no switches', async () => {
  const gateway = new FixtureGateway(now).withLinks();
  gateway.user = personOf('lee', 'viewer');
  openPage(gateway);
  expect(await screen.findByText('single01')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Steer single01' })).toBeNull();
  expect(screen.queryByRole('switch')).toBeNull();
});

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

test('a lane is paused for a reason, says so to everybody, and is resumed', async () => {
  const gateway = new FixtureGateway(Date.now).withLinks();
  const { user } = openPage(gateway);
  await user.click(await screen.findByRole('button', { name: 'Pause the lane “Multi”' }));
  const ask = screen.getByRole('dialog');
  expect(within(ask).queryByRole('button', { name: 'Pause' })).toBeNull();
  await user.type(within(ask).getByLabelText('Why'), 'a wrong campaign');
  await user.click(within(ask).getByRole('button', { name: 'Pause' }));
  await user.click(await screen.findByRole('button', { name: 'The lane “Multi” is paused' }));
  await screen.findByText(/by admin: a wrong campaign$/);
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await screen.findByRole('button', { name: 'Pause the lane “Multi”' });
  expect(gateway.audit.map((each) => each.action)).toEqual(['lane.resume', 'lane.pause']);
});

test('what was not done is said where it was asked for, and the question stays', async () => {
  const gateway = new FixtureGateway(Date.now).withLinks();
  const { user } = openPage(gateway);
  await user.click(await screen.findByRole('button', { name: 'Pause the lane “Multi”' }));
  const ask = screen.getByRole('dialog');
  await user.type(within(ask).getByLabelText('Why'), 'a wrong campaign');
  gateway.fail(503, 'Service Unavailable', 'the audit log cannot be written, so nothing was changed');
  await user.click(within(ask).getByRole('button', { name: 'Pause' }));
  await within(ask).findByText('the audit log cannot be written, so nothing was changed');
  gateway.recover();
  await user.click(within(ask).getByRole('button', { name: 'Pause' }));
  await screen.findByRole('button', { name: 'The lane “Multi” is paused' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('no answer is no pause', async () => {
  const gateway = new FixtureGateway(Date.now).withLinks();
  const { user } = openPage(gateway);
  await user.click(await screen.findByRole('button', { name: 'Pause the lane “Multi”' }));
  const ask = screen.getByRole('dialog');
  await user.type(within(ask).getByLabelText('Why'), 'a wrong campaign');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await user.click(within(ask).getByRole('button', { name: 'Pause' }));
  await within(ask).findByText(/^No answer from the gateway\. It may have been done or not/);
});

test('a viewer sees that a lane is paused, and cannot resume it', async () => {
  const gateway = new FixtureGateway(Date.now).withLinks();
  gateway.user = personOf('lee', 'viewer');
  gateway.lanes = [
    { lane: 'single', paused: true, since: '2026-11-21T00:00:00Z', by: 'kim', reason: 'x' },
    { lane: 'multi', paused: false },
  ];
  const { user } = openPage(gateway);
  await user.click(await screen.findByRole('button', { name: 'The lane “Single” is paused' }));
  expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Pause/ })).toBeNull();
});

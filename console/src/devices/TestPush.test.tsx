import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

test('a token is tried without delivering, then for real, and what FCM says is shown', async () => {
  const gateway = new FixtureGateway(Date.now);
  gateway.user = personOf('kim', 'operator');
  const { user } = openPage(gateway, '/devices');
  await user.click(await screen.findByRole('button', { name: 'Test push…' }));
  await user.type(await screen.findByLabelText('Registration token'), 'dGhpcyBpcyBh');
  await user.click(screen.getByRole('button', { name: 'Have it checked' }));
  await screen.findByText('FCM would take it.');
  await user.selectOptions(screen.getByLabelText('What FCM is to do'), 'Deliver it to the phone');
  expect(screen.queryByText('FCM would take it.')).toBeNull();
  gateway.tried = {
    outcome: 'rejected',
    reason: 'UNREGISTERED',
    detail: '404',
    delivered: true,
    millis: 38,
  };
  await user.click(screen.getByRole('button', { name: 'Send to the phone' }));
  await screen.findByText('FCM refuses it for good.');
  await screen.findByText(/UNREGISTERED: 404/);
  expect(JSON.stringify(gateway.audit)).not.toContain('dGhpcyBpcyBh');
});

test('a viewer is not offered to try a token', async () => {
  const gateway = new FixtureGateway(Date.now);
  gateway.user = personOf('lee', 'viewer');
  openPage(gateway, '/devices');
  await screen.findByText('No dead device');
  expect(screen.queryByRole('button', { name: 'Test push…' })).toBeNull();
});

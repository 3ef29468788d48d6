import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

test('lists the devices that are out of reach, and leads to the push that told so', async () => {
  const gateway = new FixtureGateway(Date.now).withLinks();
  gateway.receive(3);
  gateway.devices = {
    devices: [
      {
        token: 'dGhp…3f2a',
        customer: '00******07',
        reason: 'UNREGISTERED',
        since: '2026-11-21T12:00:00Z',
        push: 2,
      },
    ],
  };
  const page = openPage(gateway, '/devices');
  await screen.findByText('UNREGISTERED');
  expect(screen.getByText('2026-11-21 21:00:00.000')).toBeTruthy();
  await page.user.click(screen.getByRole('link', { name: '2' }));
  expect(page.address()).toBe('/pushes?push=2');
});

test('says when there is none', async () => {
  openPage(new FixtureGateway(Date.now), '/devices');
  await screen.findByText('No dead device');
});

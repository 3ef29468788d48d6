import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

function withAReservedPush(): FixtureGateway {
  const gateway = new FixtureGateway(Date.now).withLinks();
  gateway.receive(3);
  gateway.change(2, { state: 'reserved' });
  return gateway;
}

test('a reserved push is cancelled after asking, and can be sent again', async () => {
  const gateway = withAReservedPush();
  const { user } = openPage(gateway, '/pushes?push=2');
  await user.click(await screen.findByRole('button', { name: 'Cancel push' }));
  const ask = screen.getByRole('dialog', { name: 'Cancel push 2?' });
  await user.click(within(ask).getByRole('button', { name: 'Cancel push' }));
  await screen.findByRole('button', { name: 'Send again' });
  expect(gateway.audit[0]).toMatchObject({ action: 'push.cancel', object: '2' });
});

test('what the gateway refuses is said', async () => {
  const gateway = withAReservedPush();
  const { user } = openPage(gateway, '/pushes?push=2');
  await user.click(await screen.findByRole('button', { name: 'Hold' }));
  gateway.change(2, { state: 'in-flight' });
  const ask = screen.getByRole('dialog', { name: 'Hold push 2?' });
  await user.click(within(ask).getByRole('button', { name: 'Hold' }));
  await within(ask).findByText('this cannot be done to push 2: it is in-flight');
  await user.click(within(ask).getByRole('button', { name: 'Back' }));
  await waitFor(() => expect(screen.queryByText(/^this cannot be done/)).toBeNull());
});

test('a viewer is offered nothing', async () => {
  const gateway = withAReservedPush();
  gateway.user = personOf('lee', 'viewer');
  openPage(gateway, '/pushes?push=2');
  await screen.findByText('Personal data is masked.');
  expect(screen.queryByRole('button', { name: 'Cancel push' })).toBeNull();
});

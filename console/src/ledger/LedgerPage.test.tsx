import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

test('the ledger says what it holds and keeps, and is flushed once its name was typed', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user, refresh } = openPage(gateway, '/ledger');
  await screen.findByText('180 days');
  screen.getByText('41,216');
  screen.getByText('2025-10-18');
  await user.click(screen.getByRole('button', { name: 'Flush…' }));
  const name = await screen.findByLabelText('Name of the ledger');
  screen.getByText(/8,412,512 settled pushes are removed.*418 that are not finished stay/);
  const flush = screen.getByRole('button', { name: 'Flush' });
  await user.type(name, 'k7mq2xw');
  expect(flush.hasAttribute('disabled')).toBe(true);
  await user.type(name, '9');
  await user.click(flush);
  await screen.findByText('a flush is to begin');
  expect(gateway.audit[0]?.action).toBe('ledger.flush');

  const flushed = { work: 'flush', since: '2026-11-21T15:30:00Z', removed: 5_000, failure: null } as const;
  gateway.upkeep = { ...gateway.upkeep, flush_asked: false, now: flushed };
  await refresh();
  await screen.findByText('flushes: 5,000');
  gateway.upkeep = { ...gateway.upkeep, last: { ...flushed, failure: 'no space left on device' } };
  await refresh();
  await screen.findByText('no space left on device');
});

test('only an administrator is offered to flush it', async () => {
  const gateway = new FixtureGateway(Date.now);
  gateway.user = personOf('kim', 'operator');
  gateway.upkeep = { ...gateway.upkeep, archive: null, file: null, engine: 'postgresql' };
  openPage(gateway, '/ledger');
  await screen.findByText('PostgreSQL');
  screen.getByText(/^What is removed is gone/);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Flush…' })).toBeNull());
});

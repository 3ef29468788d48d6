import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

const now = () => Date.parse('2026-11-21T03:04:05Z');

test('speaks Korean when asked, tells the document, and remembers', async () => {
  const page = openPage(new FixtureGateway(now).withLinks());
  await page.user.click(await screen.findByRole('button', { name: '한국어' }));

  expect(await screen.findByRole('heading', { name: 'FEP 연결' })).toBeDefined();
  expect(document.documentElement.lang).toBe('ko');
  expect(localStorage.getItem('bongsu.language')).toBe('ko');
});

test('shows totals and rates', async () => {
  const gateway = new FixtureGateway(now);
  gateway.receive(1_234);
  gateway.rates = { ...gateway.rates, accepted_per_second: 12.34, settled_per_second: 9.87 };
  openPage(gateway);

  expect((await screen.findAllByText('1,234')).length).toBeGreaterThan(0);
  const totals = screen.getByLabelText('Totals').textContent;
  expect(totals).toContain('Received12 /s');
  expect(totals).toContain('Settled9.9 /s');
});

test('asks to be loaded again when the gateway has been updated', async () => {
  const gateway = new FixtureGateway(now);
  const page = openPage(gateway);
  await screen.findByText('Live');

  gateway.version = '0.2.0';
  await act(page.refresh);

  expect(await screen.findByRole('button', { name: 'Bongsu was updated: reload' })).toBeDefined();
});

test('answers an unknown address with a way back', async () => {
  const page = openPage(new FixtureGateway(now), '/nowhere');
  expect(await screen.findByText('There is no such page')).toBeDefined();

  await page.user.click(screen.getByRole('link', { name: 'To the overview' }));
  expect(page.address()).toBe('/');
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { personOf } from '../../test/fixtureGateway';
import { gatewayWith, numbered, shown } from '../../test/log';
import { openPage } from '../../test/page';

describe('searching', () => {
  test('looks as one types, says how many fit, and writes it into the address', async () => {
    numbered();
    const page = openPage(gatewayWith(250), '/pushes?page=2');
    await shown();

    await page.user.type(screen.getByRole('searchbox', { name: 'Keyword' }), 'TRADER');

    await waitFor(() => expect(page.address()).toBe('/pushes?q=TRADER'));
    await waitFor(async () => expect(await shown()).toHaveLength(41));
    expect((await shown())[0]).toBe(245);
    expect(await screen.findByText('41 in all')).toBeDefined();
  });

  test('a filter set while one types is kept when the keyword follows', async () => {
    const page = openPage(gatewayWith(30), '/pushes');
    await shown();
    await page.user.type(screen.getByRole('searchbox', { name: 'Keyword' }), 'TRADER');
    await page.user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'oldest');
    await waitFor(() => expect(page.address()).toBe('/pushes?q=TRADER&order=oldest'));
  });

  test('finds for a viewer by the whole of what is masked, and never asks by a part', async () => {
    numbered();
    const gateway = gatewayWith(60);
    gateway.user = personOf('kim', 'viewer');
    const page = openPage(gateway, '/pushes?in=body&q=1');
    const column = await screen.findByRole('combobox', { name: 'Column to search' });
    const columns = within(column).getAllByRole('option');
    expect(columns.map((each) => each.textContent)).not.toContain('Title');
    expect(await screen.findByText('No push fits')).toBeDefined();

    await page.user.selectOptions(column, 'phone');
    const field = screen.getByRole('searchbox', { name: 'The whole of it, then Enter' });
    await page.user.clear(field);
    await waitFor(async () => expect(await shown()).toHaveLength(60));
    await page.user.type(field, '010****7919');
    expect(page.address()).toBe('/pushes?in=phone');
    await page.user.keyboard('{Enter}');
    await waitFor(async () => expect(await shown()).toEqual([1]));

    await page.user.selectOptions(column, 'service');
    expect(screen.getByRole('searchbox', { name: 'Keyword' })).toBeDefined();
  });

  test('narrows by column, state, lane, link and time, and one press takes all of it back', async () => {
    numbered();
    const gateway = gatewayWith(60);
    gateway.settle();
    const page = openPage(gateway, '/pushes');
    await shown();
    const choose = (name: string, value: string) =>
      page.user.selectOptions(screen.getByRole('combobox', { name }), value);

    await choose('State', 'failed');
    await waitFor(async () => expect(await shown()).toEqual([41]));
    await choose('Lane', 'multi');
    expect(await screen.findByText('No push fits')).toBeDefined();
    await choose('Lane', '');
    await choose('Link', 'single02');
    await waitFor(async () => expect(await shown()).toEqual([41]));
    await choose('When received', 'today');
    await choose('Column to search', 'customer');
    await page.user.type(screen.getByRole('searchbox'), '17{Enter}');
    await waitFor(() => expect(page.address()).toContain('q=17'));
    const { searchParams } = new URL(page.address(), 'http://console');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      in: 'customer',
      q: '17',
      state: 'failed',
      link: 'single02',
    });
    expect(searchParams.get('from')).toMatch(/^\d{4}-\d\d-\d\dT00:00$/);

    await page.user.click(screen.getByRole('button', { name: 'Clear search' }));
    await waitFor(async () => expect(await shown()).toHaveLength(60));
    expect(page.address()).toBe('/pushes');
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
  });

  test('goes to any page by its number, and keeps it while pushes arrive', async () => {
    numbered();
    const gateway = gatewayWith(1_000);
    const page = openPage(gateway, '/pushes');
    await shown();
    expect(screen.getByText('of 10')).toBeDefined();

    await page.user.clear(screen.getByRole('textbox', { name: 'Page' }));
    await page.user.type(screen.getByRole('textbox', { name: 'Page' }), '7{Enter}');
    await waitFor(async () => expect((await shown())[0]).toBe(400));
    expect(page.address()).toBe('/pushes?page=7');

    gateway.receive(5);
    await act(page.refresh);
    expect((await shown())[0]).toBe(400);

    await page.user.click(screen.getByRole('link', { name: 'Next' }));
    await waitFor(async () => expect((await shown())[0]).toBe(300));
    expect(page.address()).toBe('/pushes?before=301&page=8');
  });

  test('shows the oldest first when asked, and goes on from there', async () => {
    numbered();
    const page = openPage(gatewayWith(250), '/pushes');
    await shown();
    await page.user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'oldest');

    await waitFor(async () => expect((await shown())[0]).toBe(1));
    await page.user.click(screen.getByRole('link', { name: 'Next' }));
    await waitFor(async () => expect((await shown())[0]).toBe(101));
    expect(page.address()).toBe('/pushes?order=oldest&after=100&page=2');
    await page.user.click(screen.getByRole('link', { name: 'Previous' }));
    await waitFor(() => expect(page.address()).toBe('/pushes?order=oldest'));
  });

  test('says what is about, what lags, and how far a search came in its time', async () => {
    const gateway = gatewayWith(250);
    gateway.totalIs = 'about';
    gateway.unindexed = 5_000;
    gateway.reached = 151;
    openPage(gateway, '/pushes?q=a');

    expect(await screen.findByText(/^about \d+$/)).toBeDefined();
    expect(screen.getByText('5,000 not indexed yet')).toBeDefined();
    expect(await screen.findByText('Searched up to push 151')).toBeDefined();
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
      '/api/pushes.csv?text.contains=a',
    );
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

function gatewayWith(pushes: number): FixtureGateway {
  const gateway = new FixtureGateway(() => Date.parse('2026-11-21T15:00:01.005Z')).withLinks();
  gateway.receive(pushes);
  return gateway;
}

/** The numbers of the pushes shown, from the column that holds them. */
async function shown(): Promise<number[]> {
  const table = await screen.findByRole('table');
  return Array.from(table.querySelectorAll('tbody button'), (button) => Number(button.textContent));
}

/** Puts the number first, so that rows are told apart by it. */
function numbered(): void {
  localStorage.setItem('bongsu.columns', 'id,state,title');
}

describe('the push log', () => {
  test('shows the newest hundred first and says how many there are', async () => {
    numbered();
    openPage(gatewayWith(250), '/pushes');

    const ids = await shown();

    expect(ids).toHaveLength(100);
    expect([ids[0], ids[99]]).toEqual([250, 151]);
    expect(screen.getByText('250 in all')).toBeDefined();
  });

  test('tells the time of Seoul, where the next day has begun', async () => {
    openPage(gatewayWith(1), '/pushes');
    const row = (await screen.findAllByRole('row'))[1];
    expect(row?.textContent).toContain('11-22 00:00:01.005');
  });

  test('goes to older pages and back until the newest follows again', async () => {
    numbered();
    const page = openPage(gatewayWith(250), '/pushes');
    await shown();

    await page.user.click(screen.getByRole('link', { name: 'Next' }));
    await waitFor(async () => expect((await shown())[0]).toBe(150));
    expect(page.address()).toBe('/pushes?before=151&page=2');

    await page.user.click(screen.getByRole('link', { name: 'Next' }));
    await waitFor(async () => expect(await shown()).toHaveLength(50));
    expect(screen.getByRole('link', { name: 'Next' }).getAttribute('aria-disabled')).toBe('true');

    await page.user.click(screen.getByRole('link', { name: 'Previous' }));
    await waitFor(async () => expect((await shown())[0]).toBe(150));
    await page.user.click(screen.getByRole('link', { name: 'Previous' }));
    await waitFor(async () => expect((await shown())[0]).toBe(250));
    await waitFor(() => expect(page.address()).toBe('/pushes'));
  });

  test('takes in new pushes by itself while it follows', async () => {
    numbered();
    const gateway = gatewayWith(10);
    const page = openPage(gateway, '/pushes');
    expect(await shown()).toHaveLength(10);

    gateway.receive(3);
    await act(page.refresh);

    expect((await shown())[0]).toBe(13);
  });

  test('held still, counts what is new, keeps its rows, and still changes their states', async () => {
    numbered();
    const gateway = gatewayWith(10);
    const page = openPage(gateway, '/pushes');
    await shown();

    await page.user.click(screen.getByRole('button', { name: 'Following' }));
    gateway.receive(3);
    gateway.settle();
    await act(page.refresh);

    const fresh = await screen.findByRole('button', { name: '3 new' });
    expect((await shown())[0]).toBe(10);
    expect(screen.queryByText('Waiting', { selector: 'td *' })).toBeNull();

    await page.user.click(fresh);
    await waitFor(async () => expect((await shown())[0]).toBe(13));
  });

  test('says that nothing has come yet, and shows the first push when it comes', async () => {
    const gateway = gatewayWith(0);
    const page = openPage(gateway, '/pushes');
    await screen.findByText('No push yet');

    gateway.receive(1);
    await act(page.refresh);

    expect(await screen.findAllByRole('row')).toHaveLength(2);
  });

  test('explains a gateway that refuses, and recovers without being told', async () => {
    const gateway = gatewayWith(5);
    gateway.fail(503, 'The ledger is busy', 'It is being moved.');
    const page = openPage(gateway, '/pushes');
    expect((await screen.findAllByText('The ledger is busy')).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/It is being moved\./).length).toBeGreaterThan(0);

    gateway.recover();
    await act(page.refresh);

    expect(await screen.findAllByRole('row')).toHaveLength(6);
  });

  test('keeps what it last knew when the gateway falls silent, and says so', async () => {
    const gateway = gatewayWith(5);
    const page = openPage(gateway, '/pushes');
    await screen.findAllByRole('row');

    gateway.fail(503, 'Gone', '');
    await act(page.refresh);

    expect(await screen.findByText(/^No answer since \d\d:\d\d:\d\d$/)).toBeDefined();
    expect(screen.getAllByRole('row')).toHaveLength(6);
  });

  test('shows, hides and moves columns as chosen, and remembers it', async () => {
    const page = openPage(gatewayWith(1), '/pushes');
    await screen.findByRole('table');
    const heads = () => screen.getAllByRole('columnheader', { hidden: true }).map((head) => head.textContent);
    expect(heads()).not.toContain('Service');

    await page.user.click(screen.getByRole('button', { name: 'Columns' }));
    await page.user.click(screen.getByRole('checkbox', { name: 'Service' }));
    await page.user.click(screen.getByRole('checkbox', { name: 'Phone' }));
    await page.user.click(screen.getByRole('button', { name: 'Move State forward' }));

    expect(heads().slice(0, 2)).toEqual(['State', 'Received']);
    expect(heads()).toContain('Service');
    expect(heads()).not.toContain('Phone');
    expect(localStorage.getItem('bongsu.columns')).toMatch(/^state,accepted_at,.*,service$/);
  });

  test('ignores columns that another version remembered', async () => {
    localStorage.setItem('bongsu.columns', 'state,gone,state,title');
    openPage(gatewayWith(1), '/pushes');
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['State', 'Title']);
  });
});

describe('searching', () => {
  test('looks as one types, says how many fit, and writes it into the address', async () => {
    numbered();
    const page = openPage(gatewayWith(250), '/pushes?page=2');
    await shown();

    await page.user.type(screen.getByRole('searchbox', { name: 'Keyword' }), 'TRADER');

    await waitFor(async () => expect((await shown())[0]).toBe(245));
    expect(await shown()).toHaveLength(41);
    expect(page.address()).toBe('/pushes?q=TRADER');
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

describe('one push', () => {
  test('opens with its timeline and what the phone shows, and follows it to its end', async () => {
    numbered();
    const gateway = gatewayWith(5);
    const page = openPage(gateway, '/pushes');
    await shown();

    await page.user.click(screen.getByRole('button', { name: '4' }));
    const dialog = await screen.findByRole('dialog', { name: 'Push 4' });
    expect(within(dialog).getByText('Waits for its turn')).toBeDefined();
    expect(within(dialog).getByLabelText('What the phone will show').textContent).toContain(
      '똠방각하 배당 "뷁" 안내',
    );
    expect(page.address()).toBe('/pushes?push=4');

    gateway.settle();
    gateway.change(4, { attempts: 3 });
    await act(page.refresh);
    expect(await within(dialog).findByText('Accepted by FCM')).toBeDefined();
    expect(within(dialog).getByText('Attempt 2 failed, to be tried again')).toBeDefined();

    await page.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(page.address()).toBe('/pushes');
  });

  test('can be opened by its address though no page shows it', async () => {
    openPage(gatewayWith(250), '/pushes?push=7');
    expect(await screen.findByText('Waits for its turn')).toBeDefined();
  });

  test('that is no longer in the log is said to be gone', async () => {
    openPage(gatewayWith(3), '/pushes?push=99');
    expect(await screen.findByText('This push is not in the log')).toBeDefined();
  });
});

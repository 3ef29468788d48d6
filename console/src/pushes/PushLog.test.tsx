import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
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
    openPage(gatewayWith(250));

    const ids = await shown();

    expect(ids).toHaveLength(100);
    expect([ids[0], ids[99]]).toEqual([250, 151]);
    expect(screen.getByText('250 in all')).toBeDefined();
  });

  test('tells the time of Seoul, where the next day has begun', async () => {
    openPage(gatewayWith(1));
    const row = (await screen.findAllByRole('row'))[1];
    expect(row?.textContent).toContain('11-22 00:00:01.005');
  });

  test('goes to older pages and back until the newest follows again', async () => {
    numbered();
    const page = openPage(gatewayWith(250));
    await shown();

    await page.user.click(screen.getByRole('link', { name: 'Older' }));
    await waitFor(async () => expect((await shown())[0]).toBe(150));
    expect(page.address()).toBe('/?before=151');

    await page.user.click(screen.getByRole('link', { name: 'Older' }));
    await waitFor(async () => expect(await shown()).toHaveLength(50));
    expect(screen.getByRole('link', { name: 'Older' }).getAttribute('aria-disabled')).toBe('true');

    await page.user.click(screen.getByRole('link', { name: 'Newer' }));
    await waitFor(async () => expect((await shown())[0]).toBe(150));
    await page.user.click(screen.getByRole('link', { name: 'Newer' }));
    await waitFor(async () => expect((await shown())[0]).toBe(250));
    await waitFor(() => expect(page.address()).toBe('/'));
  });

  test('takes in new pushes by itself while it follows', async () => {
    numbered();
    const gateway = gatewayWith(10);
    const page = openPage(gateway);
    expect(await shown()).toHaveLength(10);

    gateway.receive(3);
    await act(page.refresh);

    expect((await shown())[0]).toBe(13);
  });

  test('held still, counts what is new, keeps its rows, and still changes their states', async () => {
    numbered();
    const gateway = gatewayWith(10);
    const page = openPage(gateway);
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
    const page = openPage(gateway);
    await screen.findByText('No push yet');

    gateway.receive(1);
    await act(page.refresh);

    expect(await screen.findAllByRole('row')).toHaveLength(2);
  });

  test('explains a gateway that refuses, and recovers without being told', async () => {
    const gateway = gatewayWith(5);
    gateway.fail(503, 'The ledger is busy', 'It is being moved.');
    const page = openPage(gateway);
    expect((await screen.findAllByText('The ledger is busy')).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/It is being moved\./).length).toBeGreaterThan(0);

    gateway.recover();
    await act(page.refresh);

    expect(await screen.findAllByRole('row')).toHaveLength(6);
  });

  test('keeps what it last knew when the gateway falls silent, and says so', async () => {
    const gateway = gatewayWith(5);
    const page = openPage(gateway);
    await screen.findAllByRole('row');

    gateway.fail(503, 'Gone', '');
    await act(page.refresh);

    expect(await screen.findByText(/^No answer since \d\d:\d\d:\d\d$/)).toBeDefined();
    expect(screen.getAllByRole('row')).toHaveLength(6);
  });

  test('shows, hides and moves columns as chosen, and remembers it', async () => {
    const page = openPage(gatewayWith(1));
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
    openPage(gatewayWith(1));
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['State', 'Title']);
  });
});

describe('one push', () => {
  test('opens with its timeline and what the phone shows, and follows it to its end', async () => {
    numbered();
    const gateway = gatewayWith(5);
    const page = openPage(gateway);
    await shown();

    await page.user.click(screen.getByRole('button', { name: '4' }));
    const dialog = await screen.findByRole('dialog', { name: 'Push 4' });
    expect(within(dialog).getByText('Waits for its turn')).toBeDefined();
    expect(within(dialog).getByLabelText('What the phone will show').textContent).toContain(
      '똠방각하 배당 "뷁" 안내',
    );
    expect(page.address()).toBe('/?push=4');

    gateway.settle();
    await act(page.refresh);
    expect(await within(dialog).findByText('Accepted by FCM')).toBeDefined();

    await page.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(page.address()).toBe('/');
  });

  test('can be opened by its address though no page shows it', async () => {
    openPage(gatewayWith(250), '/?push=7');
    expect(await screen.findByText('Waits for its turn')).toBeDefined();
  });

  test('that is no longer in the log is said to be gone', async () => {
    openPage(gatewayWith(3), '/?push=99');
    expect(await screen.findByText('This push is not in the log')).toBeDefined();
  });
});

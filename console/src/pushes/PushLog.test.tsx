import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { gatewayWith, numbered, shown } from '../../test/log';
import { openPage } from '../../test/page';

describe('the push log', () => {
  test('shows the newest hundred first and says how many there are', async () => {
    numbered();
    openPage(gatewayWith(250), '/pushes');

    // Those in sight are drawn before the others.
    await waitFor(async () => expect(await shown()).toHaveLength(100));
    const ids = await shown();
    expect([ids[0], ids[99]]).toEqual([250, 151]);
    expect(screen.getByText('250 in all')).toBeDefined();
  });

  test('goes from row to row by the arrow keys, past the edge of what is drawn first', async () => {
    numbered();
    const { user } = openPage(gatewayWith(32), '/pushes');
    const last = await screen.findByRole('button', { name: '1' });
    screen.getByRole('button', { name: '4' }).focus();

    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(last);

    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(document.activeElement?.textContent).toBe('3');
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

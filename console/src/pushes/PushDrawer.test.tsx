import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { gatewayWith, numbered, shown } from '../../test/log';
import { openPage } from '../../test/page';

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

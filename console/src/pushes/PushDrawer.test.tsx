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

  test('that is reserved shows when it is to come', async () => {
    const gateway = gatewayWith(3);
    gateway.change(2, { state: 'reserved', reserved_for: '2026-12-24T09:30:00Z' });
    openPage(gateway, '/pushes?push=2');
    const phone = await screen.findByLabelText('What the phone will show');
    expect(phone.textContent).toContain('18:30');
    expect(phone.textContent).toContain('2026-12-24');
  });

  test('unmasked, is shown as the phone shows it, and masked again once another was looked at', async () => {
    const gateway = gatewayWith(3);
    gateway.shows = ({ title, body }) => ({ shown: { title: `(광고) ${title}`, body } });
    const page = openPage(gateway, '/pushes?push=2');
    const phone = () => screen.findByLabelText('What the phone will show');
    expect((await phone()).textContent).toContain('(광고) 입금 안내');
    await page.user.type(screen.getByLabelText('Why you need to see it'), 'a call');
    await page.user.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByText('01012345678');
    expect((await phone()).textContent).toContain('(광고) 예약 안내 전문');
    // It differs from what the phone shows, so it is told beside it; the text is the same.
    const told = within(screen.getByLabelText('Personal data'));
    expect(told.getByText('예약 안내 전문')).toBeDefined();
    expect(told.queryByText('가리지 않은 내용')).toBeNull();

    await page.user.click(screen.getByRole('button', { name: 'Older push' }));
    await page.user.click(await screen.findByRole('button', { name: 'Newer push' }));
    await screen.findByRole('heading', { name: 'Push 2' });
    expect(screen.queryByText('01012345678')).toBeNull();
    expect((await phone()).textContent).toContain('(광고) 입금 안내');
  });

  test('of which the phone shows nothing says so', async () => {
    const gateway = gatewayWith(3);
    gateway.shows = () => ({ shown: null });
    openPage(gateway, '/pushes?push=2');
    expect(await screen.findByText('It shows no notification: the app gets data only.')).toBeDefined();
  });

  test('that is not unmasked says why', async () => {
    const gateway = gatewayWith(3);
    const page = openPage(gateway, '/pushes?push=2');
    await page.user.type(await screen.findByLabelText('Why you need to see it'), 'a call');
    gateway.fail(503, 'Service Unavailable', 'the audit log cannot be written, so nothing was changed');
    await page.user.click(screen.getByRole('button', { name: 'Show' }));
    expect(await screen.findByText(/^the audit log cannot be written/)).toBeDefined();
  });

  test('tells its story in Korean, whatever the gateway wrote down', async () => {
    localStorage.setItem('bongsu.language', 'ko');
    const gateway = gatewayWith(3);
    const at = '2026-11-21T15:00:02Z';
    gateway.tell(2, [
      { at, what: 'received', attempts: 0, detail: 'link single03' },
      { at, what: 'sent-again', attempts: 0, detail: 'by kim, was rejected: UNREGISTERED' },
      {
        at,
        what: 'decided',
        attempts: 0,
        detail: 'advert sent: day, 15:00 in Asia/Seoul; label and sender put first',
      },
    ]);
    openPage(gateway, '/pushes?push=2');
    expect(await screen.findByText('kim, 이전 상태: 거절 (UNREGISTERED)')).toBeDefined();
    expect(screen.getByText('규칙에 따라 내보냄')).toBeDefined();
    expect(
      screen.getByText('광고 발송: 낮 15:00 (Asia/Seoul), 광고 표시와 보낸 이를 앞에 붙임'),
    ).toBeDefined();
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

import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

const NONE = '✓ Nothing needs a look';

function calm(): FixtureGateway {
  const gateway = new FixtureGateway(() => Date.parse('2026-11-21T03:04:05Z')).withLinks();
  gateway.links = gateway.links.map((link) => ({ ...link, state: 'ready', reason: null }));
  gateway.manager.processes = gateway.manager.processes.filter((each) => each.state === 'online');
  return gateway;
}

test('all is well only as long as the gateway says so', async () => {
  const gateway = calm();
  const page = openPage(gateway);
  await screen.findByText(NONE);

  gateway.fail(503, 'Service Unavailable', 'stopping');
  await act(page.refresh);
  const alarms = await screen.findByRole('list', { name: 'Alarms' });
  await within(alarms).findByText(/^No answer from the gateway since \d\d:\d\d:\d\d/);
  expect(screen.queryByText(NONE)).toBeNull();

  gateway.recover();
  await act(page.refresh);
  await screen.findByText(NONE);
});

test('a gateway that has never answered is not well either', async () => {
  const gateway = calm();
  const page = openPage(gateway);
  const answers = gateway.answer.bind(gateway);
  gateway.answer = (path, method, body) =>
    path.startsWith('/api/session')
      ? answers(path, method, body)
      : { status: 503, type: 'application/problem+json', body: { title: 'Service Unavailable' } };
  await screen.findByText('No answer from the gateway: nobody knows how things are');
  expect(screen.queryByText(NONE)).toBeNull();
  expect(page.address()).toBe('/');
});

test('a paused lane and a process that was given up are alarms', async () => {
  const gateway = calm();
  gateway.lanes = [
    { lane: 'single', paused: true, since: '2026-11-21T00:00:00Z', by: 'kim', reason: 'x' },
    { lane: 'multi', paused: false },
  ];
  gateway.manager = new FixtureGateway(Date.now).manager;
  openPage(gateway);
  await screen.findByText('Paused, nothing leaves: Single');
  await screen.findByText('Processes that failed: night-job');
});

test('more alarms than there is room for are counted, and shown on demand', async () => {
  const gateway = calm();
  gateway.fcm = { ...gateway.fcm, takes: false, sent: 600_000, answers: 100, refusals: { UNAVAILABLE: 30 } };
  gateway.links = gateway.links.map((link) =>
    link.name === 'single01' ? { ...link, state: 'held', reason: 'kim: x', missing: 1 } : link,
  );
  const page = openPage(gateway);
  const strip = await screen.findByRole('list', { name: 'Alarms' });
  const more = await screen.findByRole('button', { name: '+2 alarms: show all' });
  expect(within(strip).getAllByRole('listitem')).toHaveLength(3);
  expect(screen.queryByText('Held by hand: single01')).toBeNull();
  await page.user.click(more);
  const all = within(await screen.findByRole('dialog', { name: 'Alarms' }));
  expect(all.getAllByRole('listitem')).toHaveLength(5);
  all.getByText('Held by hand: single01');
});

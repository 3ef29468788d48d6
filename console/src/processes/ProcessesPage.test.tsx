import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FixtureGateway, personOf } from '../../test/fixtureGateway';
import { openPage } from '../../test/page';

function card(label: string): HTMLElement {
  const found = screen.getByRole('heading', { name: label, level: 3 }).closest('li');
  if (found === null) throw new Error(label);
  return found;
}

test('a process is stopped after a question, and started without one', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user, refresh } = openPage(gateway, '/processes');
  await user.click(await screen.findByRole('switch', { name: 'report #2 runs' }));
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(card('report #2').textContent).toContain('Being stopped'));
  gateway.manager.finish();
  await refresh();
  await waitFor(() => expect(card('report #2').textContent).toContain('Stopped'));
  await user.click(screen.getByRole('switch', { name: 'report #2 runs' }));
  await waitFor(() => expect(card('report #2').textContent).toContain('Being started'));
  expect(gateway.audit.map((each) => each.action)).toEqual(['process.start', 'process.stop']);
});

test('what serves the page is not ended from it, and its reload says so until it is through', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user, refresh } = openPage(gateway, '/processes');
  expect((await screen.findByRole('switch', { name: 'gateway #0 runs' })).getAttribute('disabled')).not.toBe(
    null,
  );
  expect(screen.queryByRole('button', { name: 'Restart gateway #0' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Scale gateway' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Reload gateway #0' }));
  await user.click(screen.getByRole('button', { name: 'Reload' }));
  await screen.findByText(/^Reloading… The page goes on/);

  gateway.fail(502, 'Bad Gateway', 'not there yet');
  await refresh();
  await screen.findByText(/^Reloading… The page goes on/);
  gateway.recover();
  gateway.manager.finish();
  await refresh();
  await waitFor(() => expect(screen.queryByText(/^Reloading/)).toBeNull());
  expect(card('gateway #0').textContent).toContain('9000');
});

test('why something was not done stands on its card', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user, refresh } = openPage(gateway, '/processes');
  await user.click(await screen.findByRole('button', { name: 'Restart report #3' }));
  await user.click(screen.getByRole('button', { name: 'Restart' }));
  await waitFor(() => expect(gateway.audit[0]?.action).toBe('process.restart'));
  gateway.manager.fail('exit code 7');
  await refresh();
  await waitFor(() => expect(card('report #3').textContent).toContain('Not restarted: exit code 7'));
});

test('an application is scaled after a question', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user } = openPage(gateway, '/processes');
  const count = await screen.findByLabelText('Number of processes of report');
  await user.clear(count);
  await user.type(count, '3');
  await user.click(screen.getByRole('button', { name: 'Scale report' }));
  await screen.findByText('1 more will be started.');
  await user.click(screen.getByRole('button', { name: 'Scale' }));
  await screen.findByRole('heading', { name: 'report #10' });
  expect(gateway.audit[0]?.action).toBe('process.scale');
});

test('a log shows its end, and what is written', async () => {
  const gateway = new FixtureGateway(Date.now);
  const { user, refresh } = openPage(gateway, '/processes');
  await user.click(await screen.findByRole('button', { name: 'Log of gateway #0' }));
  const log = await screen.findByRole('log');
  await within(log).findByText(/gateway.ready/);
  gateway.manager.lines = ['link.changed link=single01'];
  await refresh();
  await within(log).findByText(/link.changed/);
});

test('a viewer sees, and steers nothing', async () => {
  const gateway = new FixtureGateway(Date.now);
  gateway.user = personOf('lee', 'viewer');
  openPage(gateway, '/processes');
  expect((await screen.findByRole('switch', { name: 'report #2 runs' })).getAttribute('disabled')).not.toBe(
    null,
  );
  expect(screen.queryByRole('button', { name: /^(Restart|Reload|Log of|Scale)/ })).toBeNull();
});

test('without a process manager, the page says how to start one', async () => {
  const gateway = new FixtureGateway(Date.now);
  gateway.manager.running = false;
  openPage(gateway, '/processes');
  await screen.findByText('No process manager runs here');
  await screen.findByText(/bongsu start ecosystem.yaml.*\/opt\/bongsu\/.bongsu/);
});

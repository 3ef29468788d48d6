import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { gatewayWith, shown } from '../../test/log';
import { openPage } from '../../test/page';

test('what a search finds is saved; what the gateway refuses is said, and can be tried again', async () => {
  const gateway = gatewayWith(3);
  const saved: string[] = [];
  const files: Blob[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(class extends URL {}, {
      createObjectURL: (file: Blob) => `blob:${files.push(file)}`,
      revokeObjectURL: () => undefined,
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const page = openPage(gateway, '/pushes');
  await shown();

  gateway.fail(429, 'Too Many Requests', 'another file is being written; try again when it is done');
  await page.user.click(screen.getByRole('link', { name: 'CSV' }));
  await screen.findByRole('dialog', { name: 'The file was not saved' });
  screen.getByText('another file is being written; try again when it is done');
  expect(saved).toEqual([]);

  gateway.recover();
  await page.user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(saved).toEqual(['pushes.csv']));
  expect(await files[0]?.text()).toBe('id,state\r\n1,accepted\r\n');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a file that ends early is none', async () => {
  const page = openPage(gatewayWith(3), '/pushes');
  await shown();
  const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
  const answers = fetch;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
    path.startsWith('/api/pushes.csv') ? Promise.resolve(new Response(broken)) : answers(path, init),
  );
  await page.user.click(screen.getByRole('link', { name: 'CSV' }));
  await screen.findByText(/the file has ended early/);
});

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { read, whileAtTop } from '../api/gateway';
import { FaultNotice, Notice } from '../app/Notice';
import { Sheet } from '../app/Sheet';
import { WaitingSheet } from '../app/WaitingSheet';
import { useTexts } from '../i18n/language';
import { may, sessionQuery } from '../session/session';
import { fullTime } from '../time/seoul';
import { TestPush } from './TestPush';

/** A device that FCM reaches no more, as `GET /api/devices` tells it. */
export interface Device {
  readonly token: string;
  readonly customer: string;
  readonly reason: string;
  readonly since: string;
  /** Whose refusal told so. */
  readonly push: number;
}

export interface Devices {
  readonly devices: readonly Device[];
  /** Where what is older begins; not there at the end. */
  readonly until?: string;
  readonly before?: number;
}

const Heading = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  minHeight: 34,
});

const COLUMNS = ['since', 'reason', 'token', 'customer', 'push'] as const;

/** The devices that can be reached no more, why and since when, newest first. */
export function DevicesPage() {
  const { devices: texts, test } = useTexts();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const [tests, setTests] = useState(false);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['devices'],
    queryFn: ({ signal, pageParam }) => read<Devices>(pageParam, signal),
    initialPageParam: '/api/devices',
    refetchInterval: whileAtTop,
    getNextPageParam: ({ until, before }) =>
      until === undefined || before === undefined
        ? undefined
        : `/api/devices?until=${encodeURIComponent(until)}&before=${before}`,
  });
  const devices = data?.pages.flatMap((page) => page.devices) ?? [];
  return (
    <section aria-labelledby="devices-title">
      <Heading>
        <Typography id="devices-title" variant="h2">
          {texts.title}
        </Typography>
        {user !== null && may(user, 'test') && (
          <Button variant="outlined" onClick={() => setTests(true)}>
            {test.open}
          </Button>
        )}
      </Heading>
      {tests && <TestPush onClose={() => setTests(false)} />}
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {texts.meaning}
      </Typography>
      {data === undefined ? (
        error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <WaitingSheet />
        )
      ) : devices.length === 0 ? (
        <Notice title={texts.empty} meaning={texts.emptyMeaning} />
      ) : (
        <Sheet role="group" tabIndex={0} aria-label={texts.title}>
          <table>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {texts[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <tr key={`${device.since} ${device.push}`}>
                  <td>{fullTime(device.since)}</td>
                  <td>{device.reason}</td>
                  <td>{device.token}</td>
                  <td>{device.customer}</td>
                  <td>
                    <Link to={`/pushes?push=${device.push}`}>{texts.number(device.push)}</Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      )}
      {hasNextPage && (
        <Button sx={{ mt: 1 }} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.older}
        </Button>
      )}
    </section>
  );
}

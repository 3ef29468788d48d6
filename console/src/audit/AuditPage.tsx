import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, whileAtTop } from '../api/gateway';
import { FaultNotice, Notice } from '../app/Notice';
import { SearchField } from '../app/SearchField';
import { Sheet } from '../app/Sheet';
import { WaitingSheet } from '../app/WaitingSheet';
import { useTexts } from '../i18n/language';
import { fullTime } from '../time/seoul';

/** One thing that somebody did, as `GET /api/audit` tells it. */
export interface AuditEntry {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly object: string;
  readonly detail: string;
}

export interface AuditPart {
  readonly entries: readonly AuditEntry[];
  /** Where what is older begins; null at the end. */
  readonly before: number | null;
}

const Heading = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  marginBottom: 8,
  '& input': { width: 240 },
});

const COLUMNS = ['at', 'who', 'action', 'object', 'detail'] as const;

/** Who did what when, newest first, for administrators. */
export function AuditPage() {
  const { audit: texts } = useTexts();
  const [text, setText] = useState('');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', text],
    queryFn: ({ signal, pageParam }) => read<AuditPart>(partPath(text, pageParam), signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.before,
    placeholderData: keepPreviousData,
    refetchInterval: whileAtTop,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section aria-labelledby="audit-title">
      <Heading>
        <Typography id="audit-title" variant="h2">
          {texts.title}
        </Typography>
        <SearchField label={texts.search} text={text} longest={100} onText={setText} />
      </Heading>
      {data === undefined ? (
        error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <WaitingSheet />
        )
      ) : entries.length === 0 && !hasNextPage ? (
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
              {entries.map((entry, place) => (
                // The log is only ever added to at its other end: a place stays the same entry.
                <tr key={entries.length - place}>
                  <td>{fullTime(entry.at)}</td>
                  <td>{entry.who}</td>
                  <td>
                    <Action code={entry.action} />
                  </td>
                  <td>{entry.object}</td>
                  <td data-wide="true">{texts.detailOf(entry.action, entry.detail)}</td>
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

/** Its name beside its code, which is what the search finds it by. */
function Action({ code }: { readonly code: string }) {
  const { audit: texts } = useTexts();
  const name = texts.named[code];
  return name === undefined ? (
    code
  ) : (
    <>
      {name} <small>{code}</small>
    </>
  );
}

function partPath(text: string, before: number | null): string {
  const query = new URLSearchParams({ limit: '100' });
  if (text.trim() !== '') query.set('text', text.trim());
  if (before !== null) query.set('before', String(before));
  return `/api/audit?${query.toString()}`;
}

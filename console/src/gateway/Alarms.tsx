import Popover from '@mui/material/Popover';
import { styled, type Theme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { linksQuery } from '../links/links';
import { processesQuery } from '../processes/processes';
import { seoul } from '../time/seoul';
import { alarmsOf, type Alarm } from './alarms';
import { lanesQuery } from './lanes';
import { overviewQuery } from './overview';

/** A process that was given up stays so until somebody comes; it need not be known within two seconds. */
const SELDOM_MS = 10_000;

const sign = ({ theme }: { theme: Theme }) => ({
  '& li': {
    listStyle: 'none',
    boxSizing: 'border-box' as const,
    height: 28,
    padding: '3px 10px',
    borderRadius: 6,
    fontSize: '0.8125rem',
    fontWeight: 600,
    border: '1px solid currentColor',
    color: theme.vars.palette.error.main,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap' as const,
    '&[data-tone=well]': { color: theme.vars.palette.success.main, border: '1px solid transparent' },
    '&[data-tone=warn]': { color: theme.vars.palette.warning.main },
  },
});

/** The same place with and without alarms, so that none moves the page. */
const Strip = styled('div')({ flex: 'none', display: 'flex', gap: 8, height: 30, minWidth: 0 });

const List = styled('ul')(sign, { margin: 0, padding: 0, display: 'flex', gap: 8, minWidth: 0 });

const All = styled('ul')(sign, {
  margin: 0,
  padding: 10,
  display: 'grid',
  gap: 6,
  '& li': { height: 'auto', whiteSpace: 'normal', overflowWrap: 'anywhere' },
});

const More = styled('button')(({ theme }) => ({
  flex: 'none',
  boxSizing: 'border-box',
  height: 28,
  minWidth: 36,
  padding: '0 8px',
  font: 'inherit',
  fontSize: '0.8125rem',
  fontWeight: 600,
  cursor: 'pointer',
  color: theme.vars.palette.text.primary,
  background: 'none',
  border: `1px solid ${theme.vars.palette.text.secondary}`,
  borderRadius: 6,
}));

/** What a person should look at now, worst first; in words that all is well when it is, and only while that is known. */
export function Alarms() {
  const texts = useTexts();
  const { alarms: words } = texts;
  const narrow = useMediaQuery('(max-width: 899.95px)');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const alarms = useAlarms(texts);
  const room = narrow ? 1 : 3;
  const more = (alarms?.length ?? 0) - room;
  return (
    <Strip>
      <List aria-label={words.title} aria-live="polite">
        {alarms?.slice(0, room).map((alarm) => (
          <Sign key={alarm.words} alarm={alarm} />
        ))}
        {alarms?.length === 0 && <li data-tone="well">{words.none}</li>}
      </List>
      {more > 0 && (
        <More
          type="button"
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          aria-label={words.more(more)}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          +{more}
        </More>
      )}
      <Popover
        open={anchor !== null && more > 0}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': words.title, elevation: 8, tabIndex: -1 } }}
      >
        <All>
          {alarms?.map((alarm) => (
            <Sign key={alarm.words} alarm={alarm} />
          ))}
        </All>
      </Popover>
    </Strip>
  );
}

function Sign({ alarm: { tone, words } }: { readonly alarm: Alarm }) {
  return (
    <li data-tone={tone} title={words}>
      {words}
    </li>
  );
}

/** Null until it is known whether there are any. */
function useAlarms(texts: Texts): readonly Alarm[] | null {
  const overview = useQuery(overviewQuery);
  const links = useQuery(linksQuery);
  const { data: lanes } = useQuery(lanesQuery);
  const { data: manager } = useQuery({ ...processesQuery, refetchInterval: SELDOM_MS });
  const { alarms: words } = texts;
  const known =
    overview.data === undefined || links.data === undefined
      ? null
      : alarmsOf(
          {
            overview: overview.data.now,
            links: links.data,
            paused: lanes?.lanes.flatMap((each) => (each.paused ? [each.lane] : [])) ?? [],
            errored: manager?.processes.filter((each) => each.state === 'errored') ?? [],
          },
          texts,
        );
  if (overview.error === null) return known;
  // What was known before is the best there is, but no reason to call anything well.
  const silent =
    overview.data === undefined ? words.neverTold : words.silent(seoul(overview.dataUpdatedAt).time);
  return [{ tone: 'bad', words: silent }, ...(known ?? [])];
}

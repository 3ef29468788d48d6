import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../i18n/language';
import { overviewQuery, type Watched } from './overview';
import { Trace } from './Trace';

const Strip = styled('dl')(({ theme }) => ({
  flex: 'none',
  margin: 0,
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(0, 1fr)) repeat(2, minmax(0, 1.6fr))',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  overflow: 'hidden',
  '& > div': { padding: '8px 14px', minWidth: 0, position: 'relative', height: 58 },
  '& > div + div': { borderLeft: `1px solid ${theme.vars.palette.divider}` },
  '& dt': { fontSize: '0.75rem', color: theme.vars.palette.text.secondary, whiteSpace: 'nowrap' },
  '& dd': { margin: 0, fontSize: '1.1875rem', lineHeight: 1.3, fontWeight: 600, letterSpacing: '-0.01em' },
  '& dd small': { fontSize: '0.75rem', fontWeight: 400, color: theme.vars.palette.text.secondary },
  '& [data-tone=bad] dd': { color: theme.vars.palette.error.main },
  [theme.breakpoints.down('md')]: {
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    '& > div': { gridColumn: 'span 3', padding: '8px 10px' },
    '& > div:nth-of-type(n+5)': {
      gridColumn: 'span 6',
      borderTop: `1px solid ${theme.vars.palette.divider}`,
    },
    '& > div:nth-of-type(5)': { borderLeft: 0 },
  },
  [theme.breakpoints.down('sm')]: {
    '& > div': { gridColumn: 'span 6' },
    '& > div:nth-of-type(n+3)': { borderTop: `1px solid ${theme.vars.palette.divider}` },
    '& > div:nth-of-type(odd)': { borderLeft: 0 },
  },
}));

/** What has happened in all and what happens now, on one line. */
export function Tallies() {
  const { data } = useQuery(overviewQuery);
  const { tallies } = useTexts();
  const counts = data?.now.counts;
  return (
    <Strip aria-label={tallies.label}>
      <Tally label={tallies.stored} count={counts?.stored} />
      <Tally label={tallies.pending} count={counts?.pending} />
      <Tally label={tallies.accepted} count={counts?.accepted} />
      <Tally label={tallies.rejected} count={counts?.rejected} bad={(counts?.rejected ?? 0) > 0} />
      <Rate label={tallies.incoming} data={data} of="accepted_per_second" />
      <Rate label={tallies.settled} data={data} of="settled_per_second" />
    </Strip>
  );
}

function Tally({ label, count, bad = false }: { label: string; count: number | undefined; bad?: boolean }) {
  const texts = useTexts();
  return (
    <div data-tone={bad ? 'bad' : undefined}>
      <dt>{label}</dt>
      <dd>{count === undefined ? <Skeleton width="60%" /> : texts.number(count)}</dd>
    </div>
  );
}

interface RateProps {
  readonly label: string;
  readonly data: Watched | undefined;
  readonly of: keyof Watched['now']['rates'];
}

function Rate({ label, data, of }: RateProps) {
  const texts = useTexts();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {data === undefined ? (
          <Skeleton width="40%" />
        ) : (
          <>
            {texts.rate(data.now.rates[of])} <small>{texts.tallies.perSecond}</small>
            <Trace values={data.trace.map((rates) => rates[of])} label={`${label} ${texts.tallies.trace}`} />
          </>
        )}
      </dd>
    </div>
  );
}

import { styled } from '@mui/material/styles';
import { useTexts } from '../i18n/language';
import { Card } from './Card';
import { TRACE_LENGTH, type Rates, type Watched } from './overview';

const WIDTH = 600;
const HEIGHT = 150;

const Drawing = styled('svg')(({ theme }) => ({
  display: 'block',
  width: '100%',
  height: HEIGHT,
  '& [data-line=accepted]': { stroke: theme.vars.palette.busy.main },
  '& [data-line=sent]': { stroke: theme.vars.palette.success.main },
  '& [data-line=failed]': { stroke: theme.vars.palette.error.main, strokeDasharray: '5 3' },
  '& line': { stroke: theme.vars.palette.divider },
}));

const Frame = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '52px minmax(0, 1fr)',
  gap: '2px 8px',
  fontSize: '0.6875rem',
  color: theme.vars.palette.text.secondary,
  '& > .scale': {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    textAlign: 'right',
  },
  '& > .time': { gridColumn: 2, display: 'flex', justifyContent: 'space-between' },
}));

const Legend = styled('ul')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 16px',
  alignContent: 'flex-start',
  // Two lines, for when the figures grow.
  minHeight: 38,
  margin: 0,
  padding: 0,
  fontSize: '0.75rem',
  '& li': { listStyle: 'none', whiteSpace: 'nowrap' },
  '& b': { display: 'inline-block', minWidth: 56, textAlign: 'right', fontWeight: 600 },
  '& li::before': {
    content: '""',
    display: 'inline-block',
    width: 14,
    height: 0,
    margin: '0 6px 3px 0',
    borderTop: '2px solid currentColor',
  },
  '& [data-line=accepted]::before': { color: theme.vars.palette.busy.main },
  '& [data-line=sent]::before': { color: theme.vars.palette.success.main },
  '& [data-line=failed]::before': { color: theme.vars.palette.error.main, borderTopStyle: 'dashed' },
}));

const LINES = [
  ['accepted', 'accepted_per_second'],
  ['sent', 'sent_per_second'],
  ['failed', 'failed_per_second'],
] as const satisfies readonly (readonly [string, keyof Rates])[];

/** What came in, left and failed in each of the last 120 seconds; the newest is at the right edge. */
export function TrafficChart({ data }: { data: Watched | undefined }) {
  const texts = useTexts();
  const { traffic } = texts;
  const trace = data?.trace ?? [];
  const top = niceTop(Math.max(1, ...trace.flatMap((rates) => LINES.map(([, of]) => rates[of]))));
  return (
    <Card title={traffic.title}>
      <Legend>
        {LINES.map(([line, of]) => (
          <li key={line} data-line={line}>
            {traffic[line]} <b>{data === undefined ? '–' : texts.rate(data.now.rates[of])}</b>{' '}
            {texts.tallies.perSecond}
          </li>
        ))}
      </Legend>
      <Frame>
        <span className="scale" aria-hidden>
          <span>{texts.rate(top)}</span>
          <span>{texts.rate(top / 2)}</span>
          <span>0</span>
        </span>
        <Drawing
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={traffic.drawing}
        >
          {[0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) => (
            <line key={y} x1="0" x2={WIDTH} y1={y} y2={y} vectorEffect="non-scaling-stroke" />
          ))}
          {LINES.map(([line, of]) => (
            <polyline
              key={line}
              data-line={line}
              points={pointsOf(
                trace.map((rates) => rates[of]),
                top,
              )}
              fill="none"
              strokeWidth="1.8"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </Drawing>
        <span className="time" aria-hidden>
          <span>{traffic.ago}</span>
          <span>{traffic.now}</span>
        </span>
      </Frame>
    </Card>
  );
}

function pointsOf(values: readonly number[], top: number): string {
  const step = WIDTH / (TRACE_LENGTH - 1);
  return values
    .map((value, i) => {
      const x = WIDTH - (values.length - 1 - i) * step;
      return `${x.toFixed(1)},${(HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(1)}`;
    })
    .join(' ');
}

/** 1, 2 or 5 times a power of ten: a scale that changes seldom and reads well. */
export function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

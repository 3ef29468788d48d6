import { styled } from '@mui/material/styles';
import { TRACE_LENGTH } from './overview';

const WIDTH = 120;
const HEIGHT = 36;

const Drawing = styled('svg')(({ theme }) => ({
  position: 'absolute',
  right: 12,
  bottom: 10,
  width: '45%',
  height: HEIGHT,
  color: theme.vars.palette.primary.main,
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
}));

/** The last values as a line; the newest is at the right edge, and the scale begins at zero. */
export function Trace({ values, label }: { values: readonly number[]; label: string }) {
  const top = Math.max(1, ...values);
  const step = WIDTH / (TRACE_LENGTH - 1);
  const points = values.map((value, i) => {
    const x = WIDTH - (values.length - 1 - i) * step;
    const y = HEIGHT - 1 - (value / top) * (HEIGHT - 3);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const first = (WIDTH - (values.length - 1) * step).toFixed(1);
  return (
    <Drawing viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polygon
        points={`${first},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
        fill="currentColor"
        opacity="0.12"
      />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </Drawing>
  );
}

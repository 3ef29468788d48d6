import { styled } from '@mui/material/styles';

const Frame = styled('div')(({ theme }) => ({
  fontSize: '0.75rem',
  '& > span': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 8,
    color: theme.vars.palette.text.secondary,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  '& > svg': { display: 'block', width: '100%', height: 6, borderRadius: 3, marginTop: 3 },
  '& .whole': { fill: theme.vars.palette.divider },
  '& .part': { fill: theme.vars.palette.primary.main },
}));

/** How much of something is used. */
export function Meter({ label, share, words }: { label: string; share: number; words: string }) {
  const part = Math.min(1, Math.max(0, share)) * 100;
  return (
    <Frame>
      <span>
        <span>{label}</span>
        <span>{words}</span>
      </span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
        <rect className="whole" width="100" height="6" />
        <rect className="part" width={part} height="6" />
      </svg>
    </Frame>
  );
}

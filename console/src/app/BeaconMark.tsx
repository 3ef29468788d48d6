import { styled } from '@mui/material/styles';

const Flame = styled('path')(({ theme }) => ({
  fill: theme.vars.palette.text.secondary,
  opacity: 0.35,
  transition: 'fill 600ms, opacity 600ms',
  '&[data-lit=true]': { fill: '#e8590c', opacity: 1 },
}));

/** The beacon tower of the name; its fire burns while the gateway answers. */
export function BeaconMark({ lit }: { lit: boolean }) {
  return (
    <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <Flame
        data-lit={lit}
        d="M12 .8c.4 2.5 3.7 3.9 3.7 7.3 0 2.3-1.6 4-3.7 4s-3.7-1.7-3.7-4c0-1.5.8-2.5 1.7-3.3 0 1 .4 1.7 1 2C11.5 4.9 11 3 12 .8z"
      />
      <path fill="currentColor" opacity="0.75" d="M7 13.6h10l.7 3H6.3zM6 17.8h12l1.3 5.4H4.7z" />
    </svg>
  );
}

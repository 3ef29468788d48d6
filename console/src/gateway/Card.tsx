import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

const Frame = styled('section')(({ theme }) => ({
  minWidth: 0,
  padding: '8px 14px 12px',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  display: 'flex',
  flexDirection: 'column',
  gap: 6,
}));

/** A framed part of a page under its heading. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Frame aria-labelledby={id}>
      <Typography variant="h2" id={id}>
        {title}
      </Typography>
      {children}
    </Frame>
  );
}

/** Names and what they amount to, one a line. */
export const Facts = styled('dl')(({ theme }) => ({
  margin: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: '3px 12px',
  fontSize: '0.8125rem',
  '& dt': {
    color: theme.vars.palette.text.secondary,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    // A figure that grows must not break its name in two.
    whiteSpace: 'nowrap',
  },
  '& dd': { margin: 0, textAlign: 'right', fontWeight: 600 },
  '& [data-tone=bad]': { color: theme.vars.palette.error.main },
  '& [data-tone=warn]': { color: theme.vars.palette.warning.main },
}));

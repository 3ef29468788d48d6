import { styled } from '@mui/material/styles';

/** Around a plain table; on a narrow screen it scrolls sideways, and the page does not. */
export const Sheet = styled('div')(({ theme }) => ({
  overflowX: 'auto',
  position: 'relative',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  '& table': { borderCollapse: 'collapse', width: '100%', fontSize: '0.8125rem' },
  '& th, & td': { padding: '6px 12px', textAlign: 'left', whiteSpace: 'nowrap' },
  '& td[data-wide=true]': { whiteSpace: 'normal', minWidth: 200 },
  '& thead th': { fontSize: '0.75rem', color: theme.vars.palette.text.secondary },
  '& tbody tr': { borderTop: `1px solid ${theme.vars.palette.divider}` },
  '& a': { color: 'inherit' },
  '& select': { font: 'inherit', color: 'inherit', background: 'inherit', padding: 4, borderRadius: 6 },
}));

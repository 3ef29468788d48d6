import { styled } from '@mui/material/styles';

/** A form of few fields in the middle of the page. */
export const Card = styled('form')(({ theme }) => ({
  width: 380,
  maxWidth: '100%',
  margin: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  padding: '24px 28px 28px',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  // A fault has its place before it comes, so that no field moves under the pointer.
  '& > .fault': { minHeight: '3.2em', margin: 0, color: theme.vars.palette.error.main },
}));

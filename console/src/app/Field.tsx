import { styled, type Theme } from '@mui/material/styles';

const look = ({ theme }: { theme: Theme }) => ({
  boxSizing: 'border-box' as const,
  height: 32,
  minWidth: 0,
  padding: '0 8px',
  font: 'inherit',
  fontSize: '0.8125rem',
  color: theme.vars.palette.text.primary,
  background: theme.vars.palette.background.paper,
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: 6,
  '&:hover': { borderColor: theme.vars.palette.text.secondary },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -1 },
  '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 },
  // A filter that is set is seen to be set: what it leaves out must not be taken for missing.
  '&[data-set=true]': { borderColor: theme.vars.palette.primary.main },
  '&:disabled': { opacity: 0.6 },
});

/** A field of a form or a filter: the browser's own control, known on every phone. */
export const Field = styled('input')(look);

/** A {@link Field} with choices. */
export const Choices = styled('select')(look);

import { styled, type Theme } from '@mui/material/styles';
import { useId, type ComponentProps } from 'react';

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

const Labelled = styled('div')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  gap: 4,
  '& > label': { fontSize: '0.75rem', fontWeight: 600, color: theme.vars.palette.text.secondary },
  '& > input': { height: 38, padding: '0 12px', fontSize: '0.875rem' },
}));

/** A {@link Field} under its name, for forms in which each has a line of its own. */
export function LabelledField({
  label,
  ...field
}: ComponentProps<typeof Field> & { readonly label: string }) {
  const id = useId();
  return (
    <Labelled>
      <label htmlFor={id}>{label}</label>
      <Field id={id} {...field} />
    </Labelled>
  );
}

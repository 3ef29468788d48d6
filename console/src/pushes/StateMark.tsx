import { styled } from '@mui/material/styles';
import { useTexts } from '../i18n/language';
import { stateNameOf, type Push } from './pushes';

const Mark = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  whiteSpace: 'nowrap',
  fontWeight: 600,
  fontSize: '0.75rem',
  color: theme.vars.palette.text.secondary,
  '&::before': {
    content: '""',
    flex: 'none',
    width: 7,
    height: 7,
    borderRadius: '50%',
    border: '2px solid currentColor',
  },
  '&[data-state=in-flight]': { color: theme.vars.palette.busy.main },
  '&[data-state=reserved]::before': { borderRadius: 1 },
  '&[data-state=held]': { color: theme.vars.palette.warning.main },
  '&[data-state=held]::before': { borderRadius: 1 },
  '&[data-state=retrying]': { color: theme.vars.palette.warning.main },
  '&[data-state=accepted]': { color: theme.vars.palette.success.main },
  '&[data-state=accepted]::before': { background: 'currentColor' },
  '&[data-state=rejected], &[data-state=expired]': { color: theme.vars.palette.error.main },
  '&[data-state=rejected]::before, &[data-state=expired]::before': {
    background: 'currentColor',
    borderRadius: 1,
  },
  '&[data-state=cancelled]': { textDecoration: 'line-through' },
}));

/** A push's state in a word, a colour and a shape: nobody has to see colours to read it. */
export function StateMark({ push }: { push: Push }) {
  const { state } = useTexts();
  const name = stateNameOf(push);
  return <Mark data-state={name}>{state[name]}</Mark>;
}

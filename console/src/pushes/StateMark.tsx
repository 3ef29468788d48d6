import type { Theme } from '@mui/material/styles';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { stateNameOf, type Push } from './pushes';

/** How marks look, for whatever holds them: made once for it, and not for each of a hundred rows. */
export function marks({ vars: { palette } }: Theme) {
  const dot = { content: '""', flex: 'none', width: 7, height: 7, border: '2px solid currentColor' };
  return {
    '& .mark': {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      whiteSpace: 'nowrap',
      fontWeight: 600,
      fontSize: '0.75rem',
      color: palette.text.secondary,
    },
    '& .mark::before': { ...dot, borderRadius: '50%' },
    '& .mark[data-state=in-flight]': { color: palette.busy.main },
    '& .mark[data-state=reserved]::before, & .mark[data-state=held]::before': { borderRadius: 1 },
    '& .mark[data-state=held], & .mark[data-state=retrying]': { color: palette.warning.main },
    '& .mark[data-state=accepted]': { color: palette.success.main },
    '& .mark[data-state=accepted]::before': { background: 'currentColor' },
    '& .mark[data-state=rejected], & .mark[data-state=expired]': { color: palette.error.main },
    '& .mark[data-state=rejected]::before, & .mark[data-state=expired]::before': {
      background: 'currentColor',
      borderRadius: 1,
    },
    '& .mark[data-state=cancelled]': { textDecoration: 'line-through' },
  } as const;
}

/** A push's state in a word, a colour and a shape: nobody has to see colours to read it. Looks so within {@link marks}. */
export function StateMark({ push }: { push: Push }) {
  return stateMark(push, useTexts());
}

/** The same within what has the texts at hand. */
export function stateMark(push: Push, { state }: Texts) {
  const name = stateNameOf(push);
  return (
    <span className="mark" data-state={name}>
      {state[name]}
    </span>
  );
}

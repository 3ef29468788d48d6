import { styled } from '@mui/material/styles';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { fullTime, span } from '../time/seoul';
import { stateNameOf, type Push } from './pushes';

const Steps = styled('ol')(({ theme }) => ({
  margin: 0,
  padding: 0,
  fontSize: '0.8125rem',
  '& li': { listStyle: 'none', position: 'relative', padding: '0 0 14px 22px' },
  '& li:last-of-type': { paddingBottom: 0 },
  '& li::before': {
    content: '""',
    position: 'absolute',
    left: 2,
    top: 5,
    width: 9,
    height: 9,
    borderRadius: '50%',
    background: theme.vars.palette.text.secondary,
  },
  '& li:not(:last-of-type)::after': {
    content: '""',
    position: 'absolute',
    left: 6,
    top: 17,
    bottom: -2,
    width: 1,
    background: theme.vars.palette.divider,
  },
  '& li[data-tone=open]::before': { background: 'none', border: `2px solid ${theme.vars.palette.busy.main}` },
  '& li[data-tone=good]::before': { background: theme.vars.palette.success.main },
  '& li[data-tone=bad]::before': { background: theme.vars.palette.error.main },
  '& strong': { display: 'block', fontWeight: 600 },
  '& span': { display: 'block', color: theme.vars.palette.text.secondary, fontSize: '0.75rem' },
}));

interface Step {
  readonly what: string;
  readonly notes: readonly (string | null)[];
  readonly tone: 'past' | 'open' | 'good' | 'bad';
}

/** The way of one push, from the telegram to FCM's answer, as far as it has come. */
export function Timeline({ push }: { push: Push }) {
  const texts = useTexts();
  return (
    <Steps>
      {stepsOf(push, texts).map((step) => (
        <li key={step.what} data-tone={step.tone}>
          <strong>{step.what}</strong>
          {step.notes.map((note) => note !== null && <span key={note}>{note}</span>)}
        </li>
      ))}
    </Steps>
  );
}

function stepsOf(push: Push, { push: texts }: Texts): readonly Step[] {
  const received: Step = {
    what: texts.received(push.link),
    notes: [fullTime(push.accepted_at)],
    tone: 'past',
  };
  const sent: Step = { what: texts.attempts(push.attempts), notes: [], tone: 'past' };
  const settled =
    push.settled_at === null
      ? null
      : `${fullTime(push.settled_at)}, ${texts.after(span(push.accepted_at, push.settled_at))}`;
  const name = stateNameOf(push);
  switch (name) {
    case 'pending':
      return [received, { what: texts.waiting, notes: [], tone: 'open' }];
    case 'retrying':
      return [received, { what: texts.retrying(push.attempts), notes: [push.result], tone: 'open' }];
    case 'in-flight':
      return [received, { what: texts.sending, notes: [], tone: 'open' }];
    case 'accepted':
      return [received, sent, { what: texts.accepted, notes: [settled, push.fcm_name], tone: 'good' }];
    case 'rejected':
      return [
        received,
        ...(push.attempts > 0 ? [sent] : []),
        { what: texts.rejected, notes: [settled, push.result], tone: 'bad' },
      ];
  }
}

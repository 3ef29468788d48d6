import { styled } from '@mui/material/styles';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { fullTime, span } from '../time/seoul';
import type { EventWord, FinalState, Happening, Push, ToldPush } from './pushes';

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
export function Timeline({ push }: { push: ToldPush }) {
  const texts = useTexts();
  return (
    <Steps>
      {stepsOf(push, texts).map((step, i) => (
        <li key={i} data-tone={step.tone}>
          <strong>{step.what}</strong>
          {step.notes.map((note) => note !== null && note !== '' && <span key={note}>{note}</span>)}
        </li>
      ))}
    </Steps>
  );
}

function stepsOf(push: ToldPush, { push: texts }: Texts): readonly Step[] {
  const received: Step = {
    what: texts.received(push.link),
    notes: [fullTime(push.accepted_at), push.reserved_for && texts.reservedFor(fullTime(push.reserved_for))],
    tone: 'past',
  };
  const steps = (push.timeline ?? []).flatMap((each) =>
    each.what === 'received' ? [] : [stepOf({ ...each, what: each.what }, push, texts)],
  );
  const sent: Step[] =
    push.attempts > 0 ? [{ what: texts.attempts(push.attempts), notes: [], tone: 'past' }] : [];
  switch (push.state) {
    case 'accepted':
    case 'rejected':
    case 'expired': {
      // Until the whole story comes, its end is known from the log.
      const end = steps.at(-1) ?? endOf(push, push.state, texts);
      return [received, ...steps.slice(0, -1), ...sent, end];
    }
    case 'cancelled':
      return [received, ...(steps.length > 0 ? steps : [endOf(push, push.state, texts)])];
    case 'pending':
    case 'reserved':
    case 'held':
    case 'in-flight': {
      const waits = push.state === 'pending' && push.attempts > 0 ? 'retrying' : push.state;
      return [
        received,
        ...steps,
        { what: texts.open[waits], notes: [push.result && texts.told(push.result)], tone: 'open' },
      ];
    }
  }
}

type Told = Happening & { readonly what: EventWord | FinalState };

function stepOf(each: Told, push: Push, texts: Texts['push']): Step {
  // A newer gateway may have words that this page does not know.
  const what = (texts.step as Partial<Record<string, string>>)[each.what] ?? each.what;
  const end = each.what === push.state && push.settled_at === each.at;
  const when = end
    ? `${fullTime(each.at)}, ${texts.after(span(push.accepted_at, each.at))}`
    : fullTime(each.at);
  return {
    what: each.what === 'retried' ? texts.attemptFailed(each.attempts) : what,
    notes: [when, texts.told(each.detail)],
    tone: TONES[each.what] ?? 'past',
  };
}

const TONES: Partial<Record<string, Step['tone']>> = { accepted: 'good', rejected: 'bad', expired: 'bad' };

function endOf(push: Push, state: FinalState, texts: Texts['push']): Step {
  return stepOf(
    {
      at: push.settled_at ?? push.accepted_at,
      what: state,
      attempts: push.attempts,
      detail: push.result ?? push.fcm_name ?? '',
    },
    push,
    texts,
  );
}

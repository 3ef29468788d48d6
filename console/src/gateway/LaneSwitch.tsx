import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../app/Confirm';
import { useTexts } from '../i18n/language';
import type { Lane } from '../links/links';
import { may, sessionQuery, useChange } from '../session/session';
import { fullTime } from '../time/seoul';
import { lanesQuery, type Lanes, type LaneState } from './lanes';

const Reason = styled('input')(({ theme }) => ({
  boxSizing: 'border-box',
  width: '100%',
  height: 32,
  margin: '12px 0',
  padding: '0 8px',
  font: 'inherit',
  color: 'inherit',
  background: theme.vars.palette.background.default,
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: 6,
}));

/** Says that a lane is paused; lets it be paused and resumed by those who may. */
export function LaneSwitch({ lane }: { lane: Lane }) {
  const { backlog: texts, links } = useTexts();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const state = useQuery(lanesQuery).data?.lanes.find((each) => each.lane === lane);
  // As it was when somebody pressed: what others do meanwhile must not turn the question round.
  const [asked, setAsked] = useState<LaneState | null>(null);
  if (state === undefined) return null;
  const name = links.lane[lane];
  const mayAct = user !== null && may(user, 'lanes');
  if (!mayAct && !state.paused) return null;
  return (
    <>
      <Button
        size="small"
        color={state.paused ? 'error' : 'inherit'}
        sx={{ ml: 1, py: 0, minHeight: 0, lineHeight: '18px', minWidth: 0 }}
        aria-label={state.paused ? texts.pausedLane(name) : texts.pauseLane(name)}
        onClick={() => setAsked(state)}
      >
        {state.paused ? texts.paused : texts.pause}
      </Button>
      {asked !== null && <Question state={asked} mayAct={mayAct} onClose={() => setAsked(null)} />}
    </>
  );
}

interface QuestionProps {
  readonly state: LaneState;
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

/** Closes only once the gateway has done it: who pauses a lane must not believe in vain that nothing leaves. */
function Question({ state, mayAct, onClose }: QuestionProps) {
  const { backlog: texts, links } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const [reason, setReason] = useState('');
  const { lane, paused } = state;
  const name = links.lane[lane];
  const act = useMutation({
    mutationFn: () =>
      change<Lanes>({
        method: 'POST',
        path: `/api/lanes/${lane}/${paused ? 'resume' : 'pause'}`,
        body: paused ? {} : { reason: reason.trim() },
      }),
    // What was asked before it was done would show it as it was.
    onMutate: () => client.cancelQueries({ queryKey: lanesQuery.queryKey }),
    onSuccess: (lanes) => {
      client.setQueryData(lanesQuery.queryKey, lanes);
      onClose();
    },
  });
  return (
    <Confirm
      title={paused ? texts.pausedLane(name) : texts.pauseLane(name)}
      meaning={
        paused
          ? texts.pausedMeaning(fullTime(state.since ?? ''), state.by ?? '', state.reason ?? '')
          : texts.pauseMeaning
      }
      act={
        mayAct && (paused || reason.trim() !== '')
          ? {
              label: paused ? texts.resume : texts.pause,
              onAct: () => act.mutate(),
              pending: act.isPending,
              fault: act.error,
            }
          : undefined
      }
      close={texts.back}
      onClose={onClose}
    >
      {!paused && (
        <Reason
          value={reason}
          maxLength={200}
          aria-label={texts.reason}
          placeholder={texts.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </Confirm>
  );
}

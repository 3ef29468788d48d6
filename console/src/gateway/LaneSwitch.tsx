import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../app/Confirm';
import { useTexts } from '../i18n/language';
import type { Lane } from '../links/links';
import { may, sessionQuery, useChange } from '../session/session';
import { fullTime } from '../time/seoul';
import { lanesQuery, type Lanes } from './lanes';

const Reason = styled('input')(({ theme }) => ({
  width: '100%',
  height: 32,
  marginTop: 12,
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
  const client = useQueryClient();
  const change = useChange();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const state = useQuery(lanesQuery).data?.lanes.find((each) => each.lane === lane);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: (body: { readonly reason: string } | null) =>
      change<Lanes>({
        method: 'POST',
        path: `/api/lanes/${lane}/${body === null ? 'resume' : 'pause'}`,
        body: body ?? {},
      }),
    onSuccess: (lanes) => client.setQueryData(lanesQuery.queryKey, lanes),
  });
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
        onClick={() => setAsked(true)}
      >
        {state.paused ? texts.paused : texts.pause}
      </Button>
      {asked && (
        <Confirm
          title={state.paused ? texts.pausedLane(name) : texts.pauseLane(name)}
          meaning={
            state.paused
              ? texts.pausedMeaning(fullTime(state.since ?? ''), state.by ?? '', state.reason ?? '')
              : texts.pauseMeaning
          }
          {...(mayAct && (state.paused || reason.trim() !== '')
            ? {
                act: {
                  label: state.paused ? texts.resume : texts.pause,
                  onAct: () => {
                    act.mutate(state.paused ? null : { reason: reason.trim() });
                    setAsked(false);
                    setReason('');
                  },
                },
              }
            : {})}
          close={texts.back}
          onClose={() => setAsked(false)}
        >
          {!state.paused && (
            <Reason
              value={reason}
              maxLength={200}
              aria-label={texts.reason}
              placeholder={texts.reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Confirm>
      )}
    </>
  );
}

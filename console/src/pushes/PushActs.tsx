import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../app/Confirm';
import { useTexts } from '../i18n/language';
import { may, sessionQuery, useChange } from '../session/session';
import type { Push, PushState, ToldPush } from './pushes';

const Row = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 16 });

/** What a person may do to a push. */
export type PushAct = 'cancel' | 'hold' | 'let-go' | 'send-again';

/** What is possible in a state; the gateway decides anew when it is done. */
function actsOn(state: PushState): readonly PushAct[] {
  switch (state) {
    case 'pending':
    case 'reserved':
      return ['hold', 'cancel'];
    case 'held':
      return ['let-go', 'cancel'];
    case 'rejected':
    case 'expired':
    case 'cancelled':
      return ['send-again'];
    case 'in-flight':
    case 'accepted':
      return [];
  }
}

/** The ways to steer one push, for those who may; each asks first, for a customer gets it or does not. */
export function PushActs({ push }: { push: Push }) {
  const { push: texts } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const [asked, setAsked] = useState<PushAct | null>(null);
  const act = useMutation({
    mutationFn: (wanted: PushAct) =>
      change<ToldPush>({ method: 'POST', path: `/api/pushes/${push.id}/${wanted}` }),
    onSuccess: (told) => {
      client.setQueryData(['push', push.id], told);
      setAsked(null);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['newest'] }),
  });
  if (user === null || !may(user, 'steer')) return null;
  return (
    <Row>
      {actsOn(push.state).map((each) => (
        <Button
          key={each}
          variant="outlined"
          onClick={() => {
            act.reset();
            setAsked(each);
          }}
        >
          {texts.act[each]}
        </Button>
      ))}
      {asked !== null && (
        <Confirm
          title={texts.actAsk[asked](push.id)}
          meaning={texts.actMeaning[asked]}
          act={{
            label: texts.act[asked],
            onAct: () => act.mutate(asked),
            pending: act.isPending,
            fault: act.error,
          }}
          close={texts.back}
          onClose={() => setAsked(null)}
        />
      )}
    </Row>
  );
}

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../app/Confirm';
import { FaultNotice } from '../app/Notice';
import { useTexts } from '../i18n/language';
import { sessionQuery, useChange } from '../session/session';
import { fullTime } from '../time/seoul';
import { presencesQuery, type Presence, type Presences } from './users';

const List = styled('ul')(({ theme }) => ({
  margin: 0,
  padding: 0,
  fontSize: '0.8125rem',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  '& li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 16px',
    minHeight: 40,
    padding: '4px 10px',
  },
  '& li + li': { borderTop: `1px solid ${theme.vars.palette.divider}` },
  '& strong': { minWidth: 160, fontWeight: 600 },
  '& .quiet': { color: theme.vars.palette.text.secondary },
  '& button': { marginLeft: 'auto' },
}));

/** Who is logged in now, by whatever way, and the way to end it. */
export function LoggedIn() {
  const { users: texts, session } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const { data, error, refetch } = useQuery(presencesQuery);
  const me = useQuery(sessionQuery).data?.user ?? null;
  const [asked, setAsked] = useState<string | null>(null);
  const end = useMutation({
    mutationFn: (who: string) =>
      change<Presences>({ method: 'DELETE', path: `/api/sessions/${encodeURIComponent(who)}` }),
    onSuccess: (presences) => {
      client.setQueryData(presencesQuery.queryKey, presences);
      setAsked(null);
    },
  });
  const turnTo = (who: string | null) => {
    end.reset();
    setAsked(who);
  };
  const isMe = (each: Presence) => each.name === me?.name && each.login === me.login;
  return (
    <section aria-labelledby="logged-in-title">
      <Typography id="logged-in-title" variant="h2" sx={{ mt: 2, mb: 1 }}>
        {texts.loggedIn}
      </Typography>
      {data === undefined && error !== null && <FaultNotice fault={error} onAgain={() => void refetch()} />}
      {data !== undefined && (
        <List aria-labelledby="logged-in-title">
          {data.sessions.map((each, place) => (
            <li key={`${each.who} ${each.since} ${place}`}>
              <strong>
                {each.name} {isMe(each) && <small>({texts.you})</small>}
              </strong>
              <span>{session.role[each.role]}</span>
              <span>{texts.by[each.login]}</span>
              <span className="quiet">{texts.since(fullTime(each.since))}</span>
              <span className="quiet">{texts.activeAt(fullTime(each.active_at))}</span>
              <Button color="error" disabled={isMe(each)} onClick={() => turnTo(each.who)}>
                {texts.end}
              </Button>
            </li>
          ))}
        </List>
      )}
      {asked !== null && (
        <Confirm
          title={texts.endAsk(asked)}
          meaning={texts.endMeaning}
          act={{
            label: texts.end,
            onAct: () => end.mutate(asked),
            pending: end.isPending,
            fault: end.error,
          }}
          close={texts.cancel}
          onClose={() => turnTo(null)}
        />
      )}
    </section>
  );
}

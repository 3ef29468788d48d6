import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Change } from '../api/gateway';
import { Complaint } from '../app/Complaint';
import { Confirm, type Act } from '../app/Confirm';
import { FaultNotice } from '../app/Notice';
import { Sheet } from '../app/Sheet';
import { MONO } from '../app/theme';
import { WaitingSheet } from '../app/WaitingSheet';
import { useTexts } from '../i18n/language';
import { sessionQuery, useChange, type Role } from '../session/session';
import { fullTime } from '../time/seoul';
import { LoggedIn } from './LoggedIn';
import { NewUser } from './NewUser';
import { ROLES, usersQuery, type Account, type Accounts } from './users';

const Secret = styled('code')(({ theme }) => ({
  display: 'block',
  marginTop: 12,
  padding: '10px 12px',
  fontFamily: MONO,
  fontSize: '1rem',
  userSelect: 'all',
  borderRadius: 6,
  background: theme.vars.palette.background.default,
}));

/** What an administrator is about to do to an account. */
type Wish =
  | { readonly kind: 'reset'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'role'; readonly name: string; readonly role: Role };

function changeOf(wish: Wish): Change {
  const path = `/api/users/${encodeURIComponent(wish.name)}`;
  switch (wish.kind) {
    case 'reset':
      return { method: 'POST', path: `${path}/password` };
    case 'remove':
      return { method: 'DELETE', path };
    case 'role':
      return { method: 'POST', path: `${path}/role`, body: { role: wish.role } };
  }
}

/** Who may use the console, for administrators. */
export function UsersPage() {
  const { users: texts } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const { data, error, refetch } = useQuery(usersQuery);
  const me = useQuery(sessionQuery).data?.user?.name;
  const [wish, setWish] = useState<Wish | null>(null);
  const [once, setOnce] = useState<Accounts | null>(null);
  const act = useMutation({
    mutationFn: (wanted: Change) => change<Accounts>(wanted),
    onSuccess: (accounts) => {
      client.setQueryData(usersQuery.queryKey, { users: accounts.users });
      if (accounts.password !== undefined) setOnce(accounts);
      setWish(null);
    },
  });
  // What was refused before has nothing to do with what is wanted now.
  const turnTo = (next: Wish | null) => {
    act.reset();
    setWish(next);
  };
  if (data === undefined && error !== null) {
    return <FaultNotice fault={error} onAgain={() => void refetch()} />;
  }
  return (
    <section aria-labelledby="users-title">
      <Typography id="users-title" variant="h2" sx={{ mb: 1 }}>
        {texts.title}
      </Typography>
      <NewUser
        pending={act.isPending}
        onAdd={(body, onAdded) =>
          act.mutate({ method: 'POST', path: '/api/users', body }, { onSuccess: onAdded })
        }
      />
      <Complaint fault={wish === null ? act.error : null} />
      {data === undefined ? (
        <WaitingSheet />
      ) : (
        <Sheet role="group" tabIndex={0} aria-label={texts.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col">{texts.role}</th>
                <th scope="col">{texts.state}</th>
                <th scope="col">{texts.lastLogin}</th>
                <th scope="col">{texts.changes}</th>
              </tr>
            </thead>
            <tbody>
              {data.users.map((account) => (
                <Row key={account.name} account={account} me={account.name === me} onWish={turnTo} />
              ))}
            </tbody>
          </table>
        </Sheet>
      )}
      <LoggedIn />
      {wish !== null && (
        <Asked
          wish={wish}
          act={{ onAct: () => act.mutate(changeOf(wish)), pending: act.isPending, fault: act.error }}
          onClose={() => turnTo(null)}
        />
      )}
      {once !== null && (
        <Confirm
          title={texts.once(once.name ?? '')}
          meaning={texts.onceMeaning}
          close={texts.close}
          onClose={() => setOnce(null)}
        >
          <Secret>{once.password}</Secret>
        </Confirm>
      )}
    </section>
  );
}

interface RowProps {
  readonly account: Account;
  readonly me: boolean;
  readonly onWish: (wish: Wish) => void;
}

function Row({ account, me, onWish }: RowProps) {
  const { users: texts, session } = useTexts();
  const { name } = account;
  return (
    <tr>
      <th scope="row">
        {name} {me && <small>({texts.you})</small>}
      </th>
      <td>
        <select
          aria-label={texts.roleOf(name)}
          value={account.role}
          disabled={me}
          onChange={(event) => onWish({ kind: 'role', name, role: event.target.value as Role })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {session.role[role]}
            </option>
          ))}
        </select>
      </td>
      <td>
        {account.locked_until !== null
          ? texts.locked(fullTime(account.locked_until))
          : account.must_change_password
            ? texts.mustChange
            : texts.good}
      </td>
      <td>{account.last_login_at === null ? texts.never : fullTime(account.last_login_at)}</td>
      <td>
        <Button disabled={me} onClick={() => onWish({ kind: 'reset', name })}>
          {texts.reset}
        </Button>
        <Button disabled={me} color="error" onClick={() => onWish({ kind: 'remove', name })}>
          {texts.remove}
        </Button>
      </td>
    </tr>
  );
}

interface AskedProps {
  readonly wish: Wish;
  readonly act: Omit<Act, 'label'>;
  readonly onClose: () => void;
}

function Asked({ wish, act, onClose }: AskedProps) {
  const { users: texts, session } = useTexts();
  const [title, meaning, label] = ((): [string, string, string] => {
    switch (wish.kind) {
      case 'reset':
        return [texts.resetAsk(wish.name), texts.resetMeaning, texts.reset];
      case 'remove':
        return [texts.removeAsk(wish.name), texts.removeMeaning, texts.remove];
      case 'role':
        return [texts.roleAsk(wish.name, session.role[wish.role]), texts.roleMeaning, texts.role];
    }
  })();
  return (
    <Confirm title={title} meaning={meaning} act={{ ...act, label }} close={texts.cancel} onClose={onClose} />
  );
}

import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '../app/Confirm';
import { PersonIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import { forgetWhatWasSeen, sessionQuery, useChange, type Session, type User } from './session';

/** Who is logged in, and the way out. */
export function UserMenu({ user }: { user: User }) {
  const { session: texts } = useTexts();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [kept, setKept] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const change = useChange();
  const leave = useMutation({
    mutationFn: () => change<Session>({ method: 'DELETE', path: '/api/session' }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      forgetWhatWasSeen(client);
    },
    onError: () => {
      setKept(true);
      // Perhaps the login has ended by itself.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <>
      <Tooltip title={texts.menu(user.name)}>
        <IconButton
          aria-label={texts.menu(user.name)}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <PersonIcon />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled>
          {user.name} · {texts.role[user.role]}
        </MenuItem>
        {!user.must_change_password && user.login === 'local' && (
          <MenuItem
            onClick={() => {
              setAnchor(null);
              void navigate('/password');
            }}
          >
            {texts.change}
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            setAnchor(null);
            leave.mutate();
          }}
        >
          {texts.leave}
        </MenuItem>
      </Menu>
      {kept && (
        <Confirm
          title={texts.stillIn}
          meaning={texts.stillInMeaning}
          act={{
            label: texts.leave,
            onAct: () => leave.mutate(),
            pending: leave.isPending,
            fault: leave.error,
          }}
          close={texts.stay}
          onClose={() => setKept(false)}
        />
      )}
    </>
  );
}

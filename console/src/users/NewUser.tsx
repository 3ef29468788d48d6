import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { SyntheticEvent } from 'react';
import { useTexts } from '../i18n/language';
import { textOf } from '../session/LoginPage';
import { ROLES } from './users';

const Row = styled('form')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  '& input, & select': {
    height: 32,
    padding: '0 8px',
    font: 'inherit',
    color: 'inherit',
    background: theme.vars.palette.background.paper,
    border: `1px solid ${theme.vars.palette.divider}`,
    borderRadius: 6,
  },
}));

interface NewUserProps {
  readonly pending: boolean;
  /** `onAdded` is to be called once there is such a user; until then what was typed stays. */
  readonly onAdd: (user: { name: string; role: string }, onAdded: () => void) => void;
}

/** Makes an account. */
export function NewUser({ pending, onAdd }: NewUserProps) {
  const { users: texts, session } = useTexts();
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = event.currentTarget;
    const form = new FormData(fields);
    onAdd({ name: textOf(form, 'name').trim(), role: textOf(form, 'role') }, () => fields.reset());
  };
  return (
    <Row onSubmit={submit}>
      <input
        name="name"
        aria-label={texts.name}
        placeholder={texts.name}
        required
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
      />
      <select name="role" aria-label={texts.role} defaultValue="viewer">
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {session.role[role]}
          </option>
        ))}
      </select>
      <Button type="submit" variant="contained" loading={pending}>
        {texts.add}
      </Button>
    </Row>
  );
}

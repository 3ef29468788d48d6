import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useTexts } from '../i18n/language';
import { textOf } from '../session/LoginPage';
import { may, sessionQuery, useChange } from '../session/session';
import type { Push } from './pushes';

const FIELDS = ['customer', 'phone', 'token', 'title', 'body'] as const satisfies readonly (keyof Push)[];

const Form = styled('form')(({ theme }) => ({
  display: 'flex',
  gap: 8,
  marginTop: 12,
  '& input': {
    flex: 1,
    minWidth: 0,
    height: 32,
    padding: '0 8px',
    font: 'inherit',
    fontSize: '0.8125rem',
    color: 'inherit',
    background: theme.vars.palette.background.default,
    border: `1px solid ${theme.vars.palette.divider}`,
    borderRadius: 6,
  },
}));

/**
 * Shows the personal data of one push to somebody who may see it and says why; the reason is written down. What was
 * shown stays only as long as this does: it is kept in no cache.
 */
export function Unmask({ id }: { id: number }) {
  const { push: texts, column } = useTexts();
  const { data: session } = useQuery(sessionQuery);
  const change = useChange();
  const unmask = useMutation({
    mutationFn: (reason: string) =>
      change<Push>({ method: 'POST', path: `/api/pushes/${id}/unmask`, body: { reason } }),
    gcTime: 0,
  });
  const user = session?.user ?? null;
  if (user === null || !may(user, 'personal')) return null;
  if (unmask.data !== undefined) {
    const shown = unmask.data;
    return (
      <dl aria-label={texts.unmasked}>
        {FIELDS.map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{column[name]}</dt>
            <dd data-look="mono">{shown[name]}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    unmask.mutate(textOf(new FormData(event.currentTarget), 'reason'));
  };
  return (
    <Form onSubmit={submit}>
      <input
        name="reason"
        required
        maxLength={200}
        aria-label={texts.unmaskReason}
        placeholder={texts.unmaskReason}
      />
      <Button type="submit" variant="outlined" loading={unmask.isPending}>
        {texts.unmask}
      </Button>
      {unmask.error !== null && (
        <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>
          {unmask.error.message}
        </Typography>
      )}
    </Form>
  );
}

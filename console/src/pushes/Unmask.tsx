import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { Complaint } from '../app/Complaint';
import { useTexts } from '../i18n/language';
import { textOf } from '../session/LoginPage';
import { may, sessionQuery, useChange } from '../session/session';
import { shownOf, type Push, type ShownPush } from './pushes';

const FIELDS = ['customer', 'phone', 'token', 'title', 'body'] as const satisfies readonly (keyof Push)[];

const Form = styled('form')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 8px',
  marginTop: 12,
  '& [role=alert]': { flexBasis: '100%' },
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

interface UnmaskProps {
  readonly id: number;
  /** The push with its personal data, once it was asked for. */
  readonly shown: ShownPush | null;
  readonly onShown: (push: ShownPush) => void;
}

/**
 * Shows the personal data of one push to somebody who may see it and says why; the reason is written down. It is kept
 * in no cache, only by what holds this.
 */
export function Unmask({ id, shown, onShown }: UnmaskProps) {
  const { push: texts, column } = useTexts();
  const { data: session } = useQuery(sessionQuery);
  const change = useChange();
  const unmask = useMutation({
    mutationFn: (reason: string) =>
      change<ShownPush>({ method: 'POST', path: `/api/pushes/${id}/unmask`, body: { reason } }),
    onSuccess: onShown,
    gcTime: 0,
  });
  const user = session?.user ?? null;
  if (user === null || !may(user, 'personal')) return null;
  if (shown !== null) {
    const onPhone = shownOf(shown);
    // What the phone above shows word for word is not said twice.
    const fields = FIELDS.filter(
      (name) => !((name === 'title' || name === 'body') && onPhone?.[name] === shown[name]),
    );
    return (
      <dl aria-label={texts.unmasked}>
        {fields.map((name) => (
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
      <Complaint fault={unmask.error} />
    </Form>
  );
}

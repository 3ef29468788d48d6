import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { GatewayFault } from '../api/gateway';
import { LabelledField } from '../app/Field';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { Card } from './Card';
import { textOf } from './LoginPage';
import { sessionQuery, useChange, type Session } from './session';

const FIELDS = ['old', 'fresh', 'again'] as const;

/** Where a person chooses a password; who logs in with one that somebody else made gets no further without. */
export function PasswordPage() {
  const all = useTexts();
  const { session: texts } = all;
  const client = useQueryClient();
  const change = useChange();
  const { data } = useQuery(sessionQuery);
  const [differ, setDiffer] = useState(false);
  const password = useMutation({
    mutationFn: (body: { old: string; new: string }) =>
      change<Session>({ method: 'POST', path: '/api/session/password', body }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const fresh = textOf(form, 'fresh');
    const same = fresh === textOf(form, 'again');
    setDiffer(!same);
    if (same) password.mutate({ old: textOf(form, 'old'), new: fresh });
  };
  return (
    <Card onSubmit={submit} aria-labelledby="password-title">
      <Typography variant="h2" id="password-title">
        {texts.change}
      </Typography>
      {data?.user?.must_change_password === true && (
        <Typography variant="body2">{texts.mustChange}</Typography>
      )}
      {/* Password stores ask whose password it is. */}
      <input type="text" name="name" autoComplete="username" value={data?.user?.name ?? ''} readOnly hidden />
      {FIELDS.map((field) => (
        <LabelledField
          key={field}
          name={field}
          type="password"
          label={texts[field]}
          required
          autoFocus={field === 'old'}
          autoComplete={field === 'old' ? 'current-password' : 'new-password'}
        />
      ))}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {texts.rules}
      </Typography>
      <Typography className="fault" variant="body2" role="alert">
        {differ ? texts.different : password.error !== null && complaintOf(password.error, all)}
      </Typography>
      <Typography variant="body2" role="status" sx={{ color: 'success.main' }}>
        {password.isSuccess && texts.changed}
      </Typography>
      <Button type="submit" variant="contained" size="medium" loading={password.isPending}>
        {texts.change}
      </Button>
    </Card>
  );
}

function complaintOf(fault: Error, { session: texts, fault: faults }: Texts): string {
  if (!(fault instanceof GatewayFault)) return texts.failed;
  const { broken } = texts;
  if (fault.code !== null && fault.code in broken) return broken[fault.code as keyof typeof broken];
  if (fault.status === 429) return texts.later;
  return [texts.failed, faults.said(fault.detail ?? '')].filter(Boolean).join(' ');
}

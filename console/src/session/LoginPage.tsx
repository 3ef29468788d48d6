import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useLocation } from 'react-router';
import { GatewayFault } from '../api/gateway';
import { LabelledField } from '../app/Field';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { Card } from './Card';
import { OpenIdButton, OpenIdReturn } from './OpenId';
import { OPENID_PATH } from './openIdReturn';
import { sessionQuery, useChange, type Session } from './session';

/** Stands before every page until somebody has logged in. */
export function LoginPage() {
  const all = useTexts();
  const { session: texts, openid } = all;
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { pathname } = useLocation();
  const change = useChange();
  const login = useMutation({
    mutationFn: (body: { name: string; password: string }) =>
      change<Session>({ method: 'POST', path: '/api/session', body }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate({ name: textOf(form, 'name').trim(), password: textOf(form, 'password') });
  };
  const provider = session?.logins?.openid ?? null;
  if (pathname === OPENID_PATH) return <OpenIdReturn provider={provider ?? ''} />;
  const ways = (
    <>
      {provider !== null && <OpenIdButton provider={provider} />}
      {session?.farewell && provider !== null && (
        <Link variant="body2" href={session.farewell}>
          {openid.farewell(provider)}
        </Link>
      )}
    </>
  );
  if (session?.logins?.local === false) {
    return (
      <Card as="section" aria-labelledby="login-title">
        <Typography variant="h2" id="login-title">
          {texts.title}
        </Typography>
        {ways}
      </Card>
    );
  }
  return (
    <Card onSubmit={submit} aria-labelledby="login-title">
      <Typography variant="h2" id="login-title">
        {texts.title}
      </Typography>
      <LabelledField
        name="name"
        label={texts.name}
        required
        autoFocus
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <LabelledField
        name="password"
        type="password"
        label={texts.password}
        required
        autoComplete="current-password"
      />
      <Typography className="fault" variant="body2" role="alert">
        {login.error !== null && faultOf(login.error, all)}
      </Typography>
      <Button type="submit" variant="contained" size="medium" loading={login.isPending}>
        {texts.enter}
      </Button>
      {ways}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {texts.first}
      </Typography>
    </Card>
  );
}

function faultOf(fault: Error, { session: texts, fault: faults }: Texts): string {
  if (!(fault instanceof GatewayFault)) return texts.failed;
  if (fault.status === 401) return texts.wrong;
  if (fault.status === 429) return texts.later;
  return [texts.failed, faults.said(fault.detail ?? '')].filter(Boolean).join(' ');
}

/** A field of a form; only files are no text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

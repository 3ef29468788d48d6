import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useLocation } from 'react-router';
import { GatewayFault } from '../api/gateway';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { Card } from './Card';
import { broughtBy, keepPlace, keptPlace, openIdQuery, refusalIn } from './openIdReturn';
import { useChange } from './session';

/** The way to the provider. */
export function OpenIdButton({ provider }: { readonly provider: string }) {
  const all = useTexts();
  const { openid: texts } = all;
  const { pathname, search } = useLocation();
  const change = useChange();
  const begin = useMutation({
    mutationFn: () => change<{ address: string }>({ method: 'POST', path: '/api/session/openid' }),
    onSuccess: ({ address }) => {
      keepPlace(pathname + search);
      window.location.assign(address);
    },
  });
  return (
    <>
      <Button variant="outlined" size="medium" loading={begin.isPending} onClick={() => begin.mutate()}>
        {texts.enter(provider)}
      </Button>
      {begin.error !== null && (
        <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>
          {complaintOf(begin.error, provider, all)}
        </Typography>
      )}
    </>
  );
}

/** What somebody sees who comes back from the provider: nothing for long, unless he is not let in. */
export function OpenIdReturn({ provider }: { readonly provider: string }) {
  const all = useTexts();
  const { openid: texts, session } = all;
  const { search } = useLocation();
  const brought = broughtBy(search);
  const { error } = useQuery(openIdQuery(useQueryClient(), brought));
  const refusal = refusalIn(search);
  const complaint =
    brought === null ? texts.denied(provider, refusal) : error && complaintOf(error, provider, all);
  return (
    <Card as="section" aria-labelledby="login-title">
      <Typography variant="h2" id="login-title">
        {session.title}
      </Typography>
      {complaint ? (
        <>
          <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>
            {complaint}
          </Typography>
          <Button component={Link} to="/" replace variant="contained" size="medium">
            {texts.back}
          </Button>
        </>
      ) : (
        <Typography variant="body2" role="status">
          {texts.finishing(provider)}
        </Typography>
      )}
    </Card>
  );
}

/** Takes whoever has come back to where he was before. */
export function Back() {
  return <Navigate to={keptPlace()} replace />;
}

function complaintOf(fault: Error, provider: string, { openid, session, fault: faults }: Texts): string {
  if (!(fault instanceof GatewayFault)) return session.failed;
  const { refused } = openid;
  if (fault.code !== null && fault.code in refused) {
    return refused[fault.code as keyof typeof refused](provider);
  }
  return [session.failed, faults.said(fault.detail ?? '')].filter(Boolean).join(' ');
}

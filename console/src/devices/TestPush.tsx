import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { complaintOf } from '../app/Complaint';
import { Choices, Field } from '../app/Field';
import { useTexts } from '../i18n/language';
import { textOf } from '../session/LoginPage';
import { useChange } from '../session/session';

/** What FCM said to it, as `POST /api/test-push` tells it. */
export interface Tried {
  readonly outcome: 'accepted' | 'rejected' | 'retry' | 'throttled' | 'held' | 'unknown';
  readonly detail: string;
  readonly reason?: string;
  readonly delivered: boolean;
  readonly millis: number;
}

const Rows = styled('div')({
  display: 'grid',
  gap: 8,
  '& > label': { display: 'grid', gap: 2, fontSize: '0.75rem' },
});

/** Sends one push to one token, or has FCM check it, and shows what FCM says. The token is kept nowhere. */
export function TestPush({ onClose }: { onClose: () => void }) {
  const all = useTexts();
  const { test: texts, push } = all;
  const change = useChange();
  const [delivers, setDelivers] = useState(false);
  const send = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      change<Tried>({ method: 'POST', path: '/api/test-push', body }),
    gcTime: 0,
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const service = textOf(form, 'service').trim();
    send.mutate({
      token: textOf(form, 'token').trim(),
      title: textOf(form, 'title'),
      body: textOf(form, 'body'),
      deliver: delivers,
      ...(service === '' ? {} : { service }),
    });
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="test-title" maxWidth="sm" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id="test-title" variant="h2">
          {texts.title}
        </DialogTitle>
        <DialogContent>
          <Typography variant="body2" sx={{ mb: 1.5 }}>
            {texts.meaning}
          </Typography>
          <Rows>
            <label>
              {texts.token}
              <Field name="token" required maxLength={1024} autoComplete="off" spellCheck={false} autoFocus />
            </label>
            <label>
              {texts.service}
              <Field name="service" maxLength={200} autoComplete="off" />
            </label>
            <label>
              {texts.pushTitle}
              <Field name="title" required maxLength={200} defaultValue={texts.sampleTitle} />
            </label>
            <label>
              {texts.body}
              <Field name="body" required maxLength={200} defaultValue={texts.sampleBody} />
            </label>
            <label>
              {texts.how}
              <Choices
                value={delivers ? 'deliver' : 'check'}
                onChange={(event) => {
                  setDelivers(event.target.value === 'deliver');
                  send.reset();
                }}
              >
                <option value="check">{texts.check}</option>
                <option value="deliver">{texts.deliver}</option>
              </Choices>
            </label>
          </Rows>
          <Typography
            variant="body2"
            role="status"
            data-tone={send.data?.outcome}
            sx={{
              mt: 1.5,
              minHeight: '4.5em',
              overflowWrap: 'anywhere',
              color:
                send.error !== null
                  ? 'error.main'
                  : send.data?.outcome === 'accepted'
                    ? 'success.main'
                    : 'text.primary',
            }}
          >
            {send.data !== undefined && (
              <>
                <strong>
                  {send.data.outcome === 'accepted'
                    ? texts.accepted[send.data.delivered ? 'deliver' : 'check']
                    : texts.outcome[send.data.outcome]}
                </strong>{' '}
                ({texts.number(send.data.millis)} ms)
                <br />
                {[send.data.reason, push.told(send.data.detail)].filter(Boolean).join(': ')}
              </>
            )}
            {send.error !== null && complaintOf(send.error, all)}
          </Typography>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {texts.close}
          </Button>
          <Button type="submit" variant="contained" loading={send.isPending}>
            {delivers ? texts.send : texts.tryOut}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

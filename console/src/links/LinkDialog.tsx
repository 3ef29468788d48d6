import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { Complaint } from '../app/Complaint';
import { FaultNotice } from '../app/Notice';
import { useTexts } from '../i18n/language';
import { textOf } from '../session/LoginPage';
import { useChange } from '../session/session';
import { fullTime } from '../time/seoul';
import { linksQuery } from './links';
import { changeOf, linkQuery, type LinkInFull, type Steering } from './steering';

const TRACE_MINUTES = 10;

const Row = styled('form')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 40,
  '& > .grow': { flex: 1, minWidth: 0 },
  '& input, & select': {
    height: 32,
    padding: '0 8px',
    font: 'inherit',
    color: 'inherit',
    background: theme.vars.palette.background.default,
    border: `1px solid ${theme.vars.palette.divider}`,
    borderRadius: 6,
  },
}));

const Journal = styled('ol')(({ theme }) => ({
  margin: 0,
  padding: 0,
  height: 150,
  overflowY: 'auto',
  fontSize: '0.75rem',
  color: theme.vars.palette.text.secondary,
  '& li': { listStyle: 'none', padding: '2px 0' },
}));

/** Steers one link: each press is written to the audit log with the name of who is logged in. */
export function LinkDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { links: texts } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const { data, error, refetch } = useQuery(linkQuery(name));
  const steer = useMutation({
    mutationFn: (steering: Steering) => change<LinkInFull>(changeOf(name, steering)),
    onSuccess: (link) => {
      client.setQueryData(linkQuery(name).queryKey, link);
      return client.invalidateQueries({ queryKey: linksQuery.queryKey });
    },
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby="link-title" maxWidth="xs" fullWidth>
      <DialogTitle id="link-title" variant="h2">
        {name}
      </DialogTitle>
      <DialogContent sx={{ minHeight: 380 }}>
        {data !== undefined ? (
          <Switches link={data} onSteer={(steering) => steer.mutate(steering)} />
        ) : error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <Waiting />
        )}
        <Complaint fault={steer.error} />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {texts.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Of the height of what is on its way. */
function Waiting() {
  return (
    <div aria-busy>
      <Skeleton />
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} variant="rounded" height={32} sx={{ my: '4px' }} />
      ))}
      <Skeleton variant="rounded" height={182} sx={{ mt: 1.5 }} />
    </div>
  );
}

function Switches({ link, onSteer }: { link: LinkInFull; onSteer: (steering: Steering) => void }) {
  const { links: texts } = useTexts();
  const others = link.endpoints.filter((each) => each.host !== link.host || each.port !== link.port);
  const onForm = (steering: (form: FormData) => Steering) => (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSteer(steering(new FormData(event.currentTarget)));
  };
  return (
    <>
      <Typography variant="body2">
        {texts.state[link.state]}, {texts.since(fullTime(link.since))}
        {link.reason !== null && ` · ${texts.because(link.reason)}`}
      </Typography>
      {link.state === 'held' ? (
        <Row onSubmit={onForm(() => ({ kind: 'release' }))}>
          <span className="grow">{texts.heldMeaning}</span>
          <Button type="submit" variant="contained">
            {texts.release}
          </Button>
        </Row>
      ) : (
        <Row onSubmit={onForm((form) => ({ kind: 'hold', reason: textOf(form, 'reason') }))}>
          <input
            className="grow"
            name="reason"
            required
            autoFocus
            maxLength={200}
            aria-label={texts.holdReason}
            placeholder={texts.holdReason}
          />
          <Button type="submit" variant="contained">
            {texts.hold}
          </Button>
        </Row>
      )}
      {others.length > 0 && (
        <Row
          onSubmit={onForm((form) => ({
            kind: 'endpoint',
            endpoint: others[Number(textOf(form, 'endpoint'))] ?? link,
          }))}
        >
          <select className="grow" name="endpoint" aria-label={texts.endpoint}>
            {others.map((each, place) => (
              <option key={`${each.host}:${each.port}`} value={place}>
                {each.host}:{each.port}
              </option>
            ))}
          </select>
          <Button type="submit" variant="outlined">
            {texts.switchTo}
          </Button>
        </Row>
      )}
      <Row
        onSubmit={onForm(() =>
          link.trace.until === null ? { kind: 'trace', minutes: TRACE_MINUTES } : { kind: 'trace-end' },
        )}
      >
        <span className="grow">
          {link.trace.until === null
            ? texts.traceMeaning(TRACE_MINUTES)
            : texts.tracedUntil(fullTime(link.trace.until), link.trace.file)}
        </span>
        <Button type="submit" variant="outlined">
          {link.trace.until === null ? texts.trace : texts.traceEnd}
        </Button>
      </Row>
      <Typography variant="h3" sx={{ mt: 1.5, mb: 0.5 }}>
        {texts.journal}
      </Typography>
      <Journal tabIndex={0} aria-label={texts.journal}>
        {link.journal.toReversed().map((entry, place) => (
          <li key={link.journal.length - place}>
            {fullTime(entry.at)} · {entry.who} · {texts.happened[entry.kind](texts.because(entry.about))}
          </li>
        ))}
      </Journal>
    </>
  );
}

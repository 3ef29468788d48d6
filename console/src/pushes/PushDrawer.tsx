import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { CloseIcon, DownIcon, UpIcon } from '../app/icons';
import { FaultNotice, Notice } from '../app/Notice';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import type { ColumnId } from './columns';
import { PhonePreview } from './PhonePreview';
import { PushActs } from './PushActs';
import { pushQuery, type Push, type ShownPush, type ToldPush } from './pushes';
import { marks, StateMark } from './StateMark';
import { Unmask } from './Unmask';
import { Timeline } from './Timeline';

const Panel = styled('div')(({ theme }) => ({
  width: 400,
  maxWidth: '100vw',
  minHeight: '100%',
  borderLeft: `1px solid ${theme.vars.palette.divider}`,
  padding: '12px 20px 28px',
  '& header': { display: 'flex', alignItems: 'center', gap: 4, minHeight: 40, marginBottom: 12 },
  '& header > h2': { marginRight: 8 },
  '& header > .space': { flex: 1 },
  '& h3': { margin: '22px 0 8px', color: theme.vars.palette.text.secondary },
  '& dl': {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: '96px minmax(0, 1fr)',
    gap: '5px 12px',
    fontSize: '0.8125rem',
  },
  '& dt': { color: theme.vars.palette.text.secondary },
  '& dd': { margin: 0 },
  '& dd[data-look=mono]': { fontFamily: MONO, fontSize: '0.75rem', lineHeight: '19px' },
  ...marks(theme),
}));

interface PushDrawerProps {
  /** The push to show; null keeps the drawer shut. */
  readonly id: number | null;
  /** The pushes the log shows, newest first: what is known of this one, and its neighbours. */
  readonly among: readonly Push[];
  readonly onShow: (id: number | null) => void;
}

/** Everything known about one push, kept up to date while it is open. */
export function PushDrawer({ id, among, onShow }: PushDrawerProps) {
  // While the drawer slides shut it still shows what it showed.
  const [last, setLast] = useState(id);
  if (id !== null && id !== last) setLast(id);
  return (
    <Drawer
      anchor="right"
      open={id !== null}
      onClose={() => onShow(null)}
      slotProps={{
        // What lies beside the drawer stays readable; pressing it closes the drawer.
        backdrop: { invisible: true },
        paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'push-title', elevation: 8 },
      }}
    >
      {last !== null && <Opened id={last} among={among} onShow={onShow} />}
    </Drawer>
  );
}

function Opened({ id, among, onShow }: PushDrawerProps & { id: number }) {
  const { push: texts } = useTexts();
  const place = among.findIndex((push) => push.id === id);
  const { data, error, refetch } = useQuery(pushQuery(id, among[place]));
  return (
    <Panel>
      <header>
        <Typography variant="h1" component="h2" id="push-title">
          {texts.heading(id)}
        </Typography>
        {data && <StateMark push={data} />}
        <span className="space" />
        <Step label={texts.newer} to={place < 0 ? undefined : among[place - 1]} onShow={onShow}>
          <UpIcon />
        </Step>
        <Step label={texts.older} to={place < 0 ? undefined : among[place + 1]} onShow={onShow}>
          <DownIcon />
        </Step>
        <IconButton aria-label={texts.close} onClick={() => onShow(null)} autoFocus>
          <CloseIcon />
        </IconButton>
      </header>
      {data ? (
        <Whole key={data.id} push={data} />
      ) : data === null ? (
        <Notice title={texts.gone} meaning={texts.goneMeaning} />
      ) : error !== null ? (
        <FaultNotice fault={error} onAgain={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </Panel>
  );
}

/** Of the height of what is on its way. */
function Waiting() {
  return (
    <div aria-busy>
      <Skeleton variant="rounded" height={176} sx={{ borderRadius: '24px' }} />
      <Skeleton variant="rounded" height={120} sx={{ mt: 5 }} />
      <Skeleton variant="rounded" height={200} sx={{ mt: 5 }} />
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly to: Push | undefined;
  readonly onShow: (id: number) => void;
  readonly children: ReactNode;
}

function Step({ label, to, onShow, children }: StepProps) {
  return (
    <IconButton aria-label={label} disabled={to === undefined} onClick={() => to && onShow(to.id)}>
      {children}
    </IconButton>
  );
}

const DETAILS = [
  'link',
  'lane',
  'customer',
  'phone',
  'token',
  'company',
  'type',
  'service',
  'group',
  'uuid',
  'fcm_name',
] as const satisfies readonly (ColumnId & keyof Push)[];

function Whole({ push }: { push: ToldPush }) {
  const { push: texts, column, links } = useTexts();
  // Gone with this push: the next one is masked.
  const [unmasked, setUnmasked] = useState<ShownPush | null>(null);
  return (
    <>
      <PhonePreview push={unmasked === null ? push : { ...push, ...personal(unmasked) }} />
      <PushActs push={push} />
      <Typography variant="h3">{texts.timeline}</Typography>
      <Timeline push={push} />
      <Typography variant="h3">{texts.details}</Typography>
      <dl>
        {DETAILS.filter((name) => push[name]).map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{column[name]}</dt>
            <dd data-look={name === 'lane' || name === 'link' ? undefined : 'mono'}>
              {name === 'lane' ? links.lane[push.lane] : push[name]}
            </dd>
          </div>
        ))}
      </dl>
      <Typography variant="caption" component="p" sx={{ mt: 2, mb: 0, color: 'text.secondary' }}>
        {texts.masked}
      </Typography>
      <Unmask id={push.id} shown={unmasked} onShown={setUnmasked} />
    </>
  );
}

/** What a phone shows of it; the rest goes on as the gateway tells it. */
function personal(push: ShownPush): Pick<ShownPush, 'title' | 'body' | 'shown'> {
  return { title: push.title, body: push.body, ...(push.shown === undefined ? {} : { shown: push.shown }) };
}

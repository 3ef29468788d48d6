import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { CloseIcon } from '../app/icons';
import { FaultNotice, Notice } from '../app/Notice';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import type { ColumnId } from './columns';
import { PhonePreview } from './PhonePreview';
import { pushQuery, type Push } from './pushes';
import { StateMark } from './StateMark';
import { Timeline } from './Timeline';

const Panel = styled('div')(({ theme }) => ({
  width: 400,
  maxWidth: '100vw',
  padding: '12px 20px 28px',
  '& header': { display: 'flex', alignItems: 'center', gap: 12, minHeight: 40, marginBottom: 12 },
  '& header > button': { marginLeft: 'auto' },
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
}));

interface PushDrawerProps {
  /** The push to show; null keeps the drawer shut. */
  readonly id: number | null;
  /** What the log already shows of it. */
  readonly known: Push | undefined;
  readonly onClose: () => void;
}

/** Everything known about one push, kept up to date while it is open. */
export function PushDrawer({ id, known, onClose }: PushDrawerProps) {
  return (
    <Drawer
      anchor="right"
      open={id !== null}
      onClose={onClose}
      slotProps={{ paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'push-title' } }}
    >
      {id !== null && <Opened id={id} known={known} onClose={onClose} />}
    </Drawer>
  );
}

function Opened({ id, known, onClose }: { id: number; known: Push | undefined; onClose: () => void }) {
  const { push: texts } = useTexts();
  const { data, error, refetch } = useQuery(pushQuery(id, known));
  return (
    <Panel>
      <header>
        <Typography variant="h1" component="h2" id="push-title">
          {texts.heading(id)}
        </Typography>
        {data && <StateMark push={data} />}
        <IconButton aria-label={texts.close} onClick={onClose} autoFocus>
          <CloseIcon />
        </IconButton>
      </header>
      {data ? (
        <Whole push={data} />
      ) : data === null ? (
        <Notice title={texts.gone} meaning={texts.goneMeaning} />
      ) : (
        error !== null && <FaultNotice fault={error} onAgain={() => void refetch()} />
      )}
    </Panel>
  );
}

const DETAILS = [
  'link',
  'lane',
  'customer',
  'phone',
  'token',
  'service',
  'group',
  'fcm_name',
] as const satisfies readonly (ColumnId & keyof Push)[];

function Whole({ push }: { push: Push }) {
  const { push: texts, column, links } = useTexts();
  return (
    <>
      <PhonePreview push={push} />
      <Typography variant="h3">{texts.timeline}</Typography>
      <Timeline push={push} />
      <Typography variant="h3">{texts.details}</Typography>
      <dl>
        {DETAILS.filter((name) => push[name]).map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{column[name]}</dt>
            <dd data-look={name === 'lane' || name === 'link' ? undefined : 'mono'}>
              {name === 'lane' ? links.lane(push.lane) : push[name]}
            </dd>
          </div>
        ))}
      </dl>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 2, mb: 0 }}>
        {texts.masked}
      </Typography>
    </>
  );
}

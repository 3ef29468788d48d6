import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { fullTime, span } from '../time/seoul';
import { isUp, size, type Deed, type Process } from './processes';

const Tile = styled('li')(({ theme }) => {
  const colour = (of: string) => ({ borderLeftColor: of, '& em': { color: of } });
  const { palette } = theme.vars;
  return {
    listStyle: 'none',
    boxSizing: 'border-box' as const,
    width: 306,
    maxWidth: '100%',
    padding: '4px 12px 6px',
    border: `1px solid ${palette.divider}`,
    borderLeftWidth: 3,
    borderRadius: 6,
    background: palette.background.paper,
    ...colour(palette.success.main),
    '& > .head': { display: 'flex', alignItems: 'center', gap: 8, height: 38, fontSize: '0.8125rem' },
    '& > .head > .space': { flex: 1 },
    '& h3': { margin: 0, font: 'inherit', fontWeight: 600 },
    '& > .head > em': { fontStyle: 'normal', fontWeight: 600, fontSize: '0.75rem' },
    '& dl': {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr) auto minmax(0, 1fr)',
      gap: '2px 10px',
      fontSize: '0.75rem',
    },
    '& dt': { color: palette.text.secondary },
    '& dd': { margin: 0, fontWeight: 600, whiteSpace: 'nowrap' },
    // Of one height with and without something to say.
    '& p': {
      margin: '4px 0 2px',
      height: 18,
      fontSize: '0.75rem',
      color: palette.text.secondary,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& p[data-bad=true]': { color: palette.error.main },
    '& > .deeds': {
      display: 'flex',
      gap: 4,
      marginLeft: -6,
      '& button': { minWidth: 0, padding: '3px 6px' },
    },
    [theme.breakpoints.down('sm')]: { width: '100%' },
    '&[data-state=stopped]': colour(palette.text.secondary),
    '&[data-state=errored]': colour(palette.error.main),
    '&[data-state=launching], &[data-state=stopping], &[data-doing]': colour(palette.busy.main),
    '&[data-state="waiting restart"]': colour(palette.warning.main),
  };
});

interface ProcessCardProps {
  readonly process: Process;
  /** Whether whoever looks may steer it. */
  readonly steers: boolean;
  readonly onDeed: (deed: Deed) => void;
  readonly onLog: () => void;
}

/** One process: how it is, what it uses, and what can be done to it; of one height, whatever it says. */
export function ProcessCard({ process, steers, onDeed, onLog }: ProcessCardProps) {
  const all = useTexts();
  const { processes: texts, number } = all;
  const up = isUp(process);
  const busy = process.doing !== undefined;
  const label = texts.called(process.name, process.id);
  const state = process.doing === undefined ? texts.stateOf(process.state) : texts.doing[process.doing];
  const note = noteOf(process, all);
  return (
    <Tile data-state={process.state} {...(busy ? { 'data-doing': process.doing } : {})}>
      <div className="head">
        <h3>{label}</h3>
        <em>{state}</em>
        <span className="space" />
        <Tooltip title={process.self ? texts.selfMeaning : ''}>
          <span>
            <Switch
              checked={up}
              disabled={!steers || busy || process.self}
              slotProps={{ input: { 'aria-label': texts.running(label) } }}
              onChange={() => onDeed(up ? 'stop' : 'start')}
            />
          </span>
        </Tooltip>
      </div>
      <dl>
        <dt>{texts.pid}</dt>
        <dd>{process.pid ?? '–'}</dd>
        <dt>{texts.uptime}</dt>
        <dd title={process.started_at === null ? undefined : fullTime(process.started_at)}>
          {process.started_at === null
            ? '–'
            : texts.lasting(span(process.started_at, new Date().toISOString()))}
        </dd>
        <dt>{texts.cpu}</dt>
        <dd>{process.cpu.toFixed(1)} %</dd>
        <dt>{texts.memory}</dt>
        <dd>{size(process.memory)}</dd>
        <dt>{texts.restarts}</dt>
        <dd>{number(process.restarts)}</dd>
        <dt>{texts.files}</dt>
        <dd>{number(process.open_files)}</dd>
      </dl>
      <p title={note} data-bad={process.failure !== undefined || process.state === 'errored'}>
        {note}
      </p>
      {steers && (
        <div className="deeds">
          <Button color="inherit" aria-label={texts.logOf(label)} onClick={onLog}>
            {texts.log}
          </Button>
          <Tooltip title={process.reloads ? '' : texts.cannotReload}>
            <span>
              <Button
                color="inherit"
                aria-label={texts.deedTo.reload(label)}
                disabled={busy || !up || !process.reloads}
                onClick={() => onDeed('reload')}
              >
                {texts.deed.reload}
              </Button>
            </span>
          </Tooltip>
          {!process.self && (
            <Button
              color="inherit"
              aria-label={texts.deedTo.restart(label)}
              disabled={busy}
              onClick={() => onDeed('restart')}
            >
              {texts.deed.restart}
            </Button>
          )}
        </div>
      )}
    </Tile>
  );
}

function noteOf(process: Process, { processes: texts, fault }: Texts): string {
  if (process.failed !== undefined) return texts.failedTo[process.failed](fault.said(process.failure ?? ''));
  if (process.note !== '') return fault.said(process.note);
  return process.self ? texts.self : '';
}

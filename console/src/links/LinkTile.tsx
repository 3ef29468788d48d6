import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import visuallyHidden from '@mui/utils/visuallyHidden';
import { memo } from 'react';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import { fullTime, shortMinute, shortTime } from '../time/seoul';
import { alarmsOf, type Link } from './links';

const Tile = styled('li')(({ theme }) => ({
  listStyle: 'none',
  minWidth: 0,
  height: 84,
  padding: '6px 9px',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderLeft: `3px solid ${theme.vars.palette.success.main}`,
  borderRadius: 6,
  background: theme.vars.palette.background.paper,
  fontSize: '0.75rem',
  lineHeight: '17px',
  '& > div': { display: 'flex', justifyContent: 'space-between', gap: 6, whiteSpace: 'nowrap', minWidth: 0 },
  '& > div > span:first-of-type, & em': { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  '& .name': {
    padding: 0,
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    textDecoration: 'underline dotted',
    textUnderlineOffset: 3,
  },
  '& .foot': { alignItems: 'center', height: 19 },
  // Pressed, it asks: the link is steered in a dialog, and it turns when the gateway has done it.
  '& .switch': {
    flex: 'none',
    position: 'relative',
    width: 30,
    height: 16,
    padding: 0,
    border: `1px solid ${theme.vars.palette.text.secondary}`,
    borderRadius: 8,
    background: 'none',
    cursor: 'pointer',
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 2,
      top: 2,
      width: 10,
      height: 10,
      borderRadius: '50%',
      background: theme.vars.palette.text.secondary,
    },
    '&[aria-checked=true]': {
      borderColor: theme.vars.palette.primary.main,
      background: theme.vars.palette.primary.main,
    },
    '&[aria-checked=true]::before': { left: 16, background: theme.vars.palette.background.paper },
  },
  '& strong': { fontSize: '0.8125rem', fontWeight: 600 },
  '& em': {
    fontStyle: 'normal',
    fontSize: '0.6875rem',
    fontWeight: 600,
    color: theme.vars.palette.success.main,
  },
  '& .quiet': { color: theme.vars.palette.text.secondary },
  '& .mono': { fontFamily: MONO, fontSize: '0.6875rem' },
  '& .bad': { color: theme.vars.palette.error.main },
  // What a figure means is said by its place; a screen reader is told in words.
  '& .spoken': { ...visuallyHidden },
  '&[data-state=connecting], &[data-state=signing-on], &[data-state=draining]': {
    borderLeftColor: theme.vars.palette.busy.main,
    '& em': { color: theme.vars.palette.busy.main },
  },
  '&[data-state=backoff]': {
    borderLeftColor: theme.vars.palette.error.main,
    '& em': { color: theme.vars.palette.error.main },
  },
  '&[data-state=stopped], &[data-state=held]': {
    borderLeftColor: theme.vars.palette.text.secondary,
    '& em, & strong': { color: theme.vars.palette.text.secondary },
  },
}));

interface LinkTileProps {
  readonly link: Link;
  readonly today: string;
  /** What opens its switches; null for somebody who may not steer. */
  readonly onSteer: ((name: string) => void) | null;
}

/** One link in four lines that never change their height, whatever its state. */
export const LinkTile = memo(function LinkTile({ link, today, onSteer }: LinkTileProps) {
  const texts = useTexts();
  const { links } = texts;
  return (
    <Tooltip title={<Particulars link={link} />} describeChild>
      <Tile data-state={link.state} tabIndex={0}>
        <div>
          {onSteer === null ? (
            <strong>{link.name}</strong>
          ) : (
            <button
              className="name"
              type="button"
              aria-label={links.steer(link.name)}
              onClick={() => onSteer(link.name)}
            >
              <strong>{link.name}</strong>
            </button>
          )}
          <em>{links.state[link.state]}</em>
        </div>
        <div className="quiet">
          <span className="mono">
            {link.host}:{link.port}
          </span>
          {alarmsOf(link) > 0 && (
            <span className="bad">
              <span className="spoken">{links.alarms} </span>⚠{texts.short(alarmsOf(link))}
            </span>
          )}
          {link.rejected_telegrams > 0 && (
            <span className="bad">
              <span className="spoken">{links.rejected} </span>✕{texts.short(link.rejected_telegrams)}
            </span>
          )}
        </div>
        <div className="quiet">
          <span>
            <span className="spoken">{links.recipients} </span>
            {texts.short(link.recipients)}
          </span>
          <span className="mono">
            <span className="spoken">{links.last} </span>
            {link.last_telegram_at === null ? '–' : shortTime(link.last_telegram_at, today)}
          </span>
        </div>
        <div className="foot">
          {link.reason === null ? (
            <span className="quiet">{links.since(shortMinute(link.since, today))}</span>
          ) : (
            <span className="bad">{links.because(link.reason)}</span>
          )}
          {onSteer !== null && (
            <button
              className="switch"
              type="button"
              role="switch"
              aria-checked={link.state !== 'held'}
              aria-label={links.signedOn(link.name)}
              onClick={() => onSteer(link.name)}
            />
          )}
        </div>
      </Tile>
    </Tooltip>
  );
});

function Particulars({ link }: { link: Link }) {
  const texts = useTexts();
  const { links } = texts;
  const lines = [
    `${links.state[link.state]}, ${links.since(fullTime(link.since))}`,
    ...(link.reason === null ? [] : [links.because(link.reason)]),
    `${links.last}: ${link.last_telegram_at === null ? links.none : fullTime(link.last_telegram_at)}`,
    `${links.telegrams} ${texts.number(link.telegrams)} · ${links.recipients} ${texts.number(link.recipients)}`,
    `${links.rejected} ${texts.number(link.rejected_telegrams)} · ${links.duplicates} ${texts.number(link.duplicates)}`,
    ...(alarmsOf(link) === 0
      ? []
      : [
          `${links.missing} ${texts.number(link.missing)} · ${links.repeats} ${texts.number(link.repeats)} · ${links.broken} ${texts.number(link.broken)}`,
        ]),
  ];
  return lines.map((line) => <div key={line}>{line}</div>);
}

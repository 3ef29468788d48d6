import { styled } from '@mui/material/styles';
import { memo } from 'react';
import { useTexts } from '../i18n/language';
import { seoul } from '../time/seoul';
import type { Push } from './pushes';
import { marks, StateMark } from './StateMark';

const List = styled('ul')(({ theme }) => ({
  margin: 0,
  padding: 0,
  // A phone lays out what is to be seen, and not a hundred of them.
  '& li': { listStyle: 'none', contentVisibility: 'auto', containIntrinsicSize: 'auto 56px' },
  '& li + li': { borderTop: `1px solid ${theme.vars.palette.divider}` },
  '& button': {
    all: 'unset',
    boxSizing: 'border-box',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '2px 12px',
    width: '100%',
    padding: '8px 12px',
    cursor: 'pointer',
    fontSize: '0.8125rem',
  },
  '& button > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& button:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  '& strong': { fontWeight: 600, fontSize: '0.875rem' },
  '& .quiet': { color: theme.vars.palette.text.secondary, fontSize: '0.75rem' },
  ...marks(theme),
}));

interface PushListProps {
  readonly label: string;
  readonly pushes: readonly Push[];
  readonly onOpen: (id: number) => void;
}

/** Pushes where there is no room for columns: what it says, to whom, and how it went. */
export function PushList({ label, pushes, onOpen }: PushListProps) {
  return (
    <List aria-label={label}>
      {pushes.map((push) => (
        <Item key={push.id} push={push} onOpen={onOpen} />
      ))}
    </List>
  );
}

const Item = memo(function Item({ push, onOpen }: { push: Push; onOpen: (id: number) => void }) {
  const { push: texts } = useTexts();
  const { date, time } = seoul(push.accepted_at);
  return (
    <li>
      <button type="button" onClick={() => onOpen(push.id)}>
        <strong>{push.title || texts.untitled}</strong>
        <StateMark push={push} />
        <span className="quiet">
          {push.customer} · {push.link}
          {push.result !== null && ` · ${texts.told(push.result)}`}
        </span>
        <span className="quiet">
          {date.slice(5)} {time}
        </span>
      </button>
    </li>
  );
});

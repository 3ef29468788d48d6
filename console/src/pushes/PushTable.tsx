import { keyframes, styled } from '@mui/material/styles';
import { memo, useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import type { Column } from './columns';
import type { Push } from './pushes';
import { marks } from './StateMark';

const arrive = keyframes`from { background-color: rgba(232, 89, 12, 0.22); }`;

const Table = styled('table')(({ theme }) => ({
  borderCollapse: 'separate',
  borderSpacing: 0,
  tableLayout: 'fixed',
  width: '100%',
  fontSize: '0.8125rem',
  '& th, & td': {
    padding: '0 10px',
    height: 32,
    textAlign: 'left',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    borderBottom: `1px solid ${theme.vars.palette.divider}`,
  },
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    fontSize: '0.75rem',
    fontWeight: 600,
    color: theme.vars.palette.text.secondary,
    background: theme.vars.palette.background.paper,
  },
  '& td[data-look=mono]': { fontFamily: MONO, fontSize: '0.75rem' },
  '& [data-look=number]': { textAlign: 'right' },
  '& .quiet': { color: theme.vars.palette.text.secondary },
  '& tbody tr': { cursor: 'pointer' },
  '& tbody tr:hover td': { backgroundColor: theme.vars.palette.action.hover },
  '& tbody tr[data-selected=true] td': {
    backgroundColor: `rgba(${theme.vars.palette.primary.mainChannel} / 0.08)`,
  },
  '& tbody tr:has(:focus-visible)': {
    outline: `2px solid ${theme.vars.palette.primary.main}`,
    outlineOffset: -2,
  },
  '& tbody button': {
    all: 'unset',
    display: 'block',
    width: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  ...marks(theme),
  '& tbody tr[data-fresh=true] td': { animation: `${arrive} 1600ms ease-out` },
}));

interface RowsProps {
  readonly columns: readonly Column[];
  readonly pushes: readonly Push[];
  /** Pushes newer than this are shown as having just arrived. */
  readonly seen: number;
  readonly selected: number | null;
  readonly onOpen: (id: number) => void;
}

interface PushTableProps extends RowsProps {
  readonly label: string;
}

/** Rows that most screens show without scrolling; they are drawn first, the others in the next moment. */
const IN_SIGHT = 30;

/** Pushes as rows. One row takes part in the tab order; arrow keys go from row to row. */
export function PushTable({ label, columns, pushes, ...how }: PushTableProps) {
  const { column: names, shell } = useTexts();
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const inSight = useMemo(() => pushes.slice(0, IN_SIGHT), [pushes]);
  const below = useDeferredValue(
    useMemo(() => pushes.slice(IN_SIGHT), [pushes]),
    NONE,
  );
  return (
    <Table aria-label={label} style={{ minWidth: width }}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={column.grows ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              data-look={column.look}
              title={column.id.endsWith('_at') ? shell.seoul : undefined}
            >
              {names[column.id]}
            </th>
          ))}
        </tr>
      </thead>
      <Rows columns={columns} pushes={inSight} isFirst {...how} />
      {below.length > 0 && <Rows columns={columns} pushes={below} isFirst={false} {...how} />}
    </Table>
  );
}

const NONE: readonly Push[] = [];

const Rows = memo(function Rows({
  columns,
  pushes,
  isFirst,
  seen,
  selected,
  onOpen,
}: RowsProps & { readonly isFirst: boolean }) {
  const keys = useRowKeys(pushes);
  return (
    <tbody>
      {pushes.map((push, i) => (
        <Row
          key={keys.get(push.id)}
          push={push}
          columns={columns}
          fresh={push.id > seen}
          selected={push.id === selected}
          first={isFirst && i === 0}
          onOpen={onOpen}
        />
      ))}
    </tbody>
  );
});

/**
 * The row of each push. What comes takes over the row of what is gone: where thousands come in a second, only words
 * change, and no row is made anew.
 */
function useRowKeys(pushes: readonly Push[]): ReadonlyMap<number, number> {
  const [held, hold] = useState(() => ({ pushes, keys: rowKeys(pushes, new Map()) }));
  if (held.pushes === pushes) return held.keys;
  const keys = rowKeys(pushes, held.keys);
  hold({ pushes, keys });
  return keys;
}

function rowKeys(pushes: readonly Push[], before: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const ids = new Set(pushes.map((push) => push.id));
  const free = [...before].filter(([id]) => !ids.has(id)).map(([, key]) => key);
  let next = Math.max(-1, ...before.values());
  return new Map(pushes.map(({ id }) => [id, before.get(id) ?? free.shift() ?? (next += 1)] as const));
}

interface RowProps {
  readonly push: Push;
  readonly columns: readonly Column[];
  readonly fresh: boolean;
  readonly selected: boolean;
  readonly first: boolean;
  readonly onOpen: (id: number) => void;
}

const Row = memo(function Row({ push, columns, fresh, selected, first, onOpen }: RowProps) {
  const texts = useTexts();
  return (
    <tr data-selected={selected} data-fresh={fresh} onClick={() => isPress() && onOpen(push.id)}>
      {columns.map((column, i) => {
        const cell = column.cell(push, texts);
        return (
          <td key={column.id} data-look={column.look} title={typeof cell === 'string' ? cell : undefined}>
            {i === 0 ? (
              <button
                type="button"
                aria-haspopup="dialog"
                aria-description={texts.log.open(push.id)}
                tabIndex={first ? 0 : -1}
                onKeyDown={onArrow}
              >
                {cell}
              </button>
            ) : (
              cell
            )}
          </td>
        );
      })}
    </tr>
  );
});

/** A click that ends the marking of text is meant for the text. */
function isPress(): boolean {
  return window.getSelection()?.isCollapsed !== false;
}

function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const buttons = [...(event.currentTarget.closest('table')?.querySelectorAll('tbody button') ?? [])];
  const button = buttons[buttons.indexOf(event.currentTarget) + by];
  if (by === 0 || !(button instanceof HTMLElement)) return;
  event.preventDefault();
  button.focus();
}

import { useMemo, type ReactNode } from 'react';
import type { Texts } from '../i18n/en';
import { useStored } from '../preferences/stored';
import { seoul } from '../time/seoul';
import type { Push } from './pushes';
import { stateMark } from './StateMark';

export type ColumnId = keyof Texts['column'];

export interface Column {
  readonly id: ColumnId;
  /** Pixels; for a column that grows, the least it gets. */
  readonly width: number;
  readonly grows?: true;
  readonly look?: 'mono' | 'number';
  readonly cell: (push: Push, texts: Texts) => ReactNode;
}

const COLUMNS: Record<ColumnId, Omit<Column, 'id'>> = {
  id: { width: 92, look: 'number', cell: (push) => push.id },
  accepted_at: { width: 158, look: 'mono', cell: (push) => moment(push.accepted_at) },
  state: { width: 104, cell: (push, texts) => stateMark(push, texts) },
  link: { width: 86, cell: (push) => push.link },
  lane: { width: 68, cell: (push, texts) => texts.links.lane[push.lane] },
  customer: { width: 104, look: 'mono', cell: (push) => push.customer },
  phone: { width: 110, look: 'mono', cell: (push) => push.phone },
  token: { width: 120, look: 'mono', cell: (push) => push.token },
  title: { width: 190, cell: (push) => push.title },
  body: { width: 220, grows: true, cell: (push) => push.body },
  service: { width: 110, cell: (push) => push.service },
  group: { width: 110, cell: (push) => push.group },
  uuid: { width: 150, look: 'mono', cell: (push) => push.uuid },
  company: { width: 110, cell: (push) => push.company },
  type: { width: 64, cell: (push) => push.type },
  reserved_for: {
    width: 158,
    look: 'mono',
    cell: (push) => push.reserved_for && moment(push.reserved_for),
  },
  attempts: { width: 84, look: 'number', cell: (push) => push.attempts },
  settled_at: {
    width: 158,
    look: 'mono',
    cell: (push) => push.settled_at && moment(push.settled_at),
  },
  result: { width: 160, cell: (push, texts) => push.result && texts.push.told(push.result) },
  fcm_name: { width: 180, look: 'mono', cell: (push) => push.fcm_name },
};

const ALL = Object.keys(COLUMNS) as ColumnId[];

const DEFAULT: readonly ColumnId[] = [
  'accepted_at',
  'state',
  'link',
  'customer',
  'phone',
  'title',
  'body',
  'attempts',
  'result',
];

function moment(at: string) {
  const { date, time, millis } = seoul(at);
  return (
    <time dateTime={at} title={`${date} ${time}.${millis}`}>
      <span className="quiet">{date.slice(5)}</span> {time}
      <span className="quiet">.{millis}</span>
    </time>
  );
}

/** The columns a person sees, in their order. */
export interface Choice {
  readonly shown: readonly Column[];
  readonly hidden: readonly ColumnId[];
  readonly toggle: (id: ColumnId) => void;
  /** Moves a shown column by one place, -1 towards the front. */
  readonly move: (id: ColumnId, by: -1 | 1) => void;
  readonly reset: () => void;
}

export function useColumns(): Choice {
  const [stored, store] = useStored('columns', (text) => known(text?.split(',') ?? []).join(','));
  // Kept from render to render, so that a refresh draws only the rows that changed.
  const { ids, shown, hidden } = useMemo(() => {
    const ids = stored.split(',') as ColumnId[];
    return {
      ids,
      shown: ids.map((id) => ({ id, ...COLUMNS[id] })),
      hidden: ALL.filter((id) => !ids.includes(id)),
    };
  }, [stored]);
  return {
    shown,
    hidden,
    toggle: (id) => {
      const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
      if (next.length > 0) store(next.join(','));
    },
    move: (id, by) => store(moved(ids, id, by).join(',')),
    reset: () => store(DEFAULT.join(',')),
  };
}

/** What is stored, less what this version does not have; nothing left means the default. */
function known(names: readonly string[]): readonly ColumnId[] {
  const kept = [...new Set(names)].filter((name): name is ColumnId => name in COLUMNS);
  return kept.length > 0 ? kept : DEFAULT;
}

function moved(ids: readonly ColumnId[], id: ColumnId, by: -1 | 1): readonly ColumnId[] {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (other === undefined) return ids;
  return ids.map((each) => (each === id ? other : each === other ? id : each));
}

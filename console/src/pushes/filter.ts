import type { Lane } from '../links/links';
import { seoulInstant } from '../time/seoul';
import type { PushState } from './pushes';

/** The columns a keyword is looked for in; `text` is title or text. */
export const SEARCHED = [
  'text',
  'title',
  'body',
  'customer',
  'phone',
  'token',
  'service',
  'group',
  'uuid',
  'company',
  'type',
  'result',
  'fcm_name',
] as const;

export type Searched = (typeof SEARCHED)[number];

/** What is masked for those who must not see personal data: they find by the whole of it alone. */
const MASKED: ReadonlySet<Searched> = new Set(['text', 'title', 'body', 'customer', 'phone', 'token']);

/** Nobody types the whole of a message. */
const MESSAGES: ReadonlySet<Searched> = new Set(['text', 'title', 'body']);

/** States as people ask for them: some by themselves, some together. */
export const STATE_CHOICES = {
  open: ['pending', 'in-flight', 'reserved', 'held'],
  failed: ['rejected', 'expired'],
  pending: ['pending'],
  reserved: ['reserved'],
  held: ['held'],
  'in-flight': ['in-flight'],
  accepted: ['accepted'],
  rejected: ['rejected'],
  expired: ['expired'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly PushState[]>;

export type StateChoice = keyof typeof STATE_CHOICES;

export type Order = 'newest' | 'oldest';

/** Which pushes of the log are wanted, and which of them first; an empty text asks for nothing. */
export interface Filter {
  readonly column: Searched;
  readonly keyword: string;
  readonly state: StateChoice | '';
  readonly lane: Lane | '';
  readonly link: string;
  /** When they were received: `yyyy-MM-ddTHH:mm` in Seoul. */
  readonly from: string;
  readonly until: string;
  readonly order: Order;
  /** Whoever asks must not see personal data, so the gateway tells nothing by a part of it. */
  readonly masked: boolean;
}

export const NO_FILTER: Filter = {
  column: 'text',
  keyword: '',
  state: '',
  lane: '',
  link: '',
  from: '',
  until: '',
  order: 'newest',
  masked: false,
};

/** What an address asks for; whatever is not understood asks for nothing. */
export function filterOf(search: URLSearchParams, masked = false): Filter {
  const one = (name: string) => search.get(name)?.slice(0, 200) ?? '';
  const column = searchedBy(masked).find((each) => each === one('in')) ?? firstColumn(masked);
  const state = one('state');
  const lane = one('lane');
  return {
    column,
    keyword: one('q'),
    state: state in STATE_CHOICES ? (state as StateChoice) : '',
    lane: lane === 'single' || lane === 'multi' ? lane : '',
    link: one('link'),
    from: minuteOf(one('from')),
    until: minuteOf(one('until')),
    order: one('order') === 'oldest' ? 'oldest' : 'newest',
    masked,
  };
}

/** The columns to choose from. */
export function searchedBy(masked: boolean): readonly Searched[] {
  return masked ? SEARCHED.filter((name) => !MESSAGES.has(name)) : SEARCHED;
}

function firstColumn(masked: boolean): Searched {
  return masked ? 'customer' : NO_FILTER.column;
}

/** Whether the keyword must be the whole of what it is looked for in. */
export function isWhole({ column, masked }: Filter): boolean {
  return masked && MASKED.has(column);
}

/** Writes a filter into an address that begins at its first page. */
export function searchOf(filter: Filter): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string) => value !== '' && search.set(name, value);
  if (filter.column !== firstColumn(filter.masked)) put('in', filter.column);
  put('q', filter.keyword);
  put('state', filter.state);
  put('lane', filter.lane);
  put('link', filter.link);
  put('from', filter.from);
  put('until', filter.until);
  if (filter.order === 'oldest') put('order', 'oldest');
  return search;
}

/** The same for the gateway, without the place of the page. */
export function asked(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  const keyword = filter.keyword.trim();
  if (keyword !== '') query.set(isWhole(filter) ? filter.column : `${filter.column}.contains`, keyword);
  if (filter.state !== '') STATE_CHOICES[filter.state].forEach((state) => query.append('state', state));
  if (filter.lane !== '') query.set('lane', filter.lane);
  if (filter.link !== '') query.set('link', filter.link);
  if (filter.from !== '') query.set('accepted.from', seoulInstant(filter.from));
  if (filter.until !== '') query.set('accepted.until', seoulInstant(filter.until));
  if (filter.order === 'oldest') query.set('order', 'oldest');
  return query;
}

/** Whether some pushes are left out. */
export function isFiltered(filter: Filter): boolean {
  return searchOf({ ...filter, order: 'newest', column: firstColumn(filter.masked) }).size > 0;
}

function minuteOf(text: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
}

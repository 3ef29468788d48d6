import type { AuditEntry } from '../src/audit/AuditPage';
import type { Devices } from '../src/devices/DevicesPage';
import type { Tried } from '../src/devices/TestPush';
import type { LaneState } from '../src/gateway/lanes';
import type { FcmHealth, Overview, Rates } from '../src/gateway/overview';
import type { Upkeep } from '../src/ledger/ledger';
import type { Lane, Link } from '../src/links/links';
import type { Deed } from '../src/processes/processes';
import type {
  FinalState,
  Happening,
  Notification,
  Page,
  Push,
  PushState,
  ToldPush,
  Total,
} from '../src/pushes/pushes';
import type { Logins, Role, Scope, User } from '../src/session/session';
import type { Account, Presence } from '../src/users/users';
import { FixtureProcesses } from './fixtureProcesses.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** A text is sent as it is, all else as JSON. */
  readonly body: unknown;
}

/** What goes over the wire. */
export function wire(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

const TITLES = [
  '체결 안내',
  '주문 접수',
  '입금 안내',
  '[공지] 시스템 점검',
  '똠방각하 배당 "뷁" 안내',
  "Trader's note",
];
const BODIES = [
  '삼성전자 10주가 71,200원에 체결되었습니다.',
  '한국전력 250주 매도 주문이 접수되었습니다. 체결되면 다시 알려 드립니다.',
  '고객님의 계좌에 1,250,000원이 입금되었습니다.',
  '11월 23일(일) 02:00~05:00 시스템 점검으로 주문 서비스를 이용하실 수 없습니다.',
  'Your order was filled: 10 × 삼성전자 at 71,200 won.\n자세한 내용은 앱에서 확인해 주십시오.',
];

/**
 * Answers the console's calls as the gateway does, from memory, for development and tests. Nothing happens by
 * itself: {@link receive} and {@link settle} make the traffic, {@link fail} makes it answer with a fault.
 */
export class FixtureGateway {
  links: Link[] = [];
  lanes: readonly LaneState[] = [
    { lane: 'single', paused: false },
    { lane: 'multi', paused: false },
  ];
  devices: Devices = { devices: [] };
  manager = new FixtureProcesses();
  upkeep: Upkeep = UPKEEP;
  tried: Tried = { outcome: 'accepted', detail: 'projects/demo/messages/1', delivered: false, millis: 41 };
  /** Who is logged in; an administrator, unless a test says otherwise. */
  user: User | null = personOf('admin', 'admin');
  presences: Presence[] = [
    presenceOf('admin', 'admin', 'local'),
    presenceOf('kim', 'operator', 'local'),
    presenceOf('lee', 'viewer', 'openid'),
  ];
  users: Account[] = [accountOf('admin', 'admin'), accountOf('kim', 'operator')];
  /** The ways to log in; an OpenID provider knows lee, who comes back with the code `good`. */
  logins: Logins = { local: true, openid: null };
  audit: AuditEntry[] = [];
  traced: string | null = null;
  version = '0.1.0';
  rates: Rates = { accepted_per_second: 0, settled_per_second: 0, sent_per_second: 0, failed_per_second: 0 };
  fcm: FcmHealth = {
    takes: true,
    sent: 0,
    quota: 600_000,
    answers: 0,
    p50_ms: 0,
    p95_ms: 0,
    p99_ms: 0,
    refusals: {},
  };
  history: readonly Rates[] | undefined = undefined;
  /** What a phone makes of a push; a gateway of before says nothing of it. */
  shows: (push: Notification) => { readonly shown?: Notification | null } = () => ({});
  /** How often each resource was asked for. */
  readonly asked = new Map<string, number>();
  /** What every page of the log says of the search behind it. */
  reached: number | null = null;
  unindexed = 0;
  totalIs: Total['total_is'] = 'exact';
  #pushes: Push[] = [];
  #fault: Answer | null = null;
  readonly #stories = new Map<number, readonly Happening[]>();
  #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Sixteen links, eight of each lane, one of them in trouble. */
  withLinks(): this {
    this.links = (['single', 'multi'] as const).flatMap((lane, l) =>
      Array.from({ length: 8 }, (_, i) => this.#link(lane, i + 1, 9801 + l * 8 + i)),
    );
    return this;
  }

  /** Takes in the next pushes, all waiting. */
  receive(count: number): void {
    for (let i = 0; i < count; i++) this.#pushes.push(this.#push(this.#pushes.length + 1));
  }

  /** Settles every push that waits: most are accepted, some rejected. */
  settle(): void {
    this.#pushes = this.#pushes.map((push) => (push.settled_at === null ? this.#settled(push) : push));
  }

  /** Changes one push, by its number. */
  change(id: number, to: Partial<Push>): void {
    this.#pushes = this.#pushes.map((push) => (push.id === id ? { ...push, ...to } : push));
  }

  /** Answers every call with this problem until {@link recover}. */
  fail(status: number, title: string, detail: string): void {
    this.#fault = problem(status, title, detail);
  }

  recover(): void {
    this.#fault = null;
  }

  answer(path: string, method = 'GET', body: unknown = {}): Answer {
    if (this.#fault !== null) return this.#fault;
    const url = new URL(path, 'http://gateway');
    this.asked.set(url.pathname, (this.asked.get(url.pathname) ?? 0) + 1);
    if (url.pathname.startsWith('/api/sessions')) return this.#presences(url.pathname, method);
    if (url.pathname.startsWith('/api/session')) return this.#session(url.pathname, method, body);
    if (this.user === null) return problem(401, 'Unauthorized', 'this needs a login');
    if (url.pathname.startsWith('/api/users') && !this.user.scopes.includes('users')) {
      return problem(403, 'Forbidden', 'it needs users');
    }
    if (url.pathname.startsWith('/api/users')) return this.#accounts(url.pathname, method, body);
    switch (url.pathname) {
      case '/api/audit':
        return ok({ entries: this.#audited(url.searchParams.get('text') ?? ''), before: null });
      case '/api/overview':
        return ok(this.overview());
      case '/api/links':
        return ok({ links: this.links });
      case '/api/lanes':
        return ok({ lanes: this.lanes });
      case '/api/devices':
        return ok(this.devices);
      case '/api/pushes':
        return this.#partly(url.searchParams)
          ? problem(403, 'Forbidden', 'by a part of it only those may search', 'personal')
          : ok(this.#page(url.searchParams));
      case '/api/pushes.csv':
        return { status: 200, type: 'text/csv; charset=utf-8', body: 'id,state\r\n1,accepted\r\n' };
      case '/api/upkeep':
        return ok(this.upkeep);
      case '/api/upkeep/flush':
        return this.#flush(body);
      case '/api/test-push':
        this.#note('test-push', 'dGhp…3f2a', '');
        return ok({ ...this.tried, delivered: (body as { deliver: boolean }).deliver });
      case '/api/processes':
        return ok(this.manager.list());
      default:
        if (url.pathname.startsWith('/api/processes/')) return this.#process(url.pathname, method);
        if (url.pathname.startsWith('/api/applications/')) return this.#scale(url.pathname, body);
        if (url.pathname.startsWith('/api/lanes/')) return this.#pause(url.pathname, body);
        if (url.pathname.startsWith('/api/links/')) return this.#steer(url.pathname, method, body);
        if (url.pathname.endsWith('/unmask')) return this.#unmask(url.pathname, body);
        if (method === 'POST') return this.#act(url.pathname);
        return this.#one(url.pathname);
    }
  }

  #one(path: string): Answer {
    const push = path.startsWith('/api/pushes/') ? this.#told(Number(path.slice(12))) : undefined;
    if (push !== undefined) return ok(push);
    return problem(404, 'Not Found', `There is no ${path}.`);
  }

  #session(path: string, method: string, body: unknown): Answer {
    const given = body as { name?: string; password?: string; new?: string; code?: string };
    if (path === '/api/session/openid') return ok({ address: '#provider' });
    if (path === '/api/session/openid/finish') {
      if (given.code !== 'good') return problem(403, 'Forbidden', 'no role', given.code);
      this.user = { ...personOf('lee', 'operator'), login: 'openid' };
    } else if (path === '/api/session/password') {
      if (given.new === 'too-simple') return problem(400, 'Bad Request', 'not good enough', 'mixed');
      if (this.user !== null) this.user = { ...this.user, must_change_password: false };
    } else if (method === 'DELETE') {
      const farewell = this.user?.login === 'openid' ? 'https://id.example/end' : null;
      this.user = null;
      return ok({ user: null, logins: this.logins, farewell });
    } else if (method === 'POST') {
      const account = this.users.find((each) => each.name === given.name);
      if (account === undefined || given.password === 'wrong') {
        return problem(401, 'Unauthorized', 'name or password is wrong');
      }
      this.user = {
        ...personOf(account.name, account.role),
        must_change_password: account.must_change_password,
      };
    }
    return ok(this.user === null ? { user: null, logins: this.logins } : { user: this.user, csrf: 'token' });
  }

  #presences(path: string, method: string): Answer {
    if (this.user?.scopes.includes('users') !== true) return problem(403, 'Forbidden', 'it needs users');
    const who = decodeURIComponent(path.split('/')[3] ?? '');
    if (method === 'DELETE') this.presences = this.presences.filter((each) => each.who !== who);
    return ok({ sessions: this.presences });
  }

  #accounts(path: string, method: string, body: unknown): Answer {
    const name = path.split('/')[3];
    const given = body as { name?: string; role?: Role };
    if (method === 'DELETE') {
      this.users = this.users.filter((each) => each.name !== name);
    } else if (path.endsWith('/role')) {
      this.users = this.users.map((each) =>
        each.name === name ? { ...each, role: given.role ?? each.role } : each,
      );
    } else if (method === 'POST') {
      const wanted = name ?? given.name ?? '';
      if (name === undefined) {
        if (this.users.some((each) => each.name === wanted)) {
          return problem(409, 'Conflict', `there is an account ${wanted} already`);
        }
        this.users = [...this.users, accountOf(wanted, given.role ?? 'viewer')];
      }
      this.users = this.users.map((each) =>
        each.name === wanted ? { ...each, must_change_password: true } : each,
      );
      return ok({ users: this.users, name: wanted, password: 'k7mq2xw9pd4h8rsv3tyn' });
    }
    return ok({ users: this.users });
  }

  #steer(path: string, method: string, body: unknown): Answer {
    const [, , , name = '', what = ''] = path.split('/');
    const given = body as { reason?: string; host?: string; port?: number };
    const now = this.#at(0);
    this.links = this.links.map((link) => {
      if (link.name !== name || method === 'GET') return link;
      if (what === 'hold')
        return { ...link, state: 'held', reason: `admin: ${given.reason ?? ''}`, since: now };
      if (what === 'release') return { ...link, state: 'ready', reason: null, since: now };
      if (what === 'endpoint') return { ...link, port: given.port ?? link.port };
      this.traced = method === 'DELETE' ? null : now;
      return link;
    });
    if (method !== 'GET') this.#note(`link.${what}`, name, given.reason ?? '');
    const link = this.links.find((each) => each.name === name);
    if (link === undefined) return problem(404, 'Not found', `there is no link ${name}`);
    return ok({
      ...link,
      endpoints: [
        { host: '127.0.0.1', port: link.port },
        { host: '127.0.0.1', port: 9900 },
      ],
      journal: [{ at: now, who: 'bongsu', kind: 'ready', about: `127.0.0.1:${link.port}` }],
      trace: { until: this.traced, file: `trace/${name}.trace` },
    });
  }

  #flush(body: unknown): Answer {
    if ((body as { name: string }).name !== this.upkeep.name) {
      return problem(400, 'Bad Request', "'name' must be the name of this ledger");
    }
    this.upkeep = { ...this.upkeep, flush_asked: true };
    this.#note('ledger.flush', this.upkeep.name, '');
    return ok(this.upkeep);
  }

  #process(path: string, method: string): Answer {
    const [, , , id = '', what = ''] = path.split('/');
    if (method === 'GET') return ok({ file: '/opt/bongsu/.bongsu/logs/x.log', lines: this.manager.lines });
    const begun = this.manager.begin(Number(id), what as Deed);
    if (begun === undefined) return problem(404, 'Not found', `there is no process ${id}`);
    if (typeof begun === 'string') return problem(409, 'Conflict', begun);
    this.#note(`process.${what}`, begun.name, `id ${id}`);
    return ok(begun);
  }

  #scale(path: string, body: unknown): Answer {
    const name = decodeURIComponent(path.split('/')[3] ?? '');
    const { count } = body as { count: number };
    this.manager.scale(name, count);
    this.#note('process.scale', name, `to ${count}`);
    return ok(this.manager.list());
  }

  #pause(path: string, body: unknown): Answer {
    const [, , , lane = '', what = ''] = path.split('/');
    const { reason = '' } = body as { reason?: string };
    this.lanes = this.lanes.map((each) => {
      if (each.lane !== lane) return each;
      return what === 'pause'
        ? { lane: each.lane, paused: true, since: this.#at(0), by: 'admin', reason }
        : { lane: each.lane, paused: false };
    });
    this.#note(`lane.${what}`, lane, reason);
    return ok({ lanes: this.lanes });
  }

  #act(path: string): Answer {
    const [, , , id = '', what = ''] = path.split('/');
    const state = ACTS.get(what);
    if (this.#told(Number(id))?.state === 'in-flight' || state === undefined) {
      return problem(409, 'Conflict', `this cannot be done to push ${id}: it is in-flight`);
    }
    this.change(Number(id), { state });
    this.#note(`push.${what}`, id, '');
    return ok(this.#told(Number(id)));
  }

  /** Gives a push another story than the one that is made up for it. */
  tell(id: number, timeline: readonly Happening[]): void {
    this.#stories.set(id, timeline);
  }

  #unmask(path: string, body: unknown): Answer {
    const push = this.#pushes.find((each) => each.id === Number(path.split('/')[3]));
    if (push === undefined) return problem(404, 'Not found', 'the log has no such push (any more)');
    this.#note('push.unmask', String(push.id), (body as { reason: string }).reason);
    const whole = { title: '예약 안내 전문', body: '가리지 않은 내용' };
    return ok({ ...push, ...whole, ...this.shows(whole), customer: '0012345678', phone: '01012345678' });
  }

  #note(action: string, object: string, detail: string): void {
    const who = this.user?.name ?? '?';
    this.audit = [{ at: this.#at(0), who, action, object, detail }, ...this.audit];
  }

  #audited(text: string): readonly AuditEntry[] {
    return this.audit.filter((entry) => Object.values(entry).join(' ').includes(text));
  }

  overview(): Overview {
    const of = (state: PushState) => this.#pushes.filter((push) => push.state === state).length;
    const counts = { stored: this.#pushes.length, accepted: of('accepted'), rejected: of('rejected') };
    const open = this.#pushes.filter((push) => push.settled_at === null);
    return {
      version: this.version,
      counts: { ...counts, pending: counts.stored - counts.accepted - counts.rejected },
      states: {
        pending: of('pending'),
        'in-flight': of('in-flight'),
        reserved: of('reserved'),
        held: of('held'),
      },
      rates: this.rates,
      backlog: {
        single: open.filter((push) => push.lane === 'single').length,
        multi: open.filter((push) => push.lane === 'multi').length,
      },
      today: {
        stored: counts.stored,
        accepted: counts.accepted,
        rejected: counts.rejected,
        expired: 0,
        retried: 3,
        cancelled: 0,
      },
      fcm: this.fcm,
      ...(this.history === undefined ? {} : { history: this.history }),
    };
  }

  #partly(query: URLSearchParams): boolean {
    const personal = ['text', 'title', 'body', 'customer', 'phone', 'token'];
    return personal.some((name) => query.has(`${name}.contains`)) && !this.user?.scopes.includes('personal');
  }

  #page(query: URLSearchParams): Page {
    const limit = Number(query.get('limit') ?? 100);
    const before = query.get('before');
    const after = query.get('after');
    const number = query.get('page');
    const oldestFirst = query.get('order') === 'oldest';
    const conditions = conditionsOf(query);
    const fitting = (
      conditions.length === 0
        ? this.#pushes
        : this.#pushes.filter((push) => conditions.every((fits) => fits(push)))
    ).toReversed();
    const inOrder = oldestFirst ? fitting.toReversed() : fitting;
    let pushes: Push[];
    if (after !== null) pushes = fitting.filter((push) => push.id > Number(after)).slice(-limit);
    else if (before !== null) {
      const begin = fitting.findIndex((push) => push.id < Number(before));
      pushes = begin < 0 ? [] : fitting.slice(begin, begin + limit);
    } else pushes = inOrder.slice((Number(number ?? 1) - 1) * limit).slice(0, limit);
    if (oldestFirst && (before ?? after) !== null) pushes.reverse();
    const ids = pushes.map((push) => push.id);
    return {
      pushes,
      newer: Math.max(...ids, 0) < (fitting[0]?.id ?? 0) && ids.length > 0,
      older: Math.min(...ids, Infinity) > (fitting.at(-1)?.id ?? Infinity),
      reached: this.reached,
      unindexed: this.unindexed,
      ...(query.get('count') === 'no' ? {} : { total: fitting.length, total_is: this.totalIs }),
    };
  }

  #told(id: number): ToldPush | undefined {
    const push = this.#pushes.find((each) => each.id === id);
    if (push === undefined) return undefined;
    const told = this.#stories.get(id);
    if (told !== undefined) return { ...push, ...this.shows(push), timeline: told };
    const timeline: Happening[] = [
      { at: push.accepted_at, what: 'received', attempts: 0, detail: `link ${push.link}` },
    ];
    for (let attempt = 1; attempt < push.attempts; attempt++) {
      const at = new Date(Date.parse(push.accepted_at) + attempt * 12).toISOString();
      timeline.push({
        at,
        what: 'retried',
        attempts: attempt,
        detail: 'UNAVAILABLE: The service is overloaded',
      });
    }
    const end = FINAL.find((each) => each === push.state);
    if (push.settled_at !== null && end !== undefined) {
      const detail = push.result ?? push.fcm_name ?? '';
      timeline.push({ at: push.settled_at, what: end, attempts: push.attempts, detail });
    }
    return { ...push, ...this.shows(push), timeline };
  }

  #link(lane: Lane, n: number, port: number): Link {
    const broken = lane === 'multi' && n === 6;
    return {
      name: `${lane}0${n}`,
      lane,
      host: '127.0.0.1',
      port,
      state: broken ? 'backoff' : 'ready',
      since: this.#at(3_600_000),
      reason: broken ? 'connection refused' : null,
      last_telegram_at: broken ? null : this.#at(n * 1_700),
      telegrams: broken ? 0 : n * 137,
      recipients: broken ? 0 : n * 137 * (lane === 'multi' ? 150 : 1),
      rejected_telegrams: n === 3 && lane === 'single' ? 2 : 0,
      duplicates: n === 5 ? 14 : 0,
      missing: 0,
      repeats: 0,
      broken: 0,
    };
  }

  #push(id: number): Push {
    const single = id % 3 !== 0;
    return {
      id,
      accepted_at: this.#at(0),
      link: `${single ? 'single' : 'multi'}0${(id % 8) + 1}`,
      lane: single ? 'single' : 'multi',
      customer: `00****${String((id * 37) % 100).padStart(2, '0')}`,
      phone: `010****${String((id * 7919) % 10_000).padStart(4, '0')}`,
      token: `dGhp…${((id * 40_503) % 65_536).toString(16).padStart(4, '0')}`,
      service: single ? 'ORDER' : 'NOTICE',
      group: single ? `G${id % 40}` : 'CAMPAIGN-7',
      uuid: `u-${String(id).padStart(6, '0')}`,
      company: '봉수증권',
      type: '1',
      reserved_for: null,
      title: TITLES[id % TITLES.length] ?? '',
      body: BODIES[id % BODIES.length] ?? '',
      state: 'pending',
      attempts: 0,
      settled_at: null,
      result: null,
      fcm_name: null,
    };
  }

  #settled(push: Push): Push {
    const rejected = push.id % 41 === 0;
    return {
      ...push,
      state: rejected ? 'rejected' : 'accepted',
      attempts: push.id % 29 === 0 ? 2 : 1,
      settled_at: new Date(Date.parse(push.accepted_at) + 38 + (push.id % 50)).toISOString(),
      result: rejected ? 'UNREGISTERED' : null,
      fcm_name: rejected ? null : `projects/demo-project/messages/0:${170_000_000 + push.id}`,
    };
  }

  #at(ago: number): string {
    return new Date(this.#now() - ago).toISOString();
  }
}

function ok(body: unknown): Answer {
  return { status: 200, type: 'application/json', body };
}

function problem(status: number, title: string, detail: string, code?: string): Answer {
  return {
    status,
    type: 'application/problem+json',
    body: { type: 'about:blank', title, status, detail, ...(code === undefined ? {} : { code }) },
  };
}

/** What a question asks for, each to be true of a push; only the ways to ask that the console uses. */
function conditionsOf(query: URLSearchParams): ((push: Push) => boolean)[] {
  const conditions: ((push: Push) => boolean)[] = [];
  const states = query.getAll('state');
  if (states.length > 0) conditions.push((push) => states.includes(push.state));
  for (const [name, value] of query) {
    const column = name.endsWith('.contains') ? name.slice(0, -'.contains'.length) : null;
    if (column !== null) {
      const textOf = (push: Push) =>
        column === 'text' ? push.title + push.body : String(push[column as keyof Push]);
      conditions.push((push) => textOf(push).toLowerCase().includes(value.toLowerCase()));
    }
    if (name === 'customer' || name === 'phone') conditions.push((push) => push[name] === value);
    if (name === 'lane' || name === 'link') conditions.push((push) => push[name] === value);
    if (name === 'accepted.from') conditions.push((push) => push.accepted_at >= value);
    if (name === 'accepted.until') conditions.push((push) => push.accepted_at < value);
  }
  return conditions;
}

const FINAL = ['accepted', 'rejected', 'expired', 'cancelled'] as const satisfies readonly FinalState[];

/** What a push is after it. */
const ACTS = new Map<string, PushState>([
  ['cancel', 'cancelled'],
  ['hold', 'held'],
  ['let-go', 'pending'],
  ['send-again', 'pending'],
]);

const UPKEEP: Upkeep = {
  engine: 'sqlite',
  name: 'k7mq2xw9',
  stored: 8_412_930,
  settled: 8_412_512,
  waiting: 418,
  file: {
    path: '/var/lib/bongsu/ledger.db',
    bytes: 7_912_000_000,
    free: 212_000_000_000,
    disk: 500_000_000_000,
  },
  archive: {
    path: '/var/lib/bongsu/archive',
    bytes: 1_310_000_000,
    free: 212_000_000_000,
    disk: 500_000_000_000,
    files: 214,
    first: '2025-10-18',
    last: '2026-05-19',
  },
  kept: { days: 180, pushes: 20_000_000 },
  tidies: true,
  flush_asked: false,
  last: { work: 'round', since: '2026-11-21T15:20:00Z', removed: 41_216, failure: null },
};

const SCOPES: Record<Role, readonly Scope[]> = {
  viewer: ['read'],
  operator: ['lanes', 'links', 'personal', 'processes', 'read', 'steer', 'test'],
  admin: ['audit', 'flush', 'lanes', 'links', 'personal', 'processes', 'read', 'steer', 'test', 'users'],
};

/** Somebody of that role who is logged in. */
export function personOf(name: string, role: Role): User {
  return { name, role, scopes: SCOPES[role], must_change_password: false, login: 'local' };
}

function presenceOf(name: string, role: Role, login: Presence['login']): Presence {
  const at = '2026-11-21T00:04:05Z';
  return { who: login === 'local' ? name : `${name} (openid)`, name, login, role, since: at, active_at: at };
}

function accountOf(name: string, role: Role): Account {
  return {
    name,
    role,
    must_change_password: false,
    password_since: '2026-11-02T00:00:00Z',
    locked_until: null,
    last_login_at: name === 'admin' ? '2026-11-20T23:58:00Z' : null,
  };
}

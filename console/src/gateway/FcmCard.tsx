import { useTexts } from '../i18n/language';
import { Card, Facts } from './Card';
import { Meter } from './Meter';
import type { Watched } from './overview';

/** More kinds of refusals than this and the rest is one line. */
const MOST_KINDS = 4;

/** How FCM did in the last minute: how fast, how much of the quota, and what it refused. */
export function FcmCard({ data }: { data: Watched | undefined }) {
  const texts = useTexts();
  const { fcm: words } = texts;
  const fcm = data?.now.fcm;
  const kinds = Object.entries(fcm?.refusals ?? {}).toSorted(([, a], [, b]) => b - a);
  const rest = kinds.slice(MOST_KINDS).reduce((sum, [, n]) => sum + n, 0);
  const millis = (ms: number | undefined) =>
    ms === undefined || fcm?.answers === 0 ? '–' : `${texts.rate(ms)} ms`;
  return (
    <Card title={words.title}>
      <Facts>
        <dt>{words.state}</dt>
        <dd data-tone={fcm?.takes === false ? 'bad' : undefined}>
          {fcm === undefined ? '–' : fcm.takes ? words.takes : words.refuses}
        </dd>
        <dt>{words.p50}</dt>
        <dd>{millis(fcm?.p50_ms)}</dd>
        <dt>{words.p95}</dt>
        <dd>{millis(fcm?.p95_ms)}</dd>
        <dt>{words.p99}</dt>
        <dd>{millis(fcm?.p99_ms)}</dd>
      </Facts>
      <Meter
        label={words.quota}
        share={fcm === undefined ? 0 : fcm.sent / Math.max(1, fcm.quota)}
        words={fcm === undefined ? '–' : words.quotaUsed(fcm.sent, fcm.quota)}
      />
      <Facts aria-label={words.refusals} sx={{ minHeight: 112, alignContent: 'start' }}>
        {kinds.length === 0 && (
          <>
            <dt>{words.refusals}</dt>
            <dd>{fcm === undefined ? '–' : '0'}</dd>
          </>
        )}
        {kinds.slice(0, MOST_KINDS).map(([kind, n]) => (
          <div key={kind} style={{ display: 'contents' }}>
            <dt title={kind}>{kind}</dt>
            <dd data-tone="bad">{texts.number(n)}</dd>
          </div>
        ))}
        {rest > 0 && (
          <>
            <dt>{words.others}</dt>
            <dd data-tone="bad">{texts.number(rest)}</dd>
          </>
        )}
      </Facts>
    </Card>
  );
}

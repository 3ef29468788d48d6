import { useTexts } from '../i18n/language';
import { Card, Facts } from './Card';
import type { Today, Watched } from './overview';

const LINES = [
  'stored',
  'accepted',
  'rejected',
  'expired',
  'retried',
  'cancelled',
] as const satisfies readonly Today[];

const BAD: readonly Today[] = ['rejected', 'expired'];

/** What happened since midnight in Seoul. */
export function DayCard({ data }: { data: Watched | undefined }) {
  const texts = useTexts();
  const today = data?.now.today;
  return (
    <Card title={texts.day.title}>
      <Facts>
        {LINES.map((line) => {
          const n = today?.[line];
          return (
            <div key={line} style={{ display: 'contents' }}>
              <dt>{texts.day[line]}</dt>
              <dd data-tone={BAD.includes(line) && (n ?? 0) > 0 ? 'bad' : undefined}>
                {n === undefined ? '–' : texts.number(n)}
              </dd>
            </div>
          );
        })}
      </Facts>
    </Card>
  );
}

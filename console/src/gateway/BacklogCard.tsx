import { useTexts } from '../i18n/language';
import { Card, Facts } from './Card';
import { LaneSwitch } from './LaneSwitch';
import type { Watched } from './overview';

/** What is not finished: by lane, and by what it waits for. */
export function BacklogCard({ data }: { data: Watched | undefined }) {
  const texts = useTexts();
  const { backlog: words, links, search } = texts;
  const told = (n: number | undefined) => (n === undefined ? '–' : texts.number(n));
  return (
    <Card title={words.title}>
      <Facts>
        {(['single', 'multi'] as const).map((lane) => (
          <div key={lane} style={{ display: 'contents' }}>
            <dt>
              {links.lane[lane]}
              <LaneSwitch lane={lane} />
            </dt>
            <dd>
              {told(data?.now.backlog[lane])}
              {data?.now.backlog_or_more?.includes(lane) && '+'}
            </dd>
          </div>
        ))}
        {(['pending', 'in-flight', 'reserved', 'held'] as const).map((state) => (
          <div key={state} style={{ display: 'contents' }}>
            <dt>{search.states[state]}</dt>
            <dd>{told(data?.now.states[state])}</dd>
          </div>
        ))}
      </Facts>
    </Card>
  );
}

import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultNotice } from '../app/Notice';
import { Card, Facts } from '../gateway/Card';
import { Meter } from '../gateway/Meter';
import { useTexts } from '../i18n/language';
import { size } from '../processes/processes';
import { may, sessionQuery } from '../session/session';
import { fullTime } from '../time/seoul';
import { FlushDialog } from './FlushDialog';
import { upkeepQuery, type Place, type Upkeep } from './ledger';

const Cards = styled('div')(({ theme }) => ({
  display: 'grid',
  gap: 8,
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
}));

/** The page at `/ledger`: what it holds, how long that is kept, where archives are, and how much room is left. */
export function LedgerPage() {
  const { data, error, refetch } = useQuery(upkeepQuery);
  if (data === undefined) {
    return error !== null ? (
      <FaultNotice fault={error} onAgain={() => void refetch()} />
    ) : (
      <Skeleton variant="rounded" height={220} sx={{ bgcolor: 'background.paper' }} />
    );
  }
  return (
    <Cards>
      <Holds upkeep={data} />
      <Keeps upkeep={data} />
      <Archived upkeep={data} />
    </Cards>
  );
}

function Holds({ upkeep }: { upkeep: Upkeep }) {
  const { ledger: texts, number } = useTexts();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const [asks, setAsks] = useState(false);
  return (
    <Card title={texts.title}>
      <Facts>
        <dt>{texts.engine}</dt>
        <dd>{texts.engines[upkeep.engine]}</dd>
        <dt>{texts.stored}</dt>
        <dd>{number(upkeep.stored)}</dd>
        <dt>{texts.settled}</dt>
        <dd>{number(upkeep.settled)}</dd>
        <dt>{texts.waiting}</dt>
        <dd>{number(upkeep.waiting)}</dd>
      </Facts>
      {upkeep.file === null ? (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {texts.onServer}
        </Typography>
      ) : (
        <OnDisk place={upkeep.file} />
      )}
      {user !== null && may(user, 'flush') && (
        <div>
          <Button
            variant="outlined"
            color="error"
            disabled={upkeep.flush_asked || upkeep.now?.work === 'flush'}
            onClick={() => setAsks(true)}
          >
            {texts.flush}
          </Button>
        </div>
      )}
      {asks && <FlushDialog upkeep={upkeep} onClose={() => setAsks(false)} />}
    </Card>
  );
}

function Keeps({ upkeep }: { upkeep: Upkeep }) {
  const { ledger: texts, number } = useTexts();
  const { kept, now, last } = upkeep;
  return (
    <Card title={texts.retention}>
      <Facts>
        <dt>{texts.age}</dt>
        <dd>{kept.days === null ? texts.forEver : texts.days(kept.days)}</dd>
        <dt>{texts.most}</dt>
        <dd>{kept.pushes === null ? texts.noLimit : number(kept.pushes)}</dd>
        <dt>{texts.now}</dt>
        <dd>
          {now !== undefined
            ? texts.removing[now.work](now.removed)
            : upkeep.flush_asked
              ? texts.asked
              : texts.nothing}
        </dd>
        <dt>{texts.lastAt}</dt>
        <dd>{last === undefined ? texts.notYet : fullTime(last.since)}</dd>
        <dt>{texts.lastRemoved}</dt>
        <dd>{last === undefined ? '–' : texts.removed[last.work](last.removed)}</dd>
      </Facts>
      <Typography
        variant="caption"
        sx={{ minHeight: '2.8em', color: last?.failure == null ? 'text.secondary' : 'error.main' }}
      >
        {last?.failure ?? (upkeep.tidies ? texts.retentionMeaning : texts.elsewhere)}
      </Typography>
    </Card>
  );
}

function Archived({ upkeep }: { upkeep: Upkeep }) {
  const { ledger: texts, number } = useTexts();
  const { archive } = upkeep;
  if (archive === null) {
    return (
      <Card title={texts.archive}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {texts.noArchive}
        </Typography>
      </Card>
    );
  }
  return (
    <Card title={texts.archive}>
      <Facts>
        <dt>{texts.files}</dt>
        <dd>{number(archive.files)}</dd>
        <dt>{texts.first}</dt>
        <dd>{archive.first ?? '–'}</dd>
        <dt>{texts.last}</dt>
        <dd>{archive.last ?? '–'}</dd>
      </Facts>
      <OnDisk place={archive} />
    </Card>
  );
}

function OnDisk({ place }: { place: Place }) {
  const { ledger: texts } = useTexts();
  return (
    <>
      <Facts>
        <dt>{texts.bytes}</dt>
        <dd>{size(place.bytes)}</dd>
      </Facts>
      <Meter
        label={texts.disk}
        share={place.disk === 0 ? 0 : 1 - place.free / place.disk}
        words={texts.freeOf(size(place.free), size(place.disk))}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {place.path}
      </Typography>
    </>
  );
}

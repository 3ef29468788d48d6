import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DownIcon, UpIcon } from '../app/icons';
import { Notice, FaultNotice } from '../app/Notice';
import { useTexts } from '../i18n/language';
import { useStored } from '../preferences/stored';
import { seoul } from '../time/seoul';
import { may, sessionQuery } from '../session/session';
import { LinkDialog } from './LinkDialog';
import { byLane, linksQuery, readyOf, type Link } from './links';
import { LinkTile } from './LinkTile';

const Heading = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 32,
});

const Lane = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '42px minmax(0, 1fr)',
  alignItems: 'start',
  gap: 8,
  '& + &': { marginTop: 8 },
  '& > h3': { margin: 0, whiteSpace: 'nowrap', paddingTop: 6, color: theme.vars.palette.text.secondary },
  '& > ul': {
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: 8,
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
  },
  [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 },
}));

/** The state of every link, grouped by lane; folded, it is one line that still says whether all is well. */
export function LinkBoard() {
  const { links: texts } = useTexts();
  const narrow = useMediaQuery('(max-width: 599.95px)');
  const { data, error, dataUpdatedAt, refetch } = useQuery(linksQuery);
  const [fold, setFold] = useStored('links', (stored) =>
    stored === 'open' || stored === 'folded' ? stored : narrow ? 'folded' : 'open',
  );
  const user = useQuery(sessionQuery).data?.user ?? null;
  const [steered, setSteered] = useState<string | null>(null);
  const open = fold === 'open';
  return (
    <section aria-labelledby="links-title">
      <Heading>
        <Typography id="links-title" variant="h2">
          {texts.title}
        </Typography>
        {data !== undefined && data.length > 0 && <Readiness links={data} />}
        <Button
          color="inherit"
          size="small"
          sx={{ ml: 'auto', minWidth: 0, p: 0.5, color: 'text.secondary' }}
          aria-expanded={open}
          aria-label={open ? texts.hide : texts.show}
          onClick={() => setFold(open ? 'folded' : 'open')}
        >
          {open ? <UpIcon fontSize="small" /> : <DownIcon fontSize="small" />}
        </Button>
      </Heading>
      {open &&
        (data !== undefined ? (
          <Lanes
            links={data}
            today={seoul(dataUpdatedAt).date}
            onSteer={user !== null && may(user, 'links') ? setSteered : null}
          />
        ) : error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <Skeleton variant="rounded" height={176} sx={{ bgcolor: 'background.paper' }} />
        ))}
      {steered !== null && <LinkDialog name={steered} onClose={() => setSteered(null)} />}
    </section>
  );
}

interface LanesProps {
  readonly links: readonly Link[];
  readonly today: string;
  readonly onSteer: ((name: string) => void) | null;
}

function Lanes({ links, today, onSteer }: LanesProps) {
  const { links: texts } = useTexts();
  if (links.length === 0) return <Notice title={texts.empty} meaning={texts.emptyMeaning} />;
  return byLane(links).map(([lane, members]) => (
    <Lane key={lane}>
      <Typography variant="h3" id={`lane-${lane}`}>
        {texts.lane[lane]}
      </Typography>
      <ul aria-labelledby={`lane-${lane}`}>
        {members.map((link) => (
          <LinkTile key={link.name} link={link} today={today} onSteer={onSteer} />
        ))}
      </ul>
    </Lane>
  ));
}

function Readiness({ links }: { links: readonly Link[] }) {
  const { links: texts } = useTexts();
  const ready = readyOf(links);
  return (
    <Typography
      variant="caption"
      sx={{ color: ready === links.length ? 'success.main' : 'error.main', fontWeight: 600 }}
    >
      {texts.ready(ready, links.length)}
    </Typography>
  );
}

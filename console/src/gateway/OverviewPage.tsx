import { styled } from '@mui/material/styles';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { LinkBoard } from '../links/LinkBoard';
import { linksQuery } from '../links/links';
import { Alarms } from './Alarms';
import { BacklogCard } from './BacklogCard';
import { DayCard } from './DayCard';
import { FcmCard } from './FcmCard';
import { overviewQuery } from './overview';
import { Tallies } from './Tallies';
import { TrafficChart } from './TrafficChart';

const Cards = styled('div')(({ theme }) => ({
  flex: 'none',
  display: 'grid',
  gap: 8,
  gridTemplateColumns: 'minmax(0, 2.4fr) repeat(3, minmax(0, 1fr))',
  [theme.breakpoints.down('md')]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
}));

/** Asks for what the page shows first. */
export function askOverview(client: QueryClient): Promise<unknown> {
  return Promise.all([client.query(overviewQuery), client.query(linksQuery)]);
}

/** The page at `/`: what needs a look, what happens now, and where it comes from. */
export function OverviewPage() {
  const { data } = useQuery(overviewQuery);
  return (
    <>
      <Alarms />
      <Tallies />
      <Cards>
        <TrafficChart data={data} />
        <FcmCard data={data} />
        <BacklogCard data={data} />
        <DayCard data={data} />
      </Cards>
      <LinkBoard />
    </>
  );
}

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { FirstIcon, LeftIcon, PauseIcon, PlayIcon, RightIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import { ColumnMenu } from './ColumnMenu';
import type { Choice } from './columns';
import type { PlacedPage, Place } from './pushes';

const Bar = styled('div')(({ theme }) => ({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minHeight: 44,
  '& > h2': { marginRight: 6 },
  '& > .space': { flex: 1 },
  [theme.breakpoints.down('sm')]: {
    flexWrap: 'wrap',
    paddingBottom: 6,
    '& > nav': { flexBasis: '100%', display: 'flex', justifyContent: 'space-between' },
  },
}));

interface LogBarProps {
  readonly place: Place;
  readonly page: PlacedPage | undefined;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly onNewest: () => void;
  /** Null where rows have no columns. */
  readonly columns: Choice | null;
}

/** The log's heading, its size, and the ways through it. */
export function LogBar({ place, page, paused, onPause, onNewest, columns }: LogBarProps) {
  const { log } = useTexts();
  const first = page?.pushes[0]?.id;
  const last = page?.pushes.at(-1)?.id;
  const newest = place.kind === 'newest';
  return (
    <Bar>
      <Typography variant="h2" id="log-title">
        {log.title}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {page !== undefined && log.total(page.total)}
      </Typography>
      <span className="space" />
      {newest && (
        <Tooltip title={paused ? log.held : log.following} describeChild>
          <Button
            color={paused ? 'warning' : 'inherit'}
            startIcon={paused ? <PlayIcon /> : <PauseIcon />}
            aria-pressed={!paused}
            onClick={() => onPause(!paused)}
          >
            {log.follow}
          </Button>
        </Tooltip>
      )}
      {columns !== null && <ColumnMenu choice={columns} />}
      <nav aria-label={log.title}>
        <Button color="inherit" startIcon={<FirstIcon />} disabled={newest} onClick={onNewest}>
          {log.newest}
        </Button>
        <Button
          color="inherit"
          startIcon={<LeftIcon />}
          component={Link}
          to={`/?after=${first ?? 0}`}
          disabled={newest || first === undefined || page?.newer !== true}
        >
          {log.newer}
        </Button>
        <Button
          color="inherit"
          endIcon={<RightIcon />}
          component={Link}
          to={`/?before=${last ?? 0}`}
          disabled={last === undefined || page?.older !== true}
        >
          {log.older}
        </Button>
      </nav>
    </Bar>
  );
}

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
  /** Whether new pushes appear by themselves, as far as this is the newest page. */
  readonly following: boolean;
  readonly onHold: () => void;
  readonly onFollow: () => void;
  /** Null where rows have no columns. */
  readonly columns: Choice | null;
}

/** The log's heading, its size, and the ways through it. */
export function LogBar({ place, page, following, onHold, onFollow, columns }: LogBarProps) {
  const { log } = useTexts();
  const first = page?.pushes[0]?.id;
  const last = page?.pushes.at(-1)?.id;
  const newest = place.kind === 'newest';
  return (
    <Bar>
      <Typography variant="h2" id="log-title">
        {log.title}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {page !== undefined && log.total(page.total)}
      </Typography>
      <span className="space" />
      {newest && (
        <Tooltip title={following ? log.followingMeaning : log.heldMeaning} describeChild>
          <Button
            color={following ? 'inherit' : 'warning'}
            sx={{ minWidth: 108 }}
            startIcon={following ? <PauseIcon /> : <PlayIcon />}
            onClick={following ? onHold : onFollow}
          >
            {following ? log.following : log.held}
          </Button>
        </Tooltip>
      )}
      {columns !== null && <ColumnMenu choice={columns} />}
      <nav aria-label={log.title}>
        <Button color="inherit" startIcon={<FirstIcon />} disabled={newest} onClick={onFollow}>
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

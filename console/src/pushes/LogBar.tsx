import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { PauseIcon, PlayIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import { ColumnMenu } from './ColumnMenu';
import type { Choice } from './columns';
import { ExportButton } from './ExportButton';
import type { Filter } from './filter';
import type { Total } from './pushes';

const Bar = styled('div')(({ theme }) => ({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minHeight: 44,
  '& > h2': { marginRight: 6 },
  '& > .space': { flex: 1 },
  [theme.breakpoints.down('sm')]: { flexWrap: 'wrap', paddingBottom: 6 },
}));

interface LogBarProps {
  readonly filter: Filter;
  readonly total: Total | null;
  /** How many pushes the indexes are behind; 0 while they keep up. */
  readonly unindexed: number;
  /** Whether new pushes appear by themselves; null on a page where none can. */
  readonly following: boolean | null;
  readonly onHold: () => void;
  readonly onFollow: () => void;
  /** Null where rows have no columns. */
  readonly columns: Choice | null;
  readonly children: ReactNode;
}

/** The log's heading, its size, and what can be done with the whole of it. */
export function LogBar(props: LogBarProps) {
  const { filter, total, unindexed, following, onHold, onFollow, columns, children } = props;
  const { log } = useTexts();
  return (
    <Bar>
      <Typography variant="h2" id="log-title">
        {log.title}
      </Typography>
      <Typography variant="caption" role="status" sx={{ color: 'text.secondary' }}>
        {total !== null && log.totals[total.total_is](total.total)}
      </Typography>
      {unindexed > 0 && (
        <Tooltip title={log.lagMeaning} describeChild>
          <Typography variant="caption" tabIndex={0} sx={{ color: 'warning.main' }}>
            {log.lag(unindexed)}
          </Typography>
        </Tooltip>
      )}
      <span className="space" />
      {following !== null && (
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
      <ExportButton filter={filter} />
      {columns !== null && <ColumnMenu choice={columns} />}
      {children}
    </Bar>
  );
}

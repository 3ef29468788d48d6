import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../i18n/language';
import { seoul } from '../time/seoul';
import { overviewQuery } from './overview';

const Sign = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  fontSize: '0.8125rem',
  whiteSpace: 'nowrap',
  color: theme.vars.palette.text.secondary,
  '&::before': {
    content: '""',
    width: 8,
    height: 8,
    borderRadius: '50%',
    background: theme.vars.palette.text.secondary,
  },
  '&[data-tone=live]::before': { background: theme.vars.palette.success.main },
  '&[data-tone=silent]': { color: theme.vars.palette.error.main, fontWeight: 600 },
  '&[data-tone=silent]::before': { background: theme.vars.palette.error.main },
}));

/** Says whether what this page shows is of this moment. It has its own place, so that no content moves for it. */
export function Pulse() {
  const { data, error, dataUpdatedAt } = useQuery(overviewQuery);
  const { pulse } = useTexts();

  if (error !== null) {
    const words = data === undefined ? pulse.never : pulse.silent(seoul(dataUpdatedAt).time);
    return (
      <Tooltip title={pulse.silentMeaning} describeChild>
        <Sign role="status" data-tone="silent" tabIndex={0}>
          {words}
        </Sign>
      </Tooltip>
    );
  }
  if (data === undefined) return <Sign role="status">{pulse.connecting}</Sign>;
  if (data.now.version !== data.firstVersion) {
    return (
      <Button variant="contained" onClick={() => window.location.reload()}>
        {pulse.renewed}
      </Button>
    );
  }
  return (
    <Sign role="status" data-tone="live">
      {pulse.live}
    </Sign>
  );
}

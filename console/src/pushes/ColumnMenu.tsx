import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Divider from '@mui/material/Divider';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { ColumnsIcon, DownIcon, UpIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import type { Choice, ColumnId } from './columns';

const List = styled('ul')({
  margin: 0,
  padding: '6px 4px 6px 14px',
  width: 250,
  '& li': { listStyle: 'none', display: 'flex', alignItems: 'center', minHeight: 26 },
  '& label': { flex: 1, margin: 0, gap: 8 },
});

/** Lets a person choose columns and put them in order. */
export function ColumnMenu({ choice }: { choice: Choice }) {
  const { log } = useTexts();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        color="inherit"
        startIcon={<ColumnsIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {log.columns}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': log.columns, elevation: 8 } }}
      >
        <List>
          {choice.shown.map(({ id }, place) => (
            <Row key={id} id={id} choice={choice} place={place} />
          ))}
          {choice.hidden.map((id) => (
            <Row key={id} id={id} choice={choice} place={null} />
          ))}
        </List>
        <Divider />
        <Button fullWidth onClick={choice.reset}>
          {log.columnsReset}
        </Button>
      </Popover>
    </>
  );
}

/** One column of the menu; `place` is its place among those shown, or null when it is hidden. */
function Row({ id, choice, place }: { id: ColumnId; choice: Choice; place: number | null }) {
  const { column, log } = useTexts();
  const last = choice.shown.length - 1;
  return (
    <li>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            sx={{ p: 0.25 }}
            checked={place !== null}
            disabled={place === 0 && last === 0}
            onChange={() => choice.toggle(id)}
          />
        }
        label={column[id]}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      {place !== null && (
        <>
          <IconButton
            disabled={place === 0}
            aria-label={log.moveUp(column[id])}
            onClick={() => choice.move(id, -1)}
          >
            <UpIcon fontSize="inherit" />
          </IconButton>
          <IconButton
            disabled={place === last}
            aria-label={log.moveDown(column[id])}
            onClick={() => choice.move(id, 1)}
          >
            <DownIcon fontSize="inherit" />
          </IconButton>
        </>
      )}
    </li>
  );
}

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Choices } from '../app/Field';
import { FaultNotice } from '../app/Notice';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import { processLogQuery, type Output, type Process } from './processes';

/** Drawn from its end, so that it stays at the newest line until somebody scrolls up. */
const Lines = styled('div')(({ theme }) => ({
  height: '60vh',
  overflow: 'auto',
  display: 'flex',
  flexDirection: 'column-reverse',
  padding: '8px 10px',
  background: theme.vars.palette.background.default,
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: 6,
  '& > pre': {
    margin: '0 0 auto',
    fontFamily: MONO,
    fontSize: '0.75rem',
    lineHeight: 1.5,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** The last lines a process has written, and those it writes. */
export function ProcessLogDialog({ process, onClose }: { process: Process; onClose: () => void }) {
  const { processes: texts } = useTexts();
  // The programs of this house write their log to it, and nothing else.
  const [output, setOutput] = useState<Output>('err');
  const { data, error, refetch } = useQuery(processLogQuery(process.id, output));
  const label = texts.logOf(texts.called(process.name, process.id));
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="log-of">
      <DialogTitle id="log-of" variant="h2">
        {label}
      </DialogTitle>
      <DialogContent>
        {data === undefined && error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <Lines tabIndex={0} role="log" aria-live="off" aria-label={label}>
            <pre>
              {data === undefined ? '' : data.lines.length > 0 ? data.lines.join('\n') : texts.noLines}
            </pre>
          </Lines>
        )}
        <Typography
          variant="caption"
          sx={{ display: 'block', minHeight: '1.4em', mt: 0.5, color: 'text.secondary' }}
        >
          {data?.file ?? ''}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Choices
          aria-label={texts.output}
          value={output}
          onChange={(event) => setOutput(event.target.value as Output)}
        >
          <option value="err">{texts.outputs.err}</option>
          <option value="out">{texts.outputs.out}</option>
        </Choices>
        <Button color="inherit" onClick={onClose} autoFocus>
          {texts.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Complaint } from './Complaint';

/** What a dialog does when somebody says yes. */
export interface Act {
  readonly label: string;
  readonly onAct: () => void;
  /** Whether it is under way. */
  readonly pending: boolean;
  /** Why it was not done; the dialog stays open and says so. */
  readonly fault: Error | null;
}

interface ConfirmProps {
  readonly title: string;
  readonly meaning: string;
  /** The button that does it; without it, there is only one to close. */
  readonly act?: Act | undefined;
  readonly close: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/**
 * Asks before something that a person can regret, and says what it would mean. Whoever opens it closes it once that is
 * done, so that nobody takes for done what was not.
 */
export function Confirm({ title, meaning, act, close, onClose, children }: ConfirmProps) {
  return (
    <Dialog open onClose={onClose} aria-labelledby="confirm-title" maxWidth="xs" fullWidth>
      <DialogTitle id="confirm-title" variant="h2">
        {title}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">{meaning}</Typography>
        {children}
        {act !== undefined && <Complaint fault={act.fault} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus color="inherit">
          {close}
        </Button>
        {act !== undefined && (
          <Button variant="contained" loading={act.pending} onClick={act.onAct}>
            {act.label}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

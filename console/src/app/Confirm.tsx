import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface ConfirmProps {
  readonly title: string;
  readonly meaning: string;
  /** The button that does it; without it, there is only one to close. */
  readonly act?: { readonly label: string; readonly onAct: () => void };
  readonly close: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks before something that a person can regret, and says what it would mean. */
export function Confirm({ title, meaning, act, close, onClose, children }: ConfirmProps) {
  return (
    <Dialog open onClose={onClose} aria-labelledby="confirm-title" maxWidth="xs" fullWidth>
      <DialogTitle id="confirm-title" variant="h2">
        {title}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">{meaning}</Typography>
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus color="inherit">
          {close}
        </Button>
        {act !== undefined && (
          <Button variant="contained" onClick={act.onAct}>
            {act.label}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

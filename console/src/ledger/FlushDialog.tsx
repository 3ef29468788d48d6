import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Complaint } from '../app/Complaint';
import { Field } from '../app/Field';
import { MONO } from '../app/theme';
import { useTexts } from '../i18n/language';
import { useChange } from '../session/session';
import { upkeepQuery, type Upkeep } from './ledger';

/** Empties the ledger of what is settled, once its name has been typed. */
export function FlushDialog({ upkeep, onClose }: { upkeep: Upkeep; onClose: () => void }) {
  const { ledger: texts } = useTexts();
  const client = useQueryClient();
  const change = useChange();
  const [name, setName] = useState('');
  const flush = useMutation({
    mutationFn: () => change<Upkeep>({ method: 'POST', path: '/api/upkeep/flush', body: { name } }),
    onSuccess: (told) => {
      client.setQueryData(upkeepQuery.queryKey, told);
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby="flush-title" maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          flush.mutate();
        }}
      >
        <DialogTitle id="flush-title" variant="h2">
          {texts.flushAsk}
        </DialogTitle>
        <DialogContent>
          <Typography variant="body2">
            {texts.flushMeaning(upkeep.settled, upkeep.waiting, upkeep.archive !== null)}
          </Typography>
          <Typography variant="body2" sx={{ mt: 1.5 }}>
            {texts.flushName}{' '}
            <strong style={{ fontFamily: MONO }} data-testid="ledger-name">
              {upkeep.name}
            </strong>
          </Typography>
          <Field
            autoFocus
            sx={{ width: '100%', mt: 1, fontFamily: MONO }}
            aria-label={texts.name}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Complaint fault={flush.error} />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {texts.leave}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            disabled={name !== upkeep.name}
            loading={flush.isPending}
          >
            {texts.flushNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

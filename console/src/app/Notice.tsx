import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { GatewayFault } from '../api/gateway';
import { useTexts } from '../i18n/language';

const Box = styled('div')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 6,
  flex: '1 0 148px',
  minHeight: 148,
  padding: '16px',
  textAlign: 'center',
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
}));

interface NoticeProps {
  readonly title: string;
  readonly meaning: string;
  readonly action?: ReactNode;
}

/** Stands where content would: what is the case, and what that means. */
export function Notice({ title, meaning, action }: NoticeProps) {
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Typography variant="body2" sx={{ maxWidth: 560, color: 'text.secondary' }}>
        {meaning}
      </Typography>
      {action}
    </Box>
  );
}

/** Stands where content would that has never come: why, and how to ask again. */
export function FaultNotice({ fault, onAgain }: { fault: Error; onAgain: () => void }) {
  const { fault: texts } = useTexts();
  const refused = fault instanceof GatewayFault && fault.kind === 'refused';
  return (
    <Notice
      title={refused ? texts.said(fault.message) : texts.silent}
      meaning={
        refused
          ? [texts.said(fault.detail ?? ''), texts.refusedMeaning].filter(Boolean).join(' ')
          : texts.silentMeaning
      }
      action={
        <Button variant="outlined" sx={{ mt: 1 }} onClick={onAgain}>
          {texts.again}
        </Button>
      }
    />
  );
}

import Typography from '@mui/material/Typography';
import { GatewayFault } from '../api/gateway';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';

/** Why something was not done, in the language of the page. */
export function complaintOf(fault: Error, { fault: texts, session }: Texts): string {
  if (!(fault instanceof GatewayFault)) return session.failed;
  return fault.kind === 'silent' ? texts.unanswered : texts.said(fault.detail ?? fault.message);
}

/** Says why something was not done; it has its place before it comes, so that nothing moves for it. */
export function Complaint({ fault }: { readonly fault: Error | null }) {
  const texts = useTexts();
  return (
    <Typography variant="body2" role="alert" sx={{ minHeight: '1.6em', color: 'error.main' }}>
      {fault !== null && complaintOf(fault, texts)}
    </Typography>
  );
}

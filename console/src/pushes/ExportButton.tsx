import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useMutation } from '@tanstack/react-query';
import { GatewayFault, readFile } from '../api/gateway';
import { complaintOf } from '../app/Complaint';
import { Confirm } from '../app/Confirm';
import { DownloadIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import type { Filter } from './filter';
import { exportPath } from './pushes';

/**
 * Saves what a search finds as a file. It is read whole first, which its longest length allows: of a link, the browser
 * would not say that the gateway refuses it, nor that the file has ended early.
 */
export function ExportButton({ filter }: { readonly filter: Filter }) {
  const texts = useTexts();
  const { log } = texts;
  const path = exportPath(filter);
  const save = useMutation({
    mutationFn: () => readFile(path),
    onSuccess: (file) => saveAs(file, 'pushes.csv'),
    gcTime: 0,
  });
  const fault = save.error;
  return (
    <>
      <Tooltip title={log.exportMeaning} describeChild>
        <Button
          color="inherit"
          startIcon={<DownloadIcon />}
          href={path}
          nativeButton={false}
          loading={save.isPending}
          loadingPosition="start"
          onClick={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          CSV
        </Button>
      </Tooltip>
      {fault !== null && (
        <Confirm
          title={log.exportFailed}
          meaning={
            fault instanceof GatewayFault && fault.kind === 'silent'
              ? log.exportCut
              : complaintOf(fault, texts)
          }
          act={{ label: log.exportAgain, onAct: () => save.mutate(), pending: false, fault: null }}
          close={log.exportLeave}
          onClose={() => save.reset()}
        />
      )}
    </>
  );
}

/** Has the browser keep it, as it keeps what a link leads to. */
function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after this, and nobody says when it has.
  window.setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

const KEPT_MS = 60_000;

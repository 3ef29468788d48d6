import Skeleton from '@mui/material/Skeleton';

/** Stands for a table that is still on its way, and takes about the place of it. */
export function WaitingSheet() {
  return <Skeleton aria-busy variant="rounded" height={288} sx={{ bgcolor: 'background.paper' }} />;
}

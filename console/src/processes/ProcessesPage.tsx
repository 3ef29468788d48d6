import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { GatewayFault, type Change } from '../api/gateway';
import { Confirm, type Act } from '../app/Confirm';
import { FaultNotice, Notice } from '../app/Notice';
import type { Texts } from '../i18n/en';
import { useTexts } from '../i18n/language';
import { may, sessionQuery, useChange } from '../session/session';
import { ApplicationScale } from './ApplicationScale';
import { ProcessCard } from './ProcessCard';
import { byApplication, processesQuery, type Deed, type Process, type Processes } from './processes';
import { ProcessLogDialog } from './ProcessLogDialog';

/** Applications side by side, each as wide as its processes need. */
const Groups = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: '8px 12px',
});

const Group = styled('section')(({ theme }) => ({
  maxWidth: '100%',
  // As wide as the cards below it, however long the name is.
  '& > header': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 36,
    width: 0,
    minWidth: '100%',
    whiteSpace: 'nowrap',
  },
  '& > header > h2': { overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: 1.5 },
  '& > header > .space': { flex: 1 },
  '& > ul': { margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: 8 },
  [theme.breakpoints.down('sm')]: { width: '100%' },
}));

/** What somebody wants done; what can be regretted is asked about first. */
type Wish =
  | { readonly kind: 'deed'; readonly process: Process; readonly deed: Deed }
  | { readonly kind: 'scale'; readonly name: string; readonly from: number; readonly to: number };

function changeOf(wish: Wish): Change {
  switch (wish.kind) {
    case 'deed':
      return { method: 'POST', path: `/api/processes/${wish.process.id}/${wish.deed}` };
    case 'scale':
      return {
        method: 'POST',
        path: `/api/applications/${encodeURIComponent(wish.name)}/scale`,
        body: { count: wish.to },
      };
  }
}

/** The page at `/processes`: everything the process manager of this machine keeps alive. */
export function ProcessesPage() {
  const { processes: texts } = useTexts();
  const { data, error, refetch } = useQuery(processesQuery);
  if (data === undefined) {
    return error !== null ? (
      <FaultNotice fault={error} onAgain={() => void refetch()} />
    ) : (
      <Skeleton variant="rounded" height={180} sx={{ bgcolor: 'background.paper' }} />
    );
  }
  if (!data.running) return <Notice title={texts.absent} meaning={texts.absentMeaning(data.home)} />;
  if (data.processes.length === 0) return <Notice title={texts.empty} meaning={texts.emptyMeaning} />;
  return <Board processes={data.processes} fault={error} />;
}

function Board({ processes, fault }: { processes: readonly Process[]; fault: Error | null }) {
  const all = useTexts();
  const { processes: texts } = all;
  const client = useQueryClient();
  const change = useChange();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const steers = user !== null && may(user, 'processes');
  const [asked, setAsked] = useState<Wish | null>(null);
  const [log, setLog] = useState<Process | null>(null);
  const act = useMutation({
    mutationFn: async (wish: Wish) => {
      if (wish.kind === 'scale') return change<Processes>(changeOf(wish));
      const begun = await change<Process>(changeOf(wish));
      return (now: Processes | undefined) =>
        now && { ...now, processes: now.processes.map((each) => (each.id === begun.id ? begun : each)) };
    },
    // What was asked before it began would show it as if nothing had.
    onMutate: () => client.cancelQueries({ queryKey: processesQuery.queryKey }),
    onSuccess: (told) => {
      client.setQueryData<Processes>(processesQuery.queryKey, told);
      setAsked(null);
    },
    // What was begun without a question is asked about now: whether to try again.
    onError: (_, wanted) => setAsked(wanted),
  });
  const wish = (wanted: Wish) => {
    act.reset();
    if (wanted.kind === 'deed' && wanted.deed === 'start') act.mutate(wanted);
    else setAsked(wanted);
  };
  return (
    <>
      <Typography
        variant="body2"
        role="status"
        sx={{ minHeight: { xs: '3em', sm: '1.6em' }, color: 'text.secondary' }}
      >
        {word(processes, fault, all)}
      </Typography>
      <Groups>
        {byApplication(processes).map(([name, members]) => (
          <Group key={name} aria-label={name}>
            <header>
              <Typography variant="h2" title={name}>
                {name}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {texts.online(members.filter((each) => each.state === 'online').length, members.length)}
              </Typography>
              <span className="space" />
              {steers && !members.some((each) => each.self) && (
                <ApplicationScale
                  // Somebody else may change the number, too.
                  key={members.length}
                  name={name}
                  count={members.length}
                  disabled={members.some((each) => each.doing !== undefined)}
                  onScale={(to) => wish({ kind: 'scale', name, from: members.length, to })}
                />
              )}
            </header>
            <ul>
              {members.map((process) => (
                <ProcessCard
                  key={process.id}
                  process={process}
                  steers={steers}
                  onDeed={(deed) => wish({ kind: 'deed', process, deed })}
                  onLog={() => setLog(process)}
                />
              ))}
            </ul>
          </Group>
        ))}
      </Groups>
      {asked !== null && (
        <Ask
          wish={asked}
          act={{ onAct: () => act.mutate(asked), pending: act.isPending, fault: act.error }}
          onClose={() => setAsked(null)}
        />
      )}
      {log !== null && <ProcessLogDialog process={log} onClose={() => setLog(null)} />}
    </>
  );
}

/** What there is to say of the page as a whole. */
function word(
  processes: readonly Process[],
  fault: Error | null,
  { processes: texts, fault: faults }: Texts,
): string {
  if (processes.some((each) => each.self && each.doing === 'reload')) return texts.reloading;
  if (fault === null) return '';
  return fault instanceof GatewayFault && fault.kind === 'refused'
    ? texts.stale(faults.said(fault.detail ?? fault.message))
    : texts.silent;
}

interface AskProps {
  readonly wish: Wish;
  readonly act: Omit<Act, 'label'>;
  readonly onClose: () => void;
}

function Ask({ wish, act, onClose }: AskProps) {
  const { processes: texts } = useTexts();
  if (wish.kind === 'scale') {
    return (
      <Confirm
        title={texts.askScale(wish.name, wish.to)}
        meaning={texts.scaleMeaning(wish.from, wish.to)}
        act={{ ...act, label: texts.scale }}
        close={texts.leave}
        onClose={onClose}
      />
    );
  }
  const { process, deed } = wish;
  return (
    <Confirm
      title={texts.ask[deed](texts.called(process.name, process.id))}
      meaning={deed === 'reload' && process.self ? texts.reloadSelf : texts.meaning[deed]}
      act={{ ...act, label: texts.deed[deed] }}
      close={texts.leave}
      onClose={onClose}
    />
  );
}

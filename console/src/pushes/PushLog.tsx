import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { FaultNotice, Notice } from '../app/Notice';
import { UpIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import { overviewQuery } from '../gateway/overview';
import { may, sessionQuery, type User } from '../session/session';
import { useColumns } from './columns';
import { filterOf, isFiltered, searchOf, type Filter } from './filter';
import { FilterBar } from './FilterBar';
import { LogBar } from './LogBar';
import { Pager } from './Pager';
import { PushDrawer } from './PushDrawer';
import { numberOf, pageOf, pageQuery, PAGE_SIZE, placeOf, type PlacedPage } from './pushes';
import { PushList } from './PushList';
import { PushTable } from './PushTable';
import { addressOf, pageSearch, sameFilter, waysFrom } from './ways';
import { useLogPage } from './useLogPage';
import { useTotal } from './useTotal';

const Section = styled('section')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  flex: '1 1 320px',
  minHeight: 320,
  position: 'relative',
  [theme.breakpoints.down('sm')]: { flex: 'none' },
}));

const Sheet = styled('div')(({ theme }) => ({
  flex: '1 1 0',
  minHeight: 0,
  overflow: 'auto',
  display: 'flex',
  flexDirection: 'column',
  '& > *': { flexShrink: 0 },
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: theme.vars.palette.background.paper,
  // What is still of the search before stays readable, so its frame says it and not its ink.
  transition: 'border-color 150ms 250ms',
  '&[aria-busy=true]': { borderColor: theme.vars.palette.primary.main },
  [theme.breakpoints.down('sm')]: { flex: 'none', overflow: 'visible' },
}));

const Fresh = styled('div')(({ theme }) => ({
  position: 'absolute',
  zIndex: 2,
  top: 124,
  left: 0,
  right: 0,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  '& > button': { pointerEvents: 'auto', borderRadius: 20 },
  // On a phone the whole page scrolls, and this has to stay within reach.
  [theme.breakpoints.down('sm')]: { position: 'fixed', top: 92 },
}));

/** Asks for what the page at this address shows first. */
export function askPushLog(client: QueryClient, search: URLSearchParams, user: User): Promise<unknown> {
  const filter = filterOf(search, !may(user, 'personal'));
  return Promise.all([client.query(pageQuery(filter, placeOf(search), false)), client.query(overviewQuery)]);
}

/** The push log: a page of a hundred, the newest by itself, any other by its address. */
export function PushLog() {
  const { log } = useTexts();
  const narrow = useMediaQuery('(max-width: 599.95px)');
  const [search, setSearch] = useSearchParams();
  const user = useQuery(sessionQuery).data?.user ?? null;
  const masked = user === null || !may(user, 'personal');
  const { place, filter, page } = useMemo(
    () => ({ place: placeOf(search), filter: filterOf(search, masked), page: pageOf(search) }),
    [search, masked],
  );
  const opened = numberOf(search.get('push'));
  // What was last asked for: the next choice, or a keyword after its pause, may come before it is shown.
  const asked = useRef(filter);
  useLayoutEffect(() => {
    asked.current = filter;
  }, [filter]);
  const change = (to: Partial<Filter>) => {
    asked.current = { ...asked.current, ...to };
    setSearch(searchOf(asked.current), { replace: true });
  };

  const sheet = useRef<HTMLDivElement>(null);
  const [paused, setPaused] = useState(false);
  // Which page is scrolled down: another page of the log begins at its top.
  const [scrolled, setScrolled] = useState<string | null>(null);
  const pageScrolled = usePageScrolled();
  const columns = useColumns();
  const atFront = place.kind === 'first';
  const pageKey = `${searchOf(filter).toString()} ${atFront ? 'front' : JSON.stringify(place)}`;
  const still = paused || scrolled === pageKey || pageScrolled || opened !== null;
  const { query, fresh, seen } = useLogPage(filter, place, still);
  const { data, error, isPlaceholderData, refetch } = query;
  const total = useTotal(filter, data);
  const shown = data !== undefined && !isPlaceholderData ? data : undefined;

  // What is looked at is exchanged in place, and only then: rows that stay are not made anew.
  const [shownPage, setShownPage] = useState(pageKey);
  if (shown !== undefined && shownPage !== pageKey) setShownPage(pageKey);
  useLayoutEffect(() => {
    if (sheet.current !== null) sheet.current.scrollTop = 0;
  }, [shownPage]);

  const show = useCallback(
    (id: number | null) =>
      setSearch(
        (now) => {
          if (id === null) now.delete('push');
          else now.set('push', String(id));
          return now;
        },
        // Going from push to push is one visit; "back" closes the drawer.
        { replace: id !== null && opened !== null },
      ),
    [setSearch, opened],
  );
  const follow = () => {
    setPaused(false);
    setScrolled(null);
    if (sheet.current !== null) sheet.current.scrollTop = 0;
    document.documentElement.scrollTop = 0;
    if (!atFront) setSearch(searchOf(filter));
  };

  // Nothing lies before this page: it is the first one, and should go on growing as that.
  const ways = waysFrom(filter, shown, page);
  const reached = shown?.reached ?? null;
  const backwards = place.kind === (filter.order === 'newest' ? 'after' : 'before');
  if (backwards && shown?.reached === null && ways.previous === null) {
    return <Navigate to={addressOf(searchOf(filter))} replace />;
  }

  return (
    <Section aria-labelledby="log-title">
      <LogBar
        filter={filter}
        total={total}
        unindexed={data?.unindexed ?? 0}
        following={atFront && filter.order === 'newest' ? !still : null}
        onHold={() => setPaused(true)}
        onFollow={follow}
        columns={narrow ? null : columns}
      >
        <Pager
          page={page}
          pages={total?.total_is === 'exact' ? Math.max(1, Math.ceil(total.total / PAGE_SIZE)) : null}
          previous={ways.previous}
          next={ways.next}
          atFirst={atFront}
          newestFirst={filter.order === 'newest'}
          onFirst={follow}
          onPage={(wanted) => setSearch(pageSearch(filter, wanted))}
        />
      </LogBar>
      <FilterBar filter={filter} onChange={change} />
      {fresh !== null && (
        <Fresh>
          <Button variant="contained" startIcon={<UpIcon />} onClick={follow}>
            {log.fresh(fresh)}
          </Button>
        </Fresh>
      )}
      <Sheet
        ref={sheet}
        data-shown={shownPage}
        aria-busy={isPlaceholderData && !(atFront && sameFilter(data, filter))}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 0 ? pageKey : null)}
        tabIndex={-1}
      >
        {data !== undefined ? (
          <Pushes
            page={data}
            narrow={narrow}
            columns={columns.shown}
            seen={seen}
            selected={opened}
            onOpen={show}
          />
        ) : error !== null ? (
          <FaultNotice fault={error} onAgain={() => void refetch()} />
        ) : (
          <Loading />
        )}
        {shown !== undefined && reached !== null && (
          <Reached at={reached} next={ways.next} empty={shown.pushes.length === 0} />
        )}
      </Sheet>
      <PushDrawer id={opened} among={data?.pushes ?? []} onShow={show} />
    </Section>
  );
}

interface PushesProps {
  readonly page: PlacedPage;
  readonly narrow: boolean;
  readonly columns: Parameters<typeof PushTable>[0]['columns'];
  readonly seen: number;
  readonly selected: number | null;
  readonly onOpen: (id: number) => void;
}

function Pushes({ page, narrow, columns, seen, selected, onOpen }: PushesProps) {
  const { log } = useTexts();
  if (page.pushes.length === 0) {
    if (page.reached !== null) return null;
    return isFiltered(page.filter) ? (
      <Notice title={log.notFound} meaning={log.notFoundMeaning} />
    ) : page.place.kind === 'first' ? (
      <Notice title={log.empty} meaning={log.emptyMeaning} />
    ) : (
      <Notice title={log.emptyPage} meaning={log.emptyPageMeaning} />
    );
  }
  return narrow ? (
    <PushList label={log.title} pushes={page.pushes} onOpen={onOpen} />
  ) : (
    <PushTable
      label={log.title}
      columns={columns}
      pushes={page.pushes}
      seen={seen}
      selected={selected}
      onOpen={onOpen}
    />
  );
}

/** Says how far a search came in its time, and lets it go on. */
function Reached({ at, next, empty }: { at: number; next: string | null; empty: boolean }) {
  const { log } = useTexts();
  return (
    <Notice
      title={empty ? log.nothingYet(at) : log.reached(at)}
      meaning={log.reachedMeaning}
      action={
        next !== null && (
          <Button variant="outlined" sx={{ mt: 1 }} component={Link} to={next}>
            {log.goOn}
          </Button>
        )
      }
    />
  );
}

function Loading() {
  return Array.from({ length: 16 }, (_, i) => (
    <Skeleton key={i} height={32} sx={{ mx: 1.25, opacity: 0.55 }} />
  ));
}

/** On a phone the whole page scrolls; reading further down then holds the log still as well. */
function usePageScrolled(): boolean {
  const [scrolled, setScrolled] = useState(false);
  useLayoutEffect(() => {
    // Only then: to ask how far it is scrolled is to have the whole page laid out at once.
    const look = () => setScrolled(window.scrollY > 0);
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  return scrolled;
}

import { styled } from '@mui/material/styles';
import { useLayoutEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useTexts } from '../i18n/language';
import type { ConsolePage } from './pages';

const Bar = styled('nav')(({ theme }) => ({
  display: 'flex',
  alignSelf: 'stretch',
  minWidth: 0,
  marginLeft: 12,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  '& > a': {
    display: 'flex',
    alignItems: 'center',
    padding: '0 10px',
    whiteSpace: 'nowrap',
    fontSize: '0.8125rem',
    fontWeight: 600,
    color: theme.vars.palette.text.secondary,
    textDecoration: 'none',
    borderBottom: '2px solid transparent',
  },
  '& > a:hover': { color: theme.vars.palette.text.primary },
  '& > a[aria-current=page]': {
    color: theme.vars.palette.text.primary,
    borderBottomColor: theme.vars.palette.primary.main,
  },
  [theme.breakpoints.down('sm')]: {
    order: 1,
    flexBasis: '100%',
    height: 36,
    marginLeft: -7,
    '& > a': { padding: '0 7px' },
  },
}));

/** The way from page to page; a console of one page needs none. */
export function Navigation({ pages }: { pages: readonly ConsolePage[] }) {
  const texts = useTexts();
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone there is no room for all; the page that is shown has to be seen.
  useLayoutEffect(() => {
    const here = bar.current?.querySelector<HTMLElement>('a[aria-current=page]');
    if (bar.current !== null && here != null) {
      bar.current.scrollLeft = here.offsetLeft - bar.current.offsetLeft - 24;
    }
  }, [pathname]);
  if (pages.length < 2) return null;
  return (
    <Bar ref={bar} aria-label={texts.nav.label}>
      {pages.map((page) => (
        <NavLink key={page.path} to={page.path} end={page.path === '/'}>
          {page.name(texts)}
        </NavLink>
      ))}
    </Bar>
  );
}

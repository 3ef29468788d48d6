import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled, useColorScheme } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import visuallyHidden from '@mui/utils/visuallyHidden';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from 'react-router';
import { overviewQuery } from '../gateway/overview';
import { Pulse } from '../gateway/Pulse';
import { useLanguage, useTexts } from '../i18n/language';
import { BeaconMark } from './BeaconMark';
import { MoonIcon, SunIcon } from './icons';
import { Navigation } from './Navigation';
import { PAGES } from './pages';

const Page = styled('div')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  height: '100dvh',
  minHeight: 560,
  [theme.breakpoints.down('sm')]: { height: 'auto' },
}));

const Header = styled('header')(({ theme }) => ({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  height: 48,
  padding: '0 16px',
  background: theme.vars.palette.background.paper,
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
  '& > a.name': { display: 'flex', alignItems: 'center', gap: 8, color: 'inherit', textDecoration: 'none' },
  '& > .space': { flex: 1 },
  '& > a.skip': { position: 'absolute', left: 8, top: -60, background: 'inherit', padding: 8, zIndex: 10 },
  '& > a.skip:focus': { top: 4 },
  [theme.breakpoints.down('sm')]: {
    position: 'sticky',
    top: 0,
    zIndex: 5,
    padding: '0 8px 0 12px',
    // The flame says the name; the pages need the room.
    '& > a.name h1': { ...visuallyHidden },
  },
}));

const Main = styled('main')(({ theme }) => ({
  flex: '1 1 0',
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 6,
  padding: '12px 16px 14px',
  overflow: 'auto',
  '&:focus': { outline: 'none' },
  [theme.breakpoints.down('sm')]: { flex: 'none', padding: '10px 12px 24px', overflow: 'visible' },
}));

/** What every page has: the name, whether the gateway answers, language and colours. */
export function Shell() {
  const texts = useTexts();
  const { isSuccess } = useQuery(overviewQuery);
  const [language, setLanguage] = useLanguage();
  const { mode, systemMode, setMode } = useColorScheme();
  const dark = (mode === 'system' ? systemMode : mode) === 'dark';
  const otherColours = dark ? texts.shell.light : texts.shell.dark;
  return (
    <Page>
      <Header>
        <a className="skip" href="#main">
          {texts.shell.toContent}
        </a>
        <Link className="name" to="/">
          <BeaconMark lit={isSuccess} />
          <Typography variant="h1">
            Bongsu <span lang="ko">봉수</span>
          </Typography>
        </Link>
        <Navigation pages={PAGES} />
        <span className="space" />
        <Pulse />
        <Button
          color="inherit"
          sx={{ ml: 1 }}
          lang={language === 'ko' ? 'en' : 'ko'}
          onClick={() => setLanguage(language === 'ko' ? 'en' : 'ko')}
        >
          {texts.shell.otherLanguage}
        </Button>
        <Tooltip title={otherColours}>
          <IconButton aria-label={otherColours} onClick={() => setMode(dark ? 'light' : 'dark')}>
            {dark ? <SunIcon /> : <MoonIcon />}
          </IconButton>
        </Tooltip>
      </Header>
      <Main id="main" tabIndex={-1}>
        <Outlet />
      </Main>
    </Page>
  );
}

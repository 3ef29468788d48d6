import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled, useColorScheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from 'react-router';
import { overviewQuery } from '../gateway/overview';
import { useLanguage, useTexts } from '../i18n/language';
import { LoginPage } from '../session/LoginPage';
import { sessionQuery } from '../session/session';
import { BeaconMark } from './BeaconMark';
import { Contained } from './Faults';
import { MoonIcon, SunIcon } from './icons';
import { later } from './later';
import { INSIDE, PARTS, USER_MENU } from './loads';
import { FaultNotice } from './Notice';

const Inside = later(INSIDE, <Outside connecting />);
const UserMenu = later(USER_MENU);
const PasswordPage = later(PARTS['/password']);

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
    // The pages have a line of their own.
    flexWrap: 'wrap',
    height: 'auto',
    minHeight: 48,
    padding: '4px 8px 0 12px',
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

/** What every page has: the name, the ways to the others, whether the gateway answers, who is logged in. */
export function Shell() {
  const texts = useTexts();
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  const user = session.data?.user ?? null;
  const inside = user !== null && !user.must_change_password;
  return (
    <Page>
      <Header>
        <a className="skip" href="#main">
          {texts.shell.toContent}
        </a>
        <Link className="name" to="/">
          {inside ? <Beacon /> : <BeaconMark lit={false} />}
          <Typography variant="h1">
            Bongsu <span lang="ko">봉수</span>
          </Typography>
        </Link>
        {user === null ? <Outside connecting={session.isPending} /> : <Inside user={user} />}
        <Looks />
        {user !== null && <UserMenu user={user} />}
      </Header>
      <Main id="main" tabIndex={-1}>
        {session.data === undefined ? (
          session.error !== null && (
            <FaultNotice fault={session.error} onAgain={() => void session.refetch()} />
          )
        ) : user === null ? (
          <LoginPage />
        ) : (
          <Contained key={pathname}>{inside ? <Outlet /> : <PasswordPage />}</Contained>
        )}
      </Main>
    </Page>
  );
}

function Outside({ connecting }: { readonly connecting: boolean }) {
  const { pulse } = useTexts();
  return (
    <>
      <span className="space" />
      {connecting && <Typography variant="caption">{pulse.connecting}</Typography>}
    </>
  );
}

function Beacon() {
  const { isSuccess } = useQuery(overviewQuery);
  return <BeaconMark lit={isSuccess} />;
}

/** Language and colours. */
function Looks() {
  const { shell } = useTexts();
  const [language, setLanguage] = useLanguage();
  const { mode, systemMode, setMode } = useColorScheme();
  const dark = (mode === 'system' ? systemMode : mode) === 'dark';
  const otherColours = dark ? shell.light : shell.dark;
  return (
    <>
      <Button
        color="inherit"
        sx={{ ml: 1 }}
        lang={language === 'ko' ? 'en' : 'ko'}
        onClick={() => setLanguage(language === 'ko' ? 'en' : 'ko')}
      >
        {shell.otherLanguage}
      </Button>
      <IconButton
        aria-label={otherColours}
        title={otherColours}
        onClick={() => setMode(dark ? 'light' : 'dark')}
      >
        {dark ? <SunIcon /> : <MoonIcon />}
      </IconButton>
    </>
  );
}

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Link } from 'react-router';
import { Field } from '../app/Field';
import { FirstIcon, LeftIcon, RightIcon } from '../app/icons';
import { useTexts } from '../i18n/language';

const Nav = styled('nav')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  whiteSpace: 'nowrap',
  '& form': { display: 'flex', alignItems: 'center', gap: 6, margin: '0 4px', fontSize: '0.8125rem' },
  '& form > input': { width: 76, height: 28, textAlign: 'right' },
  '& form > span': { minWidth: 76, color: theme.vars.palette.text.secondary },
  [theme.breakpoints.down('sm')]: {
    flexBasis: '100%',
    justifyContent: 'space-between',
    '& form': { margin: 0, gap: 4 },
    '& form > input': { width: 60 },
    '& form > span': { minWidth: 0 },
    '& > button, & > a': { minWidth: 0, padding: '4px 4px' },
  },
}));

interface PagerProps {
  /** The page that is shown, null where its number is not known. */
  readonly page: number | null;
  /** The last page, as far as it is known. */
  readonly pages: number | null;
  /** Addresses of the neighbours; null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  readonly atFirst: boolean;
  readonly newestFirst: boolean;
  readonly onFirst: () => void;
  readonly onPage: (page: number) => void;
}

/** The ways through the log: to its front, to the neighbours, and to any page at once. */
export function Pager({ page, pages, previous, next, atFirst, newestFirst, onFirst, onPage }: PagerProps) {
  const { log } = useTexts();
  return (
    <Nav aria-label={log.title}>
      <Button color="inherit" startIcon={<FirstIcon />} disabled={atFirst} onClick={onFirst}>
        {newestFirst ? log.newest : log.oldest}
      </Button>
      <Button
        color="inherit"
        startIcon={<LeftIcon />}
        component={Link}
        to={previous ?? '/pushes'}
        disabled={previous === null}
      >
        {log.previous}
      </Button>
      <PageField key={page} page={page} pages={pages} onPage={onPage} />
      <Button
        color="inherit"
        endIcon={<RightIcon />}
        component={Link}
        to={next ?? '/pushes'}
        disabled={next === null}
      >
        {log.next}
      </Button>
    </Nav>
  );
}

function PageField({ page, pages, onPage }: Pick<PagerProps, 'page' | 'pages' | 'onPage'>) {
  const texts = useTexts();
  const [typed, setTyped] = useState(page === null ? '' : String(page));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Math.min(Number(typed), pages ?? Number.MAX_SAFE_INTEGER);
        if (Number.isInteger(wanted) && wanted >= 1) onPage(wanted);
        setTyped(wanted >= 1 ? String(wanted) : '');
      }}
    >
      <Field
        inputMode="numeric"
        aria-label={texts.log.page}
        placeholder={texts.log.page}
        maxLength={9}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
      />
      <span>{pages === null ? '' : texts.log.ofPages(pages)}</span>
    </form>
  );
}

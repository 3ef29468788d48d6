import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../i18n/language';
import { linksQuery } from '../links/links';
import { alarmsOf } from './alarms';
import { overviewQuery } from './overview';

const List = styled('ul')(({ theme }) => ({
  flex: 'none',
  margin: 0,
  padding: 0,
  display: 'flex',
  flexWrap: 'wrap',
  alignContent: 'flex-start',
  gap: '4px 8px',
  // The same place with and without alarms, so that none moves the page.
  height: 30,
  overflowY: 'auto',
  '& li': {
    listStyle: 'none',
    padding: '3px 10px',
    borderRadius: 6,
    fontSize: '0.8125rem',
    fontWeight: 600,
    border: '1px solid currentColor',
    color: theme.vars.palette.error.main,
    '&[data-tone=well]': { color: theme.vars.palette.success.main, border: '1px solid transparent' },
    '&[data-tone=warn]': { color: theme.vars.palette.warning.main },
  },
}));

/** What a person should look at now, worst first; in words that all is well when it is. */
export function Alarms() {
  const texts = useTexts();
  const { data: overview } = useQuery(overviewQuery);
  const { data: links } = useQuery(linksQuery);
  const alarms = overview === undefined || links === undefined ? null : alarmsOf(overview.now, links, texts);
  return (
    <List aria-label={texts.alarms.title} aria-live="polite">
      {alarms?.map(({ tone, words }) => (
        <li key={words} data-tone={tone}>
          {words}
        </li>
      ))}
      {alarms?.length === 0 && <li data-tone="well">{texts.alarms.none}</li>}
    </List>
  );
}

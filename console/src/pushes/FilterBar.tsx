import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Choices, Field } from '../app/Field';
import { CloseIcon } from '../app/icons';
import { useTexts } from '../i18n/language';
import { linksQuery } from '../links/links';
import {
  filterOf,
  isFiltered,
  isWhole,
  searchedBy,
  STATE_CHOICES,
  type Filter,
  type StateChoice,
} from './filter';
import { KeywordField } from './KeywordField';
import { rangeSince, RANGES } from './ranges';

const Bar = styled('div')(({ theme }) => ({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 6,
  paddingBottom: 8,
  '& > .keyword': { display: 'flex', flex: '1 1 300px', gap: 0 },
  '& > .keyword > select': { borderRadius: '6px 0 0 6px', borderRight: 0, maxWidth: 120 },
  '& > .keyword > input': { flex: 1, borderRadius: '0 6px 6px 0' },
  '& > select': { maxWidth: 150 },
  [theme.breakpoints.down('sm')]: {
    '& > .keyword': { flexBasis: '100%' },
    '& > select, & > input': { flex: '1 1 40%', maxWidth: 'none' },
    '& > button': { flex: '1 1 100%' },
  },
}));

interface FilterBarProps {
  readonly filter: Filter;
  /** What is to be different; all else stays as it was last asked for. */
  readonly onChange: (to: Partial<Filter>) => void;
}

/** Says which pushes are wanted; every change is asked for at once, and stands in the address. */
export function FilterBar({ filter, onChange: change }: FilterBarProps) {
  const { search: texts, column: columns, links: linkTexts } = useTexts();
  const { data: links } = useQuery(linksQuery);
  const timed = filter.from !== '' || filter.until !== '';
  return (
    <Bar role="search" aria-label={texts.label}>
      <div className="keyword">
        <Choices
          aria-label={texts.column}
          value={filter.column}
          onChange={(event) => change({ column: event.target.value as Filter['column'] })}
        >
          {searchedBy(filter.masked).map((name) => (
            <option key={name} value={name}>
              {name === 'text' ? texts.text : columns[name]}
            </option>
          ))}
        </Choices>
        <KeywordField
          keyword={filter.keyword}
          whole={isWhole(filter)}
          onKeyword={(keyword) => change({ keyword })}
        />
      </div>
      <Choices
        aria-label={texts.state}
        data-set={filter.state !== ''}
        value={filter.state}
        onChange={(event) => change({ state: event.target.value as Filter['state'] })}
      >
        <option value="">{texts.anyState}</option>
        {(Object.keys(STATE_CHOICES) as StateChoice[]).map((name) => (
          <option key={name} value={name}>
            {texts.states[name]}
          </option>
        ))}
      </Choices>
      <Choices
        aria-label={columns.lane}
        data-set={filter.lane !== ''}
        value={filter.lane}
        onChange={(event) => change({ lane: event.target.value as Filter['lane'] })}
      >
        <option value="">{texts.anyLane}</option>
        <option value="single">{linkTexts.lane.single}</option>
        <option value="multi">{linkTexts.lane.multi}</option>
      </Choices>
      <Choices
        aria-label={columns.link}
        data-set={filter.link !== ''}
        value={filter.link}
        onChange={(event) => change({ link: event.target.value })}
      >
        <option value="">{texts.anyLink}</option>
        {namesWith(filter.link, links?.map((link) => link.name) ?? []).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choices>
      <Choices
        aria-label={texts.time}
        data-set={timed}
        value={timed ? 'own' : ''}
        onChange={(event) => change(rangeSince(event.target.value, Date.now()))}
      >
        <option value="">{texts.anyTime}</option>
        {RANGES.map((range) => (
          <option key={range} value={range}>
            {texts.ranges[range]}
          </option>
        ))}
        <option value="own" disabled={!timed} hidden={!timed}>
          {texts.ownTime}
        </option>
      </Choices>
      {timed && (
        <>
          <Field
            type="datetime-local"
            aria-label={texts.from}
            value={filter.from}
            max={filter.until || undefined}
            onChange={(event) => change({ from: event.target.value })}
          />
          <Field
            type="datetime-local"
            aria-label={texts.until}
            value={filter.until}
            min={filter.from || undefined}
            onChange={(event) => change({ until: event.target.value })}
          />
        </>
      )}
      <Choices
        aria-label={texts.order}
        value={filter.order}
        onChange={(event) => change({ order: event.target.value as Filter['order'] })}
      >
        <option value="newest">{texts.newestFirst}</option>
        <option value="oldest">{texts.oldestFirst}</option>
      </Choices>
      {isFiltered(filter) && (
        <Button
          color="inherit"
          startIcon={<CloseIcon />}
          onClick={() => change({ ...filterOf(new URLSearchParams(), filter.masked), order: filter.order })}
        >
          {texts.clear}
        </Button>
      )}
    </Bar>
  );
}

/** The links to choose from; one that is chosen stays among them though the configuration has it no more. */
function namesWith(chosen: string, names: readonly string[]): readonly string[] {
  return chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
}

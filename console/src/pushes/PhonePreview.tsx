import { styled } from '@mui/material/styles';
import { BeaconMark } from '../app/BeaconMark';
import { useTexts } from '../i18n/language';
import { seoul } from '../time/seoul';
import { shownOf, type ShownPush } from './pushes';

/** A phone looks the same by day and by night, so these colours are its own and not the theme's. */
const Phone = styled('figure')({
  margin: 0,
  padding: '16px 12px 18px',
  borderRadius: 24,
  border: '5px solid #2b2f36',
  background: 'linear-gradient(165deg, #3b4a63 0%, #6d5a6b 60%, #a8644a 100%)',
  color: '#fff',
  '& > time': { display: 'block', textAlign: 'center', fontSize: 30, fontWeight: 300, lineHeight: 1.2 },
  '& > small': { display: 'block', textAlign: 'center', fontSize: 12, marginBottom: 14 },
  '& > div': {
    display: 'grid',
    gridTemplateColumns: '34px minmax(0, 1fr)',
    gap: 10,
    padding: '10px 12px',
    borderRadius: 16,
    background: 'rgba(250, 250, 252, 0.94)',
    color: '#1c1e22',
    fontSize: 13,
    lineHeight: 1.4,
  },
  '& .icon': {
    width: 34,
    height: 34,
    borderRadius: 9,
    display: 'grid',
    placeItems: 'center',
    background: '#fff',
    boxShadow: '0 0 0 1px #0001',
  },
  '& .head': { display: 'flex', justifyContent: 'space-between', gap: 8, fontWeight: 700 },
  '& .head span': { fontWeight: 400, fontSize: 11, color: '#5c6068', whiteSpace: 'nowrap' },
  '& > p': { margin: 0, fontSize: 13, textAlign: 'center' },
  '& div > p': {
    margin: 0,
    whiteSpace: 'pre-line',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 4,
    overflow: 'hidden',
  },
});

/** The push as a locked phone would show it, when it has come or is to come. */
export function PhonePreview({ push }: { push: ShownPush }) {
  const { push: texts } = useTexts();
  const { date, time } = seoul(push.settled_at ?? push.reserved_for ?? push.accepted_at);
  const shown = shownOf(push);
  return (
    <Phone aria-label={texts.preview}>
      <time>{time.slice(0, 5)}</time>
      <small>{date}</small>
      {shown === null ? (
        <p>{texts.silent}</p>
      ) : (
        <div>
          <span className="icon">
            <BeaconMark lit />
          </span>
          <div>
            <div className="head">
              {shown.title || texts.untitled}
              <span>{texts.now}</span>
            </div>
            <p>{shown.body}</p>
          </div>
        </div>
      )}
    </Phone>
  );
}

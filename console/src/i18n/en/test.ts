import { number } from './numbers';

export const test = {
  number: (n: number) => number.format(n),
  open: 'Test push…',
  title: 'Test push to one token',
  meaning:
    'It passes by lanes, rules and the push log. The audit log keeps who did it, with the token masked.',
  token: 'Registration token',
  service: 'Service (chooses the Firebase project and the template; may be empty)',
  pushTitle: 'Title',
  body: 'Text',
  sampleTitle: 'Bongsu',
  sampleBody: 'This is a test.',
  how: 'What FCM is to do',
  check: 'Check it and deliver nothing',
  deliver: 'Deliver it to the phone',
  tryOut: 'Have it checked',
  send: 'Send to the phone',
  accepted: { check: 'FCM would take it.', deliver: 'FCM has taken it.' },
  outcome: {
    rejected: 'FCM refuses it for good.',
    retry: 'Not now; it could be tried again.',
    throttled: 'Not now: FCM asks for a pause.',
    held: 'Not with these settings or credentials, or nothing goes out just now.',
    unknown: 'No answer: nobody knows what became of it.',
  },
  close: 'Close',
};

import { number } from './numbers';

export const session = {
  title: 'Log in',
  name: 'Name',
  password: 'Password',
  enter: 'Log in',
  first: 'First time? The gateway said at its first start where the one-time password is.',
  wrong: 'Name or password is wrong, or the account is locked for 15 minutes after five failures.',
  later: 'Too many logins have failed from here. Wait a few minutes.',
  failed: 'The gateway did not do it.',
  menu: (name: string) => `Account of ${name}`,
  leave: 'Log out',
  change: 'Change password',
  mustChange: 'Somebody else has made this password. Choose your own to go on.',
  old: 'Present password',
  fresh: 'New password',
  again: 'New password once more',
  rules:
    'At least 10 characters, with a letter, a digit and another character; not your name; no four equal or consecutive characters in a row.',
  different: 'The two new passwords differ.',
  changed: 'The password is changed. Other logins of yours have ended.',
  broken: {
    length: 'It must have 10 to 128 characters.',
    mixed: 'It must have a letter, a digit and another character.',
    name: 'It must not contain your name.',
    repeated: 'It must not have four equal or consecutive characters in a row.',
    same: 'It is the present one.',
    wrong: 'The present password is wrong.',
  },
  role: { viewer: 'Viewer', operator: 'Operator', admin: 'Administrator' },
};

export const devices = {
  title: 'Devices out of reach',
  meaning: 'FCM knows these tokens no more; pushes to them are refused without asking.',
  since: 'Since',
  reason: 'Reason',
  token: 'Token',
  customer: 'Customer',
  push: 'Push',
  number: (n: number) => number.format(n),
  older: 'Show older',
  empty: 'No dead device',
  emptyMeaning: 'FCM has refused no token for good.',
};

export const users = {
  title: 'Users',
  name: 'Name',
  role: 'Role',
  lastLogin: 'Last login',
  never: 'never',
  state: 'State',
  locked: (until: string) => `Locked until ${until}`,
  mustChange: 'Must change password',
  good: 'Good',
  add: 'Add user',
  changes: 'Changes',
  reset: 'New password',
  remove: 'Remove',
  you: 'you',
  cancel: 'Cancel',
  close: 'Close',
  removeAsk: (name: string) => `Remove ${name}?`,
  removeMeaning: 'Every login of this user ends at once. The audit log keeps what the user did.',
  resetAsk: (name: string) => `Give ${name} a new password?`,
  resetMeaning:
    'The present password and every login of this user end at once; a locked account is unlocked.',
  roleAsk: (name: string, role: string) => `Make ${name} ${role}?`,
  roleMeaning: 'Every login of this user ends; the new role counts from the next one.',
  once: (name: string) => `One-time password of ${name}`,
  onceMeaning: 'It is shown only now. At the first login the user has to choose another one.',
  roleOf: (name: string) => `Role of ${name}`,
};

export const audit = {
  title: 'Audit',
  search: 'Search',
  at: 'Time',
  who: 'Who',
  action: 'Action',
  object: 'What',
  detail: 'Detail',
  older: 'Show older',
  empty: 'Nothing here',
  emptyMeaning: 'Nobody has done anything that fits.',
  /** Names of actions; none where their codes say enough. */
  named: {} as Readonly<Record<string, string>>,
  /** What was written down with an action, in this language. */
  detailOf: (_action: string, detail: string) => detail,
};

export const shell = {
  toContent: 'Skip to content',
  otherLanguage: '한국어',
  light: 'Switch to light colours',
  dark: 'Switch to dark colours',
  seoul: 'All times are Seoul time',
};

export const nav = {
  label: 'Pages',
  overview: 'Overview',
  pushes: 'Push log',
  processes: 'Processes',
  ledger: 'Ledger',
  devices: 'Devices',
  users: 'Users',
  audit: 'Audit',
};

export const fault = {
  silent: 'The gateway does not answer',
  silentMeaning: 'It may be starting, or stopped. This page asks again every few seconds by itself.',
  refusedMeaning: 'This page asks again every few seconds by itself.',
  unanswered: 'No answer from the gateway. It may have been done or not: look before you try again.',
  /** What the gateway says, in this language. */
  said: (words: string) => words,
  again: 'Ask again now',
  broken: 'This page has failed',
  brokenMeaning: 'That is a fault of the console, not of the gateway: pushes go on. Load the page again.',
  reload: 'Load again',
  notFound: 'There is no such page',
  notFoundMeaning: 'The address may be mistyped.',
  home: 'To the overview',
};

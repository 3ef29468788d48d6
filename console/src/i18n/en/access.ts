export const openid = {
  enter: (provider: string) => `Log in with ${provider}`,
  finishing: (provider: string) => `${provider} has sent you back; logging in …`,
  farewell: (provider: string) => `You are logged out here. Log out of ${provider}, too`,
  back: 'Back to the login',
  denied: (provider: string, word: string) =>
    `${provider} has not let you in${word === '' ? '' : ` (${word})`}.`,
  refused: {
    'no-role': (provider: string) =>
      `${provider} knows you, but you have no role here. Ask whoever looks after ${provider} to put you into a group that has one.`,
    'not-proven': (provider: string) => `${provider} has not proven who you are. Log in once more.`,
    'not-begun': () =>
      'This login was not begun in this browser at this address, or more than ten minutes ago. Log in once more.',
    unavailable: (provider: string) => `${provider} cannot be asked at this time. Try again later.`,
  },
};

export const discretion = { whole: 'The whole of it, then Enter' };

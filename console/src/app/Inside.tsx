import { Pulse } from '../gateway/Pulse';
import { may, type User } from '../session/session';
import { Navigation } from './Navigation';
import { PAGES } from './pages';

export { UserMenu } from '../session/UserMenu';

/** What the header has for somebody who has logged in: the ways, and whether the gateway answers. */
export function Inside({ user }: { readonly user: User }) {
  const comesIn = !user.must_change_password;
  return (
    <>
      {comesIn && <Navigation pages={PAGES.filter((page) => may(user, page.needs))} />}
      <span className="space" />
      {comesIn && <Pulse />}
    </>
  );
}

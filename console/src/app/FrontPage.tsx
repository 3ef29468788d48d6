import { Tallies } from '../gateway/Tallies';
import { LinkBoard } from '../links/LinkBoard';
import { PushLog } from '../pushes/PushLog';

/** The page at `/`: what happens now, where it comes from, and every push. */
export function FrontPage() {
  return (
    <>
      <Tallies />
      <LinkBoard />
      <PushLog />
    </>
  );
}

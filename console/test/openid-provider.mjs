// A real OpenID provider for the tests, certified by the OpenID Foundation (oidc-provider): anybody may log in with
// any password; what groups he is in follows from his name. Started as
//   node openid-provider.mjs CLIENT SECRET REDIRECT_URI [HOST]
// where HOST is how 127.0.0.1 is called in its addresses, it prints {"issuer": ...} when it listens, and ends with its standard input.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const GROUPS = { kim: ['staff', 'push-operators'], lee: ['staff', 'push-admins'], guest: ['staff'] };

const [client_id, client_secret, redirect_uri, host = '127.0.0.1'] = process.argv.slice(2);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://${host}:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id, client_secret, redirect_uris: [redirect_uri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
    // As Keycloak, Entra and Okta do when told to: the claims are in the ID token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['for tests alone'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, groups: GROUPS[id] ?? [] }),
    }),
  });
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer }));
});
process.stdin.resume().on('end', () => process.exit(0));

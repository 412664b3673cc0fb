// The three legs of a sign-in, walked by npm's oauth. Prints JSON lines: where somebody must press a button, then what came of it.
// In: one JSON line {site, key, secret, method, callback}; callback is "oob", or "loopback" for an address of its own. With "oob" the
// code is read from the second line.
const http = require('node:http');
const readline = require('node:readline');
const {OAuth} = require('oauth');

const say = what => process.stdout.write(JSON.stringify(what) + '\n');
const lines = readline.createInterface({input: process.stdin})[Symbol.asyncIterator]();
const line = async () => (await lines.next()).value;
const asked = f => new Promise((done, failed) => f((error, ...values) => error ? failed(new Error(error.data || error.message || String(error))) : done(values)));

// loopback listens for the browser that comes back, once.
function loopback() {
  let came;
  const back = new Promise(done => { came = done; });
  const server = http.createServer((request, response) => {
    const address = new URL(request.url, 'http://127.0.0.1');
    if (address.pathname !== '/back') { response.writeHead(404); response.end(); return; }
    response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', Connection: 'close'});
    response.end('<!doctype html><body>You can close this page.</body>');
    came(Object.fromEntries(address.searchParams));
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done({
    address: `http://127.0.0.1:${server.address().port}/back?own=a%20b`, back, close: () => server.close(),
  })));
}

(async () => {
  const task = JSON.parse(await line());
  const listener = task.callback === 'oob' ? null : await loopback();
  const client = new OAuth(
    `${task.site}/oauth/request_token`, `${task.site}/oauth/access_token`, task.key, task.secret, '1.0',
    listener ? listener.address : 'oob', 'HMAC-SHA1');
  client.setClientOptions({requestTokenHttpMethod: task.method, accessTokenHttpMethod: task.method});
  const [token, secret, more] = await asked(f => client.getOAuthRequestToken(f));
  say({authorize: `${task.site}/oauth/authorize?oauth_token=${encodeURIComponent(token)}`, confirmed: more.oauth_callback_confirmed});
  const told = listener ? await listener.back : {oauth_verifier: await line(), oauth_token: token};
  if (listener) listener.close();
  if (told.oauth_problem) { say({problem: told.oauth_problem, own: told.own}); return; }
  const exchange = () => asked(f => client.getOAuthAccessToken(told.oauth_token, secret, told.oauth_verifier, f));
  const [access, accessSecret, extra] = await exchange();
  const [who] = await asked(f => client.get(`http://${extra.domain}/api/2/user/get?time=1&x=%C3%A6%20!'()*`, access, accessSecret, f));
  const [made] = await asked(f => client.post(`http://${extra.domain}/api/2/album/create`, access, accessSecret, {title: "Ærø !'()* & = + 🎬"}, f));
  let twice = 'no';
  try { await exchange(); twice = 'yes'; } catch { /* as it should be */ }
  say({access, accessSecret, domain: extra.domain, user: extra.user_id, own: told.own, who: JSON.parse(who), made: JSON.parse(made), twice});
})().catch(error => { say({error: String(error)}); process.exitCode = 1; });

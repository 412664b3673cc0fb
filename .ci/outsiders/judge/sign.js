// Random requests, signed by npm's oauth-1.0a. In: one JSON line {seed, count, schemes, consumer, token}. Out: one line for each
//   {method, url, params, consumer, token, nonce, timestamp, signature, header, body}
// url is as somebody might write it, with its query; params are those of a form body, as [name, value] pairs, and body is what they
// look like on the wire.
const crypto = require('node:crypto');
const OAuth = require('oauth-1.0a');

const task = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));

// mulberry32 is a small generator of numbers by chance: the same seed makes the same requests.
let state = task.seed >>> 0;
function chance() {
  state = (state + 0x6D2B79F5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = n => Math.floor(chance() * n);
const pick = list => list[below(list.length)];

const letters = ['a', 'b', 'Z', '0', '9', '-', '.', '_', '~', '!', "'", '(', ')', '*', ' ', '+', '%', '&', '=', '/', '?', '#', '"', '\\', ';', ':', ',', '@', '$',
  '[', ']', '|', '^', '`', '{', '}', '<', '>', '\n', '\t', 'æ', 'Ø', 'å', 'ß', 'ü', 'é', 'e\u0301', '中', '文', '日', 'ж', 'א', '€', '\u00a0', '\u2028', '🎬', '👩‍💻', '%20', '%2B', '+%'];
const word = most => Array.from({length: below(most + 1)}, () => pick(letters)).join('');
const names = ['title', 'tags', 'description', 'a', 'b', 'a b', 'ä', 'A', 'a1', 'a-1', "it's", 'x[]', 'é', '文'];
const nameOf = () => (chance() < 0.7 ? pick(names) : 'n' + word(6));
const hosts = ['acme.video23.com', 'ACME.Video23.COM', 'Videos.Acme.com', '127.0.0.1', 'localhost', '[::1]', 'x.y.z'];
const ports = {http: ['', '', ':80', ':8080', ':443', ':8023'], https: ['', '', ':443', ':8443', ':80']};

// onTheWire writes a parameter as browsers do, or as RFC 3986 has it; an empty value may come without its sign.
function onTheWire([name, value]) {
  const strict = text => encodeURIComponent(text).replace(/[!'()*]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase());
  const write = chance() < 0.5 ? strict : encodeURIComponent;
  if (value === '' && chance() < 0.3) return write(name);
  return write(name) + '=' + write(value);
}

function make() {
  const method = pick(['GET', 'POST']);
  const scheme = pick(task.schemes);
  const base = `${pick([scheme, scheme, scheme.toUpperCase()])}://${pick(hosts)}${pick(ports[scheme])}/api/2/site/get`;
  const params = Array.from({length: below(7)}, () => [nameOf(), chance() < 0.15 ? '' : word(12)]);
  while (params.length && chance() < 0.4) params.push([pick(params)[0], chance() < 0.3 ? pick(params)[1] : word(5)]);
  const data = {};
  for (const [name, value] of params) (data[name] ??= []).push(value);
  // Repeated values are sorted by what they look like encoded; one that stands alone is no list.
  for (const name of Object.keys(data)) if (data[name].length === 1) data[name] = data[name][0];
  const wire = params.map(onTheWire).join('&');
  const nonce = crypto.createHash('sha256').update(`${task.seed} ${state}`).digest('hex').slice(0, 8 + below(40));
  const timestamp = Math.floor(Date.now() / 1000) - below(200) + 100;
  const oauth = OAuth({
    consumer: task.consumer, signature_method: 'HMAC-SHA1', version: '1.0', realm: chance() < 0.2 ? 'http://acme.video23.com/' : undefined,
    hash_function: (text, key) => crypto.createHmac('sha1', key).update(text).digest('base64'),
  });
  oauth.getNonce = () => nonce;
  oauth.getTimeStamp = () => timestamp;
  // The library signs the address as it is given; how an address is written in full is the business of the URL class.
  const address = new URL(base);
  const signed = oauth.authorize({method, url: address.origin + address.pathname, data}, task.token);
  return {
    method, url: method === 'GET' && wire ? `${base}?${wire}` : base, params: method === 'GET' ? [] : params, consumer: task.consumer, token: task.token,
    nonce, timestamp, signature: signed.oauth_signature, header: oauth.toHeader(signed).Authorization, body: method === 'GET' ? '' : wire,
  };
}

process.stdout.write(Array.from({length: task.count}, () => JSON.stringify(make()) + '\n').join(''));

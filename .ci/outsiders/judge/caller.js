// Who is calling: OAuth 1.0a checked by npm's oauth-1.0a, or a bearer token.
const crypto = require('node:crypto');
const OAuth = require('oauth-1.0a');

const decode = text => decodeURIComponent(text);

// pairs reads name=value&… as it stands: a plus stays one, as in a signature; spaces answers it as a form's reader does.
function pairs(text) {
  return text.split('&').filter(Boolean).map(item => {
    const at = item.indexOf('=');
    return at < 0 ? [decode(item), ''] : [decode(item.slice(0, at)), decode(item.slice(at + 1))];
  });
}

class Refusal extends Error {
  constructor(status, code, message) { super(message); this.status = status; this.code = code; }
}

class Callers {
  constructor(keys) {
    this.keys = keys;
    this.nonces = new Set();
    // workspace tokens with their end.
    this.issued = new Map();
  }

  // issue makes a bearer token for this workspace that ends.
  issue() {
    const token = 'w-' + crypto.randomBytes(20).toString('hex');
    const ends = new Date(Date.now() + 3600e3);
    this.issued.set(token, ends);
    return {token, ends};
  }

  // check answers how a request is signed in: "none", "bearer" or "oauth". form are the pairs of a form body, null for a multipart one.
  check(request, address, form) {
    const header = request.headers.authorization;
    if (header === undefined) return 'none';
    if (/^Bearer /i.test(header)) {
      const token = header.slice(7).trim();
      if (token === this.keys.bearer || this.issued.get(token) > new Date()) return 'bearer';
      throw new Refusal(401, 'missing_authentication', 'The bearer token is unknown or expired');
    }
    if (!/^OAuth /i.test(header)) throw new Refusal(401, 'missing_authentication', 'Neither OAuth nor Bearer');
    this.signature(request, address, form, header);
    return 'oauth';
  }

  signature(request, address, form, header) {
    const given = {};
    for (const field of header.slice(6).split(',')) {
      const found = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(field);
      if (!found || found[1] in given) throw new Refusal(401, 'invalid_signature', 'The header cannot be read: ' + field);
      given[decode(found[1])] = decode(found[2]);
    }
    delete given.realm;
    const wrong = why => { throw new Refusal(401, 'invalid_signature', why); };
    if (given.oauth_consumer_key !== this.keys.consumerKey || given.oauth_token !== this.keys.accessToken) wrong('unknown keys');
    if (given.oauth_signature_method !== 'HMAC-SHA1') wrong('only HMAC-SHA1');
    if (given.oauth_version !== undefined && given.oauth_version !== '1.0') wrong('only version 1.0');
    if (!(Math.abs(Date.now() / 1000 - Number(given.oauth_timestamp)) < 300)) wrong('timestamp');
    const nonce = given.oauth_timestamp + '&' + given.oauth_nonce;
    if (!given.oauth_nonce || this.nonces.has(nonce)) wrong('nonce used before');
    this.nonces.add(nonce);
    const judge = OAuth({
      consumer: {key: this.keys.consumerKey, secret: this.keys.consumerSecret}, signature_method: 'HMAC-SHA1',
      hash_function: (text, key) => crypto.createHmac('sha1', key).update(text).digest('base64'),
    });
    const signed = {...given};
    delete signed.oauth_signature;
    // A POST's query is ignored; of a multipart body nothing is signed.
    const data = {};
    for (const [name, value] of request.method === 'POST' ? form ?? [] : pairs(address.search.slice(1))) (data[name] ??= []).push(value);
    for (const name of Object.keys(data)) if (data[name].length === 1) data[name] = data[name][0];
    const want = judge.getSignature({method: request.method, url: address.origin + address.pathname, data}, this.keys.accessTokenSecret, signed);
    if (want !== given.oauth_signature) wrong('The given signature was invalid');
  }
}

module.exports = {Callers, Refusal, pairs};

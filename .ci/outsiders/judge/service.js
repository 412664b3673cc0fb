// A small site that follows the service's documentation, of npm packages alone. In: one JSON line {folder, keys, overlooks}. Out: one line with
// its address. GET /_judge answers what it holds, and everything that it found wrong with what it was asked.
const crypto = require('node:crypto');
const http = require('node:http');
const path = require('node:path');
const {Callers, Refusal, pairs} = require('./caller.js');
const {receive, Chunks, join} = require('./files.js');

const task = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const callers = new Callers(task.keys);
const chunks = new Chunks();
const tokens = new Map();
const videos = [];
const asked = [];
const zone = 'Europe/Copenhagen';
const complaints = [];

// utc is a time of the workspace's clock as the second generation answers it.
function utc(text) {
  if (!text) return '';
  const clock = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'medium'});
  let at = Date.parse(text.replace(' ', 'T') + 'Z');
  // What the clock of the zone shows then is off by the zone's distance.
  at -= Date.parse(clock.format(at).replace(' ', 'T') + 'Z') - at;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ') + '+00';
}

const random = bytes => crypto.randomBytes(bytes).toString('hex');
const yes = (text, otherwise) => (text === undefined ? otherwise : ['1', 't', 'true'].includes(text));
// words splits tags at spaces; a tag of several words stands in quote marks.
const words = text => [...(text ?? '').matchAll(/"([^"]*)"|([^\s"]+)/g)].map(found => found[1] ?? found[2]);

function create(about, name, file, method) {
  const made = {
    photo_id: 7667553 + videos.length, tree_id: 7340 + videos.length, token: random(16), title: about.title ?? '', description: about.description ?? '',
    tags: about.tags ?? '', album_id: about.album_id ?? '', publish: about.publish, publish_date: about.publish_date ?? '', absolute_url: about.absolute_url ?? '',
    original_filename: name, size: file.size, sha256: file.sha256, upload_token: about.upload_token ?? '', method, updates: [],
  };
  videos.push(made);
  return made;
}

const ids = v => ({photo_id: v.photo_id, tree_id: v.tree_id, token: v.token});

function metadata(value, into = {}) {
  for (const name of ['title', 'description', 'tags', 'album_id', 'publish_date', 'absolute_url']) if (value[name] !== undefined) into[name] = value[name];
  into.publish = yes(value.publish, into.publish ?? true);
  if (into.publish_date) into.publish = false;
  return into;
}

// taken leaves out what the site is told to overlook when a token is asked for.
const taken = value => Object.fromEntries(Object.entries(value).filter(([name]) => !(task.overlooks ?? []).includes(name)));

const number = (value, name, least, most, otherwise) => {
  if (value[name] === undefined) return otherwise;
  const n = Number(value[name]);
  if (!Number.isInteger(n) || n < least || n > most) throw new Refusal(400, 'invalid_type', `${name} must lie between ${least} and ${most}`);
  return n;
};

const getters = {
  'site/get': () => ({site_id: 2342, site_key: 'judge', site_name: 'Judge & Co', company_name: 'Judge & Co', domain: task.domain, product_key: 'tube', locale: 'en_US'}),
  'user/get': () => ({user_id: 17488, username: 'you', display_name: 'You', full_name: 'You', email: 'you@judge.example', timezone: zone, url: '/user/you'}),
  'photo/get-upload-token': value => {
    const minutes = number(value, 'valid_minutes', 15, 1440, 360);
    const token = {...metadata(taken(value)), upload_token: random(20), left: number(value, 'max_uploads', 1, 1000, 1), ends: Date.now() + minutes * 60e3};
    if (value.user_id !== undefined) throw new Refusal(403, 'permission_denied', "required level: 'super'");
    tokens.set(token.upload_token, token);
    return {
      upload_token: token.upload_token, valid_minutes: minutes, valid_until: String(Math.floor(token.ends / 1000)), max_uploads: token.left, title: token.title ?? '',
      description: token.description ?? '', tags: token.tags ?? '', album_id: token.album_id ?? '', publish: token.publish ? 't' : 'f', publish_date: token.publish_date ?? '',
      user_id: 17488, return_url: '', absolute_url: '', background_return_p: false, token_tags: '',
    };
  },
  'photo/list': value => videos.filter(v => (value.upload_token === undefined || v.upload_token === value.upload_token) &&
    (value.photo_id === undefined || String(v.photo_id) === value.photo_id) && (v.publish || yes(value.include_unpublished_p, false))).map(v => ({
    ...ids(v), title: v.title, content: v.description, content_text: v.description, tags: words(v.tags), album_id: v.album_id, all_albums: v.album_id.replaceAll(',', ' '),
    one: `/video/${v.photo_id}/film`, absolute_url: `http://${task.domain}/video/${v.photo_id}/film`, published_p: v.publish, publish_date_ansi: utc(v.publish_date),
    video_p: true, video_encoded_p: true, original_filename: v.original_filename, user_id: 17488,
  })),
  'photo/get-transcoding-progress': () => ({all: '1.0'}),
  'album/list': () => [{album_id: 8754251, title: 'HR', one: '/hr', creation_date_ansi: '2026-01-12 08:21:02', user_id: 17488}],
  'tag/list': () => [{tag: 'annual report', count: '1', url: '/tag/annual%20report'}],
};

const changers = {
  'photo/update': value => {
    const video = videos.find(v => String(v.photo_id) === value.photo_id);
    if (!video) throw new Refusal(404, 'no_such_object', 'No such video');
    video.updates.push({method: 'photo/update', ...value});
    metadata({...value, publish: value.published_p}, video);
  },
};

// level is what a method needs of its caller: "write", or "" where a token is the authority.
const unsigned = {
  'photo/update-upload-token': value => {
    const token = tokens.get(value.upload_token);
    if (!token) throw new Refusal(404, 'no_such_object', 'No such token');
    metadata(value, token);
    for (const v of videos.filter(v => v.upload_token === value.upload_token)) { metadata(value, v); v.updates.push({method: 'photo/update-upload-token', ...value}); }
  },
};

const envelope = (way, data, message) => {
  const answer = {status: 'ok', permission_level: way === 'none' ? 'anonymous' : 'write', cached: false, data};
  if (message) answer.message = message;
  if (Array.isArray(data)) Object.assign(answer, {p: 1, size: 20, total_count: data.length});
  return answer;
};

function send(response, status, type, body) {
  response.writeHead(status, {'Content-Type': type, 'Content-Length': Buffer.byteLength(body)});
  response.end(body);
}
const json = (response, status, value) => send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
const plain = (response, status, text) => send(response, status, 'text/plain; charset=utf-8', text);

const values = list => Object.fromEntries(list);

function complain(request, what) { complaints.push(`${request.method} ${request.url.split('?')[0]}: ${what}`); }

// redeem takes a whole file or a chunk: the token is the authority.
async function redeem(request, response, way) {
  const {fields, files} = await receive(request, task.folder);
  const value = values(fields), file = files.find(f => f.field === 'file');
  if (fields.length !== Object.keys(value).length) complain(request, 'a field twice');
  if (fields.some(([name]) => name.startsWith('oauth_'))) complain(request, 'oauth fields in a multipart body');
  if (way !== 'none') complain(request, 'signed in, where the token is the authority and the reference sends none');
  const token = tokens.get(value.upload_token);
  if (!token || Date.now() > token.ends || token.left < 1) return plain(response, 200, 'The upload token is invalid, expired or used up');
  if (!file || file.size === 0) { complain(request, 'no file'); return plain(response, 400, 'No file'); }
  let parts = [file.path], name = file.name;
  if (value.resumableIdentifier) {
    const chunk = chunks.add(value.upload_token, value, file);
    if (chunk.wrong) { complain(request, chunk.wrong); return plain(response, 500, chunk.wrong); }
    if (chunk.more) return plain(response, 200, 'ok');
    parts = chunk.parts;
    name = value.resumableFilename ?? name;
  }
  token.left--;
  const made = create(token, name, join(parts, path.join(task.folder, 'video-' + videos.length)), 'photo/redeem-upload-token');
  made.chunks = parts.length;
  json(response, 200, envelope('none', ids(made), 'The file was successfully uploaded'));
}

// upload is the one-shot way of the first generation: signed, whole.
async function upload(request, response, way) {
  const {fields, files} = await receive(request, task.folder);
  const value = values(fields), file = files.find(f => f.field === 'file');
  if (way !== 'oauth') throw new Refusal(200, 'permission_denied', "required level: 'write'");
  if (!file) throw new Refusal(200, 'no_file', 'No file');
  const made = create(metadata(value), file.name, join([file.path], path.join(task.folder, 'video-' + videos.length)), 'photo/upload');
  const upload = Object.fromEntries(Object.entries(ids(made)).map(([k, v]) => [k, String(v)]));
  const body = {status: 'ok', message: 'The file was successfully uploaded', permission_level: 'write', cached: '0', upload, p: '1', size: '1', endpoint: '/api/photo/upload'};
  if (value.format !== 'json') {
    return send(response, 200, 'text/xml; charset=utf-8', `<?xml version="1.0" encoding="UTF-8"?><response status="ok" permission_level="write" message="The file was successfully uploaded" cached="0"> <photo_id>${made.photo_id}</photo_id> <tree_id>${made.tree_id}</tree_id> <token>${made.token}</token></response>`);
  }
  // Not as application/json: that broke old clients.
  send(response, 200, 'text/javascript; charset=utf-8', 'raw' in value ? JSON.stringify(body) : `var visual = ${JSON.stringify(body)}`);
}

async function body(request) {
  const all = [];
  for await (const data of request) all.push(data);
  return Buffer.concat(all).toString('utf8');
}

async function serve(request, response) {
  const address = new URL(`http://${request.headers.host}${request.url}`);
  if (address.pathname === '/_judge') return json(response, 200, {videos, asked, complaints, tokens: tokens.size});
  const post = request.method === 'POST';
  const multipart = post && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
  if (post && address.search) complain(request, 'a query on a POST: it is not read');
  let form = null;
  if (post && !multipart) {
    const text = await body(request);
    if (text.includes('+')) complain(request, 'a plus for a space');
    if (text && !/^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')) complain(request, 'a body that is no form');
    form = pairs(text);
  }
  if (!post && address.search.includes('+')) complain(request, 'a plus for a space');
  const entry = {method: request.method, path: address.pathname};
  asked.push(entry);
  const way = entry.auth = callers.check(request, address, form);
  const first = address.pathname.startsWith('/api/') && !address.pathname.startsWith('/api/2/');
  const method = address.pathname.replace(/^\/api\/(2\/)?/, '');
  if (!first && method === 'photo/redeem-upload-token' && multipart) return redeem(request, response, way);
  if (first && method === 'photo/upload' && multipart) return upload(request, response, way);
  const value = values(post ? form ?? [] : pairs(address.search.slice(1)));
  if (!first && method === 'user/tokens') {
    if (way !== 'bearer') throw new Refusal(403, 'permission_denied', "required level: 'read'");
    const {token, ends} = callers.issue();
    const entry = {domain: task.domain, display_name: 'Judge & Co', site_name: 'judge', bearer_token: token, expiration_time: ends.toISOString(), api_base_url: `http://${task.domain}/`, canonical_user_p: true, starred_p: false};
    return json(response, 200, {status: 'ok', sites: [entry]});
  }
  if (!first && getters[method]) {
    if (method === 'photo/get-upload-token' && way === 'none') throw new Refusal(403, 'permission_denied', "required level: 'write'");
    if (method === 'user/get' && way === 'none') throw new Refusal(404, 'no_such_object', 'Nobody is signed in');
    return json(response, 200, envelope(way, getters[method](value)));
  }
  if (!first && post && (changers[method] || unsigned[method])) {
    if (changers[method] && way === 'none') throw new Refusal(403, 'permission_denied', "required level: 'write'");
    (changers[method] ?? unsigned[method])(value);
    return json(response, 200, envelope(way, {}, 'Updated'));
  }
  throw new Refusal(first ? 200 : 404, 'no_such_object', 'There is no method ' + method);
}

const server = http.createServer((request, response) => {
  serve(request, response).catch(error => {
    if (!(error instanceof Refusal)) complain(request, String(error.stack));
    else if (error.code === 'invalid_signature') complain(request, error.message);
    request.resume();
    if (!response.headersSent) {
      json(response, error.status ?? 500, {status: 'error', message: error.message, code: error.code ?? 'creation_error', permission_level: 'anonymous'});
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  task.domain = `127.0.0.1:${server.address().port}`;
  process.stdout.write(JSON.stringify({url: 'http://' + task.domain}) + '\n');
});

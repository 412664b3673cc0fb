// Files that arrive: multipart bodies are read by npm's busboy, chunks are put together as the service's own library cuts them.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const busboy = require('busboy');

// receive reads a multipart body. It answers the text fields and the files, each on disk with its size and the name it was given.
function receive(request, folder) {
  return new Promise((done, failed) => {
    const fields = [], files = [], written = [];
    // Browsers write names in UTF-8 and a quote mark as %22.
    const reader = busboy({headers: request.headers, defParamCharset: 'utf8', limits: {fieldSize: 1 << 20}});
    reader.on('field', (name, value) => fields.push([name, value]));
    reader.on('file', (field, stream, info) => {
      const file = {field, name: (info.filename ?? '').replaceAll('%22', '"'), type: info.mimeType, size: 0, path: path.join(folder, 'part-' + crypto.randomBytes(8).toString('hex'))};
      files.push(file);
      const out = fs.createWriteStream(file.path);
      stream.on('data', data => { file.size += data.length; });
      stream.pipe(out);
      written.push(new Promise((kept, lost) => { out.on('finish', kept); out.on('error', lost); stream.on('error', lost); }));
    });
    reader.on('close', () => Promise.all(written).then(() => done({fields, files}), failed));
    reader.on('error', failed);
    request.on('aborted', () => failed(new Error('the body ended early')));
    request.pipe(reader);
  });
}

const whole = text => (/^[0-9]+$/.test(text ?? '') ? Number(text) : NaN);

// Chunks keeps what has arrived of files until each is complete.
class Chunks {
  constructor() { this.sets = new Map(); }

  // add takes one chunk as the service's sample server does. It answers {wrong} for what the sample refuses with 500, {more: true} while
  // chunks are missing, and {parts} in order once none is.
  add(token, value, file) {
    const number = whole(value.resumableChunkNumber), size = whole(value.resumableChunkSize), total = whole(value.resumableTotalSize);
    const identifier = (value.resumableIdentifier ?? '').replace(/[^0-9A-Za-z_-]/g, '');
    if (!number || !size || !total || !identifier) return {wrong: `not a chunk: number ${value.resumableChunkNumber}, size ${value.resumableChunkSize}, total ${value.resumableTotalSize}, identifier ${value.resumableIdentifier}`};
    const count = Math.max(1, Math.floor(total / size));
    if (number > count) return {wrong: `chunk ${number} of ${count}`};
    const want = number < count ? size : total - (count - 1) * size;
    if (file.size !== want) return {wrong: `chunk ${number} of ${count} has ${file.size} bytes, want ${want}`};
    if (value.resumableTotalChunks !== undefined && whole(value.resumableTotalChunks) !== count) return {wrong: `${value.resumableTotalChunks} chunks, want ${count}`};
    const key = token + '/' + identifier;
    const set = this.sets.get(key) ?? {size, total, parts: new Map()};
    if (set.size !== size || set.total !== total) return {wrong: 'the same identifier with other sizes'};
    this.sets.set(key, set);
    set.parts.set(number, file.path);
    if (set.parts.size < count) return {more: true};
    this.sets.delete(key);
    return {parts: Array.from({length: count}, (_, i) => set.parts.get(i + 1))};
  }
}

// join puts parts together and answers how many bytes they are, and their SHA-256.
function join(parts, into) {
  const sum = crypto.createHash('sha256');
  let size = 0;
  const out = fs.openSync(into, 'w');
  for (const part of parts) {
    const data = fs.readFileSync(part);
    fs.writeSync(out, data);
    sum.update(data);
    size += data.length;
    fs.unlinkSync(part);
  }
  fs.closeSync(out);
  return {size, sha256: sum.digest('hex')};
}

module.exports = {receive, Chunks, join};

'use strict';

// createSender sends files in parts with Resumable.js, waits out interruptions, and keeps count. changed is called whenever something that
// is shown may have changed. Where the site leads on to another page at the end, handOver is given the last part instead of sending it.
const createSender = (changed, handOver) => {
  const partSize = 4 * 1024 * 1024;
  const atOnce = 3;
  const stalled = 60000;
  const items = [];
  const state = {items, paused: false, trouble: '', stopped: ''};
  const query = {upload_token: facts.token, ...(facts.nonce && {[facts.nonceName]: facts.nonce}), format: 'json', raw: '1'};
  const ids = new WeakMap();
  const memory = createMemory();
  // quiet sends without listening to how much has left: a site that does not let other pages ask first still takes parts then.
  let quiet = false;
  let answered = false;
  let failures = 0;
  let lastFailure = 0;
  let moved = {at: Date.now(), bytes: 0};

  const active = item => item.state === 'looking' || item.state === 'sending';
  const itemOf = file => items.find(item => item.parts === file && active(item));
  const later = (milliseconds, also) => new Promise(done => {
    setTimeout(done, milliseconds);
    if (also) window.addEventListener(also, done, {once: true});
  });

  const settle = (item, outcome, why = '') => {
    item.state = outcome;
    item.why = why;
    if (outcome === 'arrived' && !memory.has(item.id)) memory.add(item.id);
    if (item.parts) {
      item.parts.abort();
      upload.removeFile(item.parts);
    }
    changed();
    // Out of the library's own steps: the next file must not wait for this one's.
    setTimeout(kick);
  };

  const stop = why => {
    state.stopped = why;
    for (const item of items.filter(active)) settle(item, 'stopped');
    changed();
  };

  const recovered = () => {
    failures = 0;
    state.trouble = '';
  };

  const troubled = () => {
    if (Date.now() - lastFailure > 900) failures++;
    lastFailure = Date.now();
    state.trouble = navigator.onLine === false ? 'offline' : 'busy';
    upload.opts.chunkRetryInterval = delay();
    changed();
  };
  const delay = () => Math.min(30000, 1000 * 2 ** Math.min(failures - 1, 5));

  // heard looks at every answer before the library does: which of them completes a file is not known before.
  const heard = request => {
    const item = items.find(one => one.id === request.identifier && active(one));
    const why = answers.refusal(request.responseText);
    const fine = request.status === 200 || request.status === 201;
    if (request.identifier) answered = true;
    // Browsers send a part again by themselves where a connection ended without an answer. The last part then finds the link used up by the
    // video that it has itself completed.
    if (why === 'used' && item && request.identifier && item.parts.chunks.every(part => part.xhr === request || part.status() === 'success')) return settle(item, 'unsure');
    if (why) return stop(why);
    if (!item || !request.identifier) {
      if (fine) recovered();
      return;
    }
    if (fine) {
      recovered();
      item.named = item.named || answers.named(request.responseText);
      if (answers.failed(request.responseText)) settle(item, 'failed', 'not_taken');
    } else if (request.status >= 400 && request.status < 500 && ![408, 409, 413, 425, 429].includes(request.status) && ++item.refusals > 4) {
      settle(item, 'failed', 'not_taken');
    } else if (request.status === 413) {
      item.why = 'too_large';
    }
  };

  // lost is for a request without an answer.
  const lost = async request => {
    const item = items.find(one => one.id === request.identifier && active(one));
    if (!item) return;
    // A small file that goes again could be made into a second video.
    if (item.parts.chunks.length === 1 && facts.videos > 1 && (request.whole || quiet)) return setTimeout(() => settle(item, 'unsure'));
    try {
      await item.file.slice(0, 1).arrayBuffer();
    } catch {
      return settle(item, 'failed', 'unreadable');
    }
    if (!answered && !quiet && active(item) && (await ask(item)) !== null) {
      quiet = true;
      kick();
    }
  };

  class Watched extends window.XMLHttpRequest {
    constructor() {
      super();
      this.addEventListener('load', () => heard(this));
      this.addEventListener('error', () => lost(this));
    }

    get upload() { return quiet ? {addEventListener() {}} : super.upload; }

    send(body) {
      this.identifier = body instanceof FormData ? body.get('resumableIdentifier') : '';
      if (!quiet && this.identifier) super.upload.addEventListener('load', () => { this.whole = true; });
      super.send(body);
    }
  }
  window.XMLHttpRequest = Watched;

  const upload = new Resumable({
    target: () => facts.action,
    testTarget: parameters => facts.action + '?' + parameters.join('&'),
    query,
    chunkSize: partSize,
    simultaneousUploads: atOnce,
    testChunks: false,
    maxChunkRetries: Infinity,
    chunkRetryInterval: 1000,
    // The service's own rule: 500 is a file that it cannot use, and everything else is worth another try.
    permanentErrors: [413, 500, 501],
    generateUniqueIdentifier: file => ids.get(file),
    throttleProgressCallbacks: 0.25,
  });

  // guard keeps a part from being sent while nothing is to be sent, and twice at once: the library's timers do not know of pauses.
  const guard = part => {
    const send = part.send;
    part.send = () => {
      const item = itemOf(part.fileObj);
      const status = part.pendingRetry ? 'pending' : part.status();
      part.pendingRetry = false;
      if (item && !state.paused && status !== 'uploading' && status !== 'success') send();
    };
  };

  // kick fills the free places with parts, also with those that wait for their next try.
  const kick = () => {
    if (state.paused) return;
    const parts = upload.files.flatMap(file => file.chunks);
    for (const part of parts) part.pendingRetry = false;
    for (let busy = parts.filter(part => part.status() === 'uploading').length; busy < atOnce; busy++) upload.uploadNextChunk();
  };

  upload.on('chunkingStart', file => {
    const item = items.find(one => one.file === file.file && active(one));
    item.parts = file;
    file.opts.testChunks = item.resumed;
  });
  upload.on('chunkingComplete', file => {
    const item = itemOf(file);
    if (!item) return;
    file.chunks.forEach(guard);
    // A part that is "being prepared" is left alone by the library: it is handed over at the end.
    if (facts.returns) file.chunks[file.chunks.length - 1].preprocessState = 1;
    item.state = 'sending';
    kick();
    handOverLast(file);
  });
  upload.on('fileProgress', file => {
    handOverLast(file);
    changed();
  });
  upload.on('fileRetry', troubled);
  upload.on('fileError', file => {
    const item = itemOf(file);
    if (item) settle(item, 'failed', item.why || 'unsuitable');
  });
  upload.on('fileSuccess', file => {
    const item = itemOf(file);
    if (item) settle(item, item.named ? 'arrived' : 'unsure');
  });

  const handOverLast = file => {
    const item = itemOf(file);
    const last = file.chunks[file.chunks.length - 1];
    if (!facts.returns || !item || item.handed || file.chunks.some(part => part !== last && part.status() !== 'success')) return;
    item.handed = true;
    changed();
    handOver({
      resumableChunkNumber: last.offset + 1, resumableChunkSize: partSize, resumableCurrentChunkSize: last.endByte - last.startByte,
      resumableTotalSize: item.size, resumableType: item.file.type, resumableIdentifier: item.id, resumableFilename: item.name,
      resumableRelativePath: item.name, resumableTotalChunks: file.chunks.length,
    }, new File([item.file.slice(last.startByte, last.endByte)], item.name, {type: item.file.type}));
  };

  // ask asks for the first part of a file: whether it is there, whether the link is good, whether answers may be read. null: no answer.
  const ask = async item => {
    const parameters = new URLSearchParams({
      ...query, resumableChunkNumber: 1, resumableChunkSize: partSize, resumableCurrentChunkSize: Math.min(partSize, item.size),
      resumableTotalSize: item.size, resumableIdentifier: item.id, resumableFilename: item.name,
      resumableTotalChunks: Math.max(1, Math.floor(item.size / partSize)),
    });
    try {
      const answer = await fetch(facts.action + '?' + parameters, {cache: 'no-store', credentials: 'omit'});
      return {status: answer.status, text: await answer.text()};
    } catch {
      return null;
    }
  };

  // reachable says that the site is there, whether or not its answers may be read.
  const reachable = () => fetch(facts.action, {mode: 'no-cors', cache: 'no-store', credentials: 'omit'}).then(() => true, () => false);

  // begin asks until there is an answer, and then sends. Where answers may not be read at all, the plain form is left.
  const begin = async item => {
    for (let unreadable = 0; active(item);) {
      const answer = await ask(item);
      if (!active(item)) return;
      if (answer) {
        const why = answers.refusal(answer.text);
        if (why) return stop(why);
        recovered();
        item.resumed = answer.status === 200 && item.size >= 2 * partSize;
        upload.addFile(item.file);
        return changed();
      }
      if (await reachable() && ++unreadable > 1) return stop('form');
      troubled();
      await later(delay(), 'online');
    }
  };

  // The same video has arrived from another tab: sent once more, it would be a second one. The link may have been used up by it.
  memory.heard(() => {
    const same = items.filter(one => one.state !== 'arrived' && memory.has(one.id));
    if (same.length && state.stopped === 'used') state.stopped = '';
    for (const item of same) settle(item, 'arrived');
  });

  window.addEventListener('online', () => {
    recovered();
    kick();
    changed();
  });
  window.addEventListener('offline', () => {
    if (items.some(active)) state.trouble = 'offline';
    changed();
  });

  // A connection can die without a word, as when a phone goes from Wi-Fi to another network.
  setInterval(() => {
    const bytes = items.reduce((sum, item) => sum + state.bytes(item), 0);
    if (bytes !== moved.bytes || state.paused || !upload.isUploading()) moved = {at: Date.now(), bytes};
    if (Date.now() - moved.at > (quiet ? 6 : 1) * stalled) {
      moved.at = Date.now();
      upload.pause();
      troubled();
      kick();
    }
  }, 1000);

  // bytes is how much of a file the site has, with what is under way.
  state.bytes = item => {
    if (item.state === 'arrived' || item.state === 'unsure') return item.size;
    if (!item.parts || !active(item)) return 0;
    return item.parts.chunks.reduce((sum, part) => {
      const status = part.pendingRetry ? 'pending' : part.status();
      return sum + (status === 'success' ? part.endByte - part.startByte : status === 'uploading' ? Math.min(part.loaded, part.endByte - part.startByte) : 0);
    }, 0);
  };
  state.active = () => items.some(active);
  state.count = outcome => items.filter(item => item.state === outcome).length;
  state.forget = outcome => items.filter(item => item.state === outcome).forEach(item => items.splice(items.indexOf(item), 1));
  state.sentBefore = () => memory.count();

  // add takes a file and answers what is wrong with it, or ''.
  state.add = async file => {
    const item = {file, name: file.name, size: file.size, state: 'looking', why: '', refusals: 0};
    items.push(item);
    changed();
    const drop = problem => {
      items.splice(items.indexOf(item), 1);
      changed();
      return problem;
    };
    try {
      item.id = await identify(file);
    } catch {
      return drop('unreadable');
    }
    if (memory.has(item.id) || items.some(other => other !== item && other.id === item.id && ['looking', 'sending', 'arrived'].includes(other.state))) return drop('twice');
    ids.set(file, item.id);
    begin(item);
    return '';
  };
  state.pause = () => {
    state.paused = true;
    upload.pause();
    for (const part of upload.files.flatMap(file => file.chunks)) part.pendingRetry = false;
    changed();
  };
  state.resume = () => {
    state.paused = false;
    kick();
    changed();
  };
  return state;
};

// identify names a file by its size and some of its content, so that the same video goes on after a reload, whatever it is called then.
const identify = async file => {
  const pieces = 8;
  const length = 64 * 1024;
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let i = 0; i < pieces; i++) {
    const from = Math.max(0, Math.floor((file.size - length) * i / (pieces - 1)));
    for (const byte of new Uint8Array(await file.slice(from, from + length).arrayBuffer())) {
      one = Math.imul(one ^ byte, 0x01000193);
      other = Math.imul(other ^ byte ^ (other >>> 15), 0x85ebca6b);
    }
  }
  return [file.size, ...[one, other].map(value => (value >>> 0).toString(16).padStart(8, '0'))].join('-');
};

// createMemory remembers over a reload which files have arrived by this link. Some browsers keep nothing for a page from a disk.
const createMemory = () => {
  let hash = 0x811c9dc5;
  for (const letter of facts.token) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  const key = 'arrived-' + (hash >>> 0).toString(16);
  let known = [];
  const read = () => {
    try {
      known = JSON.parse(localStorage.getItem(key) || '[]');
    } catch {
      // What is known stays known.
    }
  };
  read();
  return {
    heard(told) {
      window.addEventListener('storage', event => {
        if (event.key !== key) return;
        read();
        told();
      });
    },
    has: id => known.includes(id),
    count: () => known.length,
    add(id) {
      known.push(id);
      try {
        localStorage.setItem(key, JSON.stringify(known));
      } catch {
        // It is remembered until the page is closed.
      }
    },
  };
};

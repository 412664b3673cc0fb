'use strict';

// The page itself: what is shown when. Without this script the plain form stands there in every language.
(() => {
  if (typeof Resumable !== 'function' || !new Resumable().support || !Blob.prototype.arrayBuffer) return;
  const at = id => document.getElementById(id);
  const {text} = speech;
  const form = at('form');
  const input = at('file');
  const names = {company: facts.company, person: facts.person};
  const isOver = () => Date.now() >= facts.ends;
  // shown is what is shown: 'choose', 'send', 'form' or 'over', and what stands below it.
  const shown = {view: 'choose', verdict: '', problems: []};
  let leaving = false;
  let spoken = '';
  let samples = [];
  let lock = null;

  const put = (id, words) => {
    const place = at(id);
    if (place.textContent !== words) place.textContent = words;
  };
  const show = (id, wanted) => { at(id).hidden = !wanted; };
  const say = words => {
    if (spoken === words) return;
    spoken = words;
    put('said', words);
  };

  const sender = createSender(() => draw(), (fields, file) => {
    for (const [name, value] of Object.entries(fields)) form.insertBefore(Object.assign(document.createElement('input'), {type: 'hidden', name, value}), form.firstChild);
    const holder = new DataTransfer();
    holder.items.add(file);
    input.files = holder.files;
    leaving = true;
    form.submit();
  });
  const left = () => facts.videos - Math.max(sender.count('arrived') + sender.count('unsure'), sender.sentBefore());

  // listed are the endings of videos and sound recordings that some systems know no kind for.
  const listed = /\.(mp4|m4v|mov|qt|avi|mkv|webm|wmv|asf|flv|f4v|mpe?g|mpe|m2v|ts|mts|m2ts|mxf|3gp|3g2|ogv|ogg|vob|dv|mp3|m4a|aac|wav|wma|flac|aiff?|opus)$/i;
  const other = /\.(txt|pdf|docx?|xlsx?|pptx?|zip|rar|7z|exe|dmg|iso|html?|js|json|csv|jpe?g|png|gif|heic|webp|svg)$/i;
  const problemOf = file => {
    const video = /^(video|audio)\//.test(file.type) || listed.test(file.name);
    const unknown = (file.type === '' || file.type === 'application/octet-stream') && !other.test(file.name);
    if (!video && !unknown) return 'not_video';
    return file.size === 0 ? 'empty' : '';
  };

  const take = async files => {
    shown.problems = [];
    if (!files.length || isOver() || shown.view === 'form') return draw();
    const room = facts.returns ? 1 : left() - sender.count('looking') - sender.count('sending');
    if (files.length > room) {
      shown.problems.push(() => text('too_many') + ' ' + text('more', {count: Math.max(room, 0)}));
      return draw();
    }
    const good = files.filter(file => {
      const problem = problemOf(file);
      if (problem) shown.problems.push(() => text(problem, {name: file.name}));
      return !problem;
    });
    if (good.length) {
      sender.forget('failed');
      const first = shown.view !== 'send';
      shown.view = 'send';
      shown.verdict = '';
      samples = [];
      const added = good.map(async file => {
        const problem = await sender.add(file);
        if (problem) shown.problems.push(() => text(problem, {name: file.name}));
      });
      draw();
      if (first) at('status').focus();
      await Promise.all(added);
    }
    draw();
  };

  // conclude finds out whether everything is over, and how it went.
  const conclude = () => {
    if (sender.stopped === 'form') {
      // The answers of the site may not be read from here: what was chosen goes by the plain form.
      if (shown.view !== 'form') {
        const holder = new DataTransfer();
        holder.items.add(sender.items[0].file);
        input.files = holder.files;
      }
      shown.view = 'form';
      return;
    }
    if (shown.view === 'send' && !sender.active()) {
      const failed = sender.items.find(item => item.state === 'failed');
      const done = sender.count('arrived');
      const verdict = sender.stopped || (sender.count('unsure') ? 'unsure' : done ? 'done' : failed ? failed.why : '');
      shown.view = verdict ? 'over' : 'choose';
      shown.verdict = verdict;
      if (!sender.stopped && !facts.returns && verdict) for (const item of sender.items) item.past = true;
    }
    if (['unsure', 'used'].includes(shown.verdict) && !sender.stopped && sender.items.length && sender.items.every(item => item.state === 'arrived')) shown.verdict = 'done';
    if (shown.view !== 'send' && shown.verdict !== 'done' && isOver()) {
      shown.view = 'over';
      shown.verdict = 'ended';
    }
  };

  const verdicts = {
    done: ['good', () => (sender.count('arrived') > 1 ? text('done_several', {count: sender.count('arrived')}) : text('done')), () => text('browser_page.close')],
    unsure: ['careful', () => text('unsure'), () => text('unsure_hint', names)],
    used: ['past', () => text('used'), () => text('used_hint', names)],
    ended: ['past', () => text('ended'), () => (sender.stopped === 'ended' ? text('ended_midway') + ' ' : '') + text('ended_hint', {...names, when: speech.when(facts.ends)})
      // Only the device's own clock has said so, and it may be wrong.
      + (sender.stopped === 'ended' ? '' : ' ' + text('ended_clock', {when: speech.when(Date.now())}))],
    unknown: ['past', () => text('unknown'), () => text('unknown_hint', names)],
    unsuitable: ['careful', () => text('unsuitable', names), () => text('unsuitable_hint')],
    too_large: ['careful', () => text('too_large', names), () => text('too_large_hint')],
    not_taken: ['careful', () => text('not_taken', names), () => text('not_taken_hint', names)],
    unreadable: ['careful', () => text('unreadable', {name: sender.items.find(item => item.why === 'unreadable').name}), () => ''],
  };

  const drawOver = () => {
    const [kind, headline, hint] = verdicts[shown.verdict] || verdicts.not_taken;
    at('over').dataset.kind = kind;
    put('verdict', headline());
    put('verdict-hint', hint());
    const more = !sender.stopped && !isOver() && left() > 0;
    put('verdict-more', more && shown.verdict === 'done' ? text('more', {count: left()}) : '');
    put('another', shown.verdict === 'done' || shown.verdict === 'unsure' ? text('send_more') : text('choose_other'));
    show('another', more);
    say(headline());
  };

  const drawProgress = () => {
    const files = sender.items.filter(item => !item.past);
    const total = files.reduce((sum, item) => sum + item.size, 0);
    const bytes = files.reduce((sum, item) => sum + sender.bytes(item), 0);
    const looking = files.every(item => item.state === 'looking');
    const waits = sender.trouble || sender.paused;
    const share = total ? Math.min(Math.floor(bytes / total * 1000), 999) : 0;
    const percent = Math.floor(share / 10);
    const finishing = !looking && !waits && bytes >= total;
    const status = sender.paused ? text('paused') : sender.trouble === 'offline' ? text('offline') : sender.trouble ? text('busy', names)
      : looking ? text('looking') : finishing ? text('finishing') : text(files.length > 1 ? 'sending_several' : 'sending');
    put('status', status);
    put('status-hint', sender.paused ? text('paused_hint') : sender.trouble ? text('by_itself') : files.some(item => item.resumed) ? text('goes_on') : '');
    at('progress').classList.toggle('waits', Boolean(waits));
    at('bar').value = share;
    put('percent', speech.percent(percent));
    put('amount', text('sent_of', {done: speech.bytes(bytes), total: speech.bytes(total)}));
    put('left', waits || looking || finishing ? '' : leftText(bytes, total));
    put('keep-open', text('keep_open'));
    put('pause', sender.paused ? text('button.resume') : text('button.pause'));
    say(waits || looking || finishing ? status : status + ', ' + speech.percent(percent - percent % 10));
  };

  // leftText tells how much longer it takes, from what has left in the last quarter of a minute.
  const leftText = (bytes, total) => {
    const now = Date.now();
    if (!samples.length || now - samples[samples.length - 1].now > 400) samples.push({now, bytes});
    if (samples.some(sample => sample.bytes > bytes)) samples = [{now, bytes}];
    samples = samples.filter(sample => now - sample.now < 15000);
    const [first] = samples;
    if (!first || now - first.now < 3000 || bytes <= first.bytes) return '';
    return speech.left((total - bytes) / ((bytes - first.bytes) / (now - first.now)) / 1000);
  };

  const drawFiles = () => {
    const list = at('files');
    list.hidden = !sender.items.length || (shown.view !== 'send' && shown.view !== 'over');
    const rows = sender.items.map(item => {
      const row = document.createElement('li');
      row.append(Object.assign(document.createElement('bdi'), {textContent: item.name}));
      const state = item.state === 'arrived' ? ['good', text('arrived')]
        : item.state === 'failed' && sender.items.length > 1 ? ['person', item.why === 'unreadable' ? text('unreadable', {name: item.name}) : text(item.why, names)]
          : ['quiet', speech.bytes(item.size)];
      row.append(Object.assign(document.createElement('span'), {className: state[0], textContent: state[1]}));
      return row;
    });
    const fresh = rows.map(row => row.outerHTML).join('');
    if (list.dataset.rows !== fresh) {
      list.dataset.rows = fresh;
      list.replaceChildren(...rows);
    }
  };

  const drawWords = () => {
    const several = facts.videos > 1;
    document.documentElement.lang = speech.language;
    document.title = text('title', names);
    put('asks', text('asks' + (facts.person ? '_person' : '') + (several ? '_several' : ''), names));
    put('until', text('until', {when: speech.when(facts.ends)}));
    const choosesSeveral = several && !facts.returns && left() > 1;
    put('choose', shown.view === 'form' ? text('plain_file') : text(choosesSeveral ? 'choose_several' : 'choose'));
    put('drop', text(choosesSeveral ? 'drop_several' : 'drop'));
    put('up-to', several ? text('up_to', {count: facts.videos}) : '');
    put('any-size', text('any_size'));
    put('straight', text('straight', {site: facts.site}));
    put('send', text('plain_send'));
    put('how', text('plain_how', names) + ' ' + text('keep_open'));
    input.multiple = choosesSeveral && shown.view !== 'form';
    at('languages').setAttribute('aria-label', text('language'));
    for (const button of document.querySelectorAll('.language')) button.setAttribute('aria-pressed', String(button.dataset.language === speech.language));
  };

  const draw = () => {
    const before = shown.view;
    conclude();
    document.body.dataset.view = shown.view;
    drawWords();
    show('form', shown.view === 'choose' || shown.view === 'form');
    show('progress', shown.view === 'send');
    show('over', shown.view === 'over');
    if (shown.view === 'send') drawProgress();
    if (shown.view === 'over') drawOver();
    put('problem', shown.problems.map(problem => problem()).join('\n'));
    show('problem', shown.problems.length > 0);
    drawFiles();
    keepAwake(shown.view === 'send' && !sender.paused);
    if (before === 'send' && shown.view === 'over') at('verdict').focus();
  };

  // keepAwake keeps a phone's screen on while it sends: a sleeping browser sends nothing.
  const keepAwake = async wanted => {
    if (!navigator.wakeLock || document.hidden || wanted === Boolean(lock)) return;
    const old = lock;
    lock = wanted ? {} : null;
    try {
      if (old && old.release) await old.release();
      if (wanted) lock = await navigator.wakeLock.request('screen');
    } catch {
      // It sends all the same.
    }
  };

  input.addEventListener('change', () => {
    if (shown.view === 'form' || leaving) return;
    const files = [...input.files];
    input.value = '';
    take(files);
  });
  form.addEventListener('submit', event => {
    if (shown.view !== 'form' || isOver()) event.preventDefault();
    leaving = shown.view === 'form';
    draw();
  });
  at('pause').addEventListener('click', () => (sender.paused ? sender.resume() : sender.pause()));
  at('another').addEventListener('click', () => {
    shown.view = 'choose';
    shown.verdict = '';
    draw();
    input.focus();
    input.click();
  });
  at('languages').addEventListener('click', event => {
    const chosen = event.target.dataset.language;
    if (!chosen) return;
    speech.language = chosen;
    draw();
  });
  for (const kind of ['dragenter', 'dragover']) {
    document.addEventListener(kind, event => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      at('zone').classList.add('over');
    });
  }
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) at('zone').classList.remove('over');
  });
  document.addEventListener('drop', event => {
    event.preventDefault();
    at('zone').classList.remove('over');
    if (shown.view !== 'form') take([...event.dataTransfer.files]);
    else input.files = event.dataTransfer.files;
  });
  window.addEventListener('beforeunload', event => {
    if (!sender.active() || leaving) return;
    event.preventDefault();
    event.returnValue = '';
  });
  // A browser that comes back shows the page as it was left, in the middle of handing over.
  window.addEventListener('pageshow', event => {
    if (event.persisted && leaving) location.reload();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    if (lock && lock.released) lock = null;
    draw();
  });
  setInterval(draw, 1000);

  if (left() <= 0) {
    shown.view = 'over';
    shown.verdict = isOver() ? 'ended' : 'used';
  }
  document.documentElement.classList.add('on');
  draw();
})();

'use strict';

// What the site's answers mean. Their shapes differ from site to site, and a refused link can come with any status.
const answers = {
  // named says that an answer names the video that was made: only then has it arrived.
  named(text) {
    const said = text.trim();
    if (/^[1-9]\d*$/.test(said) || /^ok \S+ \d+ \d+ \S+/.test(said)) return true;
    const object = answers.object(said);
    if (!object) return /^\W*(the )?(file|video) was successfully uploaded\W*$/i.test(said);
    if (object.status === 'error') return false;
    return [object, object.data, object.upload, object.photo].some(holder => holder && holder.photo_id);
  },

  // refusal is why a link is refused: 'used', 'ended', 'unknown', or '' where it is not.
  refusal(text) {
    const object = answers.object(text.trim());
    const said = object ? String(object.message || '') : text.slice(0, 500);
    if (!/token/i.test(said) || /<html|<!doctype/i.test(said)) return '';
    if (/consumed|used/i.test(said)) return 'used';
    if (/expired|ended/i.test(said)) return 'ended';
    return /invalid|unknown/i.test(said) ? 'unknown' : '';
  },

  // failed says that the site took everything and then could make no video of it.
  failed(text) {
    const object = answers.object(text.trim());
    return /^error\b/i.test(text.trim()) || Boolean(object && object.status === 'error');
  },

  object(text) {
    if (!text.startsWith('{')) return null;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  },
};

'use strict';

// Everything that the page says comes from here, in the reader's language: texts with values in braces, numbers, sizes, times.
const facts = JSON.parse(document.getElementById('facts').textContent);

const speech = (() => {
  const wished = (navigator.languages || [navigator.language || '']).map(code => String(code).toLowerCase());
  const languageOf = code => code.split('-')[0];
  let language = facts.languages.find(known => known === wished.map(languageOf).find(code => facts.languages.includes(code))) || facts.languages[0];

  // The reader's own country decides how dates look, where it speaks the language.
  const locale = () => wished.find(code => languageOf(code) === language) || {en: 'en-GB', da: 'da-DK', de: 'de-DE'}[language] || language;

  const number = (value, decimals = 0) => new Intl.NumberFormat(language, {minimumFractionDigits: 0, maximumFractionDigits: decimals}).format(value);

  // text fills in values; what a value holds is not looked at again. A count among them chooses the plural.
  const text = (key, values = {}) => {
    const forms = facts.texts[language][key] || facts.texts[facts.languages[0]][key];
    const form = forms.one && values.count === 1 ? forms.one : forms.other;
    return form.replace(/\{([a-z_]+)\}/g, (all, name) => (name in values ? (typeof values[name] === 'number' ? number(values[name]) : values[name]) : all));
  };

  const bytes = size => {
    if (size < 1000) return text('figure.bytes', {number: size});
    const units = [['kilobytes', 1e3, 0], ['megabytes', 1e6, 10], ['gigabytes', 1e9, 100], ['terabytes', 1e12, 100]];
    for (const [name, unit, decimals] of units) {
      const tenths = Math.round(size / unit * 10) / 10;
      const shown = tenths < decimals ? tenths : Math.round(size / unit);
      if (shown < 1000 || name === 'terabytes') return text('figure.' + name, {number: number(Math.max(shown, 1), 1)});
    }
    return '';
  };

  const amount = seconds => {
    const minutes = Math.max(Math.round(seconds / 60), 1);
    if (minutes <= 30) return text('amount.minutes', {count: minutes});
    const fives = Math.round(minutes / 5) * 5;
    if (fives < 60) return text('amount.minutes', {count: fives});
    const tens = Math.round(minutes / 10) * 10;
    if (tens >= 240) return text('amount.hours', {count: Math.round(minutes / 60)});
    return tens % 60 ? text('amount.hours_minutes', {count: Math.floor(tens / 60), minutes: tens % 60}) : text('amount.hours', {count: tens / 60});
  };

  return {
    get language() { return language; },
    set language(chosen) { language = chosen; },
    text,
    bytes,
    percent: value => text('figure.percent', {number: number(value)}),
    left: seconds => text('duration.left', {about: seconds < 45 ? text('duration.under_minute') : text('duration.about', {amount: amount(seconds)})}),
    when: milliseconds => new Intl.DateTimeFormat(locale(), {weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit'}).format(milliseconds),
  };
})();

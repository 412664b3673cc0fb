'use strict';

// Reads a page from its input and prints what npm's html-validate finds, one line each: the standard's rules and those for people who
// cannot see or point.
const {HtmlValidate, StaticConfigLoader} = require('html-validate');

let text = '';
process.stdin.on('data', piece => { text += piece; }).on('end', async () => {
  const loader = new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
    // How a page is written down is the template's affair: these two ask for another style of the same page.
    rules: {'no-trailing-whitespace': 'off', 'doctype-style': ['error', {style: 'lowercase'}], 'long-title': 'off'},
  });
  const report = await new HtmlValidate(loader).validateString(text);
  for (const result of report.results) for (const found of result.messages) console.log(`${found.line}:${found.column} ${found.ruleId}: ${found.message}`);
});

#!/usr/bin/env node
// The scopes that the grammar gives to a shipped rule file and to tricky lines, compared with what is written here.
//   grammar.js           compares      grammar.js --write   writes the snapshots anew
'use strict';
const fs = require('fs');
const path = require('path');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

const here = __dirname;
const root = path.join(here, '../../..');
const samples = [['证照.scopes', path.join(root, 'rules/henan/2019/04-收费与证照.zs')], ['难处.scopes', path.join(here, '难处.zs')]];

async function grammar() {
  await oniguruma.loadWASM(fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const file = path.join(here, '../syntaxes/zhunsheng.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({createOnigScanner: (s) => new oniguruma.OnigScanner(s), createOnigString: (s) => new oniguruma.OnigString(s)}),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file),
  });
  return registry.loadGrammar('source.zhunsheng');
}

function scopes(loaded, text) {
  let stack = textmate.INITIAL;
  const out = [];
  for (const line of text.split('\n')) {
    const {tokens, ruleStack} = loaded.tokenizeLine(line, stack);
    stack = ruleStack;
    if (line.trim()) out.push(`>${line}`);
    for (const t of tokens) {
      const piece = line.slice(t.startIndex, t.endIndex);
      const names = t.scopes.slice(1).map((s) => s.replace(/\.zhunsheng$/, ''));
      if (piece.trim() && names.length) out.push(`  ${piece.trim()}\t${names.join(' ')}`);
    }
  }
  return out.join('\n') + '\n';
}

(async () => {
  const loaded = await grammar();
  let failed = false;
  for (const [name, source] of samples) {
    const got = scopes(loaded, fs.readFileSync(source, 'utf8'));
    const file = path.join(here, name);
    if (process.argv.includes('--write')) {
      fs.writeFileSync(file, got);
      continue;
    }
    const wanted = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (got === wanted) continue;
    failed = true;
    const a = wanted.split('\n'), b = got.split('\n');
    const at = b.findIndex((l, i) => l !== a[i]);
    console.error(`${name}: line ${at + 1}\n  wanted: ${a[at]}\n  got:    ${b[at]}\n(if it is meant: editors/vscode/test/grammar.js --write)`);
  }
  process.exit(failed ? 1 : 0);
})();

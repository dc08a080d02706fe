#!/usr/bin/env node
// How long an editor waits for diagnostics: from an edit to what the server says of it, in a pack of about so many lines.
//   ZS=build/release/zs bench/lsp-latency.js [LINES] [EDITS]
// The pack is the shipped one of 2021 with its indicators repeated under other codes. Every edit makes an error or mends it, so
// that each is answered. Wall time is what a user feels; CPU time is what the server itself took, on a machine that does other work.
'use strict';
const fs = require('fs');
const path = require('path');
const {Client, copied} = require('../tests/lsp/client.js');

const wanted = Number(process.argv[2] || 5000), edits = Number(process.argv[3] || 200);

function pack() {
  const folder = copied('rules/neimenggu/2021-standardization');
  fs.rmSync(path.join(folder, 'coverage.tsv'), {force: true});
  const files = () => fs.readdirSync(folder, {recursive: true}).filter((f) => f.endsWith('.zs')).map((f) => path.join(folder, f));
  const lines = () => files().reduce((n, f) => n + fs.readFileSync(f, 'utf8').split('\n').length, 0);
  const originals = files().filter((f) => !/规则集/.test(f));
  for (let copy = 1; lines() < wanted; ++copy)
    for (const file of originals) {
      if (lines() >= wanted) break;
      const text = fs.readFileSync(file, 'utf8');
      const renamed = text.replace(/(^统计指标|^指标|期望|取代) ([A-Z0-9-]+)/gm, `$1 $2-C${copy}`);
      // Definitions of the file's own would stand twice: only indicators and tests are repeated.
      const items = renamed.split(/\n(?=指标 |统计指标 |测试 |条件 |参数 |口径 |时限 |词表 |句式 |导入 |\/\/)/).filter((i) => /^(指标|统计指标|测试) /.test(i));
      fs.writeFileSync(file.replace(/\.zs$/, `-${copy}.zs`), items.join('\n') + '\n');
    }
  return {folder, lines: lines(), files: files()};
}

function cpu(pid) {
  const f = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(f[11]) + Number(f[12])) * 10;     // of 100 ticks a second
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

(async () => {
  const made = pack();
  const client = new Client();
  await client.start();
  const file = made.files.map((f) => [fs.statSync(f).size, f]).sort((a, b) => b[0] - a[0])[0][1];
  const opened = Date.now();
  const first = client.diagnostics(file);
  await client.open(file);
  await first;
  console.log(`${made.lines} lines in ${made.files.length} files; the file edited has ${fs.readFileSync(file, 'utf8').split('\n').length}; first diagnostics after ${Date.now() - opened} ms, ${client.published.get(client.uri(file)).diagnostics.length} of them`);
  const names = [...new Set(fs.readFileSync(file, 'utf8').match(/(?<=期望 )[A-Z0-9-]+(?=:)/g) || [])];
  const waits = [];
  const cpu0 = cpu(client.process.pid);
  for (let n = 0; n < edits; ++n) {
    const name = names.length ? names[(n >> 1) % names.length] : null;
    const [before, after] = name ? (n % 2 ? [`期望 ${name}错:`, `期望 ${name}:`] : [`期望 ${name}:`, `期望 ${name}错:`]) : n % 2 ? ['适用 错', '适用'] : ['适用', '适用 错'];
    const begin = process.hrtime.bigint();
    const came = client.diagnostics(file);
    await client.edit(file, before, after);
    await came;
    waits.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  const used = (cpu(client.process.pid) - cpu0) / edits;
  waits.sort((a, b) => a - b);
  console.log(`${edits} edits: p50 ${at(waits, 0.5).toFixed(1)} ms, p95 ${at(waits, 0.95).toFixed(1)} ms, p99 ${at(waits, 0.99).toFixed(1)} ms, worst ${at(waits, 1).toFixed(1)} ms; CPU ${used.toFixed(1)} ms an edit`);
  await client.stop();
  fs.rmSync(made.folder, {recursive: true});
})().catch((error) => {
  console.error(error);
  process.exit(1);
});

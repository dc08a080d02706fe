// Every feature of `zs lsp`, asked by the protocol's own client library.
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const {Client, copied, protocol, root} = require('./client.js');

const labels = (answer) => answer.items.map((i) => i.label);
const lineOf = (range) => range.start.line + 1;

/// The text after edits, which do not overlap.
function applied(text, edits) {
  const lines = text.split('\n');
  const offset = (p) => lines.slice(0, p.line).reduce((n, l) => n + l.length + 1, 0) + p.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start)).reduce((t, e) => t.slice(0, offset(e.range.start)) + e.newText + t.slice(offset(e.range.end)), text);
}

const tests = {
  async 'capabilities, language and encoding'() {
    const client = new Client();
    const {capabilities, serverInfo} = await client.start({utf8: true, locale: 'en-GB'});
    assert.equal(capabilities.positionEncoding, 'utf-8');
    assert.equal(serverInfo.name, 'zs');
    const pack = copied('rules/henan/2019'), file = path.join(pack, '04-收费与证照.zs');
    await client.open(file);
    const came = client.diagnostics(file, (d) => d.length > 0);
    await client.edit(file, '证照上传时间 未发生', '证照上船时间 未发生');
    const [wrong] = await came;
    assert.match(wrong.message, /^nothing here is called “证照上船时间”/);
    assert.ok(!/是否/.test(wrong.message));
    assert.equal(wrong.range.end.character - wrong.range.start.character, Buffer.byteLength('证照上船时间'));
    assert.equal(await client.stop(), 0);
  },

  async 'diagnostics follow unsaved text, and a fix mends it'() {
    const client = await started();
    const {file} = client;
    const came = client.diagnostics(file, (d) => d.length > 0);
    await client.edit(file, '证照上传时间 未发生', '证照上船时间 未发生');
    const [wrong] = await came;
    assert.equal(wrong.code, 'E0210');
    assert.equal(wrong.severity, 1);
    assert.match(wrong.message, /证照上船时间/);
    assert.equal(wrong.range.end.character - wrong.range.start.character, 6);
    const actions = await client.ask(protocol.CodeActionRequest.type, {textDocument: {uri: client.uri(file)}, range: wrong.range, context: {diagnostics: [wrong]}});
    assert.equal(actions[0].kind, 'quickfix');
    const edits = actions[0].edit.changes[client.uri(file)];
    assert.equal(applied(client.texts.get(file), edits), fs.readFileSync(file, 'utf8'));
    const gone = client.diagnostics(file, (d) => d.length === 0);
    await client.edit(file, '证照上船时间 未发生', '证照上传时间 未发生');
    await gone;
    await client.stop();
  },

  async 'lints are told on opening and saving, not while one types'() {
    const client = new Client();
    await client.start({});
    const pack = copied('rules/henan/2019'), file = path.join(pack, '04-收费与证照.zs');
    const written = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, written + '\n参数 用不着 = 5\n');
    const opened = client.diagnostics(file, (d) => d.some((x) => x.code === 'L003'));
    await client.open(file);
    const found = (await opened).find((d) => d.code === 'L003');
    assert.equal(found.severity, 2);
    const typing = client.diagnostics(file, (d) => d.length === 0);
    await client.edit(file, '参数 用不着 = 5', '参数 用不着 = 6');
    await typing;
    const saved = client.diagnostics(file, (d) => d.some((x) => x.code === 'L003'));
    fs.writeFileSync(file, client.texts.get(file));
    await client.connection.sendNotification(protocol.DidSaveTextDocumentNotification.type, {textDocument: {uri: client.uri(file)}});
    await saved;
    assert.equal(await client.stop(), 0);
  },

  async 'an error in another file of the pack is told there'() {
    const client = await started();
    const cards = path.join(client.pack, '01-规则集.zs');
    await client.open(cards);
    const came = client.diagnostics(client.file, (d) => d.length > 0);
    await client.edit(cards, '牌 预警 < 异常 < 红牌', '牌 预警 < 异常');
    const found = await came;
    assert.ok(found.some((d) => /红牌/.test(d.message)));
    await client.stop();
  },

  async 'hover'() {
    const client = await started();
    const said = async (words, into = 0, nth = 1) => ((await client.ask(protocol.HoverRequest.type, client.at(client.file, words, into, nth))) || {contents: {value: ''}}).contents.value;
    assert.match(await said('证照上传时间 未发生', 1), /字段 证照上传时间[\s\S]*时刻 事件[\s\S]*lic_upload_time/);
    assert.match(await said('证照监察 对 办件', 7), /记录 办件/);
    assert.match(await said('适用', 1), /在哪些记录、哪些时刻上判断/);
    assert.match(await said('发 红牌', 3), /预警 < 异常 < 红牌/);
    assert.match(await said('结果类型 = 证照', 8), /取值 证照/);
    await client.stop();
  },

  async 'definition leads to fields, to the regulation and to imports'() {
    const client = await started();
    const to = async (place) => [].concat(await client.ask(protocol.DefinitionRequest.type, place))[0];
    const field = await to(client.at(client.file, '证照上传时间 未发生'));
    const text = fs.readFileSync(new URL(field.uri), 'utf8').split('\n');
    assert.match(text[field.range.start.line], /证照上传时间 lic_upload_time/);
    const quote = await to(client.at(client.file, '依据 第八条（五）', 14));
    assert.match(decodeURIComponent(quote.uri), /sources\/河南省政务服务电子监察工作规则\.txt$/);
    const head = path.join(client.pack, '01-规则集.zs');
    await client.open(head);
    assert.match(decodeURIComponent((await to(client.at(head, '标准库/办件.zs', 2))).uri), /办件\.zs$/);
    await client.stop();
  },

  async 'references and highlights'() {
    const client = await started();
    const where = client.at(client.file, '证照上传时间 未发生');
    const all = await client.ask(protocol.ReferencesRequest.type, {...where, context: {includeDeclaration: true}});
    const files = new Set(all.map((l) => path.basename(decodeURIComponent(l.uri))));
    assert.ok(files.has('04-收费与证照.zs') && files.has('05-证照监察.zs') && files.has('办件.zs'), [...files].join());
    const without = await client.ask(protocol.ReferencesRequest.type, {...where, context: {includeDeclaration: false}});
    assert.equal(without.length, all.length - 1);
    const here = await client.ask(protocol.DocumentHighlightRequest.type, where);
    assert.equal(here.length, client.texts.get(client.file).split('证照上传时间').length - 1);
    await client.stop();
  },

  async 'rename changes every file; the library stays'() {
    const client = await started();
    const cards = path.join(client.pack, '01-规则集.zs');
    await client.open(cards);
    const edit = await client.ask(protocol.RenameRequest.type, {...client.at(cards, '牌 预警 < 异常', 2), newName: '提醒'});
    assert.ok(Object.keys(edit.changes).length > 3);
    for (const [uri, edits] of Object.entries(edit.changes)) {
      const file = new URL(uri);
      fs.writeFileSync(file, applied(fs.readFileSync(file, 'utf8'), edits));
    }
    const {status, stderr} = require('child_process').spawnSync(process.env.ZS, ['check', client.pack], {encoding: 'utf8'});
    assert.equal(status, 0, stderr);
    await assert.rejects(client.ask(protocol.RenameRequest.type, {...client.at(client.file, '证照上传时间'), newName: '别的'}), /标准库/);
    await assert.rejects(client.ask(protocol.PrepareRenameRequest.type, client.at(client.file, '适用')), /没有可以改名/);
    await client.stop();
  },

  async 'symbols'() {
    const client = await started();
    const tree = await client.ask(protocol.DocumentSymbolRequest.type, {textDocument: {uri: client.uri(client.file)}});
    const codes = tree.map((s) => s.name);
    assert.ok(codes.some((n) => n.startsWith('HN8-5 证照监察')), codes.join());
    const found = await client.ask(protocol.WorkspaceSymbolRequest.type, {query: 'HN8-5'});
    assert.ok(found.some((s) => s.name.startsWith('HN8-5')));
    await client.stop();
  },

  async 'folding, formatting'() {
    const client = await started();
    const textDocument = {uri: client.uri(client.file)};
    const folds = await client.ask(protocol.FoldingRangeRequest.type, {textDocument});
    assert.ok(folds.length >= 3);
    const options = {tabSize: 2, insertSpaces: true};
    assert.deepEqual(await client.ask(protocol.DocumentFormattingRequest.type, {textDocument, options}), []);
    await client.edit(client.file, '  适用 结果类型 = 证照', '      适用   结果类型=证照');
    const edits = await client.ask(protocol.DocumentFormattingRequest.type, {textDocument, options});
    assert.equal(applied(client.texts.get(client.file), edits), fs.readFileSync(client.file, 'utf8'));
    const line = edits[0].range.start.line;
    assert.equal((await client.ask(protocol.DocumentRangeFormattingRequest.type, {textDocument, options, range: {start: {line: 0, character: 0}, end: {line: 1, character: 0}}})).length, 0);
    assert.equal((await client.ask(protocol.DocumentRangeFormattingRequest.type, {textDocument, options, range: {start: {line, character: 0}, end: {line, character: 5}}})).length, 1);
    await client.stop();
  },

  async 'completion'() {
    const client = await started();
    const file = path.join(client.pack, '99-试.zs');
    const asked = async (text) => {
      const at = text.indexOf('▮');
      const whole = text.replace('▮', '');
      if (client.texts.has(file)) await client.connection.sendNotification(protocol.DidCloseTextDocumentNotification.type, {textDocument: {uri: client.uri(file)}});
      fs.writeFileSync(file, whole);
      await client.open(file, whole);
      const head = whole.slice(0, at);
      return labels(await client.ask(protocol.CompletionRequest.type, {textDocument: {uri: client.uri(file)}, position: {line: head.split('\n').length - 1, character: head.length - (head.lastIndexOf('\n') + 1)}}));
    };
    const has = (list, ...wanted) => wanted.forEach((w) => assert.ok(list.includes(w), `${w} is not among ${list.join(' ')}`));
    const not = (list, ...unwanted) => unwanted.forEach((w) => assert.ok(!list.includes(w), `${w} is among ${list.join(' ')}`));
    const inside = (clause) => `指标 T-1 试 对 办件 {\n  ${clause}\n}\n`;

    has(await asked('▮'), '指标', '测试', '时限', '导入');
    has(await asked('指标 T-1 试 对 ▮'), '办件', '评价');
    has(await asked(inside('▮')), '依据', '适用', '当', '情形', '理由');
    has(await asked(inside('适用 ▮')), '结果类型', '办结时间', '有', '申请人信息不全');
    has(await asked(inside('适用 结果类型 ▮')), '属于', '为空', '等于');
    const chosen = await asked(inside('适用 结果类型 = ▮'));
    has(chosen, '证照', '批文');
    assert.equal(chosen[0], '证照');
    has(await asked(inside('适用 办结结果 不属于 {正常办结、▮}')), '不予许可', '退件');
    has(await asked(inside('适用 事项的▮')), '承诺时限', '结果类型');
    has(await asked(inside('当 有 ▮')), '补正', '收费');
    has(await asked(inside('当 有 补正 其（▮')), '补齐确认时间', '告知时间', '办结时间');
    has(await asked(inside('当 有 补正 为 先 其（先的▮')), '补齐确认时间', '告知时间');
    has(await asked(inside('情形 甲 逐 收费 { 适用 ▮ }')), '收费金额', '应收金额');
    has(await asked(inside('情形 甲 逐 ▮')), '补正', '环节');
    has(await asked(inside('当 办结时间 已发生，发 ▮')), '预警', '异常', '红牌');
    has(await asked(inside('当 办结时间 已发生，发 预警，处置 ▮')), '人工监察');
    has(await asked(inside('当 办结时间 后 3▮')), '3工作日', '3小时');
    has(await asked(inside('取代 ▮')), 'HN8-1', 'HN8-5');
    has(await asked('时限 甲 对 办件 {\n  自 ▮\n}\n'), '受理时间', '收件时间');
    has(await asked('时限 甲 对 办件 {\n  日历 ▮\n}\n'), '国务院办公日历');
    const quotes = await asked(inside('依据 ▮'));
    assert.ok(quotes.some((q) => q.startsWith('第八条（五）「')), quotes.slice(0, 5).join());
    assert.ok((await asked(inside('依据 第八条（五）「▮'))).some((q) => q.includes('证照')));
    has(await asked(inside('理由 「{▮}」')), '办结时间', '结果类型');
    has(await asked('测试 "甲" {\n  给定 办件 { ▮ }\n}\n'), '受理时间', '承诺时限单位');
    has(await asked('测试 "甲" {\n  给定 办件 { 结果类型 ▮ }\n}\n'), '证照');
    has(await asked('测试 "甲" {\n  给定 办件 { 承诺时限单位 ▮ }\n}\n'), '工作日');
    has(await asked('测试 "甲" {\n  给定 办件 { 补正 [ { ▮ } ] }\n}\n'), '告知时间');
    has(await asked('测试 "甲" {\n  期望 ▮\n}\n'), 'HN8-1');
    has(await asked('测试 "甲" {\n  期望 HN8-1: ▮\n}\n'), '红牌', '无');
    has(await asked('记录 甲 a {\n  乙 b ▮\n}\n'), '文本', '时刻', '枚举');
    has(await asked('导入 「▮」'), '标准库/办件.zs');
    not(await asked('// ▮'), '指标', '办件');
    // A line in front that cannot be read does not silence what follows.
    has(await asked('指标 T-1 试 对 办件 {\n  适用 适用 且 且\n  ▮\n}\n'), '当', '理由');
    await client.stop();
  },

  async 'semantic tokens cover names by meaning, within reasons too'() {
    const client = await started();
    const {data} = await client.ask(protocol.SemanticTokensRequest.type, {textDocument: {uri: client.uri(client.file)}});
    const {legend} = client.answer.capabilities.semanticTokensProvider;
    const lines = client.texts.get(client.file).split('\n');
    const got = new Set();
    let line = 0, character = 0;
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] ? data[i + 1] : character + data[i + 1];
      line += data[i];
      assert.ok(character + data[i + 2] <= lines[line].length, 'a token ends on its line');
      got.add(`${lines[line].slice(character, character + data[i + 2])} ${legend.tokenTypes[data[i + 3]]}`);
    }
    for (const wanted of ['证照上传时间 property', '证照 enumMember', '办件 struct', 'HN8-5 class', '红牌 macro', '适用 keyword', '3个工作日 number']) assert.ok(got.has(wanted), `${wanted}: ${[...got].join(' | ')}`);
    assert.ok(![...got].some((t) => /[{}].*string/.test(t) && /办结时间\}/.test(t)));
    await client.stop();
  },

  async 'inlay hints'() {
    const client = await started();
    const file = path.join(client.pack, 'tests/01-业务办理时限.zs');
    await client.open(file);
    const lines = client.texts.get(file).split('\n');
    const hints = await client.ask('textDocument/inlayHint', {textDocument: {uri: client.uri(file)}, range: {start: {line: 0, character: 0}, end: {line: lines.length, character: 0}}});
    const n = lines.findIndex((l) => l.includes('至 2024-05-28 00:00:00 处置'));
    assert.deepEqual(hints.filter((h) => h.position.line === n).map((h) => h.label), ['周四', '周二，共3个工作日']);
    const special = path.join(client.pack, '03-补正与特别程序.zs');
    await client.open(special);
    const own = await client.ask('textDocument/inlayHint', {textDocument: {uri: client.uri(special)}, range: {start: {line: 0, character: 0}, end: {line: 100, character: 0}}});
    assert.ok(own.some((h) => /〔时限〕的单位/.test(h.label)), JSON.stringify(own));
    await client.stop();
  },

  async 'lenses count and run tests'() {
    const client = await started();
    const file = path.join(client.pack, 'tests/05-证照监察.zs');
    await client.open(file);
    const lenses = await client.ask(protocol.CodeLensRequest.type, {textDocument: {uri: client.uri(file)}});
    const one = lenses.find((l) => l.command.command === 'zhunsheng.runTest');
    assert.equal(one.command.title, '运行');
    const passed = await client.ask(protocol.ExecuteCommandRequest.type, {command: one.command.command, arguments: one.command.arguments});
    assert.deepEqual([passed.passed, passed.total], [1, 1]);
    const [, name] = one.command.arguments;
    const all = await client.ask(protocol.ExecuteCommandRequest.type, {command: 'zhunsheng.runTests', arguments: [client.uri(file)]});
    assert.ok(all.total > 5 && all.passed === all.total);
    const text = client.texts.get(file), from = text.indexOf(name), card = text.indexOf(' 预警 自 2024', from);
    const before = text.slice(card, card + 13), after = before.replace('2024', '2023');
    const broken = client.diagnostics(file, (d) => d.some((x) => x.source === 'zs test'));
    await client.edit(file, text.slice(from, card + 13), text.slice(from, card) + after);
    const failed = await client.ask(protocol.ExecuteCommandRequest.type, {command: one.command.command, arguments: one.command.arguments});
    assert.equal(failed.passed, 0);
    assert.ok((await broken).some((d) => d.source === 'zs test' && d.message.includes('2024')));
    const counts = await client.ask(protocol.CodeLensRequest.type, {textDocument: {uri: client.uri(client.file)}});
    assert.ok(counts.some((l) => /^\d+ 个测试/.test(l.command.title)), JSON.stringify(counts));
    await client.stop();
  },

  async 'an indicator tells how many of the examples have a card'() {
    const client = new Client();
    client.answer = await client.start({own: {cases: path.join(root, 'examples/henan')}});
    const file = path.join(copied('rules/henan/2019'), '04-收费与证照.zs');
    await client.open(file);
    const lenses = await client.ask(protocol.CodeLensRequest.type, {textDocument: {uri: client.uri(file)}});
    const title = lenses.map((l) => l.command.title).find((t) => /示例/.test(t));
    const [, cases, carded] = title.match(/，(\d+) 个示例中 (\d+) 个亮牌/);
    assert.ok(Number(cases) > 250 && Number(carded) > 0, title);
    await client.stop();
  },

  async 'a broken file still answers from its last good state'() {
    const client = await started();
    const broken = client.diagnostics(client.file, (d) => d.length > 0);
    await client.edit(client.file, '指标 HN8-5 证照监察 对 办件 {', '指标 HN8-5 证照监察 对 办件 {{{ 』');
    await broken;
    const tree = await client.ask(protocol.DocumentSymbolRequest.type, {textDocument: {uri: client.uri(client.file)}});
    assert.ok(tree.some((s) => s.name.startsWith('HN8-5')), JSON.stringify(tree.map((s) => s.name)));
    const to = await client.ask(protocol.DefinitionRequest.type, client.at(client.file, '证照上传时间 未发生'));
    assert.match(decodeURIComponent(to.uri), /办件\.zs$/);
    await client.stop();
  },

  async 'a text that was never saved'() {
    const client = await started();
    const uri = 'untitled:Untitled-1';
    const came = new Promise((resolve) => client.connection.onNotification('none', resolve));
    void came;
    await client.connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {textDocument: {uri, languageId: 'zhunsheng', version: 1, text: '导入 「标准库/办件.zs」\n条件 甲 对 办件 = 办结时间 已发生\n'}});
    const hover = await client.ask(protocol.HoverRequest.type, {textDocument: {uri}, position: {line: 1, character: 13}});
    assert.match(hover.contents.value, /办结时间/);
    await client.stop();
  },
};

async function started() {
  const client = new Client();
  client.answer = await client.start();
  client.pack = copied('rules/henan/2019');
  client.file = path.join(client.pack, '04-收费与证照.zs');
  const clean = client.diagnostics(client.file, (d) => d.length === 0);
  await client.open(client.file);
  await clean;
  return client;
}

(async () => {
  const only = process.argv[2];
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (only && !name.includes(only)) continue;
    const begin = Date.now();
    try {
      await test();
      console.log(`ok   ${name} (${Date.now() - begin} ms)`);
    } catch (error) {
      ++failed;
      console.log(`FAIL ${name}\n${error.stack}`);
    }
  }
  process.exit(failed ? 1 : 0);
})();

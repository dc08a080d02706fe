// A client of `zs lsp` for tests: the protocol's own library speaks, nothing is made up.
'use strict';
const {spawn} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {createRequire} = require('module');

const root = path.resolve(__dirname, '../..');
const packages = createRequire(path.join(root, 'editors/vscode/package.json'));
let protocol;
try {
  protocol = packages('vscode-languageserver-protocol/node');
} catch (error) {
  console.error('editors/vscode/node_modules is missing or old: run scripts/fetch-editor-packages\n' + error.message);
  process.exit(1);
}
const {pathToFileURL} = require('url');

/// A copy of a folder of this project, to be changed at will.
function copied(folder) {
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'zs-lsp-'));
  fs.cpSync(path.join(root, folder), to, {recursive: true});
  return to;
}

class Client {
  constructor(options = {}) {
    this.process = spawn(process.env.ZS, [...(options.arguments || []), 'lsp'], {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, LC_ALL: 'C.UTF-8', XDG_CACHE_HOME: path.join(os.tmpdir(), 'zs-lsp-cache')}});
    this.exited = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve(signal || code)));
    this.connection = protocol.createProtocolConnection(new protocol.StreamMessageReader(this.process.stdout), new protocol.StreamMessageWriter(this.process.stdin));
    this.published = new Map();
    this.waiting = [];
    this.messages = [];
    this.length = (text) => text.length;
    this.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (p) => {
      this.published.set(p.uri, p);
      this.waiting = this.waiting.filter((w) => !w(p));
    });
    this.connection.onNotification(protocol.ShowMessageNotification.type, (p) => this.messages.push(p.message));
    this.connection.onNotification(protocol.LogMessageNotification.type, (p) => this.messages.push(`log: ${p.message}`));
    this.connection.onRequest(protocol.RegistrationRequest.type, () => null);
    this.connection.listen();
    this.versions = new Map();
    this.texts = new Map();
  }

  async start(options = {}) {
    const general = options.utf8 ? {positionEncodings: ['utf-8', 'utf-16']} : {};
    const answer = await this.connection.sendRequest(protocol.InitializeRequest.type, {processId: process.pid, rootUri: null, locale: options.locale || 'zh-cn', capabilities: {general}, initializationOptions: options.own});
    if (answer.capabilities.positionEncoding === 'utf-8') this.length = (text) => Buffer.byteLength(text);
    await this.connection.sendNotification(protocol.InitializedNotification.type, {});
    return answer;
  }

  uri(file) { return pathToFileURL(file).toString(); }
  ask(type, params) { return this.connection.sendRequest(type, params); }

  /// Resolves with the next diagnostics of the file that satisfy `wanted`.
  diagnostics(file, wanted = () => true) {
    const uri = this.uri(file);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no such diagnostics came for ${file}; last: ${JSON.stringify(this.published.get(uri) || null)}`)), 10000);
      this.waiting.push((p) => {
        if (p.uri !== uri || !wanted(p.diagnostics)) return false;
        clearTimeout(timer);
        resolve(p.diagnostics);
        return true;
      });
    });
  }

  async open(file, text = fs.readFileSync(file, 'utf8')) {
    this.texts.set(file, text);
    this.versions.set(file, 1);
    await this.connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {textDocument: {uri: this.uri(file), languageId: 'zhunsheng', version: 1, text}});
  }

  /// Replaces the first `before` by `after`, as an editor does: a range, not the whole.
  async edit(file, before, after) {
    const text = this.texts.get(file);
    const at = text.indexOf(before);
    if (at < 0) throw new Error(`${file} has no ${before}`);
    const place = (offset) => {
      const head = text.slice(0, offset);
      return {line: head.split('\n').length - 1, character: this.length(head.slice(head.lastIndexOf('\n') + 1))};
    };
    const version = this.versions.get(file) + 1;
    this.versions.set(file, version);
    this.texts.set(file, text.slice(0, at) + after + text.slice(at + before.length));
    await this.connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: {uri: this.uri(file), version}, contentChanges: [{range: {start: place(at), end: place(at + before.length)}, text: after}]});
  }

  /// The place `into` characters behind the beginning of the nth `words`.
  at(file, words, into = 0, nth = 1) {
    const text = this.texts.get(file);
    let at = -1;
    for (let n = 0; n < nth; ++n) at = text.indexOf(words, at + 1);
    if (at < 0) throw new Error(`${file} has no ${words}`);
    const head = text.slice(0, at + into);
    return {textDocument: {uri: this.uri(file)}, position: {line: head.split('\n').length - 1, character: this.length(head.slice(head.lastIndexOf('\n') + 1))}};
  }

  async stop() {
    await this.connection.sendRequest(protocol.ShutdownRequest.type);
    await this.connection.sendNotification(protocol.ExitNotification.type);
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}

module.exports = {Client, copied, protocol, root};

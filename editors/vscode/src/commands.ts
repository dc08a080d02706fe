// Commands over a rule set: run, test, diff, preview.
import {execFile} from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as vscode from 'vscode';
import {LanguageClient} from 'vscode-languageclient/node';
import {packOf} from './packs';
import {text} from './settings';
import {Outcome, zs} from './zs';

type Client = () => LanguageClient | undefined;

function activeFile(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document && document.languageId === 'zhunsheng' && document.uri.scheme === 'file') return document.uri.fsPath;
  void vscode.window.showInformationMessage(text('请先打开一个规则文件（.zs）。', 'Open a rule file (.zs) first.'));
  return undefined;
}

function show(output: vscode.OutputChannel, title: string, outcome: Outcome): void {
  output.clear();
  output.appendLine(title);
  output.append(outcome.err);
  output.append(outcome.out);
  output.show(true);
}

async function open(name: string, content: string, languageId: string): Promise<void> {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-')), name);
  fs.writeFileSync(file, content);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.languages.setTextDocumentLanguage(document, languageId).then(undefined, () => undefined);
  await vscode.window.showTextDocument(document, {preview: true, viewColumn: vscode.ViewColumn.Beside});
}

async function run(output: vscode.OutputChannel): Promise<void> {
  const file = activeFile();
  if (!file) return;
  const data = await vscode.window.showOpenDialog({
    canSelectMany: true, openLabel: text('判定', 'Judge'), title: text('选办件数据（可以几个；引用的表用文件名前的记录名，如 事项.csv）', 'Choose the cases (several; a reference table by its record, like 事项.csv)'),
    filters: {[text('数据', 'Data')]: ['csv', 'ndjson', 'json', 'parquet']},
  });
  if (!data || data.length === 0) return;
  const pack = packOf(file);
  const outcome = await zs(['run', pack, '--cases', ...data.map((u) => u.fsPath)], path.dirname(file));
  if (outcome.out) await open('findings.csv', outcome.out, 'csv');
  if (outcome.code !== 0 || outcome.err) show(output, `zs run ${pack}`, {...outcome, out: ''});
}

async function test(output: vscode.OutputChannel, client: Client): Promise<void> {
  const file = activeFile();
  if (!file) return;
  const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
  const running = client();
  if (running && vscode.window.activeTextEditor?.document.isDirty) {   // what is not saved yet is tested by the server
    await running.sendRequest('workspace/executeCommand', {command: 'zhunsheng.runTests', arguments: [uri]});
    return;
  }
  const pack = packOf(file);
  show(output, `zs test ${pack}`, await zs(['test', pack], path.dirname(file)));
}

/// The rule set as it stands in HEAD, in a folder of its own; undefined where git has none.
function checkedOut(pack: string): Promise<string | undefined> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-head-'));
  const cwd = fs.statSync(pack).isDirectory() ? pack : path.dirname(pack);
  const inside = fs.statSync(pack).isDirectory() ? '.' : path.basename(pack);
  return new Promise((resolve) => {
    execFile('git', ['archive', '--format=tar', '-o', path.join(folder, 'head.tar'), 'HEAD', inside], {cwd}, (failed) => {
      if (failed) return resolve(undefined);
      const out = path.join(folder, 'HEAD');
      fs.mkdirSync(out);
      execFile('tar', ['-xf', path.join(folder, 'head.tar'), '-C', out], (broken) => resolve(broken ? undefined : path.join(out, inside)));
    });
  });
}

async function diff(output: vscode.OutputChannel): Promise<void> {
  const file = activeFile();
  if (!file) return;
  const head = text('git 里的 HEAD', 'HEAD of git'), other = text('另一个文件夹……', 'another folder …');
  const chosen = await vscode.window.showQuickPick([head, other], {title: text('与什么比较', 'Compare with')});
  if (!chosen) return;
  const pack = packOf(file);
  let before: string | undefined;
  if (chosen === head) {
    before = await checkedOut(pack);
    if (!before) void vscode.window.showErrorMessage(text('git 的 HEAD 里没有这个规则集。', 'HEAD of git does not have this rule set.'));
  } else {
    before = (await vscode.window.showOpenDialog({canSelectFolders: true, canSelectFiles: false}))?.[0]?.fsPath;
  }
  if (!before) return;
  show(output, `zs diff ${before} ${pack}`, await zs(['diff', before, pack], path.dirname(file)));
}

async function preview(output: vscode.OutputChannel): Promise<void> {
  const file = activeFile();
  if (!file) return;
  const pack = packOf(file);
  const page = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-doc-')), 'doc.html');
  const outcome = await zs(['doc', pack, '--out', page], path.dirname(file));
  if (outcome.code !== 0 || !fs.existsSync(page)) return show(output, `zs doc ${pack}`, outcome);
  const panel = vscode.window.createWebviewPanel('zhunsheng.doc', path.basename(pack), vscode.ViewColumn.Beside, {enableScripts: true});
  panel.webview.html = fs.readFileSync(page, 'utf8');
}

export function registerCommands(context: vscode.ExtensionContext, output: vscode.OutputChannel, client: Client): void {
  const add = (name: string, f: () => Promise<void>) => context.subscriptions.push(vscode.commands.registerCommand(name, f));
  add('zhunsheng.run', () => run(output));
  add('zhunsheng.test', () => test(output, client));
  add('zhunsheng.diff', () => diff(output));
  add('zhunsheng.preview', () => preview(output));
}

// The client: starts `zs lsp`, and gives commands for what the command line does.
import * as vscode from 'vscode';
import {LanguageClient, LanguageClientOptions, ServerOptions} from 'vscode-languageclient/node';
import {registerCommands} from './commands';
import {language, program, text} from './settings';

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const server: ServerOptions = {command: program(), args: ['--lang', language(), 'lsp']};
  const options: LanguageClientOptions = {
    documentSelector: [{scheme: 'file', language: 'zhunsheng'}, {scheme: 'untitled', language: 'zhunsheng'}],
    initializationOptions: {lang: language(), cases: vscode.workspace.getConfiguration('zhunsheng').get<string>('cases', '')},
  };
  client = new LanguageClient('zhunsheng', '准绳 Zhunsheng', server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      text(`启动不了 ${program()}：${String(error)}。请在设置 zhunsheng.path 里写明 zs 程序在哪里。`, `cannot start ${program()}: ${String(error)}. Say in the setting zhunsheng.path where the zs program is.`),
      text('打开设置', 'Open the setting'));
    if (choice) await vscode.commands.executeCommand('workbench.action.openSettings', 'zhunsheng.path');
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running) await running.stop();
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('准绳 Zhunsheng');
  context.subscriptions.push(output);
  registerCommands(context, output, () => client);
  context.subscriptions.push(vscode.commands.registerCommand('zhunsheng.restart', async () => {
    await stop();
    await start();
  }));
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(async (e) => {
    if (!e.affectsConfiguration('zhunsheng')) return;
    await stop();
    await start();
  }));
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

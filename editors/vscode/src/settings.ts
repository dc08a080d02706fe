// Settings, and the language in which to speak.
import * as vscode from 'vscode';

export function language(): 'zh' | 'en' {
  const chosen = vscode.workspace.getConfiguration('zhunsheng').get<string>('lang', '');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return vscode.env.language.startsWith('zh') ? 'zh' : 'en';
}

export function text(zh: string, en: string): string {
  return language() === 'zh' ? zh : en;
}

export function program(): string {
  return vscode.workspace.getConfiguration('zhunsheng').get<string>('path', '') || 'zs';
}

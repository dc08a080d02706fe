// The rule set of a file: the nearest folder above it that has a 规则集, as the language server finds it.
import * as fs from 'fs';
import * as path from 'path';

/// The code of the file's first 规则集.
function ruleSetOf(file: string): string | undefined {
  try {
    return /^[ \t]*(?:规则集|ruleset)[ \t　]+([^\s{]+)/m.exec(fs.readFileSync(file, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

export function packOf(file: string): string {
  let folder = path.dirname(file);
  for (let level = 0; level < 6; ++level) {
    const codes = new Map<string, string>();     // by file
    try {
      for (const name of fs.readdirSync(folder)) {
        const code = name.endsWith('.zs') ? ruleSetOf(path.join(folder, name)) : undefined;
        if (code) codes.set(name, code);
      }
    } catch {
      codes.clear();
    }
    if (new Set(codes.values()).size > 1 && codes.has(path.basename(file))) return file;
    if (codes.size > 0) return folder;
    const above = path.dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  return file;
}

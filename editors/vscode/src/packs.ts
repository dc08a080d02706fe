// The rule set of a file: the nearest folder above it that has a 规则集, as the language server finds it.
import * as fs from 'fs';
import * as path from 'path';

function hasRuleSet(file: string): boolean {
  try {
    return /^[ \t]*(规则集|ruleset)[ \t　]/m.test(fs.readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

export function packOf(file: string): string {
  let folder = path.dirname(file);
  for (let level = 0; level < 6; ++level) {
    let names: string[] = [];
    try {
      names = fs.readdirSync(folder).filter((n) => n.endsWith('.zs') && hasRuleSet(path.join(folder, n)));
    } catch {
      names = [];
    }
    if (names.length > 1 && names.includes(path.basename(file))) return file;
    if (names.length === 1) return folder;
    const above = path.dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  return file;
}

// Bundles the extension into out/extension.js: one file, no node_modules in the package.
const esbuild = require('esbuild');

esbuild
  .build({entryPoints: ['src/extension.ts'], bundle: true, platform: 'node', target: 'node18', format: 'cjs', external: ['vscode'], outfile: 'out/extension.js', minify: true, legalComments: 'none', logLevel: 'warning'})
  .catch(() => process.exit(1));

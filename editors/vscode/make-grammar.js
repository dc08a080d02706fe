#!/usr/bin/env node
// Writes syntaxes/zhunsheng.tmLanguage.json from grammar/keywords.tsv; with --check only compares.
'use strict';
const fs = require('fs');
const path = require('path');

const table = fs.readFileSync(path.join(__dirname, '../../grammar/keywords.tsv'), 'utf8');
const rows = table.split('\n').filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t')).map(([zh, en, kind]) => ({zh, en, kind}));

// A Chinese word has no \b around it: what may not stand beside it is any character of a name.
const inName = '[\\p{Han}\\p{L}\\p{N}_]';
const words = (kinds) => rows.filter((r) => kinds.includes(r.kind)).flatMap((r) => [r.zh, r.en]).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
const whole = (list) => `(?<!${inName})(?:${list.join('|')})(?!${inName})`;
const atHead = (list) => `^(\\s*)(${list.join('|')})(?!${inName})`;
const units = words(['unit']);

const grammar = {
  name: '准绳 Zhunsheng',
  scopeName: 'source.zhunsheng',
  comment: 'made by make-grammar.js from grammar/keywords.tsv; do not edit',
  patterns: [{include: '#comment'}, {include: '#reason'}, {include: '#string'}, {include: '#declaration'}, {include: '#clause'}, {include: '#bracketed'}, {include: '#literal'}, {include: '#word'}, {include: '#sign'}],
  repository: {
    comment: {name: 'comment.line.double-slash.zhunsheng', match: '//.*$'},
    reason: {
      begin: `(?<!${inName})(理由|reason)\\s*(「)`, end: '」', name: 'string.quoted.reason.zhunsheng',
      beginCaptures: {1: {name: 'keyword.control.zhunsheng'}, 2: {name: 'punctuation.definition.string.begin.zhunsheng'}},
      endCaptures: {0: {name: 'punctuation.definition.string.end.zhunsheng'}},
      patterns: [{match: '[{｛]([^}｝]*)[}｝]', name: 'meta.template.zhunsheng', captures: {1: {name: 'variable.other.zhunsheng'}}}],
    },
    string: {
      patterns: [
        {name: 'string.quoted.other.zhunsheng', begin: '「', end: '」'},
        {name: 'string.quoted.double.zhunsheng', begin: '“', end: '”'},
        {name: 'string.quoted.double.zhunsheng', begin: '"', end: '"|$'},
      ],
    },
    declaration: {
      patterns: [
        {match: `${atHead(['指标', 'indicator', '统计指标', 'statistic'])}\\s+([^\\s{]+)(?:\\s+([^\\s{]+))?`, captures: {2: {name: 'storage.type.zhunsheng'}, 3: {name: 'entity.name.class.zhunsheng'}, 4: {name: 'entity.name.section.zhunsheng'}}},
        {match: `${atHead(words(['decl']))}\\s+(〔[^〕]*〕|${inName}+)`, captures: {2: {name: 'storage.type.zhunsheng'}, 3: {name: 'entity.name.type.zhunsheng'}}},
        {match: atHead(words(['decl'])), captures: {2: {name: 'storage.type.zhunsheng'}}},
      ],
    },
    clause: {match: atHead(words(['clause']).filter((w) => !['理由', 'reason'].includes(w))), captures: {2: {name: 'keyword.control.zhunsheng'}}},
    bracketed: {match: '〔[^〕]*〕', name: 'variable.other.zhunsheng'},
    literal: {
      patterns: [
        {name: 'constant.numeric.date.zhunsheng', match: '\\d{4}(?:-\\d{1,2}-\\d{1,2}|年\\d{1,2}月\\d{1,2}日)(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?'},
        {name: 'constant.numeric.time.zhunsheng', match: '(?<![0-9])\\d{1,2}:\\d{2}(?::\\d{2})?'},
        {name: 'constant.numeric.duration.zhunsheng', match: `(?<![\\p{L}_])\\d+(?:\\.\\d+)?个?(?:${units.join('|')})`},
        {name: 'constant.numeric.zhunsheng', match: '(?<![\\p{L}\\p{N}_])(?<![\\p{L}\\p{N}_]-)\\d+(?:\\.\\d+)?[%％]?'},
        {name: 'constant.language.zhunsheng', match: whole(['是', 'yes', '否', 'no'])},
      ],
    },
    word: {
      patterns: [
        {name: 'keyword.control.zhunsheng', match: whole(words(['reserved']).filter((w) => !['是', '否', 'yes', 'no'].includes(w)))},
        {name: 'support.type.zhunsheng', match: whole(words(['type']))},
        {name: 'keyword.operator.word.zhunsheng', match: whole(words(['operator']))},
        {name: 'keyword.other.zhunsheng', match: whole(words(['word', 'clause', 'decl']))},
      ],
    },
    sign: {name: 'keyword.operator.zhunsheng', match: '[=≠<>≤≥+×÷*/＝＜＞]'},
  },
};

const file = path.join(__dirname, 'syntaxes/zhunsheng.tmLanguage.json');
const made = JSON.stringify(grammar, null, 2) + '\n';
if (process.argv.includes('--check')) {
  const there = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (there !== made) {
    console.error('syntaxes/zhunsheng.tmLanguage.json is not what grammar/keywords.tsv makes: run editors/vscode/make-grammar.js');
    process.exit(1);
  }
} else {
  fs.writeFileSync(file, made);
}

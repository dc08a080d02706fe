// Judges the exported cases by json-rules-engine, one case at a time: node json-rules.js FOLDER PASSES
//
// Its rules compare facts with facts and constants: they neither add nor subtract, and of a list they see one value at a time. So it is
// given what the others work out themselves (left, lags, excesses, reductions without a basis), and cannot state S5, whose pairs of steps
// need two values at once.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const modules = createRequire(join(process.env.ZS_PEER_MODULES ?? import.meta.dirname, 'node_modules/'))
const { Engine } = modules('json-rules-engine')
const version = modules('json-rules-engine/package.json').version

const lines = (folder, file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line))

function facts(c, item) {
  const lag = (at, received) => (at === undefined ? [] : [(received ?? c.t) - at])
  return {
    t: c.t, kind: item.kind, limit: item.limit, item_fees: item.fees,
    used: c.used ?? null, left: c.standing === undefined ? null : item.limit - c.standing,
    done: c.done ?? null, uploaded: c.uploaded ?? null, warn_at: c.warn_at ?? null, red_at: c.red_at ?? null,
    lags: [...lag(c.accepted, c.accepted_in), ...lag(c.done, c.done_in), ...c.steps.flatMap(s => [...lag(s.start, s.start_in), ...lag(s.end, s.end_in)])],
    fee_names: c.fees.map(f => f.name), fee_bases: c.fees.map(f => f.basis ?? null),
    fee_excesses: c.fees.filter(f => f.due !== undefined).map(f => f.amount - f.due),
    unfounded_reductions: c.fees.filter(f => f.reduced_basis === undefined).map(f => f.reduced ?? 0)
  }
}

async function measure(inputs, rules, passes) {
  const engine = new Engine(rules)
  let counts, ns = Infinity
  for (let pass = 0; pass <= passes; pass++) { // the first warms up
    counts = {}
    const from = process.hrtime.bigint()
    for (const input of inputs) {
      const { events } = await engine.run(input)
      for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1
    }
    if (pass > 0) ns = Math.min(ns, Number(process.hrtime.bigint() - from) / inputs.length)
  }
  return { counts, ns }
}

const [folder, passes] = process.argv.slice(2)
const items = new Map(lines(folder, 'items.ndjson').map(item => [item.item, item]))
const inputs = lines(folder, 'cases.ndjson').map(c => facts(c, items.get(c.item)))
const rules = JSON.parse(readFileSync(join(import.meta.dirname, 'rules.json'), 'utf8'))
const sets = {
  three: await measure(inputs, rules.filter(r => r.event.type < 'S4'), Number(passes)),
  five: await measure(inputs, rules, Number(passes))
}
console.log(JSON.stringify({ engine: 'json-rules-engine (Node.js)', version, sets }))
